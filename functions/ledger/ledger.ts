import type { ROUTES, Route } from '../../shared/wire/routes.ts'
import { type ApiCall, routed } from '../api/call.ts'
import type { HttpHandler } from '../middleware/http.ts'
import { readContract } from './contracts.ts'
import { type LedgerDeps, listLatest, listLines, readCustomer, readDue, readRepairObligations } from './obligations.ts'
import { readRates, readSatisfaction } from './rates.ts'
import { readLoaners, readUnit, search } from './units.ts'

type KeyOf<R> = R extends Route ? `${R['method']} ${R['path']}` : never
type RouteKey = KeyOf<Extract<(typeof ROUTES)[number], { function: 'ledger' }>>

/** What is planned, what is recorded on contracts, packs, papers and spreadsheets are imported when one is asked for. */
const CALLS: Readonly<Record<RouteKey, ApiCall<LedgerDeps>>> = {
  'GET /api/planned': async (event, deps) => (await import('./planned.ts')).listPlanned(event, deps),
  'GET /api/ledger/due': readDue,
  'GET /api/ledger/rates': readRates,
  'GET /api/ledger/lines': listLines,
  'GET /api/ledger/latest': listLatest,
  'GET /api/ledger/satisfaction': readSatisfaction,
  'GET /api/ledger/obligations': readCustomer,
  'GET /api/repairs/{id}/obligations': readRepairObligations,
  'POST /api/repairs/{id}/attachments': async (event, deps) => (await import('./attachments.ts')).attach(event, deps),
  'GET /api/repairs/{id}/attachments/{file}': async (event, deps) =>
    (await import('./attachments.ts')).readAttachment(event, deps),
  'GET /api/visits/{id}/files/{file}': async (event, deps) =>
    (await import('./visit-files.ts')).readVisitFile(event, deps),
  'GET /api/repairs/{id}/report': async (event, deps) => (await import('./evidence.ts')).readReport(event, deps),
  'GET /api/suggestions': async (event, deps) => (await import('./suggestions.ts')).readSuggestions(event, deps),
  'GET /api/contracts/outdated': async (event, deps) => (await import('./on-contracts.ts')).listOutdated(event, deps),
  'GET /api/contracts/{id}': readContract,
  'GET /api/contracts/{id}/calendar': async (event, deps) =>
    (await import('./contract-calendar.ts')).readContractCalendar(event, deps),
  'POST /api/contracts/{id}/version': async (event, deps) =>
    (await import('./on-contracts.ts')).moveToVersion(event, deps),
  'POST /api/contracts/{id}/facts': async (event, deps) => (await import('./on-contracts.ts')).recordFact(event, deps),
  'GET /api/contracts/{id}/files/{file}': async (event, deps) =>
    (await import('./on-contracts.ts')).readContractFile(event, deps),
  'POST /api/contracts/{id}/waivers': async (event, deps) => (await import('./on-contracts.ts')).waiveFact(event, deps),
  'POST /api/contracts/{id}/agreements': async (event, deps) =>
    (await import('./on-contracts.ts')).agreeOnContractWork(event, deps),
  'POST /api/contracts/{id}/taken-back': async (event, deps) =>
    (await import('./on-contracts.ts')).takeBackFact(event, deps),
  'GET /api/units/{serial}': readUnit,
  'GET /api/loaners': readLoaners,
  'GET /api/knowledge': search,
  'GET /api/upgrades': async (event, deps) => (await import('./upgrades.ts')).listAllUpgrades(event, deps),
  'POST /api/upgrades': async (event, deps) => (await import('./upgrades.ts')).planNewUpgrade(event, deps),
  'GET /api/upgrades/{id}': async (event, deps) => (await import('./upgrades.ts')).readUpgrade(event, deps),
  'GET /api/upgrades/{id}/forms': async (event, deps) => (await import('./upgrades.ts')).readUpgradeForms(event, deps),
  'POST /api/upgrades/{id}/actions': async (event, deps) => (await import('./upgrades.ts')).actOnAnUpgrade(event, deps),
  'GET /api/advisories': async (event, deps) => (await import('./advisories.ts')).listAllAdvisories(event, deps),
  'POST /api/advisories': async (event, deps) => (await import('./advisories.ts')).issueNewAdvisory(event, deps),
  'GET /api/advisories/{id}': async (event, deps) => (await import('./advisories.ts')).readAdvisory(event, deps),
  'POST /api/advisories/{id}/actions': async (event, deps) =>
    (await import('./advisories.ts')).actOnAdvisory(event, deps),
  'POST /api/evidence': async (event, deps) => (await import('./evidence.ts')).exportPack(event, deps),
  'POST /api/evidence/verify': async (event, deps) => (await import('./evidence.ts')).verifyPack(event, deps),
  'GET /api/audit': async (event, deps) => (await import('./evidence.ts')).readAudit(event, deps),
}

/** The books of the service department: what was promised and kept, and what is on file. */
export const ledgerHandler = (deps: LedgerDeps): HttpHandler => routed(deps, CALLS, { takesFiles: true })

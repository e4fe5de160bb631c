import type { ROUTES, Route } from '../../shared/contracts/routes.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { type ApiCall, routed } from '../api/call.ts'
import type { HttpHandler } from '../middleware/http.ts'
import { listOutdated, moveToVersion, readContract, recordFact, waiveFact } from './contracts.ts'
import { exportPack, readAudit, readReport, verifyPack } from './evidence.ts'
import { readCustomer, readDue, readRates, readRepairObligations } from './obligations.ts'
import { readLoaners, readUnit, search } from './units.ts'

type KeyOf<R> = R extends Route ? `${R['method']} ${R['path']}` : never
type RouteKey = KeyOf<Extract<(typeof ROUTES)[number], { function: 'ledger' }>>

const CALLS: Readonly<Record<RouteKey, ApiCall>> = {
  'GET /api/ledger/due': readDue,
  'GET /api/ledger/rates': readRates,
  'GET /api/ledger/obligations': readCustomer,
  'GET /api/repairs/{id}/obligations': readRepairObligations,
  'GET /api/repairs/{id}/report': readReport,
  'GET /api/contracts/outdated': listOutdated,
  'GET /api/contracts/{id}': readContract,
  'POST /api/contracts/{id}/version': moveToVersion,
  'POST /api/contracts/{id}/facts': recordFact,
  'POST /api/contracts/{id}/waivers': waiveFact,
  'GET /api/units/{serial}': readUnit,
  'GET /api/loaners': readLoaners,
  'GET /api/knowledge': search,
  'POST /api/evidence': exportPack,
  'POST /api/evidence/verify': verifyPack,
  'GET /api/audit': readAudit,
}

/** The books of the service department: what was promised and kept, and what is on file. */
export const ledgerHandler = (deps: Deps): HttpHandler => routed(deps, CALLS)

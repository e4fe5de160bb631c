import type { ROUTES, Route } from '../../shared/wire/routes.ts'
import { routed } from '../api/call.ts'
import type { HttpHandler } from '../middleware/http.ts'
import type { DirectoryCall, DirectoryDeps } from './call.ts'
import { listChanges, listEntries, readEntry, readLists } from './entries.ts'

type KeyOf<R> = R extends Route ? `${R['method']} ${R['path']}` : never
type RouteKey = KeyOf<Extract<(typeof ROUTES)[number], { function: 'directory' }>>

/** What writes, and what is a room of its own, is imported with the first request for it. */
const CALLS: Readonly<Record<RouteKey, DirectoryCall>> = {
  'GET /api/directory': readLists,
  'GET /api/directory/changes': listChanges,
  'GET /api/directory/export': async (event, deps) => (await import('./export.ts')).exportTables(event, deps),
  'POST /api/import': async (event, deps) => (await import('./import.ts')).importTables(event, deps),
  'GET /api/directory/{list}': listEntries,
  'GET /api/directory/{list}/{id}': readEntry,
  'POST /api/directory/{list}/{id}': async (event, deps) => (await import('./edits.ts')).editEntry(event, deps),
  'POST /api/directory/{list}/{id}/delete': async (event, deps) =>
    (await import('./edits.ts')).deleteEntry(event, deps),
  'GET /api/customers/{id}/calendar': async (event, deps) => (await import('./calendar.ts')).readCalendar(event, deps),
  'POST /api/customers/{id}/calendar': async (event, deps) => (await import('./calendar.ts')).enter(event, deps),
  'POST /api/customers/{id}/calendar/{entry}': async (event, deps) =>
    (await import('./calendar.ts')).changeEntry(event, deps),
  'POST /api/customers/{id}/calendar/{entry}/withdraw': async (event, deps) =>
    (await import('./calendar.ts')).withdraw(event, deps),
  'POST /api/customers/{id}/calendar-link': async (event, deps) =>
    (await import('./calendar.ts')).giveLink(event, deps),
  'POST /api/calendar-feeds': async (event, deps) => (await import('./calendar.ts')).subscribe(event, deps),
  'POST /api/contracts/{id}/duty': async (event, deps) => (await import('./duty.ts')).recordDuty(event, deps),
  'GET /api/rosters': async (event, deps) => (await import('./rosters.ts')).listRosters(event, deps),
  'GET /api/rosters/{id}': async (event, deps) => (await import('./rosters.ts')).readRoster(event, deps),
  'POST /api/rosters/{id}/changes': async (event, deps) => (await import('./rosters.ts')).changeRoster(event, deps),
  'POST /api/plans': async (event, deps) => (await import('./publish.ts')).publish(event, deps),
  'GET /api/plans/published': async (event, deps) => (await import('./publish.ts')).listPublished(event, deps),
  'POST /api/people/{id}/test-message': async (event, deps) =>
    (await import('./test-message.ts')).testMessage(event, deps),
  'POST /api/people/{id}/number': async (event, deps) =>
    (await import('./test-message.ts')).verifiedNumber(event, deps),
  'GET /api/settings': async (event, deps) => (await import('./settings.ts')).readSettings(event, deps),
}

/** The master data: who and what is served, and who changed it; and how the machine stands. */
export const directoryHandler = (deps: DirectoryDeps): HttpHandler => routed(deps, CALLS)

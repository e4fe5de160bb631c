import type { ROUTES, Route } from '../../shared/wire/routes.ts'
import { routed } from '../api/call.ts'
import type { HttpHandler } from '../middleware/http.ts'
import type { DirectoryCall, DirectoryDeps } from './call.ts'
import { deleteEntry, editEntry } from './edits.ts'
import { listChanges, listEntries, readEntry, readLists } from './entries.ts'
import { changeRoster, listRosters, readRoster } from './rosters.ts'

type KeyOf<R> = R extends Route ? `${R['method']} ${R['path']}` : never
type RouteKey = KeyOf<Extract<(typeof ROUTES)[number], { function: 'directory' }>>

const CALLS: Readonly<Record<RouteKey, DirectoryCall>> = {
  'GET /api/directory': readLists,
  'GET /api/directory/changes': listChanges,
  'GET /api/directory/export': async (event, deps) => (await import('./export.ts')).exportTables(event, deps),
  'POST /api/import': async (event, deps) => (await import('./import.ts')).importTables(event, deps),
  'GET /api/directory/{list}': listEntries,
  'GET /api/directory/{list}/{id}': readEntry,
  'POST /api/directory/{list}/{id}': editEntry,
  'POST /api/directory/{list}/{id}/delete': deleteEntry,
  'GET /api/rosters': listRosters,
  'GET /api/rosters/{id}': readRoster,
  'POST /api/rosters/{id}/changes': changeRoster,
  'POST /api/plans': async (event, deps) => (await import('./publish.ts')).publish(event, deps),
  'GET /api/plans/published': async (event, deps) => (await import('./publish.ts')).listPublished(event, deps),
  'GET /api/settings': async (event, deps) => (await import('./settings.ts')).readSettings(event, deps),
}

/** The master data: who and what is served, and who changed it; and how the machine stands. */
export const directoryHandler = (deps: DirectoryDeps): HttpHandler => routed(deps, CALLS)

import { durationMs, later } from '../../shared/kernel/instant.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { plannedWork } from '../../shared/use-cases/planned-work.ts'
import { seesLine } from '../../shared/use-cases/reach.ts'
import { plannedQuerySchema } from '../../shared/wire/planned.ts'
import { parse } from '../../shared/wire/problem.ts'
import { type ApiCall, queryOf } from '../api/call.ts'
import { reachFor } from '../api/rights.ts'
import { staffWho } from '../api/roles.ts'
import { json } from '../middleware/http.ts'

const DEFAULT_WINDOW_MS = durationMs('PT720H')

/** Inspections, call-backs and letters that are overdue, or come due. */
export const listPlanned: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'ledger')
  const { to = later(deps.clock.now(), DEFAULT_WINDOW_MS), ...query } = parse(plannedQuerySchema, queryOf(event))
  await auditOpening(deps, staff, 'planned')
  const reach = await reachFor(deps, staff)
  const { items, cursor } = await plannedWork(deps, { to, ...query }, reach ? seesLine(reach, staff) : async () => true)
  return json(200, { works: items, ...(cursor !== undefined && { cursor }) })
}

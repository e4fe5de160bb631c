import { NotFoundError } from '../../shared/kernel/errors.ts'
import { without } from '../../shared/kernel/fields.ts'
import { durationMs, later } from '../../shared/kernel/instant.ts'
import type { Feed } from '../../shared/ports/feed.ts'
import type { Page } from '../../shared/ports/store.ts'
import { aroundMonths } from '../../shared/promise/months.ts'
import type { Obligation } from '../../shared/promise/obligation.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import { auditList, auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { namedLines } from '../../shared/use-cases/named-lines.ts'
import { latestEnded, linesOfMonth, obligationsOf, obligationsOfRepair } from '../../shared/use-cases/obligations.ts'
import { seenBy, seesLine } from '../../shared/use-cases/reach.ts'
import { dueQuerySchema, linesQuerySchema, obligationsQuerySchema } from '../../shared/wire/ledger.ts'
import { parse } from '../../shared/wire/problem.ts'
import { type ApiCall, pathOf, queryOf, type StaffDeps } from '../api/call.ts'
import { forReader, reachFor, requireSight } from '../api/rights.ts'
import { type Staff, staffWho } from '../api/roles.ts'
import { json } from '../middleware/http.ts'
import { period, requireOwn } from './rates.ts'

const DEFAULT_WINDOW_MS = durationMs('PT24H')

export const readDue: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'ledger')
  const { from = deps.clock.now(), ...query } = parse(dueQuerySchema, queryOf(event))
  const { to = later(from, DEFAULT_WINDOW_MS), ...page } = query
  await auditOpening(deps, staff, 'ledger/due')
  const due = await deps.ledger.due({ ...period(from, to), ...page })
  return json(200, await shownTo(deps, staff, due))
}

/** A page that leaves out what is not theirs may be short: only without a cursor is it the last. */
async function shownTo(deps: Deps, staff: Staff, page: Page<Obligation>) {
  const reach = await reachFor(deps, staff)
  const items = await seenBy(page.items, reach && seesLine(reach, staff))
  return listOf({ ...page, items: (await namedLines(deps, items)).map((line) => readBy(staff, line)) })
}

/** What a manager wrote may name somebody of the customer's: to a viewer these are nobody. */
const readBy = ({ role }: Staff, line: Obligation): Obligation =>
  role === 'viewer' ? without(line, 'waivedBecause') : line

/** The lines behind a rate. Those of one customer are for whoever may read that customer's. */
export const listLines: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'ledger')
  const query = parse(linesQuerySchema, queryOf(event))
  if (query.customer !== undefined) staffWho(event, 'customers')
  const { customer, engineer } = query
  if (engineer !== undefined) requireOwn(staff, { by: 'engineer', id: engineer })
  const page = await linesOfMonth(deps, query)
  if (customer === undefined) await auditOpening(deps, staff, 'ledger/lines')
  else await auditList(deps, staff, { customer, ...aroundMonths({ first: query.month, last: query.month }) })
  return json(200, await shownTo(deps, staff, page))
}

const LATEST = 20
export type LedgerDeps = StaffDeps & { readonly feed: Pick<Feed, 'latest'> }

export const listLatest: ApiCall<LedgerDeps> = async (event, deps) => {
  const staff = staffWho(event, 'ledger')
  await auditOpening(deps, staff, 'ledger/latest')
  return json(200, await shownTo(deps, staff, { items: await latestEnded(deps, LATEST) }))
}

export const readCustomer: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'customers')
  const { from, to, ...query } = parse(obligationsQuerySchema, queryOf(event))
  const page = await obligationsOf(deps, { ...query, ...period(from, to) })
  await auditList(deps, staff, { customer: query.customer, from, to })
  return json(200, listOf(page))
}

export const readRepairObligations: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'ledger')
  const id = pathOf(event, 'id')
  const repair = await deps.repairs.load(id)
  const items = repair && (await obligationsOfRepair(deps, id))
  if (!items) throw new NotFoundError('no such repair')
  await requireSight(deps, staff, repair)
  await auditOpening(deps, staff, repairSubject(id), items[0]?.customer)
  return json(200, listOf({ items: forReader(staff, { repair, items }).items }))
}

const listOf = ({ items, cursor }: Page<Obligation>) => ({ obligations: items, ...(cursor && { cursor }) })

import { DEFAULT_TIMEZONE, dayOf } from '../../shared/kernel/calendar.ts'
import { BadRequestError, fault, NotFoundError } from '../../shared/kernel/errors.ts'
import { durationMs, type Instant, later } from '../../shared/kernel/instant.ts'
import type { RatedBy } from '../../shared/ports/ledger.ts'
import type { Page } from '../../shared/ports/store.ts'
import type { Obligation } from '../../shared/promise/obligation.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import { auditList, auditOpening } from '../../shared/use-cases/audit.ts'
import {
  allRates,
  clauseRates,
  obligationsOf,
  obligationsOfRepair,
  rateOf,
} from '../../shared/use-cases/obligations.ts'
import { seesLine } from '../../shared/use-cases/reach.ts'
import { dueQuerySchema, obligationsQuerySchema, ratesQuerySchema } from '../../shared/wire/ledger.ts'
import { parse } from '../../shared/wire/problem.ts'
import { type ApiCall, pathOf, queryOf } from '../api/call.ts'
import { forReader, reachFor, requireSight } from '../api/rights.ts'
import { type Staff, staffWho } from '../api/roles.ts'
import { ForbiddenError } from '../middleware/errors.ts'
import { json } from '../middleware/http.ts'

const DEFAULT_WINDOW_MS = durationMs('PT24H')

export const readDue: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'ledger')
  const { from = deps.clock.now(), ...query } = parse(dueQuerySchema, queryOf(event))
  const { to = later(from, DEFAULT_WINDOW_MS), ...page } = query
  await auditOpening(deps, staff, 'ledger/due')
  const reach = await reachFor(deps, staff)
  const due = await deps.ledger.due({ ...period(from, to), ...page })
  const sees = reach && seesLine(reach, staff)
  return json(200, listOf(sees ? { ...due, items: await seenIn(due.items, sees) } : due))
}

/** A page that leaves out what is not theirs may be short: only without a cursor is it the last. */
const seenIn = async (lines: readonly Obligation[], sees: (line: Obligation) => Promise<boolean>) => {
  const seen = await Promise.all(lines.map(sees))
  return lines.filter((_, index) => seen[index])
}

export const readRates: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'ledger')
  const query = parse(ratesQuerySchema, queryOf(event))
  const { by, id, plan, from, to, month = dayOf(deps.clock.now(), DEFAULT_TIMEZONE).slice(0, 7) } = query
  requireOwn(staff, by, id)
  if (from !== undefined && to !== undefined)
    return json(200, { by, from, to, rates: await allRates(deps, { by, ...period(from, to) }) })
  if (plan !== undefined) return json(200, { by, month, rates: await clauseRates(deps, plan, month) })
  if (id === undefined || by === 'site') return json(200, { by, month, rates: await allRates(deps, { by, month }) })
  return json(200, { by, month, rates: [await rateOf(deps, by, id, month)] })
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

/** An engineer compares clauses, and reads how they did themselves. Throws ForbiddenError for customers and colleagues. */
const requireOwn = (staff: Staff, by: RatedBy, id: string | undefined): void => {
  if (staff.role === 'engineer' && by !== 'clause' && !(by === 'engineer' && id === staff.actor.id))
    throw new ForbiddenError(staff, {
      zh: `工程师可看各条款的，和自己的：by=clause，或 by=engineer&id=${staff.actor.id}`,
      en: `An engineer may read those of the clauses, and their own: by=clause, or by=engineer&id=${staff.actor.id}.`,
    })
}

const period = (from: Instant, to: Instant) => {
  if (to <= from) throw new BadRequestError([fault('to', '必须晚于 from', 'must be later than from')])
  return { from, to }
}

const listOf = ({ items, cursor }: Page<Obligation>) => ({ obligations: items, ...(cursor && { cursor }) })

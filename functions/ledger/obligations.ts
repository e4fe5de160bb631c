import { DEFAULT_TIMEZONE, dayOf } from '../../shared/calendar/calendar.ts'
import { dueQuerySchema, obligationsQuerySchema, ratesQuerySchema } from '../../shared/contracts/ledger.ts'
import { parse } from '../../shared/contracts/problem.ts'
import { BadRequestError, fault, NotFoundError } from '../../shared/errors/errors.ts'
import type { Obligation } from '../../shared/obligation/obligation.ts'
import type { Page } from '../../shared/ports/store.ts'
import { durationMs, type Instant, later } from '../../shared/time/instant.ts'
import { auditList, auditOpening } from '../../shared/use-cases/audit.ts'
import { allRates, clauseRates, obligationsOf, obligationsOfRepair, rateOf } from '../../shared/use-cases/ledger.ts'
import { type ApiCall, pathOf, queryOf } from '../api/call.ts'
import { staffWho } from '../api/roles.ts'
import { json } from '../middleware/http.ts'

const DEFAULT_WINDOW_MS = durationMs('PT24H')

export const readDue: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'ledger')
  const { from = deps.clock.now(), ...query } = parse(dueQuerySchema, queryOf(event))
  const { to = later(from, DEFAULT_WINDOW_MS), ...page } = query
  await auditOpening(deps, staff, 'ledger/due')
  return json(200, listOf(await deps.ledger.due({ ...period(from, to), ...page })))
}

export const readRates: ApiCall = async (event, deps) => {
  staffWho(event, 'ledger')
  const query = parse(ratesQuerySchema, queryOf(event))
  const { by, id, plan, from, to, month = dayOf(deps.clock.now(), DEFAULT_TIMEZONE).slice(0, 7) } = query
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
  const items = await obligationsOfRepair(deps, id)
  if (!items) throw new NotFoundError('no such repair')
  await auditOpening(deps, staff, `repair/${id}`, items[0]?.customer)
  return json(200, listOf({ items }))
}

const period = (from: Instant, to: Instant) => {
  if (to <= from) throw new BadRequestError([fault('to', '必须晚于 from', 'must be later than from')])
  return { from, to }
}

const listOf = ({ items, cursor }: Page<Obligation>) => ({ obligations: items, ...(cursor && { cursor }) })

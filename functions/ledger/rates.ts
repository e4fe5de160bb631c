import { DEFAULT_TIMEZONE, dayOf } from '../../shared/kernel/calendar.ts'
import { BadRequestError, fault } from '../../shared/kernel/errors.ts'
import { defined, pick } from '../../shared/kernel/fields.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import type { RepairSummary } from '../../shared/repair/summary.ts'
import { allRates, clauseRates, rateOf } from '../../shared/use-cases/rates.ts'
import { satisfactionOf } from '../../shared/use-cases/satisfaction.ts'
import { ratesQuerySchema, satisfactionQuerySchema } from '../../shared/wire/ledger.ts'
import { parse } from '../../shared/wire/problem.ts'
import { type ApiCall, queryOf } from '../api/call.ts'
import { type Staff, staffWho } from '../api/roles.ts'
import { csvFile } from '../middleware/csv.ts'
import { ForbiddenError } from '../middleware/errors.ts'
import { json } from '../middleware/http.ts'
import { readerLanguage } from '../middleware/language.ts'
import { satisfactionSheet } from './satisfaction-sheet.ts'

export const readRates: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'ledger')
  const query = parse(ratesQuerySchema, queryOf(event))
  const { by, id, plan, from, to, month = dayOf(deps.clock.now(), DEFAULT_TIMEZONE).slice(0, 7) } = query
  requireOwn(staff, query)
  const narrowed = pick(query, 'customer', 'clause')
  if (from !== undefined && to !== undefined)
    return json(200, { by, from, to, rates: await allRates(deps, { by, ...narrowed, ...period(from, to) }) })
  if (plan !== undefined) return json(200, { by, month, rates: await clauseRates(deps, plan, month) })
  if (id !== undefined && by !== 'site' && by !== 'month')
    return json(200, { by, month, rates: [await rateOf(deps, by, id, month)] })
  const months = { first: month, last: query.lastMonth ?? month }
  const rates = await allRates(deps, { by, months, ...narrowed })
  return json(200, { by, month, ...pick(query, 'lastMonth'), rates })
}

/** An engineer compares clauses and months, and reads how they did themselves. Throws ForbiddenError for customers and colleagues. */
export const requireOwn = (
  staff: Staff,
  { by, id, customer }: { readonly by: string; readonly id?: string; readonly customer?: string },
): void => {
  if (staff.role !== 'engineer') return
  const isOwn = by === 'engineer' && id === staff.actor.id
  if (customer === undefined && (by === 'clause' || by === 'month' || isOwn)) return
  throw new ForbiddenError(staff, {
    zh: `工程师可看各条款、各月份的，和自己的：by=clause、by=month，或 by=engineer&id=${staff.actor.id}`,
    en: `An engineer may read those of the clauses and months, and their own: by=clause, by=month, or by=engineer&id=${staff.actor.id}.`,
  })
}

export const readSatisfaction: ApiCall = async (event, deps) => {
  const { role, actor } = staffWho(event, 'ledger')
  const {
    by,
    format,
    month = deps.clock.now().slice(0, 7),
    lastMonth,
    customer,
  } = parse(satisfactionQuerySchema, queryOf(event))
  // Their own, whichever way somebody rated them.
  const own = role === 'engineer' && {
    counts: (row: RepairSummary) => (row.calledBack?.worker ?? row.assigneeId) === actor.id,
  }
  const months = { first: month, last: lastMonth ?? month }
  const found = await satisfactionOf(deps, { by, months, ...defined({ customer }), ...own })
  if (format === 'json') return json(200, found)
  return csvFile(`satisfaction-${months.first}-${months.last}`, satisfactionSheet(found, by, readerLanguage(event)))
}

export const period = (from: Instant, to: Instant) => {
  if (to <= from) throw new BadRequestError([fault('to', '必须晚于 from', 'must be later than from')])
  return { from, to }
}

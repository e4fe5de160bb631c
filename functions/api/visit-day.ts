import { dayOf } from '../../shared/kernel/calendar.ts'
import { defined } from '../../shared/kernel/fields.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { dayOfVisits } from '../../shared/use-cases/visit-day.ts'
import { seesVisit } from '../../shared/use-cases/visit-rights.ts'
import { parse } from '../../shared/wire/problem.ts'
import { visitDayQuerySchema } from '../../shared/wire/visits.ts'
import { json } from '../middleware/http.ts'
import { type ApiCall, queryOf } from './call.ts'
import { reachFor } from './rights.ts'
import { staffWho } from './roles.ts'

/** What one engineer has on a day, in the order in which to go. */
export const readDay: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'visits')
  const query = parse(visitDayQuerySchema, queryOf(event))
  const reach = await reachFor(deps, staff)
  const engineer = query.engineer ?? staff.actor.id ?? ''
  await auditOpening(deps, staff, 'visits')
  const now = deps.clock.now()
  const day = await dayOfVisits(deps, { engineer, ...defined({ on: query.on }) }, (row) =>
    seesVisit(row, reach, staff, now),
  )
  // An engineer sees of a colleague's day what is of their own rosters; of repairs, their own alone.
  const repairs = reach && engineer !== staff.actor.id ? [] : day.repairs
  return json(200, { ...day, repairs, on: query.on ?? day.on ?? dayOf(now, 'UTC') })
}

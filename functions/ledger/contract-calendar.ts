import { contractSubject } from '../../shared/contract/subject.ts'
import { DEFAULT_TIMEZONE, dayOf, yearsAfter } from '../../shared/kernel/calendar.ts'
import { BadRequestError, fault, NotFoundError } from '../../shared/kernel/errors.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { contractCalendar } from '../../shared/use-cases/contract-calendar.ts'
import { contractCalendarQuerySchema } from '../../shared/wire/contract-calendar.ts'
import { parse } from '../../shared/wire/problem.ts'
import { type ApiCall, pathOf, queryOf } from '../api/call.ts'
import { staffWho } from '../api/roles.ts'
import { json } from '../middleware/http.ts'
import { requireReach } from './contracts.ts'

/** So far is looked at once. */
const MOST_YEARS = 2

export const readContractCalendar: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'contracts')
  const id = pathOf(event, 'id')
  await requireReach(deps, staff, id)
  const query = parse(contractCalendarQuerySchema, queryOf(event))
  const from = query.from ?? dayOf(deps.clock.now(), DEFAULT_TIMEZONE)
  const until = query.until ?? yearsAfter(from, 1)
  if (until < from || until > yearsAfter(from, MOST_YEARS))
    throw new BadRequestError([fault('until', '要在开始之后两年以内', 'must be within two years after from')])
  const calendar = await contractCalendar(deps, id, { from, until })
  if (!calendar) throw new NotFoundError('no such contract')
  await auditOpening(deps, staff, contractSubject(id), calendar.customer)
  return json(200, { ...calendar, from, until })
}

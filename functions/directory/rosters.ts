import { BadRequestError, fault } from '../../shared/kernel/errors.ts'
import { durationMs, type Instant, later, millisBetween } from '../../shared/kernel/instant.ts'
import type { OnFile } from '../../shared/oncall/duty-problems.ts'
import { weekOf } from '../../shared/oncall/shifts.ts'
import { dispatchersAt } from '../../shared/use-cases/rights.ts'
import { changeOnRecord, rosterOnFile } from '../../shared/use-cases/rosters.ts'
import { rostersOnFile } from '../../shared/use-cases/team.ts'
import { parse } from '../../shared/wire/problem.ts'
import { rosterChangeSchema, rosterQuerySchema } from '../../shared/wire/rosters.ts'
import { pathOf, queryOf } from '../api/call.ts'
import { requireNone } from '../api/rights.ts'
import { mayUse, type Staff, staffWho } from '../api/roles.ts'
import { bodyJson } from '../middleware/body.ts'
import { HttpError } from '../middleware/errors.ts'
import { json } from '../middleware/http.ts'
import { readerLanguage } from '../middleware/language.ts'
import type { DirectoryCall } from './call.ts'
import { calendarView, listView } from './roster-view.ts'

/** Every roster, with who has duty now. */
export const listRosters: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'rosters')
  const all = await rostersOnFile(deps)
  const may = all.map((one) => mayChange(staff, one))
  return json(200, listView(all, may, deps.clock.now()))
}

export const readRoster: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'rosters')
  const query = parse(rosterQuerySchema, queryOf(event))
  const { own, others } = await rosterOnFile(deps, pathOf(event, 'id'))
  const now = deps.clock.now()
  const [window, language] = [windowOf(query, own.roster.timezone, now), readerLanguage(event)]
  const about = { now, language, mayChange: mayChange(staff, own), saved: false }
  return json(200, calendarView({ own, others, window, ...about }))
}

/** A change is shown before it is made: `dryRun` answers how the roster would be. */
export const changeRoster: DirectoryCall = async (event, deps) => {
  const staff = staffWho(event, 'changeRosters')
  const id = pathOf(event, 'id')
  const { shown = {}, ...wanted } = parse(rosterChangeSchema, bodyJson(event))
  const { own } = await rosterOnFile(deps, id)
  const window = windowOf(shown, own.roster.timezone, deps.clock.now())
  requireNone(staff, refusal(staff, own))
  const after = await changeOnRecord(deps, staff, id, wanted)
  if (after === 'stale') throw new HttpError(409, 'stale', STALE)
  const about = { now: deps.clock.now(), language: readerLanguage(event), mayChange: true, saved: !wanted.dryRun }
  return json(200, calendarView({ ...after, ...about, window }))
}

const STALE = {
  zh: '您打开以后别人改过这张值班表：请看现在的安排，再改一次。',
  en: 'Somebody has changed this roster since you opened it: look at how it is now, and change it again.',
}

/** Of a roster with dispatchers of its own, they alone. */
const refusal = (staff: Staff, { roster }: OnFile) =>
  staff.role === 'dispatcher' ? dispatchersAt(roster, staff).why : undefined

const mayChange = (staff: Staff, one: OnFile): boolean => mayUse(staff.role, 'changeRosters') && !refusal(staff, one)

const FIVE_WEEKS_MS = durationMs('P35D')
const LONGEST_MS = durationMs('P100D')
/** What lies further off is nobody's plan, and what was so long ago stands with the repairs. */
const FARTHEST_MS = durationMs('P800D')

function windowOf(
  asked: { readonly from?: Instant; readonly to?: Instant },
  timezone: string,
  now: Instant,
): { readonly from: Instant; readonly to: Instant } {
  const from = asked.from ?? weekOf(now, timezone)
  const to = asked.to ?? later(from, FIVE_WEEKS_MS)
  if (to <= from || millisBetween(from, to) > LONGEST_MS)
    throw new BadRequestError([
      fault('to', '必须晚于 from，最多 100 天', 'must be later than from, by at most 100 days'),
    ])
  if (Math.abs(millisBetween(now, from)) > FARTHEST_MS)
    throw new BadRequestError([fault('from', '离现在太远：最多 800 天', 'is too far from now: at most 800 days')])
  return { from, to }
}

import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { Empty } from '../parts/empty.tsx'
import { Failed } from '../parts/problem.tsx'
import { Sign, type SignName } from '../parts/signs.tsx'
import { dayName, moment } from '../parts/time.ts'
import { Waiting } from '../parts/waiting.tsx'
import { zoneBeside } from '../parts/zone.ts'
import { Link } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import { Beside, useOpened } from './beside.tsx'
import { DUTY_STATES, type DutyRow, useDuties } from './duty-data.ts'
import { DutyDrawer } from './duty-drawer.tsx'
import { WatchBar } from './watch-bar.tsx'

/** Reinforced duty in the customers' important days: who is there, where nobody is, what was recorded. */
export function Duties() {
  const say = useSay()
  const duties = useDuties()
  const [open, show] = useOpened('duty')
  const close = () => show(undefined)
  const rows = duties.data ?? []
  const mayLook = useStore(sessionStore)?.may.includes('calendars') ?? false
  const groups = [
    { name: text('待安排', 'To be planned'), rows: rows.filter(({ state }) => state === 'toPlan') },
    {
      name: text('值守中与已安排', 'On, and planned'),
      rows: rows.filter(({ state }) => state === 'on' || state === 'planned'),
    },
    {
      name: text('已结束', 'Over'),
      rows: rows.filter(({ state }) => state === 'over' || state === 'gone').toReversed(),
    },
  ].filter((group) => group.rows.length > 0)
  return (
    <Beside open={open} onClose={close} drawer={(id) => <DutyDrawer id={id} onClose={close} />}>
      <Failed of={duties} />
      {duties.isPending && <Waiting />}
      {duties.data && rows.length === 0 && (
        <Empty
          says={text('没有要保障的日子。', 'No days to watch.')}
          next={text(
            '客户日历上写了重要会议、节假日或敏感时期，而承诺里有加强保障的，会出现在这里。',
            'Meetings, holidays and sensitive periods on a customer’s calendar appear here where their plan promises duty in them.',
          )}
        >
          {mayLook && <Link to="/planned/calendar">{say(text('看客户日历', 'See the calendars'))}</Link>}
        </Empty>
      )}
      {groups.map((group) => (
        <section key={group.name.en} className="panel works" aria-label={say(group.name)}>
          <header>
            <h2>{say(group.name)}</h2>
            <span className="soft small">{group.rows.length}</span>
          </header>
          <ul>
            {group.rows.map((row) => (
              <DutyLine key={row.id} row={row} isOpen={row.id === open} onPick={() => show(row.id)} />
            ))}
          </ul>
        </section>
      ))}
    </Beside>
  )
}

const signOf = ({ state, plan, unwatched, gaps }: DutyRow): SignName => {
  if (state === 'gone') return 'pause'
  if (plan?.state === 'overdue' || gaps.length > 0) return 'late'
  if (state === 'toPlan' || unwatched.length > 0) return 'none'
  return state === 'over' ? 'kept' : state === 'on' ? 'has' : 'run'
}

function DutyLine({ row, isOpen, onPick }: { row: DutyRow; isOpen: boolean; onPick: () => void }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { name, what, customer, site, from, to, timezone, state, clause } = row
  const zone = zoneBeside(timezone, nowMs, language)
  const days = `${moment(from, timezone, nowMs, language)} – ${moment(to, timezone, nowMs, language)}`
  return (
    <li>
      <button type="button" className={isOpen ? 'dutyline on' : 'dutyline'} onClick={onPick}>
        <Sign name={signOf(row)} small label={say(DUTY_STATES[state])} />
        <span className="dl-what">
          <b>{name}</b>
          <span className="soft">
            {' '}
            {clause} {inLanguage(what, language)}
          </span>
        </span>
        <span className="dl-where">
          {customer.name}
          {site && ` · ${site.name}`}
        </span>
        <span className="dl-days n">
          {days}
          {zone && ` ${zone}`}
        </span>
        <span className="dl-left">
          <LeftToDo row={row} />
        </span>
        <WatchBar row={row} nowMs={nowMs} />
      </button>
    </li>
  )
}

/** What hurts most of it. */
function LeftToDo({ row: { state, timezone, plan, gaps, entries, unwatched, report } }: { row: DutyRow }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  if (state === 'toPlan') {
    // What ends at midnight ends with the day before.
    const when = plan && dayName(Date.parse(plan.dueAt) - 1, timezone, nowMs, language)
    if (plan?.state === 'overdue') return <b className="bad">{say(text('方案已逾期', 'plan overdue'))}</b>
    return <b className="warn">{when ? say(text(`${when}前交方案`, `plan by ${when}`)) : say(DUTY_STATES.toPlan)}</b>
  }
  if (gaps.length > 0)
    return <b className="bad">{say(text(`${gaps.length} 段没有记录`, `${gaps.length} times without an entry`))}</b>
  if (unwatched.length > 0 && state !== 'over' && state !== 'gone')
    return <b className="bad">{say(text('有空档', 'nobody at times'))}</b>
  if (state === 'over' && report?.state === 'overdue')
    return <b className="bad">{say(text('报告已逾期', 'report overdue'))}</b>
  if (state === 'over' && report?.state === 'open') return <b className="warn">{say(text('待交报告', 'report due'))}</b>
  if (entries > 0) return <>{say(text(`记录 ${entries} 条`, `${entries} entries`))}</>
  return <>{say(DUTY_STATES[state])}</>
}

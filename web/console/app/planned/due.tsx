import Button from 'antd/es/button'
import { useState } from 'react'
import { inLanguage, text } from '../../../../shared/kernel/text.ts'
import { MINUTE, plainDay, wallOf } from '../../../rail/wall.ts'
import { AgreeForm } from '../customers/agree-form.tsx'
import { Earlier } from '../ledger/earlier.tsx'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { Empty } from '../parts/empty.tsx'
import { Failed } from '../parts/problem.tsx'
import { Sign } from '../parts/signs.tsx'
import { DESK_ZONE, moment } from '../parts/time.ts'
import { Waiting } from '../parts/waiting.tsx'
import { Link, usePlace, withQuery } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import { HORIZONS, type Horizon, usePlanned, type Work } from './data.ts'
import { GROUPED_BY, type Group, type GroupedBy, groupsOf, lastDayOf } from './groups.ts'

const HORIZON_NAMES = { week: text('7 天', '7 days'), month: text('30 天', '30 days'), year: text('一年', 'A year') }
const BY_NAMES = {
  time: text('按时间', 'By time'),
  site: text('按现场', 'By site'),
  clause: text('按条款', 'By clause'),
}
const WAY_NAMES = {
  visit: text('上门', 'visit'),
  call: text('电话', 'call'),
  letter: text('书面', 'letter'),
  watch: text('值守', 'watch'),
}

const chosen = <T extends string>(all: readonly T[], written: string | null, otherwise: T): T =>
  all.find((one) => one === written) ?? otherwise

/** What is not done yet, overdue first: of a week, a month or a year, by time, place or clause. */
export function Due() {
  const say = useSay()
  const { query } = usePlace()
  const today = wallOf(useNow(MINUTE), DESK_ZONE).day
  const horizon = chosen(Object.keys(HORIZONS) as Horizon[], query.get('in'), 'month')
  const by = chosen(GROUPED_BY, query.get('by'), 'time')
  const site = query.get('site')
  const clause = query.get('clause')
  const planned = usePlanned(horizon, today, { ...(site && { site }), ...(clause && { clause }) })
  const works = planned.data?.pages.flatMap((page) => page.works) ?? []
  return (
    <div className="page">
      <Choices horizon={horizon} by={by} works={works} />
      <Failed of={planned} />
      {planned.isPending && <Waiting />}
      {planned.data && works.length === 0 && !planned.hasNextPage && (
        <Empty
          says={text('这段时间没有要办的。', 'Nothing to do in this time.')}
          next={text(
            '定期服务由合同所用的承诺版本规定：较早的版本没有，在合同页换到新版本后，到期的会出现在这里。',
            'Planned service stands in the version of the promises that a contract goes by: earlier ones have none; once a contract is moved to a newer one on its page, what comes due appears here.',
          )}
        >
          <Link to="/plans">{say(text('看承诺', 'See the promises'))}</Link>
        </Empty>
      )}
      {groupsOf(works, by, today).map((group) => (
        <GroupPanel key={group.key} group={group} today={today} />
      ))}
      {planned.hasNextPage && (
        <p className="more">
          <Earlier of={planned} />
        </p>
      )}
    </div>
  )
}

function Choices({ horizon, by, works }: { horizon: Horizon; by: GroupedBy; works: readonly Work[] }) {
  const say = useSay()
  const { query } = usePlace()
  const to = (changes: Parameters<typeof withQuery>[1]) => `/planned/due${withQuery(query, changes)}`
  const overdue = works.filter(({ isOverdue }) => isOverdue).length
  const narrowed = query.get('site') ?? query.get('clause')
  return (
    <div className="choices">
      <nav className="seg links" aria-label={say(text('看多久', 'How long'))}>
        {(Object.keys(HORIZONS) as Horizon[]).map((one) => (
          <Link key={one} to={to({ in: one === 'month' ? undefined : one })} aria-current={one === horizon}>
            {say(HORIZON_NAMES[one])}
          </Link>
        ))}
      </nav>
      <nav className="seg links" aria-label={say(text('怎样排列', 'How it is ordered'))}>
        {GROUPED_BY.map((one) => (
          <Link key={one} to={to({ by: one === 'time' ? undefined : one })} aria-current={one === by}>
            {say(BY_NAMES[one])}
          </Link>
        ))}
      </nav>
      {narrowed !== null && (
        <Link to={to({ site: undefined, clause: undefined })}>
          {say(text(`只看 ${narrowed} · 看全部`, `Only ${narrowed} · show all`))}
        </Link>
      )}
      <span className="push" />
      <span className={overdue > 0 ? 'bad' : 'soft'}>
        {overdue > 0
          ? say(text(`逾期未办 ${overdue} 件`, `${overdue} overdue`))
          : say(text('没有逾期的', 'Nothing is overdue'))}
      </span>
    </div>
  )
}

function GroupPanel({ group: { name, works }, today }: { group: Group; today: number }) {
  const say = useSay()
  return (
    <section className="panel works" aria-label={say(name)}>
      <header>
        <h2>{say(name)}</h2>
        <span className="soft small">{say(text(`${works.length} 件`, String(works.length)))}</span>
      </header>
      <ul>
        {works.map((work) => (
          <WorkLine key={work.id} work={work} today={today} />
        ))}
      </ul>
    </section>
  )
}

function WorkLine({ work, today }: { work: Work; today: number }) {
  const say = useSay()
  const language = useLanguage()
  const { query } = usePlace()
  const { clause, name, site, siteName, customerName, contract, lastDay, isOverdue, way } = work
  const day = plainDay({ ...wallOf(Date.parse(`${lastDay}T12:00:00Z`), 'UTC') }, language)
  const only = (changes: Parameters<typeof withQuery>[1]) => `/planned/due${withQuery(query, changes)}`
  const mayAgree = useStore(sessionStore)?.role === 'manager' && !isOverdue && way !== 'watch'
  return (
    <li className={mayAgree ? 'dueline agrees' : 'dueline'}>
      <Sign name={isOverdue ? 'late' : lastDayOf(work) - today <= 7 ? 'soon' : 'run'} small />
      <time dateTime={lastDay}>{day}</time>
      <span className="d-what">
        <Link to={only({ clause })} title={say(text('只看这一条款', 'Only this clause'))}>
          <b>{clause}</b>
        </Link>{' '}
        {inLanguage(name, language)}
      </span>
      <span className="d-whose">
        {site === undefined ? (
          (customerName ?? contract)
        ) : (
          <Link to={only({ site })} title={say(text('只看这个现场', 'Only this site'))}>
            {siteName ?? site}
          </Link>
        )}
        {site !== undefined && customerName && <span className="soft"> {customerName}</span>}
      </span>
      <VisitOf work={work} />
      <span className={isOverdue ? 'd-left bad' : 'd-left'}>{say(leftOf(lastDayOf(work) - today))}</span>
      {mayAgree && <Later work={work} />}
    </li>
  )
}

/** A button at the end of the line, and below it what was agreed with the customer. */
function Later({ work }: { work: Work }) {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  if (!isOpen)
    return (
      <Button size="small" className="d-agree" onClick={() => setOpen(true)}>
        {say(text('约定改期', 'Agree a later day'))}
      </Button>
    )
  return (
    <div className="owed d-form">
      <AgreeForm id={work.contract ?? ''} line={which(work)} until={DONE_BY} onClose={() => setOpen(false)} />
    </div>
  )
}

const DONE_BY = text('最晚到哪一天办（承诺随之改到这一天）', 'To be done by which day: the promise moves to it')
/** As its contract names it. */
const which = ({ clause, what, site }: Work) => ({
  clause,
  need: what.slice(what.indexOf(':') + 1),
  about: site ?? 'contract',
})

/** Which visit is to settle it, and how that stands. */
function VisitOf({ work: { visit, way } }: { work: Work }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow(MINUTE)
  if (!visit) return <span className="d-visit soft">{say(WAY_NAMES[way])}</span>
  const { id, slot, engineerName, stage } = visit
  const room = way === 'call' ? 'calls' : 'visits'
  // Nothing is broken yet, but what was set for then is not done.
  const isPast = slot !== undefined && stage !== 'planning' && Date.parse(slot.to) < nowMs
  return (
    <Link to={`/planned/${room}?open=${encodeURIComponent(id)}`} className="d-visit">
      {slot && stage !== 'planning'
        ? [moment(slot.from, DESK_ZONE, nowMs, language), engineerName].filter(Boolean).join(' ')
        : // Whoever had it when nobody met has it on.
          [say(text('待约', 'to be agreed')), engineerName].filter(Boolean).join(' ')}
      {isPast && <span className="warn"> {say(text('时间已过', 'time has passed'))}</span>}
    </Link>
  )
}

function leftOf(days: number) {
  if (days < 0) return text(`逾期 ${-days} 天`, `${-days} days late`)
  return days === 0 ? text('今天到期', 'Due today') : text(`还有 ${days} 天`, `${days} days left`)
}

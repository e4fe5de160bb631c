import { text } from '../../../../shared/kernel/text.ts'
import { milestoneName } from '../../../../shared/message/texts.ts'
import { useBoard } from '../data.ts'
import { useNow } from '../outside/time.ts'
import { Failed } from '../parts/problem.tsx'
import { Sign } from '../parts/signs.tsx'
import { DESK_ZONE, distance, moment } from '../parts/time.ts'
import { Link } from '../router.tsx'
import { STRANGER, useLanguage, useSay } from '../words.ts'
import { useDueSoon, useLatest, useShortOfLoaners } from './data.ts'
import { CompactLine } from './lines.tsx'

const SHOWN = 8

/** What ended last, so that a promise is seen here the moment it is kept. */
export function JustEnded() {
  const say = useSay()
  const latest = useLatest()
  const lines = (latest.data ?? []).slice(0, SHOWN)
  return (
    <section className="panel latest">
      <header>
        <h2>{say(text('刚刚做到', 'Just kept'))}</h2>
        <span className="soft small">
          {say(text('最近有结果的承诺，点单号看证据', 'what ended last; its number opens the proof'))}
        </span>
      </header>
      <Failed of={latest} />
      {latest.data && lines.length === 0 && (
        <p className="empty">
          {say(
            text(
              '还没有承诺有结果。接一个电话，让工程师去修，做到的那一刻就出现在这里。',
              'No promise has ended yet. Take a call and have it repaired: it shows here the moment a promise is kept.',
            ),
          )}{' '}
          <Link to="/board">{say(text('去值班台', 'To the board'))}</Link>
        </p>
      )}
      <ul>
        {lines.map((line) => (
          <CompactLine key={line.id} line={line} when="ended" />
        ))}
      </ul>
    </section>
  )
}

const NOTHING_DUE = text(
  '没有超时未完的，24 小时内也没有到期的。',
  'Nothing is overdue, and nothing falls due within 24 hours.',
)

/** What is overdue and not done, and what falls due within a day. */
export function DueNow() {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const due = useDueSoon()
  const board = useBoard()
  const overdue = (board.data ?? [])
    .flatMap((row) => (row.broken && !row.broken.endedAt ? [{ row, broken: row.broken }] : []))
    .toSorted((a, b) => (a.broken.since < b.broken.since ? -1 : 1))
  const soon = due.data?.obligations ?? []
  const room = Math.max(0, SHOWN - overdue.length)
  return (
    <section className="panel due">
      <header>
        <h2>{say(text('现在', 'Now'))}</h2>
        <span className="soft small">
          {say(
            text(
              `超时未完 ${overdue.length} 单 · 24 小时内到期 ${soon.length}${due.data?.cursor ? '+' : ''} 件`,
              `${overdue.length} overdue · ${soon.length}${due.data?.cursor ? '+' : ''} due within 24 hours`,
            ),
          )}
        </span>
      </header>
      <Failed of={due} />
      {due.data && board.data && soon.length + overdue.length === 0 && <p className="empty">{say(NOTHING_DUE)}</p>}
      <ShortOfLoaners />
      <ul>
        {overdue.slice(0, SHOWN).map(({ row, broken }) => (
          <li key={row.id} className="oneline">
            <time dateTime={broken.since}>{moment(broken.since, DESK_ZONE, nowMs, language)}</time>
            <span className="which">
              <b>{broken.clause}</b> {milestoneName(broken.milestone, language)}
            </span>
            <span className="subject">
              {[row.place ?? row.customer ?? say(STRANGER), row.unitName].filter(Boolean).join(' · ')}
            </span>
            <span className="had mid">{row.assignee}</span>
            <span className="result bad">
              <Sign name="late" small /> {distance(broken.since, nowMs, language)}
            </span>
            <span className="proof">
              <Link to={`/repairs/${row.id}`}>{row.id}</Link>
            </span>
          </li>
        ))}
        {soon.slice(0, room).map((line) => (
          <CompactLine key={line.id} line={line} />
        ))}
      </ul>
    </section>
  )
}

/** A shortage hurts before a promise is broken by it. */
function ShortOfLoaners() {
  const say = useSay()
  const { data = [] } = useShortOfLoaners()
  return data.map(({ model, needed, free }) => (
    <p key={model} className="short warn">
      <Sign name="none" small />{' '}
      {say(
        text(
          `${model} 的备机不够：可能要用 ${needed} 台，可用 ${free} 台`,
          `Too few loaners of ${model}: ${needed} may be needed, ${free} free`,
        ),
      )}
    </p>
  ))
}

import { text } from '../../../../shared/kernel/text.ts'
import { useNow } from '../outside/time.ts'
import { Empty } from '../parts/empty.tsx'
import { Failed } from '../parts/problem.tsx'
import { Sign } from '../parts/signs.tsx'
import { Link } from '../router.tsx'
import { useSay } from '../words.ts'
import { type Line, useDueSoon, useLatest, useOverdue, useShortOfLoaners } from './data.ts'
import { CompactLine } from './lines.tsx'

const SHOWN = 8

/** What was fulfilled last, so that a promise is seen here the moment it is kept. */
export function JustEnded() {
  const say = useSay()
  const latest = useLatest()
  const lines = (latest.data ?? []).slice(0, SHOWN)
  return (
    <section className="panel latest">
      <header>
        <h2>{say(text('刚刚办完', 'Just ended'))}</h2>
        <span className="soft small">
          {say(text('最近办完的承诺，点单号看证据', 'what was fulfilled last; its number opens the proof'))}
        </span>
      </header>
      <Failed of={latest} />
      {latest.data && lines.length === 0 && (
        <Empty
          says={text('还没有承诺有结果。', 'No promise has ended yet.')}
          next={text(
            '接一个电话，让工程师去修，做到的那一刻就出现在这里。',
            'Take a call and have it repaired: it shows here the moment a promise is kept.',
          )}
          part="takeRequest"
        >
          <Link to="/board">{say(text('去值班台', 'To the board'))}</Link>
        </Empty>
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
  const nowMs = useNow()
  const due = useDueSoon(nowMs)
  const late = useOverdue(nowMs)
  const overdue = late.data?.obligations ?? []
  const soon = due.data?.obligations ?? []
  const shown = shownOf(overdue, soon)
  const more = overdue.length + soon.length - shown.length
  const [countOverdue, countSoon] = [counted(late.data), counted(due.data)]
  return (
    <section className="panel due">
      <header>
        <h2>{say(text('现在', 'Now'))}</h2>
        <span className="soft small">
          {say(
            text(
              `超时未完 ${countOverdue} 件 · 24 小时内到期 ${countSoon} 件`,
              `${countOverdue} overdue · ${countSoon} due within 24 hours`,
            ),
          )}
        </span>
      </header>
      <Failed of={due} />
      <Failed of={late} />
      {due.data && late.data && shown.length === 0 && <Empty says={NOTHING_DUE} />}
      <ShortOfLoaners />
      <ul>
        {shown.map((line) => (
          <CompactLine key={line.id} line={line} />
        ))}
      </ul>
      {more > 0 && <p className="rest soft small">{say(text(`还有 ${more} 件`, `${more} more`))}</p>}
    </section>
  )
}

/** The latest breach first; what has been missing for years takes no more than half of the room from what can still be kept. */
function shownOf(overdue: readonly Line[], soon: readonly Line[]): readonly Line[] {
  const kept = soon.slice(0, Math.max(SHOWN / 2, SHOWN - overdue.length))
  return [...overdue.toReversed().slice(0, SHOWN - kept.length), ...kept]
}

/** `20+` where there are more than were asked for. */
const counted = (list: ReturnType<typeof useDueSoon>['data']): string =>
  `${list?.obligations.length ?? 0}${list?.cursor ? '+' : ''}`

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

import { text } from '../../../../shared/kernel/text.ts'
import { causeName, whatName } from '../../../../shared/message/texts.ts'
import type { Bar } from '../../../rail/bar.ts'
import { useNow } from '../outside/time.ts'
import { Empty } from '../parts/empty.tsx'
import { Failed } from '../parts/problem.tsx'
import { Rail } from '../parts/rail.tsx'
import { Sign } from '../parts/signs.tsx'
import { DESK_ZONE, distance, length, moment } from '../parts/time.ts'
import { Waiting } from '../parts/waiting.tsx'
import { Link } from '../router.tsx'
import { type Say, STRANGER, useLanguage, useSay } from '../words.ts'
import { type Behind, type Line, useLines } from './data.ts'
import { Earlier } from './earlier.tsx'
import { STATE_NAMES, STATE_NOTES, STATE_SIGNS } from './words.ts'

/** How a line ended, in a sign and words. */
function Result({ line }: { line: Line }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { state, endedAt, endedBecause, dueAt, rolledBackBecause } = line
  const sign = STATE_SIGNS[state]
  return (
    <span className={state === 'broken' ? 'result bad' : 'result'} title={say(STATE_NOTES[state])}>
      {sign && <Sign name={sign} small />}{' '}
      {state === 'open'
        ? distance(dueAt, nowMs, language)
        : state === 'broken'
          ? late(
              length(Date.parse(endedAt ?? new Date(nowMs).toISOString()) - Date.parse(dueAt), language),
              endedAt !== undefined,
              say,
            )
          : say(STATE_NAMES[state])}
      {state === 'broken' && endedBecause !== undefined && (
        <small className="mid">
          {say(text('未做到 · ', 'never done · '))}
          {causeName(endedBecause, language)}
        </small>
      )}
      {rolledBackBecause !== undefined && (
        <small className="mid"> {say(text(`已回退：${rolledBackBecause}`, `rolled back: ${rolledBackBecause}`))}</small>
      )}
    </span>
  )
}

const late = (by: string, isDone: boolean, say: Say): string =>
  isDone ? say(text(`超 ${by}`, `${by} late`)) : say(text(`超 ${by}，未完`, `${by} late, not done yet`))

/** The event that proves how it ended, on the page of its repair; of a paper its contract. */
function Evidence({ line }: { line: Line }) {
  const { repair, evidence, contract } = line
  if (repair === undefined) return <span className="mid">{contract}</span>
  return (
    <Link to={evidence === undefined ? `/repairs/${repair}` : `/repairs/${repair}#e${evidence}`}>
      {repair}
      {evidence !== undefined && ` · #${evidence}`}
    </Link>
  )
}

/** Whose and what, as people call it. */
const subjectOf = ({ siteName, customerName, unitName, unit }: Line, say: Say): string =>
  [siteName ?? customerName ?? say(STRANGER), unitName ?? unit].filter(Boolean).join(' · ')

/** The lines behind a rate, where it stands. */
export function LinesBehind({ behind, label }: { behind: Behind; label: string }) {
  const lines = useLines(behind)
  const all = lines.data?.pages.flatMap((page) => page.lines) ?? []
  if (lines.isError) return <Failed of={lines} />
  if (lines.isPending) return <Waiting />
  return (
    <section className="behind" aria-label={label}>
      {all.length === 0 && <Empty says={text('这段时间没有。', 'Nothing in this period.')} />}
      <ul>
        {all.map((line) => (
          <CompactLine key={line.id} line={line} />
        ))}
      </ul>
      {lines.hasNextPage && <Earlier of={lines} />}
    </section>
  )
}

/** One line in little room; `when`: what its instant is of. */
export function CompactLine({ line, when = 'due' }: { line: Line; when?: 'due' | 'ended' }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const what = ({ what: of }: Line) => whatName(of, language)
  const at = when === 'ended' ? (line.endedAt ?? line.dueAt) : line.dueAt
  return (
    <li className="oneline">
      <time dateTime={at}>{moment(at, DESK_ZONE, nowMs, language)}</time>
      <span className="which">
        <b>{line.clause}</b> {what(line)}
      </span>
      <span className="subject">{subjectOf(line, say)}</span>
      <span className="had mid">{line.engineerName}</span>
      <Result line={line} />
      <span className="proof">
        <Evidence line={line} />
      </span>
    </li>
  )
}

/** What was broken, the latest first, each with its picture. */
export function Broken({ behind }: { behind: Behind }) {
  const say = useSay()
  const lines = useLines({ ...behind, state: 'broken' })
  const all = lines.data?.pages.flatMap((page) => page.lines) ?? []
  return (
    <section className="panel broken">
      <header>
        <h2>{say(text('超时', 'Broken'))}</h2>
        <span className="soft small">
          {say(text('最近到期的在前 · 每件附证据', 'latest due first · each with its proof'))}
        </span>
      </header>
      <Failed of={lines} />
      {lines.data && all.length === 0 && (
        <Empty says={text('这段时间没有超时。', 'Nothing was broken in this period.')} />
      )}
      {all.length > 0 && <BrokenTable lines={all} />}
      {lines.hasNextPage && (
        <footer>
          <Earlier of={lines} />
        </footer>
      )}
    </section>
  )
}

function BrokenTable({ lines }: { lines: readonly Line[] }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const what = ({ what: of }: Line) => whatName(of, language)
  return (
    <div className="scroll">
      <table className="tb">
        <thead>
          <tr>
            <th>{say(text('时限', 'Limit'))}</th>
            <th>{say(text('条款', 'Clause'))}</th>
            <th className="wide">{say(text('客户与设备', 'Customer and unit'))}</th>
            <th>{say(text('负责', 'Who had it'))}</th>
            <th className="rl">{say(text('承诺轨', 'Rail'))}</th>
            <th>{say(text('结果', 'Result'))}</th>
            <th className="r">{say(text('报修单 · 证据', 'Repair · proof'))}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <td>{moment(line.dueAt, DESK_ZONE, nowMs, language)}</td>
              <td>
                <b>{line.clause}</b> {what(line)}
              </td>
              <td className="wide">{subjectOf(line, say)}</td>
              <td>{hadBy(line, say)}</td>
              <td className="rl">
                <Rail bars={[barOf(line, what(line))]} size="row" timezone={DESK_ZONE} nowMs={nowMs} />
              </td>
              <td>
                <Result line={line} />
              </td>
              <td className="r">
                <Evidence line={line} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Who had what a contract owes its visit says. */
const hadBy = ({ engineerName, repair }: Line, say: Say) =>
  engineerName ?? <span className="soft">{repair === undefined ? '–' : say(text('无人接手', 'nobody'))}</span>

const barOf = ({ clause, what, state, startedAt, dueAt, endedAt, endedBecause }: Line, name: string): Bar => ({
  clause,
  milestone: what,
  name,
  state,
  startedAt,
  dueAt,
  endedAt,
  endedBecause,
})

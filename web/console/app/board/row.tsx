import { memo } from 'react'
import { inLanguage, type Language, type Text, text } from '../../../../shared/kernel/text.ts'
import { MATTER_NAMES, milestoneName, STAGE_NAMES } from '../../../../shared/message/texts.ts'
import type { Plan, Row } from '../data.ts'
import { Spark } from '../parts/rail.tsx'
import { SeverityOf } from '../parts/severity.tsx'
import { Sign, type SignName } from '../parts/signs.tsx'
import { DESK_ZONE, distance, shortMoment } from '../parts/time.ts'
import { Link } from '../router.tsx'
import { STRANGER, sayIn } from '../words.ts'
import { type ColumnName, USUAL } from './narrowing.ts'
import type { Line } from './order.ts'
import { GROUP_NAMES } from './words.ts'

const NEAR_MS = 5 * 60_000

interface Props {
  readonly line: Line<Row>
  readonly nowMs: number
  readonly language: Language
  readonly isOpen: boolean
  readonly isFresh: boolean
  readonly isPicked: boolean
  readonly onPick: (id: string, isRange: boolean) => void
  /** Those that somebody chose; absent: as the width has it. */
  readonly columns: readonly ColumnName[] | undefined
  /** Where a click on it leads. */
  readonly to: string
  readonly plans: readonly Plan[] | undefined
}

const BY_WIDTH: readonly ColumnName[] = [...USUAL, 'id']

/** One repair: how bad, what, the clock that hurts and how far its limit is, who has it. */
export const BoardRow = memo(function BoardRow(props: Props) {
  const { line, nowMs, language, isOpen, isFresh, isPicked, onPick, columns = BY_WIDTH, to, plans } = props
  const say = sayIn(language)
  const { row } = line
  const sign = signOf(line, nowMs)
  const said = saidBy(row)
  return (
    <div
      className={`line g-${line.group}${isOpen ? ' on' : ''}${isFresh ? ' fresh' : ''}`}
      aria-current={isOpen ? 'true' : undefined}
    >
      <span className="c-sg">
        <Sign name={sign} label={inLanguage(GROUP_NAMES[line.group], language)} />
        <input
          type="checkbox"
          className="pick"
          checked={isPicked}
          aria-label={say(text(`选中 ${row.id}`, `Pick ${row.id}`))}
          onChange={({ nativeEvent }) => onPick(row.id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
        />
      </span>
      <span className="c-sev">
        <SeverityOf plan={row.plan} id={row.severity} plans={plans} />
      </span>
      <span className="c-what">
        <Link to={to} title={row.id} className="whole">
          <b>{row.place ?? row.site ?? row.customer ?? say(STRANGER)}</b> {row.unitName ?? row.unit}
        </Link>
        {said && <b className={row.complaint ? 'said bad' : 'said'}>{say(said)}</b>}
        <span className="sym">
          {row.matter && <b>{inLanguage(MATTER_NAMES[row.matter], language)} </b>}
          {row.symptoms}
        </span>
      </span>
      {columns.map((name) => (
        <Cell key={name} name={name} line={line} sign={sign} nowMs={nowMs} language={language} />
      ))}
    </div>
  )
})

/** The customer waits for a word of ours. */
const saidBy = ({ complaint, unread }: Row): Text | undefined =>
  complaint ? text('投诉', 'complaint') : unread ? text(`新留言 ${unread}`, `wrote: ${unread}`) : undefined

interface CellProps extends Pick<Props, 'line' | 'nowMs' | 'language'> {
  readonly name: ColumnName
  readonly sign: SignName
}

function Cell({ name, line: { row, hurts, dueMs }, sign, nowMs, language }: CellProps) {
  const say = sayIn(language)
  const late = dueMs <= nowMs
  switch (name) {
    case 'cl':
      return (
        <span className="c-cl">
          {hurts && (
            <>
              <i>{hurts.clause}</i>
              {milestoneName(hurts.milestone, language)}
            </>
          )}
        </span>
      )
    case 'left':
      return (
        <span className={`c-left${late ? ' bad' : sign === 'soon' ? ' warn' : ''}`}>
          {row.paused && !late ? say(text('已暂停', 'paused')) : hurts && distance(hurts.dueAt, nowMs, language)}
        </span>
      )
    case 'rail':
      return (
        <span className="c-rail">
          <Spark row={row} nowMs={nowMs} />
        </span>
      )
    case 'stage':
      return <span className="c-stage">{inLanguage(STAGE_NAMES[row.stage], language)}</span>
    case 'who':
      return (
        <span className="c-who">
          <Who row={row} nowMs={nowMs} language={language} />
        </span>
      )
    case 'reported':
      return <span className="c-reported">{shortMoment(row.reportedAt, DESK_ZONE, nowMs, language)}</span>
    case 'serial':
      return <span className="c-serial">{row.unit}</span>
    case 'id':
      return <span className="c-id">{row.id}</span>
    default:
      return name satisfies never
  }
}

function signOf({ group, dueMs, row }: Line, nowMs: number): SignName {
  if (group === 'nobody') return 'none'
  if (dueMs <= nowMs) return 'late'
  if (row.paused) return 'pause'
  return dueMs - nowMs <= NEAR_MS ? 'soon' : 'run'
}

/** Who has it and what they said last; of what nobody has, who is being asked and until when. */
function Who({ row, nowMs, language }: { row: Row; nowMs: number; language: Language }) {
  const say = sayIn(language)
  const { assignee, paged, desk } = row
  if (assignee) {
    return (
      <>
        <Sign name="has" small /> <b>{assignee}</b>
        <Visit row={row} nowMs={nowMs} language={language} />
      </>
    )
  }
  if (desk) {
    return (
      <>
        <Sign name="has" small /> <b>{desk}</b>
        {say(text('服务台在处理', 'at the desk'))}
      </>
    )
  }
  if (!paged) return <>{say(text('还没有呼叫', 'nobody paged yet'))}</>
  return (
    <>
      <Sign name={paged.answered ? 'has' : 'ask'} small /> <b>{paged.name}</b>
      {paged.answered
        ? say(text('已应答', 'answered'))
        : paged.until
          ? say(
              text(
                `呼叫中，${shortMoment(paged.until, DESK_ZONE, nowMs, language)} 前`,
                `being called, by ${shortMoment(paged.until, DESK_ZONE, nowMs, language)}`,
              ),
            )
          : say(text('呼叫中', 'being called'))}
    </>
  )
}

/** When they agreed to come; once that has passed and nobody is there, it shows. */
function Visit({ row: { visitAt, stage }, nowMs, language }: { row: Row; nowMs: number; language: Language }) {
  if (!visitAt) return null
  const say = sayIn(language)
  const time = shortMoment(visitAt, DESK_ZONE, nowMs, language)
  const isMissed = stage === 'arrival' && Date.parse(visitAt) <= nowMs
  return isMissed ? (
    <span className="warn">{say(text(`约 ${time}，还没到`, `was due ${time}`))}</span>
  ) : (
    say(text(`约 ${time} 上门`, `visit ${time}`))
  )
}

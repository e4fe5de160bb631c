import { memo } from 'react'
import { inLanguage, type Language, text } from '../../../../shared/kernel/text.ts'
import { milestoneName, STAGE_NAMES } from '../../../../shared/message/texts.ts'
import type { Row } from '../data.ts'
import { Spark } from '../parts/rail.tsx'
import { Severity } from '../parts/severity.tsx'
import { Sign, type SignName } from '../parts/signs.tsx'
import { DESK_ZONE, distance, shortMoment } from '../parts/time.ts'
import { Link } from '../router.tsx'
import { useSay } from '../words.ts'
import type { Line } from './order.ts'
import { GROUP_NAMES } from './words.ts'

const NEAR_MS = 5 * 60_000

interface Props {
  readonly line: Line<Row>
  readonly nowMs: number
  readonly language: Language
  readonly isOpen: boolean
  readonly isFresh: boolean
  /** Where a click on it leads. */
  readonly to: string
}

/** One repair: how bad, what, the clock that hurts and how far its limit is, who has it. */
export const BoardRow = memo(function BoardRow({ line, nowMs, language, isOpen, isFresh, to }: Props) {
  const say = useSay()
  const { row, hurts } = line
  const late = hurts !== undefined && Date.parse(hurts.dueAt) <= nowMs
  const sign = signOf(line, late, nowMs)
  return (
    <div
      className={`line g-${line.group}${isOpen ? ' on' : ''}${isFresh ? ' fresh' : ''}`}
      aria-current={isOpen ? 'true' : undefined}
    >
      <span className="c-sg">
        <Sign name={sign} label={inLanguage(GROUP_NAMES[line.group], language)} />
      </span>
      <span className="c-sev">
        <Severity plan={row.plan} id={row.severity} />
      </span>
      <span className="c-what">
        <Link to={to} title={row.id} className="whole">
          <b>{row.place ?? row.site ?? row.customer ?? say(text('客户未知', 'Customer unknown'))}</b>{' '}
          {row.unitName ?? row.unit}
        </Link>
        <span className="sym">{row.symptoms}</span>
      </span>
      <span className="c-cl">
        {hurts && (
          <>
            <i>{hurts.clause}</i>
            {milestoneName(hurts.milestone, language)}
          </>
        )}
      </span>
      <span className={`c-left${late ? ' bad' : sign === 'soon' ? ' warn' : ''}`}>
        {row.paused && !late ? say(text('已暂停', 'paused')) : hurts && distance(hurts.dueAt, nowMs, language)}
      </span>
      <span className="c-rail">
        <Spark row={row} nowMs={nowMs} />
      </span>
      <span className="c-stage">{inLanguage(STAGE_NAMES[row.stage], language)}</span>
      <span className="c-who">
        <Who row={row} nowMs={nowMs} language={language} />
      </span>
      <span className="c-id">{row.id}</span>
    </div>
  )
})

function signOf({ group, hurts, row }: Line, late: boolean, nowMs: number): SignName {
  if (group === 'nobody') return 'none'
  if (late) return 'late'
  if (row.paused) return 'pause'
  return hurts && Date.parse(hurts.dueAt) - nowMs <= NEAR_MS ? 'soon' : 'run'
}

/** Who has it and what they said last; of what nobody has, who is being asked and until when. */
function Who({ row, nowMs, language }: { row: Row; nowMs: number; language: Language }) {
  const say = useSay()
  const { assignee, paged, desk, visitAt } = row
  if (assignee) {
    return (
      <>
        <Sign name="has" small /> <b>{assignee}</b>
        {visitAt &&
          say(
            text(
              `约 ${shortMoment(visitAt, DESK_ZONE, nowMs, language)} 上门`,
              `visit ${shortMoment(visitAt, DESK_ZONE, nowMs, language)}`,
            ),
          )}
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

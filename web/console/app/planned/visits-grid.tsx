import { text } from '../../../../shared/kernel/text.ts'
import { MINUTE, plainDay, wallOf } from '../../../rail/wall.ts'
import { useNarrow } from '../outside/narrow.ts'
import { useNow } from '../outside/time.ts'
import { Empty } from '../parts/empty.tsx'
import { Sign } from '../parts/signs.tsx'
import { timeOf } from '../parts/time.ts'
import { zoneBeside } from '../parts/zone.ts'
import type { AxisDay } from '../roster/axis.ts'
import { useLanguage, useSay, WEEKDAYS } from '../words.ts'
import type { VisitRow } from './visits-data.ts'
import { type Cell, clausesOf, type EngineerRow } from './week.ts'

interface Props {
  readonly rows: readonly EngineerRow[]
  readonly days: readonly AxisDay[]
  readonly today: number
  readonly open: string | undefined
  readonly onPick: (id: string) => void
  readonly onMove: (id: string, day: number, person: string | undefined) => void
}

/** Days across, engineers down; on a phone day by day. */
export function Grid(props: Props) {
  return useNarrow() ? <DayList {...props} /> : <Weeks {...props} />
}

function Weeks({ rows, days, today, open, onPick, onMove }: Props) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: beside a drawer it is wider than its place, and whoever has no mouse scrolls it by its keys
    <section className="panel weekscroll" tabIndex={0} aria-label={say(text('两周安排', 'Two weeks'))}>
      <table className="weektable">
        <thead>
          <tr>
            <th scope="col">{say(text('工程师', 'Engineer'))}</th>
            {days.map(({ day, weekday, date }) => (
              <th key={day} scope="col" className={classOf(weekday, day === today)}>
                <span className="soft">{say(WEEKDAYS[weekday - 1] ?? text('', ''))}</span> {date}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ engineer, name, cells }) => (
            <tr key={engineer ?? ''}>
              <th scope="row">{name ?? <span className="warn">{say(text('还没定人', 'Nobody yet'))}</span>}</th>
              {cells.map((cell, index) => (
                <DayCell
                  key={cell.day}
                  cell={cell}
                  className={classOf(days[index]?.weekday ?? 1, cell.day === today)}
                  open={open}
                  onPick={onPick}
                  onDrop={(id) => onMove(id, cell.day, engineer)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const classOf = (weekday: number, isToday: boolean): string =>
  [weekday >= 6 && 'we', isToday && 'td'].filter(Boolean).join(' ')

interface CellProps {
  readonly cell: Cell
  readonly className: string
  readonly open: string | undefined
  readonly onPick: (id: string) => void
  readonly onDrop: (id: string) => void
}

function DayCell({ cell: { visits, isOnDuty }, className, open, onPick, onDrop }: CellProps) {
  const say = useSay()
  return (
    <td
      className={isOnDuty ? `${className} onduty` : className}
      title={isOnDuty ? say(text('这天一线值班', 'First on call this day')) : undefined}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        onDrop(event.dataTransfer.getData('text/plain'))
      }}
    >
      {isOnDuty && <span className="unseen">{say(text('一线值班', 'first on call'))}</span>}
      {visits.map((visit) => (
        <Chip key={visit.id} visit={visit} isOpen={visit.id === open} onPick={onPick} />
      ))}
    </td>
  )
}

function Chip({ visit, isOpen, onPick }: { visit: VisitRow; isOpen: boolean; onPick: (id: string) => void }) {
  const say = useSay()
  const language = useLanguage()
  const zone = zoneBeside(visit.timezone, useNow(MINUTE), language)
  const { id, slot, timezone, siteName, customerName, confirmed, stage } = visit
  return (
    <button
      type="button"
      draggable
      className={`chip ${stage}${isOpen ? ' on' : ''}`}
      onDragStart={(event) => event.dataTransfer.setData('text/plain', id)}
      onClick={() => onPick(id)}
    >
      <span>
        {slot && timeOf(slot.from, timezone)} {slot && zone}{' '}
        {stage === 'outcome' ? (
          <Sign name="ask" small label={say(text('待登记结果', 'outcome wanted'))} />
        ) : (
          confirmed && <Sign name="kept" small label={say(text('已确认', 'confirmed'))} />
        )}
      </span>
      <b>{siteName ?? customerName}</b>
      {siteName && <span>{customerName}</span>}
      <span className="soft">{clausesOf(visit)}</span>
    </button>
  )
}

function DayList({ rows, days, today, open, onPick }: Props) {
  const say = useSay()
  const language = useLanguage()
  const shown = days.filter(({ day }) => day >= today)
  return (
    <ol className="visitdays">
      {shown.map(({ day, at }) => {
        const visits = rows.flatMap(({ name, cells }) =>
          (cells.find((cell) => cell.day === day)?.visits ?? []).map((visit) => ({ visit, name })),
        )
        if (visits.length === 0) return null
        return (
          <li key={day}>
            <h2>{plainDay(wallOf(at, 'Asia/Shanghai'), language)}</h2>
            {visits.map(({ visit, name }) => (
              <p key={visit.id}>
                <Chip visit={visit} isOpen={visit.id === open} onPick={onPick} />{' '}
                <span className="soft">{name ?? say(text('还没定人', 'nobody yet'))}</span>
              </p>
            ))}
          </li>
        )
      })}
      {!rows.some(({ cells }) => cells.some(({ day, visits }) => day >= today && visits.length > 0)) && (
        <li>
          <Empty says={text('这两周还没有约好的上门。', 'No visit is agreed for these two weeks.')} />
        </li>
      )}
    </ol>
  )
}

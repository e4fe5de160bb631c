import { text } from '../../../../shared/kernel/text.ts'
import { HOUR, plainDay, wallOf } from '../../../rail/wall.ts'
import { useNow } from '../outside/time.ts'
import { type Say, useLanguage, useSay, WEEKDAYS } from '../words.ts'
import { type Axis, type AxisDay, placeOf, short, shownAt } from './axis.ts'
import { DutyBar, type RowsProps } from './bar.tsx'
import { useDrag } from './drag.ts'
import { lanesOf, nameIn, spanText, turnsOf } from './names.ts'
import type { Calendar, Picked, Tier } from './types.ts'

interface GridProps {
  readonly calendars: readonly Calendar[]
  readonly axis: Axis
  readonly onPick: (picked: Picked) => void
  /** One bar was drawn onto another. */
  readonly onSwap: (one: Picked, other: Picked) => void
}

/** How high one leave is, and what is below it. */
const LANE_PX = 24

/** Weeks across, tiers down, people as bars. */
export function Grid({ calendars, axis, onPick, onSwap }: GridProps) {
  const say = useSay()
  const nowMs = useNow()
  const now = new Date(nowMs).toISOString()
  const nowAt = placeOf(axis, { from: now, to: new Date(axis.to).toISOString() })
  const drag = useDrag(onSwap)
  return (
    <section className="cal" aria-label={say(text('值班日历', 'Calendar of duty'))}>
      <Head axis={axis} nowMs={nowMs} />
      <div className="body" {...drag}>
        <div className="over" aria-hidden="true">
          {axis.days.map(
            (day) => day.weekday >= 6 && <i key={day.day} className="we" style={placeOf(axis, spanOf(day))} />,
          )}
          {nowAt && nowMs >= axis.from && (
            <i className="nl" style={{ left: nowAt.left }}>
              <b>{say(text('现在', 'now'))}</b>
            </i>
          )}
        </div>
        {calendars.map((calendar) => (
          <RosterRows key={calendar.id} calendar={calendar} axis={axis} nowMs={nowMs} onPick={onPick} />
        ))}
      </div>
    </section>
  )
}

const spanOf = ({ at }: AxisDay) => ({
  from: new Date(at).toISOString(),
  to: new Date(at + 25 * HOUR - 1).toISOString(),
})

function Head({ axis, nowMs }: { axis: Axis; nowMs: number }) {
  const say = useSay()
  const language = useLanguage()
  const today = wallOf(nowMs, axis.zone).day
  const many = axis.days.length > 40
  const mondays = axis.days.filter(({ weekday }) => weekday === 1)
  const thisMonday = mondays.findIndex(({ day }) => day <= today && today < day + 7)
  const nearWeek = (index: number): string => {
    if (thisMonday < 0 || many) return ''
    if (index === thisMonday) return say(text('本周', 'this week'))
    return index === thisMonday + 1 ? say(text('下周', 'next week')) : ''
  }
  return (
    <>
      <div className="corner" />
      <div className="weeks">
        {mondays.map((day, index) => (
          <span key={day.day} style={{ left: placeOf(axis, spanOf(day))?.left }}>
            <b>{many && index % 2 ? '' : plainDay(wallOf(day.at, axis.zone), language)}</b> {nearWeek(index)}
          </span>
        ))}
      </div>
      {!many && (
        <>
          <div className="corner" />
          <div className="days">
            {axis.days.map(({ day, weekday, date }) => (
              <span key={day} className={`${weekday >= 6 ? 'we' : ''} ${day === today ? 'td' : ''}`}>
                <i>{say(WEEKDAYS[weekday - 1] ?? text('', ''))}</i>
                {date}
              </span>
            ))}
          </div>
        </>
      )}
    </>
  )
}

function RosterRows({ calendar, axis, nowMs, onPick }: RowsProps) {
  const say = useSay()
  const language = useLanguage()
  const name = nameIn(calendar.people)
  const lanes = lanesOf(calendar.leaves)
  return (
    <>
      <div className="rg">
        <b>{calendar.name}</b> <span title={calendar.timezone}>{zoneNote(calendar.timezone, axis, nowMs, say)}</span>
      </div>
      <div className="rg2" />
      {calendar.tiers.map((tier) => (
        <TierRow key={tier.tier} tier={tier} calendar={calendar} axis={axis} nowMs={nowMs} onPick={onPick} />
      ))}
      {lanes.length > 0 && (
        <>
          <div className="rl lvr">
            <b>{say(text('请假', 'Leave'))}</b>
          </div>
          <div className="rt lvr" style={{ height: lanes.length * LANE_PX + 8 }}>
            {lanes.flatMap((lane, index) =>
              lane.map((leave) => (
                <span
                  key={leave.change}
                  className="lv"
                  style={{ ...placeOf(axis, leave), top: index * LANE_PX + 5 }}
                  title={`${name(leave.person)} ${leave.reason} ${spanText(leave, calendar, nowMs, language)}`}
                >
                  {name(leave.person)} {leave.reason}
                </span>
              )),
            )}
          </div>
        </>
      )}
    </>
  )
}

/** How far the wall of a roster is from the one across the top. */
function zoneNote(timezone: string, { zone }: Axis, nowMs: number, say: Say): string {
  const off = (shownAt(nowMs, timezone) - shownAt(nowMs, zone)) / HOUR
  if (off === 0) return ''
  const by = Math.abs(off)
  return off < 0 ? say(text(`当地晚 ${by} 时`, `${by} h behind`)) : say(text(`当地早 ${by} 时`, `${by} h ahead`))
}

function TierRow({ tier, calendar, axis, nowMs, onPick }: RowsProps & { tier: Tier }) {
  const say = useSay()
  const { tier: index, name, people, bars } = tier
  const every = everyText(tier)
  const everyone = text(`${people.length} 人轮，${every.zh}`, `${people.length} take turns, ${every.en}`)
  const over = bars.filter(({ layer, person }) => layer !== 'rotation' || person === undefined)
  const clashes = calendar.problems.filter((problem) => problem.kind === 'twoPlaces' && problem.tier === index)
  return (
    <>
      <div className="rl">
        <b>{name}</b>
        <span>{say(everyone)}</span>
      </div>
      <div className="rt">
        {turnsOf(bars).map((bar) => (
          <DutyBar key={`t${bar.from}`} bar={bar} over={over} {...{ index, calendar, axis, nowMs, onPick }} />
        ))}
        {clashes.map((clash) => {
          const who = short(nameIn(calendar.people)(clash.person), axis, clash)
          return (
            <span
              key={`c${clash.from}${clash.text}`}
              className={who ? 'b clash' : 'b clash thin'}
              style={placeOf(axis, clash)}
              title={clash.text}
            >
              {who && `${who} · ${say(text('两处', 'twice'))}`}
            </span>
          )
        })}
        {over.map((bar) => (
          <DutyBar key={`o${bar.from}`} bar={bar} isOver {...{ index, calendar, axis, nowMs, onPick }} />
        ))}
      </div>
    </>
  )
}

const everyText = ({ rotation: { every }, rules }: Tier) => {
  if (rules) return text('分时段轮班', 'by time of day or week')
  if (every === 'day') return text('每天换', 'daily')
  if (every === 'week') return text('每周换', 'weekly')
  if (every === 'month') return text('每月换', 'monthly')
  return text(`每 ${every.hours} 时换`, `every ${every.hours} h`)
}

import { text } from '../../../../shared/kernel/text.ts'
import { DAY } from '../../../rail/wall.ts'
import { useNow } from '../outside/time.ts'
import { dayName, timeOf } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'
import type { Axis, AxisDay } from './axis.ts'
import { nameIn } from './names.ts'
import type { Bar, Calendar, Picked } from './types.ts'

interface DaysProps {
  readonly calendars: readonly Calendar[]
  readonly axis: Axis
  readonly onPick: (picked: Picked) => void
}

/** On a phone: day by day, who has duty on each tier, and who takes over when. */
export function Days({ calendars, axis, onPick }: DaysProps) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const days = axis.days.filter(({ at }) => at + DAY > nowMs)
  if (days.length === 0) return <p className="empty">{say(text('这些天都已过去。', 'These days are over.'))}</p>
  return (
    <ol className="daylist">
      {days.map((day) => (
        <li key={day.day}>
          <h2>{dayName(day.at, axis.zone, nowMs, language)}</h2>
          {calendars.map((calendar) => (
            <div key={calendar.id}>
              <h3>{calendar.name}</h3>
              {calendar.tiers.map((tier) => (
                <p key={tier.tier}>
                  <span className="soft">{tier.name}</span>
                  {tier.bars
                    .filter((bar) => isOn(day, bar))
                    .map((bar) => (
                      <Who key={bar.from} {...{ bar, calendar, day, onPick }} tier={tier.tier} />
                    ))}
                </p>
              ))}
            </div>
          ))}
        </li>
      ))}
    </ol>
  )
}

const isOn = ({ at }: AxisDay, { from, to }: Bar): boolean => Date.parse(from) < at + DAY && at < Date.parse(to)

interface WhoProps {
  readonly bar: Bar
  readonly calendar: Calendar
  readonly tier: number
  readonly day: AxisDay
  readonly onPick: (picked: Picked) => void
}

function Who({ bar, calendar, tier, day, onPick }: WhoProps) {
  const say = useSay()
  const begins = Date.parse(bar.from) > day.at ? `${timeOf(bar.from, calendar.timezone)} ` : ''
  const who = bar.person === undefined ? say(text('无人', 'nobody')) : nameIn(calendar.people)(bar.person)
  const instead = bar.layer === 'rotation' || bar.person === undefined ? '' : say(text('（代）', ' (stand-in)'))
  const shown = `${begins}${who}${instead}`
  const kind = bar.person === undefined ? 'gap' : bar.layer === 'rotation' ? '' : 'ov'
  if (!calendar.mayChange) return <span className={`b ${kind}`}>{shown}</span>
  return (
    <button type="button" className={`b ${kind}`} onClick={() => onPick({ roster: calendar.id, tier, bar })}>
      {shown}
    </button>
  )
}

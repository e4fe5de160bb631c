import { text } from '../../../../shared/kernel/text.ts'
import { useLanguage, useSay } from '../words.ts'
import { type Axis, freeOf, placeOf, short } from './axis.ts'
import { nameIn, spanText } from './names.ts'
import type { Bar, Calendar, Picked } from './types.ts'

const LAYERS = {
  rotation: text('轮值', 'by rotation'),
  standIn: text('代', 'stands in for'),
  swap: text('换', 'swapped with'),
  leave: text('顶替请假的', 'instead of, on leave,'),
  otherTier: text('顶替（另一线也轮到）', 'instead of, who has another tier,'),
} as const

export interface RowsProps {
  readonly calendar: Calendar
  readonly axis: Axis
  readonly nowMs: number
  readonly onPick: (picked: Picked) => void
}
interface BarProps extends RowsProps {
  readonly index: number
  readonly bar: Bar
  readonly isOver?: boolean
  /** What lies over it. */
  readonly over?: readonly Bar[]
}

/** Somebody's stretch of duty: to press, where it can still be changed. */
export function DutyBar({ bar, index, calendar, axis, nowMs, onPick, isOver = false, over = [] }: BarProps) {
  const say = useSay()
  const language = useLanguage()
  const name = nameIn(calendar.people)
  const place = placeOf(axis, bar)
  if (!place) return null
  const isNow = Date.parse(bar.from) <= nowMs && nowMs < Date.parse(bar.to)
  const isEmpty = bar.person === undefined
  const who = isEmpty ? say(text('无人', 'nobody')) : name(bar.person)
  const how = isOver && !isEmpty ? ` ${say(LAYERS[bar.layer])} ${name(bar.turn)}` : ''
  const why = bar.reason ? `（${bar.reason}）` : ''
  const tierName = calendar.tiers.find(({ tier }) => tier === index)?.name ?? ''
  const label = `${calendar.name} ${tierName} ${who}${how}${why}，${spanText(bar, calendar, nowMs, language)}`
  const kind = isEmpty ? 'gap' : bar.layer === 'otherTier' ? 'clash' : 'ov'
  const free = freeOf(bar, over, axis)
  const words = isEmpty ? who : short(isOver ? `${who}${how}` : who, axis, free, who)
  const covered = placeOf(axis, { from: bar.from, to: free.from })?.width
  const shown = {
    className: `b ${isOver ? `${kind} ${bar.layer}` : ''} ${isNow && !isOver ? 'on' : ''} ${words.length < 2 ? 'tight' : ''}`,
    style: covered ? { ...place, paddingLeft: `calc(${covered} + 4px)` } : place,
    title: label,
  }
  if (!calendar.mayChange || Date.parse(bar.to) <= nowMs) return <span {...shown}>{words}</span>
  const picked = JSON.stringify({ roster: calendar.id, tier: index, bar } satisfies Picked)
  return (
    <button
      type="button"
      {...shown}
      aria-label={label}
      data-bar={picked}
      onClick={() => onPick({ roster: calendar.id, tier: index, bar })}
    >
      {words}
    </button>
  )
}

import { Temporal } from 'temporal-polyfill'
import type { Duty, Roster, RunningShift } from '../directory/directory.ts'
import type { Shift } from '../directory/roster-change.ts'
import type { Rotation, Tier } from '../directory/rota.ts'
import { earlierOf, earliest, fromMs, type Instant, laterOf, toMs } from '../kernel/instant.ts'
import { ruleAt, windowAt, windowsIn } from './windows.ts'

/** What of a roster holds at an instant; before all that is kept of it, the oldest. */
export const dutyAt = (roster: Roster, at: Instant): Duty => {
  const duties = dutiesOf(roster)
  return duties.findLast(({ from }) => from === undefined || from <= at) ?? duties[0] ?? roster
}

/** Everything that held or will hold, oldest first. */
export const dutiesOf = (roster: Roster): readonly Duty[] => [...(roster.history ?? []), roster]

/** Whose turn it is on each place of a tier: whoever has duty, then the others in order of rotation. Stand-ins are not looked at. */
export const turnsAt = (duty: Duty, tier: number, at: Instant): readonly string[] => {
  const line = duty.tiers[tier]
  if (!line) return []
  const rotation = rotationAt(line, duty.timezone, at)
  const { people } = rotation
  // Negative before the rotation's start: `slice` then counts from the end.
  const first = shiftAt(rotation, duty.timezone, toMs(at)) % people.length
  const goesOn = duty.goOn?.find((shift) => shift.tier === tier && at < shift.until)
  return [...new Set([...(goesOn ? [goesOn.person] : []), ...people.slice(first), ...people.slice(0, first)])]
}

/** The shift that runs on a tier; undefined for a tier that there is not. */
export const runningShift = (duty: Duty, tier: number, at: Instant): RunningShift | undefined => {
  const goesOn = duty.goOn?.find((shift) => shift.tier === tier && at < shift.until)
  if (goesOn && duty.tiers[tier]) return goesOn
  const [person] = turnsAt(duty, tier, at)
  const line = duty.tiers[tier]
  if (person === undefined || !line) return undefined
  return { tier, person, until: turnSpan(line, duty.timezone, at).to }
}

/** Whose rotation counts at an instant. */
const rotationAt = (tier: Tier, timezone: string, at: Instant): Rotation =>
  ruleAt(tier, timezone, at)?.rotation ?? tier.rotation

/** From when to when a turn goes: between two handovers, or as far as the rule goes by which it is one. */
function turnSpan(tier: Tier, timezone: string, at: Instant): { from: Instant; to: Instant } {
  const { rules = [] } = tier
  const rule = ruleAt(tier, timezone, at)
  const rotation = rule?.rotation ?? tier.rotation
  const shift = shiftAt(rotation, timezone, toMs(at))
  const turn = {
    from: fromMs(handoverMs(rotation, timezone, shift)),
    to: fromMs(handoverMs(rotation, timezone, shift + 1)),
  }
  const window = rule && windowAt(rule, timezone, at)
  // Rules that come before it interrupt it.
  const others = (rule ? rules.slice(0, rules.indexOf(rule)) : rules).flatMap((one) =>
    windowsIn(one, timezone, turn.from, turn.to),
  )
  const ended = others.flatMap(({ to }) => (to <= at ? [to] : []))
  const begins = others.flatMap(({ from }) => (from > at ? [from] : []))
  return {
    from: [turn.from, window?.from ?? turn.from, ...ended].reduce(laterOf),
    to: [turn.to, window?.to ?? turn.to, ...begins].reduce(earlierOf),
  }
}

/** The shift of an instant by rotation, from its beginning on, as far as what holds then reaches; undefined for a tier that there is not. */
export const shiftOf = (roster: Roster, tier: number, at: Instant): Shift | undefined => {
  const duty = dutyAt(roster, at)
  const running = runningShift(duty, tier, at)
  const line = duty.tiers[tier]
  if (!running || !line) return undefined
  const goneOn = (duty.goOn ?? []).flatMap((shift) => (shift.tier === tier && shift.until <= at ? [shift.until] : []))
  const from = [duty.from ?? '', turnSpan(line, duty.timezone, at).from, ...goneOn].reduce(laterOf)
  const next = dutiesOf(roster).flatMap((one) => (one.from !== undefined && one.from > at ? [one.from] : []))
  return { tier, person: running.person, from, to: earliest([running.until, ...next]) ?? running.until }
}

/** Every instant after `from` and before `to` at which a turn of a tier can end. */
export const turnEdges = (tier: Tier, timezone: string, from: Instant, to: Instant): readonly Instant[] => {
  const { rotation, rules = [] } = tier
  const windows = rules.flatMap((rule) => windowsIn(rule, timezone, from, to))
  return [
    ...[rotation, ...rules.map((rule) => rule.rotation)].flatMap((one) => handovers(one, timezone, from, to)),
    ...windows.flatMap((window) => [window.from, window.to]).filter((at) => from < at && at < to),
  ]
}

/** The handovers of a rotation after `from` and before `to`. */
const handovers = (rotation: Rotation, timezone: string, from: Instant, to: Instant): readonly Instant[] => {
  const instants: Instant[] = []
  for (let shift = shiftAt(rotation, timezone, toMs(from)) + 1; ; shift += 1) {
    const at = fromMs(handoverMs(rotation, timezone, shift))
    if (at >= to) return instants
    instants.push(at)
  }
}

/** The number of the first shift that begins at an instant or after it, counted from the rotation's start. */
export const nextShift = (rotation: Rotation, timezone: string, at: Instant): number => {
  const running = shiftAt(rotation, timezone, toMs(at))
  return handoverMs(rotation, timezone, running) === toMs(at) ? running : running + 1
}

type Handovers = Pick<Rotation, 'start' | 'every'>

const HOUR_MS = 3_600_000
const hoursOf = (every: Exclude<Rotation['every'], 'month'>): number => {
  if (every === 'day') return 24
  if (every === 'week') return 7 * 24
  return every.hours
}

/** How many handovers there were since the first, negative before it. */
const shiftAt = (rotation: Handovers, timezone: string, atMs: number): number => {
  let shift = elapsed(rotation, localTime(atMs, timezone))
  // A clock that is set back shows the hour before a handover once more; one set forward skips to after it.
  while (handoverMs(rotation, timezone, shift) > atMs) shift -= 1
  while (handoverMs(rotation, timezone, shift + 1) <= atMs) shift += 1
  return shift
}

/** By the wall clock alone: of months, one more than there were before the day of the handover. */
const elapsed = ({ start, every }: Handovers, time: Temporal.PlainDateTime): number => {
  const begin = Temporal.PlainDateTime.from(start)
  if (every === 'month') return (time.year - begin.year) * 12 + time.month - begin.month
  return Math.floor((readAsUtc(time) - readAsUtc(begin)) / (hoursOf(every) * HOUR_MS))
}

/** Handovers keep their local time: they are counted on the wall clock, and only then placed in time. */
const handoverMs = ({ start, every }: Handovers, timezone: string, shift: number): number =>
  Temporal.PlainDateTime.from(start)
    .add(every === 'month' ? { months: shift } : { milliseconds: shift * hoursOf(every) * HOUR_MS })
    .toZonedDateTime(timezone).epochMilliseconds

/** Monday, 00:00, of the week of an instant. */
export const weekOf = (at: Instant, timezone: string): Instant => {
  const today = localTime(toMs(at), timezone).toPlainDate()
  return fromMs(today.subtract({ days: today.dayOfWeek - 1 }).toZonedDateTime(timezone).epochMilliseconds)
}

export const localTime = (ms: number, timezone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timezone).toPlainDateTime()
const readAsUtc = (time: Temporal.PlainDateTime): number => time.toZonedDateTime('UTC').epochMilliseconds

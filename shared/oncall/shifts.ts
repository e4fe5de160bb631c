import { Temporal } from 'temporal-polyfill'
import type { Duty, Roster, Rotation, RunningShift } from '../directory/directory.ts'
import type { Shift } from '../directory/roster-change.ts'
import { earliest, fromMs, type Instant, later, laterOf, toMs } from '../kernel/instant.ts'

/** What of a roster holds at an instant; before all that is kept of it, the oldest. */
export const dutyAt = (roster: Roster, at: Instant): Duty => {
  const duties = dutiesOf(roster)
  return duties.findLast(({ from }) => from === undefined || from <= at) ?? duties[0] ?? roster
}

/** Everything that held or will hold, oldest first. */
export const dutiesOf = (roster: Roster): readonly Duty[] => [...(roster.history ?? []), roster]

/** Whose turn it is on each place of a tier: whoever has duty, then the others in order of rotation. Stand-ins are not looked at. */
export const turnsAt = (duty: Duty, tier: number, at: Instant): readonly string[] => {
  const rotation = duty.tiers[tier]?.rotation
  if (!rotation) return []
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
  const rotation = duty.tiers[tier]?.rotation
  if (person === undefined || !rotation) return undefined
  const next = shiftAt(rotation, duty.timezone, toMs(at)) + 1
  return { tier, person, until: fromMs(handoverMs(rotation, duty.timezone, next)) }
}

/** The shift of an instant by rotation, from its beginning on, as far as what holds then reaches; undefined for a tier that there is not. */
export const shiftOf = (roster: Roster, tier: number, at: Instant): Shift | undefined => {
  const duty = dutyAt(roster, at)
  const running = runningShift(duty, tier, at)
  const rotation = duty.tiers[tier]?.rotation
  if (!running || !rotation) return undefined
  const before = handovers(rotation, duty.timezone, later(at, -periodMs(rotation) - 24 * HOUR_MS), later(at, 1))
  const goneOn = (duty.goOn ?? []).flatMap((shift) => (shift.tier === tier && shift.until <= at ? [shift.until] : []))
  const from = [duty.from ?? '', before.at(-1) ?? '', ...goneOn].reduce(laterOf)
  const next = dutiesOf(roster).flatMap((one) => (one.from !== undefined && one.from > at ? [one.from] : []))
  return { tier, person: running.person, from, to: earliest([running.until, ...next]) ?? running.until }
}

/** The handovers of a tier after `from` and before `to`. */
export const handovers = (rotation: Rotation, timezone: string, from: Instant, to: Instant): readonly Instant[] => {
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
const periodMs = ({ every }: Handovers): number => {
  if (every === 'day') return 24 * HOUR_MS
  if (every === 'week') return 7 * 24 * HOUR_MS
  return every.hours * HOUR_MS
}

/** How many handovers there were since the first, negative before it. */
const shiftAt = (rotation: Handovers, timezone: string, atMs: number): number => {
  const elapsed = readAsUtc(localTime(atMs, timezone)) - readAsUtc(Temporal.PlainDateTime.from(rotation.start))
  let shift = Math.floor(elapsed / periodMs(rotation))
  // A clock that is set back shows the hour before a handover once more; one set forward skips to after it.
  while (handoverMs(rotation, timezone, shift) > atMs) shift -= 1
  while (handoverMs(rotation, timezone, shift + 1) <= atMs) shift += 1
  return shift
}

/** Handovers keep their local time: they are counted on the wall clock, and only then placed in time. */
const handoverMs = (rotation: Handovers, timezone: string, shift: number): number =>
  Temporal.PlainDateTime.from(rotation.start)
    .add({ milliseconds: shift * periodMs(rotation) })
    .toZonedDateTime(timezone).epochMilliseconds

/** Monday, 00:00, of the week of an instant. */
export const weekOf = (at: Instant, timezone: string): Instant => {
  const today = localTime(toMs(at), timezone).toPlainDate()
  return fromMs(today.subtract({ days: today.dayOfWeek - 1 }).toZonedDateTime(timezone).epochMilliseconds)
}

export const localTime = (ms: number, timezone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timezone).toPlainDateTime()
const readAsUtc = (time: Temporal.PlainDateTime): number => time.toZonedDateTime('UTC').epochMilliseconds

import { Temporal } from 'temporal-polyfill'
import type { Directory, Override, Person, Roster, Rotation } from '../directory/directory.ts'
import { type Problem, warning } from '../directory/problem.ts'
import type { Escalation } from '../plan/plan.ts'
import type { PersonRef } from '../repair/repair.ts'
import { durationMs, fromMs, type Instant, later, toMs } from '../time/instant.ts'

/** Someone on an escalation path: `tier` counts from 0, the manager's is one above the last. */
export interface PathStep {
  readonly person: PersonRef
  readonly tier: number
  readonly tierName: string
}

/** What the manager's place on the path is called. */
export const MANAGER_TIER = 'manager'

/**
 * Person ids of a tier (counted from 0) at an instant, in the order they are asked: whose turn it is, then the others in
 * order of rotation, each with their stand-in. Empty only for a tier that the roster does not have.
 */
export const onDuty = (roster: Roster, tier: number, at: Instant): string[] => {
  const rotation = roster.tiers[tier]?.rotation
  if (!rotation) return []
  const overrides = roster.overrides.filter((entry) => entry.tier === tier && entry.from <= at && at < entry.to)
  return standIns(inTurn(rotation, roster.timezone, toMs(at)), overrides)
}

/**
 * Whom a page asks, one after the other, each listed once: of every tier whoever has duty, then the manager, who must hear of
 * it while the promise can still be kept; then the other members of the tiers. Someone who has duty on two tiers stands for
 * the first, and the next of the other for that. The manager is asked as such even after a turn in a tier: a breach must
 * find someone above the last tier. Ids that nobody bears are left out.
 */
export const escalationPath = (roster: Roster, people: readonly Person[], at: Instant): PathStep[] => {
  const known = new Map(people.map((person) => [person.id, person]))
  const step = (id: string, tier: number, tierName: string): PathStep[] => {
    const person = known.get(id)
    return person ? [{ person: refTo(person), tier, tierName }] : []
  }
  const onDutyThen: PathStep[] = []
  const others: PathStep[] = []
  const isListed = ({ id }: PersonRef) => onDutyThen.some(({ person }) => person.id === id)
  for (const [tier, { name }] of roster.tiers.entries()) {
    const members = onDuty(roster, tier, at).flatMap((id) => step(id, tier, name))
    const first = members.find(({ person }) => !isListed(person))
    if (first) onDutyThen.push(first)
    others.push(...members)
  }
  const following = others.filter(
    ({ person }, place) =>
      person.id !== roster.manager &&
      !isListed(person) &&
      others.findIndex((other) => other.person.id === person.id) === place,
  )
  return [...onDutyThen, ...step(roster.manager, roster.tiers.length, MANAGER_TIER), ...following]
}

/** How long a tier (counted from 0) has to acknowledge before the next is asked, in the given round (from 0), in milliseconds. */
export const pageWindowMs = (escalation: Escalation, tier: number, round: number): number => {
  const { acknowledgeWithin, slowdown, slowest } = escalation
  const window = acknowledgeWithin[tier] ?? acknowledgeWithin.at(-1) ?? slowest
  return Math.min(durationMs(window) * slowdown ** round, durationMs(slowest))
}

/**
 * Stretches of `from`–`to` in which no tier has anyone whom the directory knows (H21: the duty roster has no gap). The
 * manager does not fill one: being asked last is no duty.
 */
export const gaps = (
  roster: Roster,
  people: readonly Person[],
  from: Instant,
  to: Instant,
): { from: Instant; to: Instant }[] => {
  const known = new Set(people.map(({ id }) => id))
  const isManned = (at: Instant) => roster.tiers.some((_, tier) => onDuty(roster, tier, at).some((id) => known.has(id)))
  const edges = changes(roster, from, to)
  const found: { from: Instant; to: Instant }[] = []
  for (const [index, start] of edges.entries()) {
    if (isManned(start)) continue
    const end = edges[index + 1] ?? to
    const last = found.at(-1)
    if (last?.to === start) last.to = end
    else found.push({ from: start, to: end })
  }
  return found
}

/** How far ahead a duty roster is looked through. */
const AHEAD_MS = durationMs('P28D')

/** The gaps of the next four weeks. */
export const gapsAhead = (roster: Roster, people: readonly Person[], now: Instant) =>
  gaps(roster, people, now, later(now, AHEAD_MS))

/** A warning for every gap of the next four weeks, in the time of its roster. */
export const dutyProblems = (
  { rosters, people }: Pick<Directory, 'rosters' | 'people'>,
  now: Instant,
): readonly Problem[] =>
  rosters.flatMap((roster) => {
    const local = (at: Instant) =>
      localTime(toMs(at), roster.timezone).toString({ smallestUnit: 'minute' }).replace('T', ' ')
    return gapsAhead(roster, people, now).map(({ from, to }) =>
      warning(
        ['rosters', roster.id],
        `${local(from)} 至 ${local(to)}（${roster.timezone}）无人值班`,
        `nobody is on duty from ${local(from)} to ${local(to)} (${roster.timezone})`,
      ),
    )
  })

const refTo = ({ id, name, phone, language }: Person): PersonRef => ({ id, name, phone, language })

const inTurn = ({ people, ...rotation }: Rotation, timezone: string, atMs: number): string[] => {
  // Negative before the rotation's start: `slice` then counts from the end.
  const first = shiftAt(rotation, timezone, atMs) % people.length
  return [...new Set([...people.slice(first), ...people.slice(0, first)])]
}

/**
 * An override takes a turn, not a name: swapping two people is two overrides. Someone who has no turn of their own is
 * replaced where they stand in.
 */
const standIns = (turns: readonly string[], overrides: readonly Override[]): string[] => {
  const people = [...turns]
  for (const { replaces, person } of overrides) {
    const turn = replaces === undefined ? 0 : turns.indexOf(replaces)
    const place = turn >= 0 || replaces === undefined ? turn : people.indexOf(replaces)
    if (place in people) people[place] = person
  }
  return [...new Set(people)]
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

/** `from` and every instant before `to` at which the people on duty can change, in order. */
const changes = (roster: Roster, from: Instant, to: Instant): Instant[] => {
  const handovers = roster.tiers.flatMap(({ rotation }) => {
    const instants: Instant[] = []
    for (let shift = shiftAt(rotation, roster.timezone, toMs(from)) + 1; ; shift += 1) {
      const at = fromMs(handoverMs(rotation, roster.timezone, shift))
      if (at >= to) return instants
      instants.push(at)
    }
  })
  const edges = roster.overrides.flatMap((override) => [override.from, override.to])
  const inside = [...handovers, ...edges].filter((at) => from < at && at < to)
  return from < to ? [...new Set([from, ...inside.sort()])] : []
}

const localTime = (ms: number, timezone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timezone).toPlainDateTime()
const readAsUtc = (time: Temporal.PlainDateTime): number => time.toZonedDateTime('UTC').epochMilliseconds

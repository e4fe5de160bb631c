import type { Directory, Override, Person, Roster } from '../directory/directory.ts'
import { type Problem, warning } from '../directory/problem.ts'
import type { PersonRef } from '../kernel/actor.ts'
import { durationMs, type Instant, later, toMs } from '../kernel/instant.ts'
import { dutiesOf, dutyAt, handovers, localTime, turnsAt } from './shifts.ts'

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
  const duty = dutyAt(roster, at)
  const overrides = duty.overrides.filter((entry) => entry.tier === tier && entry.from <= at && at < entry.to)
  return standIns(turnsAt(duty, tier, at), overrides)
}

/**
 * Whom a page asks, one after the other, each listed once: of every tier whoever has duty, then the manager, who must hear of
 * it while the promise can still be kept; then the other members of the tiers. Someone who has duty on two tiers stands for
 * the first, and the next of the other for that. The manager is asked as such even after a turn in a tier: a breach must
 * find someone above the last tier. Ids that nobody bears are left out.
 */
export const escalationPath = (roster: Roster, people: readonly Person[], at: Instant): PathStep[] => {
  const { tiers, manager } = dutyAt(roster, at)
  const known = new Map(people.map((person) => [person.id, person]))
  const step = (id: string, tier: number, tierName: string): PathStep[] => {
    const person = known.get(id)
    return person ? [{ person: refTo(person), tier, tierName }] : []
  }
  const onDutyThen: PathStep[] = []
  const others: PathStep[] = []
  const isListed = ({ id }: PersonRef) => onDutyThen.some(({ person }) => person.id === id)
  for (const [tier, { name }] of tiers.entries()) {
    const members = onDuty(roster, tier, at).flatMap((id) => step(id, tier, name))
    const first = members.find(({ person }) => !isListed(person))
    if (first) onDutyThen.push(first)
    others.push(...members)
  }
  const following = others.filter(
    ({ person }, place) =>
      person.id !== manager &&
      !isListed(person) &&
      others.findIndex((other) => other.person.id === person.id) === place,
  )
  return [...onDutyThen, ...step(manager, tiers.length, MANAGER_TIER), ...following]
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
  const isManned = (at: Instant) =>
    dutyAt(roster, at).tiers.some((_, tier) => onDuty(roster, tier, at).some((id) => known.has(id)))
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

const refTo = ({ id, name }: Person): PersonRef => ({ id, name })

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

/** `from` and every instant before `to` at which the people on duty can change, in order. */
const changes = (roster: Roster, from: Instant, to: Instant): Instant[] => {
  const duties = dutiesOf(roster)
  const inside = duties.flatMap((duty, index): Instant[] => {
    const begin = duty.from !== undefined && duty.from > from ? duty.from : from
    const end = duties[index + 1]?.from ?? to
    const shifts = duty.tiers.flatMap(({ rotation }) => handovers(rotation, duty.timezone, begin, end < to ? end : to))
    const edges = duty.overrides.flatMap((override) => [override.from, override.to])
    return [begin, ...shifts, ...edges, ...(duty.goOn ?? []).map(({ until }) => until)]
  })
  const sorted = inside.filter((at) => from < at && at < to).sort()
  return from < to ? [...new Set([from, ...sorted])] : []
}

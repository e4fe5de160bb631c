import type { Directory, Override, Person, Roster } from '../directory/directory.ts'
import { type Problem, warning } from '../directory/problem.ts'
import type { PersonRef } from '../kernel/actor.ts'
import { durationMs, type Instant, later } from '../kernel/instant.ts'
import { shortSpan } from '../kernel/when.ts'
import { awayAt, edgesOf, managerAt, standInsAt } from './layers.ts'
import { dutyAt, turnsAt } from './shifts.ts'

/** Someone on an escalation path: `tier` counts from 0, the manager's is one above the last. */
export interface PathStep {
  readonly person: PersonRef
  readonly tier: number
  readonly tierName: string
}

/** Whether the directory has somebody of that id. */
type IsKnown = (id: string) => boolean

/** What the manager's place on the path is called. */
export const MANAGER_TIER = 'manager'

/**
 * Person ids of a tier (counted from 0) at an instant, in the order they are asked: whose turn it is, then the others in
 * order of rotation, each with their stand-in; without those on leave. Empty for a tier that the roster does not have, and where
 * all are on leave. A stand-in whom `isKnown` does not know leaves the turn where it was.
 */
export const onDuty = (roster: Roster, tier: number, at: Instant, isKnown: IsKnown = () => true): string[] => {
  const duty = dutyAt(roster, at)
  const away = awayAt(roster, at)
  return standIns(turnsAt(duty, tier, at), standInsAt(roster, duty, tier, at), isKnown).filter((id) => !away.has(id))
}

/**
 * Whom a page asks, one after the other, each listed once: of every tier whoever has duty, then the manager, who must hear of
 * it while the promise can still be kept; then the other members of the tiers. Someone who has duty on two tiers stands for
 * the first, and the next of the other for that. The manager is asked as such even after a turn in a tier: a breach must
 * find someone above the last tier. Ids that nobody bears are left out.
 */
export const escalationPath = (roster: Roster, people: readonly Person[], at: Instant): PathStep[] => {
  const { tiers } = dutyAt(roster, at)
  const manager = managerAt(roster, people, at)
  const known = new Map(people.map((person) => [person.id, person]))
  const step = (id: string, tier: number, tierName: string): PathStep[] => {
    const person = known.get(id)
    return person ? [{ person: refTo(person), tier, tierName }] : []
  }
  const members = tiers.map((_, tier) => onDuty(roster, tier, at, (id) => known.has(id)))
  const onDutyThen = firstOf(members, (id) => known.has(id)).flatMap((id, tier) =>
    id === undefined ? [] : step(id, tier, tiers[tier]?.name ?? ''),
  )
  const others = members.flatMap((ids, tier) => ids.flatMap((id) => step(id, tier, tiers[tier]?.name ?? '')))
  const isListed = ({ id }: PersonRef) => onDutyThen.some(({ person }) => person.id === id)
  const following = others.filter(
    ({ person }, place) =>
      person.id !== manager &&
      !isListed(person) &&
      others.findIndex((other) => other.person.id === person.id) === place,
  )
  return [...onDutyThen, ...step(manager, tiers.length, MANAGER_TIER), ...following]
}

/** Who is asked first on each tier at an instant; undefined where nobody is left. */
export const firstOfTiers = (roster: Roster, at: Instant, isKnown: IsKnown): readonly (string | undefined)[] =>
  firstOf(
    dutyAt(roster, at).tiers.map((_, tier) => onDuty(roster, tier, at, isKnown)),
    isKnown,
  )

/** Someone who is first on two tiers stands for the upper one, and the next of the other for that. */
const firstOf = (members: readonly (readonly string[])[], isKnown: IsKnown): (string | undefined)[] => {
  const listed: (string | undefined)[] = []
  for (const ids of members) listed.push(ids.find((id) => isKnown(id) && !listed.includes(id)))
  return listed
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
  const isManned = (at: Instant) => firstOfTiers(roster, at, (id) => known.has(id)).some((id) => id !== undefined)
  const edges = edgesOf(roster, from, to)
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

/** A warning for every gap of the next four weeks, in the time of its roster, and for a manager whom nobody can reach. */
export const dutyProblems = (
  { rosters, people }: Pick<Directory, 'rosters' | 'people'>,
  now: Instant,
): readonly Problem[] =>
  rosters.flatMap((roster) => [
    ...gapsAhead(roster, people, now).map((gap) =>
      warning(
        ['rosters', roster.id],
        `${shortSpan(gap, roster.timezone, 'zh-CN')}（${roster.timezone}）无人值班`,
        `nobody is on duty, ${shortSpan(gap, roster.timezone, 'en')} (${roster.timezone})`,
      ),
    ),
    ...unknownManager(roster, people, now),
  ])

function unknownManager(roster: Roster, people: readonly Person[], now: Instant): readonly Problem[] {
  const { manager } = dutyAt(roster, now)
  if (people.some(({ id }) => id === manager)) return []
  return [
    warning(
      ['rosters', roster.id, 'manager'],
      `经理 ${manager} 不在人员名单里，超时没有人可报：请登记此人，或换经理`,
      `the manager ${manager} is not on file, so that breaches reach nobody: enter them, or name another manager`,
    ),
  ]
}

const refTo = ({ id, name }: Person): PersonRef => ({ id, name })

/**
 * An override takes a turn, not a name: swapping two people is two overrides. Someone who has no turn of their own is
 * replaced where they stand in. Of all who took a turn, the last who is known has it.
 */
const standIns = (turns: readonly string[], overrides: readonly Override[], isKnown: IsKnown): string[] => {
  const takers = turns.map((id) => [id])
  for (const { replaces, person } of overrides) {
    const turn = replaces === undefined ? 0 : turns.indexOf(replaces)
    const place = turn >= 0 || replaces === undefined ? turn : takers.findIndex((ids) => ids.at(-1) === replaces)
    takers[place]?.push(person)
  }
  return [...new Set(takers.flatMap((ids) => ids.findLast(isKnown) ?? ids.slice(0, 1)))]
}

import type { Person, Roster } from '../directory/directory.ts'
import { leaveOf } from '../directory/roster-change.ts'
import { tierPeople } from '../directory/rota.ts'
import { earlierOf, type Instant, laterOf } from '../kernel/instant.ts'
import { isDuring, type Stretch } from '../kernel/stretch.ts'
import type { Text } from '../kernel/text.ts'
import { type Bar, barsOf, type TierBars } from './calendar.ts'
import { awayAt, edgesOf, managerAt } from './layers.ts'

// What is wrong with who has duty, found before it happens.

export interface OnFile {
  readonly roster: Roster
  readonly people: readonly Person[]
}
export interface DutyProblem {
  /** Nobody on any tier; nobody on one; someone in two places, or twice in one; the manager on leave, or not on file. */
  readonly kind: 'nobody' | 'emptyTier' | 'twoPlaces' | 'twoTiers' | 'managerAway'
  readonly tier?: number
  readonly person?: string
  readonly from: Instant
  readonly to: Instant
  readonly text: Text
  /** Who could take it: of this roster or another, not on leave, and without duty anywhere in that time. */
  readonly free: readonly string[]
}
type Found = Omit<DutyProblem, 'free'>

/** A roster as it is drawn for a stretch of time. */
export interface Drawn extends OnFile, Stretch {
  readonly tiers: readonly TierBars[]
}
export const drawn = ({ roster, people }: OnFile, from: Instant, to: Instant): Drawn => ({
  ...{ roster, people, from, to },
  tiers: barsOf(roster, people, from, to),
})

/** What is wrong with one roster from `from` to `to`, by itself and beside the others, in order of time. */
export const problemsAhead = (
  own: OnFile,
  others: readonly OnFile[],
  from: Instant,
  to: Instant,
): readonly DutyProblem[] =>
  problemsOf(
    drawn(own, from, to),
    others.map((other) => drawn(other, from, to)),
  )

/** The same of what is drawn already, all for one stretch of time. */
export function problemsOf(own: Drawn, others: readonly Drawn[]): readonly DutyProblem[] {
  const { roster, tiers } = own
  const name = namesOf([own, ...others])
  const found = [
    ...empty(tiers, name),
    ...twice(tiers, name),
    ...others.flatMap((other) => inTwoPlaces(tiers, other.tiers, other.roster.name, name)),
    ...managerAway(own, name),
  ]
  const bars = [own, ...others].flatMap((one) => one.tiers).flatMap((tier) => tier.bars)
  return joined(found)
    .toSorted((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))
    .map((one) => ({ ...one, free: freeIn([roster, ...others.map((other) => other.roster)], bars, one) }))
}

/** Of one kind and place, those that follow each other are one. */
function joined(found: readonly Found[]): readonly Found[] {
  const all: Found[] = []
  for (const one of found) {
    const { kind, tier, person } = one
    const before = all.findIndex(
      (other) => other.to === one.from && other.kind === kind && other.tier === tier && other.person === person,
    )
    const other = all[before]
    if (other) all[before] = { ...other, to: one.to }
    else all.push(one)
  }
  return all
}

type Name = (id: string) => string
/** What people are called; whoever is not on file any more, by their id. */
export const namesOf = (all: readonly Pick<OnFile, 'people'>[]): Name => {
  const names = new Map(all.flatMap(({ people }) => people.map(({ id, name }) => [id, name] as const)))
  return (id) => names.get(id) ?? id
}

function empty(tiers: readonly TierBars[], name: Name): readonly Found[] {
  return tiers.flatMap(({ tier, name: tierName, bars }) =>
    bars.flatMap(({ person, from, to, turn, reason }): Found[] => {
      if (person !== undefined) return []
      const isAll = tiers.every((other) => other.bars.some((bar) => isDuring(bar, { from, to }) && !bar.person))
      const why = reason === undefined ? '' : `（${reason}）`
      const text = isAll
        ? {
            zh: `${tierName}无人，各线也都无人：呼叫只能找经理`,
            en: `nobody on ${tierName}, nor on any other tier: calls go to the manager alone`,
          }
        : {
            zh: `${tierName}无人：${name(turn)} 请假${why}，没有别人；呼叫直接升级`,
            en: `nobody on ${tierName}: ${name(turn)} is on leave${why} and there is no other; calls climb at once`,
          }
      return [{ kind: isAll ? 'nobody' : 'emptyTier', tier, from, to, text }]
    }),
  )
}

/** First on two tiers of one roster: the next moves up on the lower one. */
const twice = (tiers: readonly TierBars[], name: Name): readonly Found[] =>
  tiers.flatMap(({ tier, name: tierName, bars }) =>
    bars.flatMap(({ layer, person, turn, from, to }): Found[] => {
      if (layer !== 'otherTier' || person === undefined) return []
      const text = {
        zh: `${name(turn)} 同时轮到两线：${tierName}由下一位 ${name(person)} 值`,
        en: `${name(turn)} has a turn on two tiers: on ${tierName} the next, ${name(person)}, has duty`,
      }
      return [{ kind: 'twoTiers', tier, person: turn, from, to, text }]
    }),
  )

function inTwoPlaces(
  tiers: readonly TierBars[],
  others: readonly TierBars[],
  otherName: string,
  name: Name,
): readonly Found[] {
  const theirs = others.flatMap(({ bars, name: tierName }) => bars.map((bar) => ({ bar, tierName })))
  return tiers.flatMap(({ tier, name: tierName, bars }) =>
    bars.flatMap((bar) =>
      theirs.flatMap(({ bar: their, tierName: theirTier }): Found[] => {
        const { person } = bar
        if (person === undefined || person !== their.person || !isDuring(bar, their)) return []
        const text = {
          zh: `${name(person)} 同时值本表${tierName}和${otherName}${theirTier}`,
          en: `${name(person)} has duty on ${tierName} here and on ${theirTier} of ${otherName} at once`,
        }
        const [begin, end] = [laterOf(bar.from, their.from), earlierOf(bar.to, their.to)]
        return [{ kind: 'twoPlaces', tier, person, from: begin, to: end, text }]
      }),
    ),
  )
}

function managerAway({ roster, people, from, to }: Drawn, name: Name): readonly Found[] {
  const edges = edgesOf(roster, from, to)
  return edges.flatMap((at, index): Found[] => {
    const person = managerAt(roster, people, at)
    const isKnown = people.some(({ id }) => id === person)
    if (isKnown && !awayAt(roster, at).has(person)) return []
    const text = isKnown
      ? {
          zh: `${name(person)} 是经理，请假而没有人代：超时无人可报`,
          en: `${name(person)} is the manager, on leave, and nobody stands in: there is no one to tell of a breach`,
        }
      : {
          zh: `经理 ${person} 已不在人员名单上，也没有人代：超时无人可报`,
          en: `the manager ${person} is not on file any more, and nobody stands in: there is no one to tell of a breach`,
        }
    return [{ kind: 'managerAway', person, from: at, to: edges[index + 1] ?? to, text }]
  })
}

/** Those of the tier first, then of the roster, then of the others. */
function freeIn(
  rosters: readonly Roster[],
  bars: readonly Bar[],
  { from, to, tier, person }: Found,
): readonly string[] {
  const nearest = rosters[0]?.tiers.slice(tier ?? 0, (tier ?? 0) + 1).flatMap(tierPeople) ?? []
  const members = new Set([...nearest, ...rosters.flatMap(({ tiers }) => tiers.flatMap(tierPeople))])
  const busy = bars.filter((bar) => isDuring(bar, { from, to })).map((bar) => bar.person)
  const away = rosters
    .flatMap(({ changes = [] }) => changes.flatMap(leaveOf))
    .filter((leave) => isDuring(leave, { from, to }))
  return [...members].filter((id) => id !== person && !busy.includes(id) && !away.some((leave) => leave.person === id))
}

import type { Instant } from '../kernel/instant.ts'
import type { Duty, Roster } from './directory.ts'
import { isOver, namedBy } from './roster-change.ts'
import { tierPeople } from './rota.ts'

/** Ids of everyone the roster names, now or before: in turn, standing in, replaced, or as manager. Each once. */
export const rosterPeople = (roster: Roster): readonly string[] => [
  ...new Set([...[roster, ...(roster.history ?? [])].flatMap(namedIn), ...(roster.changes ?? []).flatMap(namedBy)]),
]

/** Of them those whom it counts on now or later: what is over holds nobody. */
export const countedOn = ({ history = [], changes = [], ...last }: Roster, now: Instant): readonly string[] => {
  const duties = [...history, last]
  const standing = duties.filter((_, index) => (duties[index + 1]?.from ?? now) >= now)
  const open = ({ overrides, goOn = [], ...duty }: Duty): Duty => ({
    ...duty,
    overrides: overrides.filter(({ to }) => to > now),
    goOn: goOn.filter(({ until }) => until > now),
  })
  const named = [
    ...standing.flatMap((duty) => namedIn(open(duty))),
    ...changes.filter((one) => !isOver(one, now)).flatMap(namedBy),
  ]
  return [...new Set(named)]
}

const namedIn = ({ tiers, manager, overrides, goOn = [] }: Duty): readonly string[] => [
  ...tiers.flatMap(tierPeople),
  manager,
  ...overrides.flatMap(({ person, replaces }) => (replaces === undefined ? [person] : [person, replaces])),
  ...goOn.map(({ person }) => person),
]

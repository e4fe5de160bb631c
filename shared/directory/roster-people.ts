import type { Duty, Roster } from './directory.ts'
import { namedBy } from './roster-change.ts'

/** Ids of everyone the roster names, now or before: in turn, standing in, replaced, or as manager. Each once. */
export const rosterPeople = (roster: Roster): readonly string[] => [
  ...new Set([...[roster, ...(roster.history ?? [])].flatMap(namedIn), ...(roster.changes ?? []).flatMap(namedBy)]),
]

const namedIn = ({ tiers, manager, overrides, goOn = [] }: Duty): readonly string[] => [
  ...tiers.flatMap(({ rotation }) => rotation.people),
  manager,
  ...overrides.flatMap(({ person, replaces }) => (replaces === undefined ? [person] : [person, replaces])),
  ...goOn.map(({ person }) => person),
]

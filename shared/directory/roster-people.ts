import type { Roster } from './directory.ts'

/** Ids of everyone the roster names: in turn, standing in, replaced, or as manager. Each once. */
export const rosterPeople = (roster: Roster): readonly string[] => [
  ...new Set([
    ...roster.tiers.flatMap((tier) => tier.rotation.people),
    roster.manager,
    ...roster.overrides.flatMap(({ person, replaces }) => (replaces === undefined ? [person] : [person, replaces])),
  ]),
]

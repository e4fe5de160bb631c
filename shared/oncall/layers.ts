import type { Duty, Override, Person, Roster } from '../directory/directory.ts'
import { leaveOf, turnsTaken } from '../directory/roster-change.ts'
import { earlierOf, type Instant, laterOf } from '../kernel/instant.ts'
import { holdsAt, type Stretch } from '../kernel/stretch.ts'
import { dutiesOf, dutyAt, turnEdges } from './shifts.ts'

// What lies over the rotations: who stands in for whom, and who is on leave.

/** Who takes whose turn on a tier at an instant; of two, the later holds. Changes on record lie over what the directory said. */
export const standInsAt = (roster: Roster, duty: Duty, tier: number, at: Instant): readonly Override[] =>
  [...duty.overrides, ...(roster.changes ?? []).flatMap(turnsTaken)].filter(
    (entry) => entry.tier === tier && holdsAt(entry, at),
  )

/** Who is on leave at an instant. */
export const awayAt = ({ changes = [] }: Roster, at: Instant): ReadonlySet<string> =>
  new Set(changes.flatMap(leaveOf).flatMap((leave) => (holdsAt(leave, at) ? [leave.person] : [])))

/**
 * Who answers for it at an instant: the manager, or whoever has the manager's place and is on file. On leave or not, somebody
 * has to hear.
 */
export const managerAt = (roster: Roster, people: readonly Pick<Person, 'id'>[], at: Instant): string => {
  const duty = dutyAt(roster, at)
  const standIns = standInsAt(roster, duty, duty.tiers.length, at)
  return standIns.findLast(({ person }) => people.some(({ id }) => id === person))?.person ?? duty.manager
}

/** `from` and every instant before `to` at which the people on duty can change, in order. */
export const edgesOf = (roster: Roster, from: Instant, to: Instant): readonly Instant[] => {
  if (from >= to) return []
  const duties = dutiesOf(roster)
  const inside = duties.flatMap((duty, index): Instant[] => {
    const begin = laterOf(duty.from ?? from, from)
    const end = duties[index + 1]?.from ?? to
    const shifts = duty.tiers.flatMap((tier) => turnEdges(tier, duty.timezone, begin, earlierOf(end, to)))
    return [begin, ...shifts, ...endsOf(duty.overrides), ...(duty.goOn ?? []).map(({ until }) => until)]
  })
  const { changes = [] } = roster
  const laid = [...endsOf(changes.flatMap(turnsTaken)), ...endsOf(changes.flatMap(leaveOf))]
  return [...new Set([from, ...[...inside, ...laid].filter((at) => from < at && at < to).sort()])]
}

const endsOf = (spans: readonly Stretch[]): Instant[] => spans.flatMap((span) => [span.from, span.to])

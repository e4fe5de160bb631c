import type { Override, Roster } from '../directory/directory.ts'
import type { RosterChange } from '../directory/roster-change.ts'
import { defined } from '../kernel/fields.ts'
import { type Instant, laterOf } from '../kernel/instant.ts'

/**
 * A roster that follows the directory file, as it is once it is changed on record: the stand-ins of the file that are not over are
 * changes like any other, so that they too can be ended. Who has duty when is the same.
 */
export function adopted(roster: Roster, now: Instant): Roster {
  if (roster.version !== undefined) return roster
  const isOpen = ({ to }: Override) => to > now
  const changes = roster.overrides.filter(isOpen).map((override, index) => asChange(override, index, roster.from))
  return { ...roster, overrides: roster.overrides.filter((one) => !isOpen(one)), changes }
}

/** What was before the roster as it is now is not theirs: of that time, its own stand-ins are kept. */
function asChange({ from, to, tier, replaces, person }: Override, index: number, since: Instant = from): RosterChange {
  const begin = laterOf(from, since)
  const turn = { from: begin, to, tier, person, ...defined({ replaces }) }
  return { kind: 'standIn', id: `file-${index + 1}`, ...turn, at: begin, by: {}, reason: '' }
}

import type { Directory, Duty, Override, Roster, RunningShift } from '../directory/directory.ts'
import { canonical } from '../kernel/canonical.ts'
import { defined, pick, without } from '../kernel/fields.ts'
import { type Instant, later } from '../kernel/instant.ts'
import { dutiesOf, dutyAt, runningShift } from './shifts.ts'

/**
 * So many versions of a roster are kept, which one item of the table has room for: a change a week for two years. Of older
 * times the roster no longer knows better than the oldest of them; who was paged is in the archive of each repair.
 */
export const VERSIONS_KEPT = 100

/**
 * A directory as it may be loaded over what is on file: what it changes in a roster holds from now on, or from the later
 * instant that it names. What held before stands, and whoever has duty goes on to the end of the shift, unless an override
 * says otherwise or the directory does not name them any more. Loaded again, it changes nothing. Who has duty on a roster that was
 * changed on record is the record's to say.
 */
export const keepingDuty = (file: Directory, onFile: Directory | undefined, now: Instant): Directory => {
  const isHere = (id: string) => file.people.some((person) => person.id === id)
  const known = new Map((onFile?.rosters ?? []).map((roster) => [roster.id, roster]))
  const rosters = file.rosters.map((roster): Roster => {
    const before = known.get(roster.id)
    // What is new has no past: it holds as far back as anyone asks.
    if (!before) return { ...contentOf(roster), ...about(roster) }
    return isOnRecord(before) ? called(before, roster) : changed(before, roster, now, isHere)
  })
  return { ...file, rosters }
}

/** The rosters that were changed on record and that the file has otherwise: the record stands, and the file is behind. */
export const behindRecord = (file: Directory, onFile: Directory, now: Instant): readonly string[] => {
  const known = new Map(onFile.rosters.map((roster) => [roster.id, roster]))
  return file.rosters.flatMap((roster) => {
    const kept = known.get(roster.id)
    return kept && isOnRecord(kept) && !saysAsMuch(kept, roster, now) ? [roster.id] : []
  })
}

/** Whether the record knows all that the file says. Of stand-ins it may know more: they are put on record day by day. */
function saysAsMuch(kept: Roster, file: Roster, now: Instant): boolean {
  const rest = ({ timezone, manager, tiers }: Duty) => canonical({ timezone, manager, tiers })
  const turn = ({ to, tier, replaces, person }: Partial<Override>) => canonical({ to, tier, replaces, person })
  const recorded = [...kept.overrides, ...(kept.changes ?? []).filter(({ ended }) => !ended)]
  const isKnown = (override: Override) => recorded.some((one) => turn(one as Partial<Override>) === turn(override))
  return rest(kept) === rest(file) && file.overrides.every((override) => override.to <= now || isKnown(override))
}

const isOnRecord = ({ version }: Roster): boolean => version !== undefined

/** What says nothing of duty is the file's to say. */
const called = (onFile: Roster, next: Roster): Roster => ({
  ...without(onFile, 'dispatchers', 'tells'),
  ...about(next),
})

/** The roster once something of it changes, from the later of now and the instant that the change names. */
export function changed(onFile: Roster, next: Roster, now: Instant, isHere: (id: string) => boolean): Roster {
  const from = next.from !== undefined && next.from > now ? next.from : now
  const isPlanned = onFile.from !== undefined && onFile.from > now
  const someoneLeft = (onFile.goOn ?? []).some(({ person, until }) => until > now && !isHere(person))
  const isAsBefore = canonical(contentOf(onFile)) === canonical(contentOf(next)) && !someoneLeft
  if (isAsBefore && (!isPlanned || onFile.from === from)) return called(onFile, next)
  const goOn = next.tiers
    .flatMap((_, tier) => runningOn(onFile, next, tier, from) ?? [])
    .filter((shift) => isHere(shift.person))
  // A change that was planned for later and is replaced by now has never held.
  const former = dutiesOf(onFile).filter((duty) => duty.from === undefined || duty.from < from)
  const history = former.map((duty, index) => asHeld(duty, former[index + 1]?.from ?? from)).slice(-VERSIONS_KEPT)
  const onRecord = pick(onFile, 'changes', 'version')
  return { ...about(next), ...contentOf(next), from, ...(goOn.length > 0 && { goOn }), history, ...onRecord }
}

/** The shift that runs when the change comes into force, where the change would cut it short. */
function runningOn(onFile: Roster, next: Duty, tier: number, from: Instant): RunningShift | undefined {
  // One that ends in that very instant is over, and the one that would begin there never does.
  const justBefore = later(from, -1)
  const shift = runningShift(dutyAt(onFile, justBefore), tier, justBefore)
  const then = runningShift(next, tier, from)
  return shift && shift.until > from && (then?.person !== shift.person || then.until < shift.until) ? shift : undefined
}

/** What says nothing of who has duty, and holds at once. */
const about = ({ id, name, dispatchers, tells }: Roster) => ({ id, name, ...defined({ dispatchers, tells }) })

const contentOf = ({ timezone, manager, tiers, overrides }: Duty) => ({ timezone, manager, tiers, overrides })

/** Of the stand-ins only those of the time in which it held. */
function asHeld({ from, timezone, manager, tiers, overrides, goOn }: Duty, until: Instant): Duty {
  const held = (override: Override) => override.from < until && (from === undefined || override.to > from)
  return {
    ...defined({ from }),
    timezone,
    manager,
    tiers,
    overrides: overrides.filter(held),
    ...defined({ goOn }),
  }
}

import type { Duty, Roster } from '../directory/directory.ts'
import { turnsTaken } from '../directory/roster-change.ts'
import { tierPeople } from '../directory/rota.ts'
import type { PersonRef } from '../kernel/actor.ts'
import { earlierOf, type Instant } from '../kernel/instant.ts'
import type { RecordedEvent } from '../repair/events.ts'
import { namedNow } from '../repair/state/named.ts'
import type { Repair } from '../repair/state/repair.ts'
import { dutiesOf } from './shifts.ts'

// Whose a repair is. An engineer sees and acts on those of the rosters that name them, and on what came to them: handed over,
// paged, asked by escalation, or taken over. The roster says the one, the repair's archive the other; nothing else is kept.

/** Past every instant that a record may have. */
const EVER: Instant = '9999-12-31T23:59:59.999Z'

/**
 * Up to which instant a roster names someone: as one who takes turns, as manager, or as a stand-in, those to come included.
 * Undefined where it never did. What was reported before then is theirs to see.
 */
export const namedUntil = (roster: Roster, person: string): Instant | undefined => {
  const duties = dutiesOf(roster)
  const ends = duties.flatMap((duty, index) => {
    const over = duties[index + 1]?.from ?? EVER
    return endsIn(duty, person, over).map((end) => earlierOf(end, over))
  })
  const standIns = (roster.changes ?? []).flatMap(turnsTaken).filter((turn) => turn.person === person)
  return [...ends, ...standIns.map(({ to }) => to)].toSorted().at(-1)
}

const endsIn = ({ tiers, manager, overrides, goOn = [] }: Duty, id: string, over: Instant): Instant[] => [
  ...(manager === id || tiers.some((tier) => tierPeople(tier).includes(id)) ? [over] : []),
  ...overrides.filter(({ person }) => person === id).map(({ to }) => to),
  ...goOn.filter(({ person }) => person === id).map(({ until }) => until),
]

/** Whether the roster names them now, or did at any time since the report. */
export const isOfRoster = (roster: Roster, person: string, { reportedAt }: Pick<Repair, 'reportedAt'>): boolean => {
  const until = namedUntil(roster, person)
  return until !== undefined && reportedAt < until
}

/** Whether the repair as it stands names them: known without its archive. */
export const isNamedNow = (repair: Repair, id: string): boolean => namedNow(repair).includes(id)

/** Whether it ever came to them. */
export const cameTo = (history: readonly RecordedEvent[], id: string): boolean =>
  history.some((event) => askedIn(event).some((person) => person?.id === id))

/** Those of ours to whom an event brings the repair. */
const askedIn = (event: RecordedEvent): readonly (PersonRef | undefined)[] => {
  switch (event.type) {
    case 'paged':
    case 'acknowledged':
    case 'assigned':
    case 'asked':
    case 'clockWarned':
      return [event.person]
    case 'handedOver':
      return [event.from, event.to]
    case 'escalated':
      return event.people
    case 'visitAsked':
    case 'replacementDue':
      return [event.manager]
    case 'emergencyPlanGiven':
      return [event.to]
    case 'keeperNamed':
      return [event.keeper]
    default:
      return []
  }
}

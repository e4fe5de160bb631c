import { earlierOf, type Instant } from '../kernel/instant.ts'
import { type DutyRule, type Rotation, tierPeople } from './rota.ts'

// What people change on a roster: who, when, from when on, and why. A change is appended and never rewritten; one that ends early
// says so beside what it said first.

/** Someone's turn on a tier, for a stretch of time. The manager's place counts as one tier more. */
export interface Shift {
  readonly tier: number
  readonly person: string
  readonly from: Instant
  readonly to: Instant
}

/** Someone takes a turn; `replaces` absent: of whoever is first. */
interface StandIn extends Shift {
  readonly kind: 'standIn'
  readonly replaces?: string
  /** The reinforced duty that it is for: it goes with it. */
  readonly duty?: string
}
/** Two take each other's shift. */
interface Swap {
  readonly kind: 'swap'
  readonly shifts: readonly [Shift, Shift]
}
/** Whoever is on leave is not paged. */
export interface Leave {
  readonly kind: 'leave'
  readonly person: string
  readonly from: Instant
  readonly to: Instant
}
/** The rotation of a tier goes on in another order, or with other people: the first has the first shift that begins then. */
interface Reorder {
  readonly kind: 'order'
  readonly tier: number
  readonly people: readonly string[]
  readonly from: Instant
}
/** A tier takes turns in another way: how long, from what time of day, at which times by whom. */
export interface Rota {
  readonly kind: 'rota'
  readonly tier: number
  readonly rotation: Rotation
  readonly rules: readonly DutyRule[]
  readonly from: Instant
}
export type Changed = StandIn | Swap | Leave | Reorder | Rota

/** Who said so on record, when, and why. */
export interface OnRecord {
  readonly at: Instant
  readonly by: { readonly id?: string; readonly name?: string }
  readonly reason: string
}
export type RosterChange = Changed &
  OnRecord & {
    readonly id: string
    /** It was ended before its time: what of it lies after `from` does not hold. */
    readonly ended?: OnRecord & { readonly from: Instant }
  }

/** Of a change, each turn that is somebody else's by it, and whose. */
export const turnsTaken = (change: RosterChange): readonly (Shift & { readonly replaces?: string })[] => {
  if (change.kind === 'standIn') return untilEnded(change, [change])
  if (change.kind !== 'swap') return []
  const [one, other] = change.shifts
  return untilEnded(change, [
    { ...one, replaces: one.person, person: other.person },
    { ...other, replaces: other.person, person: one.person },
  ])
}

/** The leave that it is; nothing for any other change. */
export const leaveOf = (change: RosterChange): readonly (Leave & OnRecord)[] =>
  change.kind === 'leave' ? untilEnded(change, [change]) : []

/** From when to when it says something about who has duty; a new order has no end of its own. */
export function spanOf(change: Changed): { readonly from: Instant; readonly to?: Instant } {
  if (change.kind !== 'swap') return change
  const [first = '', second = ''] = change.shifts.map(({ from }) => from).sort()
  const last = change.shifts.map(({ to }) => to).sort()[1] ?? second
  return { from: first, to: last }
}

/** Whether nothing of it is still to come. */
export const isOver = (change: RosterChange, now: Instant): boolean => {
  const { from, to } = spanOf(change)
  return change.ended !== undefined ? change.ended.from <= now : (to ?? from) <= now
}

const untilEnded = <T extends { readonly from: Instant; readonly to: Instant }>(
  { ended }: RosterChange,
  spans: readonly T[],
): readonly T[] =>
  ended
    ? spans.flatMap((span) => {
        const to = earlierOf(ended.from, span.to)
        return span.from < to ? [{ ...span, to }] : []
      })
    : spans

/** Everyone a change names. */
export const namedBy = (change: Changed): readonly string[] => {
  switch (change.kind) {
    case 'standIn':
      return change.replaces === undefined ? [change.person] : [change.person, change.replaces]
    case 'swap':
      return change.shifts.map(({ person }) => person)
    case 'leave':
      return [change.person]
    case 'order':
      return change.people
    case 'rota':
      return tierPeople(change)
    default:
      return change satisfies never
  }
}

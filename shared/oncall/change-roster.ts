import type { Person, Roster } from '../directory/directory.ts'
import {
  type Changed,
  isOver,
  type OnRecord,
  type RosterChange,
  type Rota,
  type Shift,
} from '../directory/roster-change.ts'
import type { DutyRule, Rotation } from '../directory/rota.ts'
import { BadRequestError, type Fault, fault, mustBeOneOf } from '../kernel/errors.ts'
import { defined } from '../kernel/fields.ts'
import { type Instant, laterOf } from '../kernel/instant.ts'
import { shortTime } from '../kernel/when.ts'
import { adopted } from './adopt.ts'
import { refusalsOf } from './change-refusals.ts'
import { noTier } from './proposal.ts'
import { changed } from './roster-changes.ts'
import { nextShift, shiftOf } from './shifts.ts'

/** What somebody wants changed; `from` absent: from now on. */
export type RosterRequest =
  | {
      readonly kind: 'standIn'
      readonly tier: number
      /** Whose turn; absent: of whoever is first. */
      readonly replaces?: string
      readonly person: string
      readonly from?: Instant
      readonly to: Instant
      /** The reinforced duty that it is for. */
      readonly duty?: string
    }
  /** Two shifts, each by an instant of it. */
  | { readonly kind: 'swap'; readonly shifts: readonly [ShiftAt, ShiftAt] }
  | { readonly kind: 'leave'; readonly person: string; readonly from?: Instant; readonly to: Instant }
  | { readonly kind: 'order'; readonly tier: number; readonly people: readonly string[]; readonly from?: Instant }
  | {
      readonly kind: 'rota'
      readonly tier: number
      readonly rotation: Rotation
      readonly rules?: readonly DutyRule[]
      readonly from?: Instant
    }
  | { readonly kind: 'end'; readonly change: string; readonly from?: Instant }
interface ShiftAt {
  readonly tier: number
  readonly at: Instant
}

export interface Asked {
  readonly now: Instant
  readonly by: OnRecord['by']
  readonly reason: string
  /** Everyone on file whom the roster or the request names. */
  readonly people: readonly Person[]
}

/** So many changes are kept with a roster. Of those that are over the oldest go first: they stand on the directory record. */
export const CHANGES_KEPT = 200

/**
 * The roster once it is changed on record: nothing of the past is written over. Throws BadRequestError with what contradicts it,
 * and what to do.
 */
export function changeRoster(roster: Roster, request: RosterRequest, asked: Asked): Roster {
  const before = adopted(roster, asked.now)
  const after = request.kind === 'end' ? ended(before, request, asked) : added(before, request, asked)
  return { ...after, version: (roster.version ?? 0) + 1 }
}

type Addition = Exclude<RosterRequest, { kind: 'end' }>

function added(before: Roster, request: Addition, asked: Asked): Roster {
  const { now, by, reason } = asked
  const id = `c${(before.version ?? 0) + 1}`
  const change: RosterChange = { ...resolved(before, request, now), id, at: now, by, reason }
  const after = withChange(before, change, now)
  refuse(refusalsOf({ before, after, change, asked }))
  return after
}

/** With the instants and people that it means. */
function resolved(roster: Roster, request: Addition, now: Instant): Changed {
  if (request.kind === 'swap') {
    const [one, other] = request.shifts.map((shift, index) => wholeShift(roster, shift, now, index))
    if (one && other) return { kind: 'swap', shifts: [one, other] }
  }
  const { from = now, ...rest } = request as Exclude<Addition, { kind: 'swap' }>
  return rest.kind === 'rota' ? { ...rest, rules: rest.rules ?? [], from } : { ...rest, from }
}

/** A shift that runs already is swapped from now on. */
function wholeShift(roster: Roster, { tier, at }: ShiftAt, now: Instant, index: number): Shift {
  const shift = shiftOf(roster, tier, at)
  if (!shift) throw new BadRequestError([noTier(`shifts.${index}.tier`, roster)])
  if (shift.to <= now)
    throw new BadRequestError([
      fault(`shifts.${index}.at`, '这一班已经值完，不能再换', 'that shift is over, and cannot be swapped any more'),
    ])
  return { ...shift, from: laterOf(shift.from, now) }
}

function withChange(roster: Roster, change: RosterChange, now: Instant): Roster {
  const { changes = [] } = roster
  const over = changes.filter((one) => isOver(one, now)).length
  const room = Math.max(0, changes.length + 1 - CHANGES_KEPT)
  const kept = room > 0 ? dropOldest(changes, Math.min(room, over), now) : changes
  const next = { ...roster, changes: [...kept, change] }
  if (change.kind === 'rota') return turning(next, change, now)
  return change.kind === 'order' ? reordered(next, change, now) : next
}

const dropOldest = (changes: readonly RosterChange[], count: number, now: Instant): readonly RosterChange[] => {
  const gone = new Set(changes.filter((one) => isOver(one, now)).slice(0, count))
  return changes.filter((one) => !gone.has(one))
}

/** The first named has the first shift that begins then; who has duty at that moment goes on to the end of it. */
function reordered(roster: Roster, { tier, people, from }: Changed & { kind: 'order' }, now: Instant): Roster {
  const old = roster.tiers[tier]
  if (!old || people.length === 0) return roster
  const ahead = nextShift(old.rotation, roster.timezone, from)
  const placed = people.map((_, place) => people.at((place - ahead) % people.length) ?? '')
  const rota = { tier, rotation: { ...old.rotation, people: placed }, rules: old.rules ?? [], from }
  return turning(roster, { kind: 'rota', ...rota }, now)
}

function turning(roster: Roster, { tier, rotation, rules, from }: Rota, now: Instant): Roster {
  const tiers = roster.tiers.map((one, index) =>
    index === tier ? { name: one.name, rotation, ...(rules.length > 0 && { rules }) } : one,
  )
  return changed(roster, { ...roster, tiers, from }, now, () => true)
}

function ended(roster: Roster, { change: id, from }: RosterRequest & { kind: 'end' }, asked: Asked): Roster {
  const { now, by, reason } = asked
  const { changes = [] } = roster
  const change = changes.find((one) => one.id === id)
  if (!change)
    throw new BadRequestError([
      mustBeOneOf(
        'change',
        changes.map((one) => one.id),
      ),
    ])
  const end = { from: from ?? now, at: now, by, reason }
  const after = {
    ...roster,
    changes: changes.map((one) => (one.id === id ? { ...one, ended: end } : one)),
  }
  if (change.kind === 'order' || change.kind === 'rota') return takenBack(roster, after, change, asked)
  refuse(refusalsOf({ before: roster, after, change: { ...change, ended: end }, asked }))
  return after
}

/** An order that was planned and does not hold yet: what was before it goes on. */
function takenBack(
  roster: Roster,
  after: Roster,
  change: RosterChange & { kind: 'order' | 'rota' },
  { now }: Asked,
): Roster {
  const before = roster.history?.at(-1)
  if (change.from <= now || change.ended)
    throw new BadRequestError([
      fault(
        'change',
        `这样轮班从 ${shortTime(change.from, roster.timezone, 'zh-CN')} 起已经生效：请登记新的安排`,
        `this order has held since ${shortTime(change.from, roster.timezone, 'en')}: give a new one instead`,
      ),
    ])
  if (!before || roster.from !== change.from)
    throw new BadRequestError([
      fault('change', '之后还有别的安排：请先撤销后一个', 'a later order builds on it: end that one first'),
    ])
  const { timezone, manager, tiers, goOn } = before
  const { from: _from, goOn: _goOn, history: _history, ...rest } = after
  const history = roster.history?.slice(0, -1) ?? []
  return {
    ...rest,
    timezone,
    manager,
    tiers,
    ...defined({ from: before.from, goOn }),
    ...(history.length > 0 && { history }),
  }
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new BadRequestError(faults)
}

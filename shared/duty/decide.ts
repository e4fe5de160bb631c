import { type Actor, SYSTEM } from '../kernel/actor.ts'
import { canonical } from '../kernel/canonical.ts'
import { defined } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import { Recording } from '../subject/recording.ts'
import { type Duty, type DutyEvent, type DutyOf, isOver } from './duty.ts'
import { evolve } from './evolve.ts'
import type { MadePlan } from './plan.ts'

export type DutyDecision = Recording<Duty, DutyEvent>
const begin = (id: string, state: Duty | undefined, by: Actor, now: Instant): DutyDecision =>
  new Recording<Duty, DutyEvent>(state, now, by, (before, event) => evolve(id, before, event))

/** What the contract and the customer's calendar say of it now. */
export type Seen = Pick<DutyOf, 'name' | 'from' | 'to'> | 'withdrawn' | 'unbound'

/** Somebody has planned it; the same once more is nothing new. */
export function plan(id: string, state: Duty | undefined, of: DutyOf, made: MadePlan, by: Actor, now: Instant) {
  const decision = begin(id, state, by, now)
  const isSame = state?.planned !== undefined && shown(state, state) === shown(of, made)
  return isSame ? decision : decision.record({ type: 'planned', of, plan: made })
}

const shown = (of: DutyOf, { shifts, deputies, phones, watched }: MadePlan): string =>
  canonical({ shifts, deputies, phones, watched, from: of.from, to: of.to, ...defined({ entries: of.entries }) })

/** What follows from what is seen now. Asked too early or twice, it decides nothing. */
export function advance(state: Duty, seen: Seen, now: Instant): DutyDecision {
  const decision = begin(state.id, state, SYSTEM, now)
  if (isOver(state)) return decision
  if (state.to <= now) return decision.record({ type: 'ended' })
  if (typeof seen === 'string') return decision.record({ type: 'gone', because: seen })
  const { name, from, to } = seen
  return from === state.from && to === state.to ? decision : decision.record({ type: 'moved', name, from, to })
}

/** The roster has what it is to have: nothing where it had to have something else meanwhile. */
export const laid = (state: Duty, version: number, now: Instant): DutyDecision => {
  const decision = begin(state.id, state, SYSTEM, now)
  return state.unlaid && state.version === version ? decision.record({ type: 'laid' }) : decision
}

/** At the end of its last day; while the roster is to follow, at once. */
export const nextAt = (state: Duty): Instant | undefined => {
  if (state.unlaid) return state.updatedAt
  return isOver(state) ? undefined : state.to
}

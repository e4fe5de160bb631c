import { type Actor, type PersonRef, SYSTEM } from '../kernel/actor.ts'
import { earliest, type Instant, later } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import { Recording } from '../subject/recording.ts'
import type { UpgradeAction } from './actions.ts'
import { type Ladder, nextAskedAt, questions } from './asking.ts'
import type { UpgradeEvent } from './events.ts'
import { evolve } from './evolve.ts'
import type { Given, Office } from './features/feature.ts'
import { allowedActions, whyNot } from './offers.ts'
import { decideOn } from './rules.ts'
import { nextDueAt, overdueAt } from './state/promises.ts'
import { isOver, matterOf, type Planned, type Upgrade } from './state/upgrade.ts'

export type UpgradeDecision = Recording<Upgrade, UpgradeEvent>

const begin = (id: string, state: Upgrade | undefined, by: Actor, now: Instant): UpgradeDecision =>
  new Recording<Upgrade, UpgradeEvent>(state, now, by, (before, event) => evolve(id, before, event))

/** Somebody plans an upgrade. */
export const plan = (
  id: string,
  planned: Planned,
  engineer: PersonRef | undefined,
  by: Actor,
  now: Instant,
): UpgradeDecision => begin(id, undefined, by, now).record({ type: 'planned', planned, ...(engineer && { engineer }) })

/** The action is not possible as things stand: why. */
export interface Refused {
  readonly refused: Text
}

/**
 * What somebody does. What was due by then is recorded first; the same tap twice does nothing more. Throws BadRequestError for what is
 * missing in it.
 */
export function act(state: Upgrade, action: UpgradeAction, given: Given): UpgradeDecision | Refused {
  const { by, now } = given
  const decision = begin(state.id, state, SYSTEM, now)
  const tap = action.id === undefined ? undefined : JSON.stringify([by.kind, by.id ?? '', action.type, action.id])
  if (tap !== undefined && state.handled.includes(tap)) return decision
  decision.record(...overdue(state, given.office, now))
  if (!allowedActions(decision.state, by, now).includes(action.type))
    return { refused: whyNot(decision.state, action.type, now) }
  const [first, ...rest] = decideOn(decision.state, action, given)
  if (!first) return decision
  return decision.goOnAs(by).record({ ...first, ...(tap !== undefined && { tap }) }, ...rest)
}

/** What is due now: a proposal lapses, promises are broken, people are asked. Asked too early or twice, it decides nothing. */
export function advance(state: Upgrade, ladder: Ladder, now: Instant): UpgradeDecision {
  const decision = begin(state.id, state, SYSTEM, now).record(...overdue(state, ladder.office, now))
  return decision.record(...questions(decision.state, ladder, now))
}

/** A contact could not be told. */
export const notTold = (state: Upgrade, contact: string, cause: string, now: Instant): UpgradeDecision =>
  begin(state.id, state, SYSTEM, now).record({ type: 'notTold', contact, cause })

/** What time alone brings about. */
function overdue(state: Upgrade, office: Office, now: Instant): readonly UpgradeEvent[] {
  const lapses = !isOver(state) && state.proposal !== undefined && state.proposal.from < now
  const lapsing = state.proposal && `agreed/${state.proposal.round}`
  const missed = overdueAt(state, now).filter((key) => !(lapses && key === lapsing))
  // Nobody came, or it takes longer than the customer agreed to: of the former they are asked (see `asking.ts`).
  const isLate = state.begunAt !== undefined && missed.some((key) => matterOf({ key }) === 'window')
  return [
    ...(lapses ? [{ type: 'lapsed' } as const] : []),
    ...(missed.length > 0 ? [{ type: 'missed', promises: missed, ...(isLate && { tell: office }) } as const] : []),
  ]
}

/** The next instant at which something may be due, seen from now. */
export const nextAt = (state: Upgrade, now: Instant): Instant | undefined =>
  earliest([...nextDueAt(state), ...[lapseOf(state), nextAskedAt(state, now)].filter((at) => at !== undefined)])

const lapseOf = ({ proposal, ended }: Upgrade): Instant | undefined =>
  proposal && !ended ? later(proposal.from, 1) : undefined

import { BadRequestError, mustBeOneOf } from '../kernel/errors.ts'
import { durationMs, millisBetween } from '../kernel/instant.ts'
import { callsOf } from '../plan/defaults.ts'
import type { Plan } from '../plan/plan.ts'
import type { Matter } from '../plan/rules.ts'
import type { Action } from './actions.ts'
import type { RecordedEvent, RepairEvent } from './events.ts'
import type { ActionFacts } from './state/action-facts.ts'
import { NOTHING_SAID } from './state/fault-report.ts'
import type { Call, Repair } from './state/repair.ts'

// Whoever calls again within minutes, from a number that nobody knows, calls about the same fault: one repair, one page. What
// they said each time is kept; if it was two faults after all, one tap makes two repairs of it.

/** What the latest repair of a number is kept under: goods that arrived damaged are another matter than a fault. */
export const numberHeld = (number: string, matter: Matter = 'fault'): string =>
  matter === 'fault' ? number : `${number}/${matter}`

/**
 * Whether a call of a number joins its latest repair: within the plan's minutes of the report, the last instant included, and
 * not about a unit that is said to be another one.
 */
export function isSameCaller(latest: Repair, call: Pick<Call, 'at' | 'serial'>, plan: Pick<Plan, 'calls'>): boolean {
  if (latest.stage === 'closed') return false
  const within = durationMs(callsOf(plan).joinWithin)
  const apart = Math.abs(millisBetween(latest.roundAt, call.at))
  return apart <= within && (!call.serial || !latest.unit)
}

/** What was said: a call in which nobody spoke says nothing else than the others, but a recording may. */
const said = ({ symptoms, recordingUrl }: Call): string =>
  symptoms === NOTHING_SAID && !recordingUrl ? '' : `${symptoms.replace(/\s+/g, '')} ${recordingUrl ?? ''}`

/**
 * The same caller says something else: whoever has the repair, or was paged for it, hears of that once. Before anyone was paged
 * nobody needs to: the page leads to all that was said.
 */
export function wordsDiffer(state: Repair, call: Call): RepairEvent[] {
  const person = state.assignee ?? state.paging?.person
  const words = said(call)
  if (!person || state.toldOfWords || words === '' || state.calls.some((known) => said(known) === words)) return []
  return [{ type: 'asked', person, about: 'calledAgain', count: state.heard?.asked ?? 0 }]
}

/** Calls that staff may make a repair of their own of: every one but the first, once. */
export const splittableCalls = ({ calls }: Pick<Repair, 'calls'>): readonly Call[] =>
  calls.slice(1).filter(({ splitTo }) => splitTo === undefined)

/** The call to be split off. Throws BadRequestError for any other, with those that can be. */
export function callToSplit(state: Repair, { call: id }: Extract<Action, { type: 'split' }>): Call {
  const calls = splittableCalls(state)
  const call = calls.find(({ callId }) => callId === id)
  if (call) return call
  throw new BadRequestError([
    mustBeOneOf(
      'call',
      calls.map(({ callId }) => callId),
    ),
  ])
}

export const splitEvents = (
  state: Repair,
  action: Extract<Action, { type: 'split' }>,
  { splitTo }: Pick<ActionFacts, 'splitTo'>,
): RepairEvent[] =>
  splitTo === undefined ? [] : [{ type: 'callSplit', call: callToSplit(state, action).callId, to: splitTo }]

export const applySplit = (state: Repair, { call, to }: RecordedEvent & { type: 'callSplit' }): Repair => ({
  ...state,
  calls: state.calls.map((known) => (known.callId === call ? { ...known, splitTo: to } : known)),
})

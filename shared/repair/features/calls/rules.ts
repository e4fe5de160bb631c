import { BadRequestError, fault, mustBeOneOf } from '../../../kernel/errors.ts'
import { defined } from '../../../kernel/fields.ts'
import { durationMs, type Instant, millisBetween } from '../../../kernel/instant.ts'
import { callsOf } from '../../../plan/defaults.ts'
import type { Plan } from '../../../plan/plan.ts'
import type { Matter } from '../../../plan/rules.ts'
import { type Call, NOTHING_SAID } from '../../state/call.ts'
import type { RepairContact } from '../../state/contact.ts'
import { pagingFor } from '../../state/paging.ts'
import type { Recorded } from '../../state/recorded.ts'
import { type Bearings, type Repair, STAGES, type UnknownCalls } from '../../state/repair.ts'
import { brief, callsWith, firstCall, LONGEST_SYMPTOMS } from '../../state/room.ts'
import type { AskedEvent } from '../attention/rules.ts'
import type { Actions, Events } from '../feature.ts'
import { withUnknownCall } from './floods.ts'
import { type CallAction, splittableCalls, strangersOf } from './offers.ts'

export type CallEvent =
  | {
      type: 'opened'
      repairId: string
      subject: Bearings
      severity: string
      reportedAt: Instant
      /** Absent: a fault. */
      matter?: Matter
      call: Call
      contacts: readonly RepairContact[]
      /** It was a call of this repair before staff made one of its own of it. */
      splitFrom?: string
      /** Its number has begun others within the hour. */
      unknownCalls?: UnknownCalls
    }
  /** `unknown`: of somebody on nobody's file; `counted`: one of so many that nobody is told. */
  | { type: 'callJoined'; call: Call; contacts: readonly RepairContact[]; unknown?: true; counted?: true }
  | { type: 'callSplit'; call: string; to: string }
  /** Someone who reported may look at the repair from now on. */
  | { type: 'contactAdmitted'; contact: string }

export const actions: Actions<CallAction, CallEvent> = {
  split: {
    decide: (state, action, { lookedUp: { splitTo } }) =>
      splitTo === undefined ? [] : [{ type: 'callSplit', call: callToSplit(state, action).callId, to: splitTo }],
  },
  admitContact: { decide: (state, { contact }) => admission(state, contact) },
}

export const events: Events<CallEvent> = {
  opened: { fold: (_, event) => opened(event), starts: true },
  callJoined: {
    fold: (state, { call, contacts, unknown, counted }) => {
      const seen = unknown ? withUnknownCall(state, call.at) : state
      return counted ? seen : { ...seen, calls: callsWith(state.calls, call), contacts }
    },
  },
  callSplit: {
    fold: (state, { call, to }) => ({
      ...state,
      calls: state.calls.map((known) => (known.callId === call ? { ...known, splitTo: to } : known)),
    }),
  },
  contactAdmitted: { fold: (state, { contact }) => ({ ...state, contacts: admitted(state.contacts, contact) }) },
}

/** A repair begins. */
export function opened(event: Recorded<Extract<CallEvent, { type: 'opened' }>>): Repair {
  return {
    ...event.subject,
    id: event.repairId,
    version: 0,
    seq: event.seq,
    stage: STAGES[0],
    severity: event.severity,
    reportedAt: event.reportedAt,
    updatedAt: event.at,
    round: 1,
    roundAt: event.reportedAt,
    symptoms: brief(event.call.symptoms, LONGEST_SYMPTOMS),
    ...defined({ matter: event.matter }),
    ...(event.splitFrom && { splitFrom: event.splitFrom }),
    ...defined({ unknownCalls: event.unknownCalls }),
    calls: firstCall(event.call),
    contacts: event.contacts,
    milestones: {},
    clocks: [],
    pauses: [],
    paging: pagingFor('report', event.at),
    confirmationReminders: 0,
    handled: [],
  }
}

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
export function wordsDiffer(state: Repair, call: Call): AskedEvent[] {
  const person = state.assignee ?? state.paging?.person
  const words = said(call)
  if (!person || state.toldOfWords || words === '' || state.calls.some((known) => said(known) === words)) return []
  return [{ type: 'asked', person, about: 'calledAgain', count: state.heard?.asked ?? 0 }]
}

/** The call to be split off. Throws BadRequestError for any other, with those that can be. */
export function callToSplit(state: Repair, { call: id }: { readonly call: string }): Call {
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

/** Throws BadRequestError for anyone who need not be admitted. */
function admission(repair: Repair, contact: string): CallEvent[] {
  const strangers = strangersOf(repair)
  if (strangers.some(({ id }) => id === contact)) return [{ type: 'contactAdmitted', contact }]
  const [zh, en] = [strangers.map(({ id }) => id).join('、'), strangers.map(({ id }) => id).join(', ')]
  throw new BadRequestError([
    fault('contact', `要是尚未放行的报修人之一：${zh}`, `must be one who is not admitted: ${en}`),
  ])
}

const admitted = (contacts: readonly RepairContact[], id: string): readonly RepairContact[] =>
  contacts.map((contact) => {
    if (contact.id !== id) return contact
    const { stranger: _, ...known } = contact
    return { ...known, admitted: true }
  })

import type { Actor, PersonRef } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import { pick } from '../kernel/pick.ts'
import type { Action, ActionType } from './actions.ts'
import { admission } from './admit.ts'
import {
  agreeEvents,
  confirmEvents,
  disagreeEvents,
  pauseEvents,
  requireAgreement,
  severityEvents,
  withdrawEvents,
} from './agreements.ts'
import { askAtOnce } from './attention.ts'
import { claimEvents } from './claims.ts'
import { missedBefore } from './clocks/clockwork.ts'
import { Decision } from './decision.ts'
import { endsDeskWork, takeAtDesk } from './desk.ts'
import { giveEmergencyPlan, requireEmergencyPlan } from './emergency-plan.ts'
import { beyondEvents, inFuture } from './escalation.ts'
import type { RepairEvent } from './events.ts'
import { requirePace } from './floods.ts'
import { isRepeat } from './handled.ts'
import { identifyEvents } from './identify.ts'
import { closesRecord, requireSuggestions } from './maintenance-record.ts'
import { requireParts } from './parts-named.ts'
import { quoteEvents } from './quote.ts'
import { replacementEvents, replacementFallsDue } from './replacement.ts'
import { splitEvents } from './same-caller.ts'
import { requireConsent, sentInEvents } from './send-in.ts'
import type { ActionFacts } from './state/action-facts.ts'
import type { Repair } from './state/repair.ts'
import { requireClocksFit, requireRoom } from './state/room.ts'
import { takeBackEvents } from './take-back.ts'
import { requirePerson, takeOverEvents } from './take-over.ts'
import { approvalEvents, visitEvents } from './visit.ts'
import { waiveEvents } from './waive.ts'
import { workOf } from './work.ts'

/** Doing the work says as much as acknowledging the page. */
const IMPLIES_ACKNOWLEDGEMENT: ReadonlySet<ActionType> = new Set<ActionType>([
  'acknowledge',
  'respond',
  'attempt',
  'propose',
  'accessRemotely',
  'solveRemotely',
  'goOnSite',
  'depart',
  'arrive',
  'sendIn',
  'complete',
  'notSolved',
  'replaceUnit',
])
/** What ends the work, for now at least. */
const SOLVES: readonly ActionType[] = ['complete', 'solveRemotely', 'replaceUnit']
/** The wait for the customer is over when work goes on. */
const ENDS_PAUSE: ReadonlySet<ActionType> = new Set<ActionType>(['depart', 'arrive', ...SOLVES])
/** What ends the need for a loaner that has not left yet. */
const ENDS_RESERVATION: ReadonlySet<ActionType> = new Set<ActionType>(['withdraw', 'closeAsJunk', ...SOLVES])

/** After which repairs of the unit may have failed once too often: a refusal, or the old problem under a new report. */
const SHOWS_FAILURES: ReadonlySet<ActionType> = new Set<ActionType>(['notFixed', 'complete', 'solveRemotely'])

/**
 * What an allowed action (see `allowedActions`) does. The same action twice – a double tap, a second acknowledgement by the
 * one who has it – does nothing more. Throws BadRequestError for what a clause of the plan asks for and is missing.
 */
export function act(state: Repair, action: Action, facts: ActionFacts, by: Actor, now: Instant): Decision {
  const decision = new Decision(state, now, by, action)
  if (isRepeat(state, action, by)) return decision
  requirePace(state, by, action.type, now)
  requireRoom(state, action.type)
  requirePerson(state, action.type, facts, by)
  decision.record(...missedBefore(state, now))
  const isWork = IMPLIES_ACKNOWLEDGEMENT.has(action.type)
  if (endsDeskWork(decision.state, action.type, by, isWork)) decision.record({ type: 'passedOn', because: 'asked' })
  if (isWork) acknowledge(decision, action.type, facts, by)
  if (ENDS_PAUSE.has(action.type) && isPaused(decision.state)) decision.record({ type: 'resumed' })
  decision.record(...eventsOf(decision.state, action, facts, by, now))
  const due = SHOWS_FAILURES.has(action.type) && replacementFallsDue(decision.state, facts.history ?? [], facts)
  if (due) decision.record(due)
  if (ENDS_RESERVATION.has(action.type) && decision.state.loaner?.state === 'reserved')
    decision.record({ type: 'loanerReleased' })
  if (action.type === 'disagree') decision.record(...askAtOnce(decision.state, 'disagreed', facts.manager))
  if (action.type === 'notFixed' && state.closed)
    decision.record(...askAtOnce(decision.state, 'contested', facts.manager))
  if (action.type === 'confirm' && closesRecord(decision.state, action, by))
    decision.record({ type: 'closed', how: 'confirmed' })
  if (action.type === 'closeAsJunk') decision.record({ type: 'closed', how: 'junk' })
  if (action.type === 'withdraw') decision.record({ type: 'closed', how: 'withdrawn' })
  decision.record(...giveEmergencyPlan(decision.state))
  requireClocksFit(state, decision.state, action.type)
  return decision
}

const isPaused = (state: Repair): boolean => state.pauses.some((pause) => pause.to === undefined)

/** What staff do themselves, at a telephone or a screen: it says nothing of whoever was paged. */
const DONE_AT_DESK: ReadonlySet<ActionType> = new Set<ActionType>([
  'respond',
  'attempt',
  'propose',
  'accessRemotely',
  'solveRemotely',
])

/**
 * Staff acknowledge for whoever was paged when they say so, or record what only someone sent out can have done; for nobody by
 * what they do themselves, and while the desk tries.
 */
function acknowledge(decision: Decision, type: ActionType, facts: ActionFacts, by: Actor): void {
  const { paging, assignee, desk } = decision.state
  const isForNobody = by.kind === 'engineer' || desk !== undefined || DONE_AT_DESK.has(type)
  const person = facts.person ?? (isForNobody ? undefined : paging?.person)
  if (!person) return
  const answersPage = paging?.pending === true && (assignee?.id !== person.id || paging.person?.id === person.id)
  if (answersPage) decision.record({ type: 'acknowledged', person })
  if (!assignee) decision.record({ type: 'assigned', person, how: 'acknowledged' })
}

function eventsOf(state: Repair, action: Action, facts: ActionFacts, by: Actor, now: Instant): RepairEvent[] {
  switch (action.type) {
    case 'acknowledge':
      return []
    case 'takeOver':
      return takeOverEvents(action, facts)
    case 'assign':
    case 'handOver':
      return [handedOver(state, action.type === 'assign' ? 'assigned' : action.reason, facts.target)]
    case 'respond':
      return [
        { type: 'responded', ...pick(action, 'note') },
        ...(action.solution ? [{ type: 'solutionProposed' as const, solution: action.solution }] : []),
      ]
    case 'propose':
      return [{ type: 'solutionProposed', solution: action.solution }]
    case 'takeAtDesk':
      return takeAtDesk(state, now)
    case 'passOn':
      return [{ type: 'passedOn', because: 'asked', ...pick(action, 'note') }]
    case 'accessRemotely':
      return [{ type: 'remoteAccess', consentBy: action.consentBy, phoneTried: action.phoneTried }]
    case 'solveRemotely':
      requireConsent(state, action)
      requireSuggestions(state, action)
      return [{ type: 'solvedRemotely', work: workOf(action, state, by), ...pick(action, 'consent', 'how') }]
    case 'attempt':
      return [{ type: 'attempted', ...pick(action, 'note') }]
    case 'goOnSite':
      return visitEvents(state, action, facts, by)
    case 'admitContact':
      return admission(state, action.contact)
    case 'approveVisit':
    case 'declineVisit':
      return approvalEvents(state, action, by)
    case 'depart':
      requireEmergencyPlan(state)
      return [{ type: 'dispatched' }]
    case 'arrive':
      requireEmergencyPlan(state)
      return [{ type: 'arrived' }]
    case 'notSolved':
    case 'promiseDate':
    case 'escalate':
    case 'advise':
      return beyondEvents(state, action, facts.people, by, now)
    case 'sendIn':
      return sentInEvents(state, action)
    case 'recordVerdict':
      return [{ type: 'hardwareVerdict', part: action.part }]
    case 'complete':
      requireParts(state, action)
      requireSuggestions(state, action)
      return [{ type: 'repaired', work: workOf(action, state, by) }]
    case 'feedback':
      return [{ type: 'feedback', work: workOf(action, state, by) }]
    case 'quote':
    case 'acceptQuote':
    case 'declineQuote':
      return quoteEvents(state, action, facts)
    case 'acceptAlternative':
      return [
        {
          type: 'alternativeAccepted',
          what: action.what,
          agreement: requireAgreement(action, by, {
            zh: '写明客户方谁接受、怎么说的',
            en: 'who at the customer accepted it, and how',
          }),
        },
      ]
    case 'declareIrreparable':
    case 'requestExchange':
    case 'dateReplacement':
    case 'approveReplacement':
    case 'declineReplacement':
    case 'replaceUnit':
      return replacementEvents(state, action, facts, by, now)
    case 'claim':
    case 'settleClaim':
      return claimEvents(state, action, facts.inWarranty, now)
    case 'waive':
      return waiveEvents(state, action, by)
    case 'reserveLoaner':
      return facts.loaner ? [{ type: 'loanerReserved', ...facts.loaner, because: 'staff' }] : []
    case 'lendLoaner':
      return [{ type: 'loanerLent' }]
    case 'returnLoaner':
      return [{ type: 'loanerReturned' }]
    case 'pause':
      return pauseEvents(state, action, by, now)
    case 'agree':
      return agreeEvents(state, action, by)
    case 'disagree':
      return disagreeEvents(state, action, now)
    case 'takeBack':
      return takeBackEvents(state, action.reason, by, now)
    case 'resume':
      return [{ type: 'resumed' }]
    case 'delay':
      return [
        {
          type: 'delayed',
          reason: action.reason,
          ...(action.newTime && { newTime: inFuture('newTime', action.newTime, now) }),
        },
      ]
    case 'changeSeverity':
      return severityEvents(state, action, by)
    case 'identify':
      return facts.identified ? identifyEvents(action, facts.identified, by) : []
    case 'split':
      return splitEvents(state, action, facts)
    case 'closeAsJunk':
      return [{ type: 'junk', reason: action.reason }]
    case 'note':
      return [{ type: 'noted', text: action.text }]
    case 'confirm':
      return confirmEvents(action, by)
    case 'notFixed':
      return [{ type: 'notFixed', what: action.what }]
    case 'withdraw':
      return withdrawEvents(state, action, by)
    case 'reopen':
      return [{ type: 'reopened', reason: action.reason }]
    default:
      return action satisfies never
  }
}

const handedOver = (state: Repair, reason: string, to: PersonRef | undefined): RepairEvent => ({
  type: 'handedOver',
  reason,
  ...(state.assignee && { from: state.assignee }),
  ...(to && { to }),
})

import type { Instant } from '../kernel/instant.ts'
import { without } from '../kernel/without.ts'
import { admitted } from './admit.ts'
import { applyAgreement } from './agreements.ts'
import { applyArchive } from './archive.ts'
import { applyAttempt } from './attempted.ts'
import { applyAsked, heardWith } from './attention.ts'
import { applyClaim } from './claims.ts'
import { applyClock } from './clocks/apply-clock.ts'
import { applyConfirmed } from './confirmed-for.ts'
import { applyDesk } from './desk.ts'
import { applyEmergencyPlan } from './emergency-plan.ts'
import { applyBeyond } from './escalation.ts'
import type { RecordedEvent } from './events.ts'
import { applyCall, paceWith } from './floods.ts'
import { handledWith } from './handled.ts'
import { afterJunk, applyJunk } from './junk.ts'
import { applyLoaner } from './loaner.ts'
import { applyMute, applyOnCall } from './on-call.ts'
import { applyQuote } from './quote.ts'
import { applyReplacement } from './replacement.ts'
import { applySplit } from './same-caller.ts'
import { stopPaging, wanted } from './state/paging.ts'
import { factOf, reach } from './state/reach.ts'
import type { Repair, Stage } from './state/repair.ts'
import { STAGES } from './state/repair.ts'
import { brief, firstCall, LONGEST_SYMPTOMS, MOST_LISTED } from './state/room.ts'
import { applyTakenBack, tapWith } from './take-back.ts'
import { applyVisit, awaitsApprovalAfterwards } from './visit.ts'

/** Folds one event into the state. Total: every event the archive may hold has its effect here, and nothing else changes a repair. */
export function evolve(state: Repair | undefined, event: RecordedEvent): Repair {
  if (event.type === 'opened') return opened(event)
  if (!state) throw new Error(`A repair begins with "opened", not "${event.type}"`)
  const tap = tapWith(state, event)
  const heard = heardWith(state, event)
  const pace = paceWith(state, event)
  const seen = {
    ...without(state, 'lastTap'),
    ...(pace.length > 0 && { pace }),
    seq: event.seq,
    updatedAt: event.at,
    handled: handledWith(state, event),
  }
  const next = apply({ ...seen, ...(heard && { heard }), ...(tap && { lastTap: tap }) }, event)
  const stage = stageOf(next)
  return stage === 'confirmation' || stage === 'closed' ? { ...without(next, 'desk'), stage } : { ...next, stage }
}

/** The state after a whole history. */
export const fold = (events: readonly RecordedEvent[], from?: Repair): Repair | undefined =>
  events.reduce<Repair | undefined>((state, event) => evolve(state, event), from)

function opened(event: RecordedEvent & { type: 'opened' }): Repair {
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
    ...(event.matter && { matter: event.matter }),
    ...(event.splitFrom && { splitFrom: event.splitFrom }),
    ...(event.unknownCalls && { unknownCalls: event.unknownCalls }),
    calls: firstCall(event.call),
    contacts: event.contacts,
    milestones: {},
    clocks: [],
    pauses: [],
    paging: wanted('report', event.at),
    confirmationReminders: 0,
    handled: [],
  }
}

function stageOf(state: Repair): Stage {
  const reached = state.milestones
  if (state.closed) return 'closed'
  if (reached.repaired) return 'confirmation'
  if (reached.arrived || state.sentIn) return 'repair'
  if (reached.triaged) return 'arrival'
  if (reached.responded) return 'remoteFix'
  return 'response'
}

function apply(state: Repair, event: Exclude<RecordedEvent, { type: 'opened' }>): Repair {
  switch (event.type) {
    case 'callJoined':
      return applyCall(state, event)
    case 'contactAdmitted':
      return { ...state, contacts: admitted(state.contacts, event.contact) }
    case 'callSplit':
      return applySplit(state, event)
    case 'identified':
      return { ...state, ...event.subject, severity: event.severity, contacts: event.contacts }
    case 'severityChanged':
      return { ...applyAgreement(state, event), severity: event.severity }
    case 'deskTook':
    case 'passedOn':
      return applyDesk(state, event)
    case 'paged':
    case 'pageFailed':
    case 'nobodyOnCall':
    case 'acknowledged':
    case 'assigned':
    case 'handedOver':
      return applyOnCall(state, event)
    case 'pageHeld':
    case 'pageReleased':
      return applyMute(state, event)
    case 'responded':
      return reach(state, 'responded', event)
    case 'solutionProposed':
      return reach(reach(state, 'responded', event), 'proposed', event)
    case 'remoteAccess':
      return { ...state, remoteAccess: { consentBy: event.consentBy, at: event.at } }
    case 'solvedRemotely':
      return stopPaging(
        reach(reach({ ...state, work: event.work, solvedBy: 'phone' }, 'triaged', event), 'repaired', event),
      )
    case 'attempted':
      return applyAttempt(state, event)
    case 'visitDecided':
      return applyVisit(applyAgreement(state, event), event)
    case 'visitAsked':
    case 'visitApproved':
    case 'visitDeclined':
      return applyVisit(state, event)
    case 'emergencyPlanGiven':
      return applyEmergencyPlan(state, event)
    case 'dispatched':
      return reach(reach(state, 'triaged', event), 'dispatched', event)
    case 'arrived':
      return reach(reach(reach(state, 'triaged', event), 'dispatched', event), 'arrived', event)
    case 'notSolvedOnSite':
    case 'resolutionPromised':
    case 'escalated':
    case 'advised':
      return applyBeyond(state, event)
    case 'sentIn':
      return { ...reach(applyAgreement(state, event), 'triaged', event), sentIn: factOf(event) }
    case 'hardwareVerdict':
      return reach(state, 'hardwareVerdict', event)
    case 'repaired':
      return stopPaging(
        reach({ ...state, work: event.work, solvedBy: state.sentIn ? 'factory' : 'visit' }, 'repaired', event),
      )
    case 'quoted':
    case 'quoteAccepted':
    case 'quoteDeclined':
      return applyQuote(state, event)
    case 'alternativeAccepted':
      return reach(applyAgreement(state, event), 'alternative', event)
    case 'irreparable':
    case 'exchangeWished':
    case 'replacementDated':
    case 'replacementDue':
    case 'replacementApproved':
    case 'replacementDeclined':
    case 'unitReplaced':
      return applyReplacement(state, event)
    case 'claimed':
    case 'claimSettled':
      return applyClaim(state, event)
    case 'loanerReserved':
    case 'noLoanerFree':
    case 'loanerLent':
    case 'loanerReturned':
    case 'loanerReleased':
      return applyLoaner(state, event)
    case 'paused':
    case 'resumed':
    case 'agreed':
    case 'disagreed':
      return applyAgreement(state, event)
    case 'takenBack':
      return applyTakenBack(state, event)
    case 'delayed':
      return {
        ...state,
        delay: { reason: brief(event.reason), ...(event.newTime && { newTime: event.newTime }) },
      }
    case 'asked':
      return applyAsked(state, event)
    case 'junk':
    case 'junkFiled':
      return applyJunk(state, event)
    case 'noted':
    case 'messageFailed':
      return state
    case 'withdrawn':
      return { ...state, withdrawn: factOf(event) }
    case 'confirmationReminded':
      return { ...state, confirmationReminders: event.count }
    case 'confirmed':
      return applyConfirmed(state, event)
    case 'reopened':
      return state.closed?.how === 'junk' ? afterJunk(state, event.at) : reopened(state, event.at)
    case 'notFixed':
      return refused(state, event.at)
    case 'closed':
      return without(stopPaging({ ...state, closed: { at: event.at, how: event.how } }), 'loanerWanted')
    case 'keeperNamed':
    case 'feedback':
      return applyArchive(state, event)
    case 'clockStarted':
    case 'clockMoved':
    case 'clockWarned':
    case 'clockBroken':
    case 'clockEnded':
      return applyClock(state, event)
    default:
      return event satisfies never
  }
}

/** As it stood when it was withdrawn; whoever had it is asked again, and answers or hands it over. */
const reopened = (state: Repair, at: Instant): Repair => ({
  ...without(state, 'closed', 'assignee', 'withdrawn', 'feedback'),
  paging: wanted('notFixed', at, state.assignee && { first: state.assignee }),
})

/**
 * The customer refuses the repair: a new report of the same fault. The work begins again; a loaner that stands at the
 * customer's stays, and so do a date that was given and a new unit that has fallen due. Whoever did the refused repair is
 * asked first.
 */
function refused(state: Repair, at: Instant): Repair {
  const { loaned, scheduled, replacementDue } = state.milestones
  const { visitApproval } = state
  const isReplacementDue = state.replacement?.state === 'due' || state.replacement?.state === 'approved'
  return {
    ...without(
      state,
      'closed',
      'confirmedFor',
      'rating',
      'sentIn',
      'solvedBy',
      'visitAt',
      'delay',
      'assignee',
      'remoteAccess',
      'attempts',
      'visitApproval',
      'emergencyPlan',
      'judgedMajor',
    ),
    round: state.round + 1,
    roundAt: at,
    // What was agreed may still be disputed; it is waited for no longer.
    ...(state.agreements && { agreements: state.agreements.map((known) => ({ ...known, over: true as const })) }),
    milestones: {
      ...(loaned && { loaned }),
      ...(scheduled && { scheduled }),
      ...(replacementDue && isReplacementDue && { replacementDue }),
    },
    // The visit was made: what the manager has yet to say of it stays to be said.
    ...(awaitsApprovalAfterwards(state) && visitApproval && { visitApproval }),
    ...failedRepair(state, at),
    confirmationReminders: 0,
    paging: wanted('notFixed', at, state.assignee && { first: state.assignee }),
  }
}

/** A new unit that does not work either is no repair that failed. */
function failedRepair({ work, solvedBy, failedRepairs = [] }: Repair, at: Instant): Pick<Repair, 'failedRepairs'> {
  if (!work || solvedBy === 'replacement') return {}
  const { problem, origin, cause, done } = work
  const tried = { cause: brief(cause, 150), done: brief(done, 150) }
  const failed = { at, ...(problem && { problem }), ...(origin && { origin }), ...tried }
  return { failedRepairs: [...failedRepairs, failed].slice(-MOST_LISTED) }
}

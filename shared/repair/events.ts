import type { Quote } from '../charges/charges.ts'
import type { PersonRef } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Matter, Team } from '../plan/rules.ts'
import type { AgreedAbout, Agreement, How } from '../promise/agreement.ts'
import type { ActionType } from './actions.ts'
import type { ClockEvent } from './clocks/events.ts'
import type { Recorded } from './state/recorded.ts'
import type {
  Asking,
  Call,
  Claim,
  Muted,
  PageReason,
  RepairContact,
  RepairUnit,
  Replacement,
  SignedPaper,
  Subject,
  UnknownCalls,
  Visit,
  Work,
} from './state/repair.ts'

/**
 * Everything that can happen to a repair. The log of these, each with who and when, is the service archive (服务档案):
 * append-only, and the state is a fold of it.
 */
export type RepairEvent =
  | {
      type: 'opened'
      repairId: string
      subject: Subject
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
  | { type: 'identified'; subject: Subject; severity: string; contacts: readonly RepairContact[] }
  /** It falls only by `agreement` or `approver`. */
  | { type: 'severityChanged'; severity: string; reason: string; agreement?: Agreement; approver?: string }
  // the service desk tries first (C24)
  | { type: 'deskTook'; until: Instant }
  | { type: 'passedOn'; note?: string; because: 'asked' | 'timeUp' }
  // on call
  | {
      type: 'paged'
      person: PersonRef
      reason: PageReason
      position: number
      tier: number
      round: number
      answerBy?: Instant
      nextAt: Instant
      clock?: string
    }
  | { type: 'pageFailed'; person: PersonRef; cause: string; nextAt: Instant }
  | { type: 'nobodyOnCall'; reason: PageReason; nextAt: Instant }
  /** Planned work: the page that is due waits for its end. */
  | { type: 'pageHeld'; mute: string; on: Muted; until: Instant; reason: string }
  | { type: 'pageReleased'; mute: string }
  | { type: 'acknowledged'; person: PersonRef }
  /** `outside`: nothing had led them to it, and `reason` says why they took it over. */
  | { type: 'assigned'; person: PersonRef; how: 'acknowledged' | 'takenOver'; reason?: string; outside?: true }
  | { type: 'handedOver'; from?: PersonRef; to?: PersonRef; reason: string }
  // the work
  | { type: 'responded'; note?: string }
  /** An engineer called and reached nobody. */
  | { type: 'attempted'; note?: string }
  | { type: 'solutionProposed'; solution: string }
  | { type: 'remoteAccess'; consentBy: string; phoneTried: string }
  | { type: 'solvedRemotely'; work: Work; consent?: string; how?: 'phone' | 'remote' }
  /** N16: the manager is asked whether someone may go. */
  | ({ type: 'visitAsked'; clause: string; manager?: PersonRef } & Visit)
  /** `unapproved`: it goes ahead, and the approval follows. */
  | ({ type: 'visitDecided'; approvedBy?: string; unapproved?: 'strictest' | 'unanswered' } & Visit)
  | { type: 'visitApproved'; approver: string; afterwards?: true }
  | { type: 'visitDeclined'; approver: string; reason: string; afterwards?: true }
  /** H5: who goes has it. */
  | { type: 'emergencyPlanGiven'; clause: string; to: PersonRef; text: string; from?: string }
  | { type: 'dispatched' }
  | { type: 'arrived' }
  | { type: 'notSolvedOnSite'; reason: string; resolutionAt?: Instant; unremovable?: boolean; major?: boolean }
  | { type: 'resolutionPromised'; resolutionAt: Instant; note?: string; agreement?: Agreement }
  | { type: 'escalated'; to: Team; question: string; answerBy?: Instant; people: readonly PersonRef[]; clause?: string }
  | { type: 'advised'; answer: string }
  | { type: 'sentIn'; note?: string; verdict?: string; handling?: string; agreedBy?: string; how?: How }
  | { type: 'hardwareVerdict'; part: string }
  | { type: 'repaired'; work: Work }
  // who pays
  | { type: 'quoted'; quote: Quote }
  | { type: 'quoteAccepted'; onBehalf?: string }
  | { type: 'quoteDeclined'; reason?: string; onBehalf?: string }
  // a new unit instead
  | { type: 'irreparable'; damage: 'use' | 'transit'; what: string }
  | {
      type: 'replacementDue'
      clause: string
      because: Replacement['because']
      with: Replacement['with']
      warranty: Replacement['warranty']
      /** Who is asked to approve it; absent where the roster names nobody. */
      manager?: PersonRef
    }
  | { type: 'replacementApproved'; approver: string }
  | { type: 'replacementDated'; on: Instant; approver: string }
  /** `refused`: it was promised without conditions (H16 R2 N22). */
  | { type: 'replacementDeclined'; approver: string; reason: string; refused?: boolean }
  /** R20: the customer wishes a new unit instead of a repair. */
  | { type: 'exchangeWished'; agreement: Agreement }
  /** N26: another way out that the customer accepted. */
  | { type: 'alternativeAccepted'; what: string; agreement: Agreement }
  | {
      type: 'unitReplaced'
      old: string
      unit: RepairUnit
      clause: string
      warranty: Replacement['warranty']
      /** What was found and done (C25). */
      work?: Work
    }
  // whose loss
  | { type: 'claimed'; claim: Claim }
  | { type: 'claimSettled'; claim: number; outcome: 'paid' | 'refused'; amountFen?: number; reason: string }
  | { type: 'loanerReserved'; serial: string; name: string; because: string }
  | { type: 'noLoanerFree'; because: string; tryAt: Instant }
  | { type: 'loanerLent' }
  | { type: 'loanerReturned' }
  | { type: 'loanerReleased' }
  /** `until`, `agreement`: absent in what was recorded before pauses needed them. */
  | { type: 'paused'; reason: string; until?: Instant; agreement?: Agreement }
  | { type: 'resumed'; because?: 'over' }
  | { type: 'agreed'; clock: string; until: Instant; reason: string; agreement: Agreement }
  /** The customer never agreed to what the last agreement says. `about`: absent in what was recorded while it could be a date alone. */
  | { type: 'disagreed'; what: string; agreement: number; about?: AgreedAbout }
  /** A tap that was a mistake: the events `from` to `to` stay on record and count no more. */
  | { type: 'takenBack'; from: number; to: number; what: RepairEventType; reason?: string }
  /** Someone of ours was asked how it stands. `count`: how often in a row, without anybody acting. */
  | { type: 'asked'; person?: PersonRef; about: Asking; count: number }
  | { type: 'delayed'; reason: string; newTime?: Instant }
  | { type: 'noted'; text: string }
  /** A message to a contact was given up after a day: they have to be called. `template`: what it was to tell them. */
  | {
      type: 'messageFailed'
      /** Key of the message; absent in what an earlier version recorded. */
      message?: string
      contact?: string
      channel: 'email' | 'text'
      template: string
      cause: string
    }
  // the end
  | { type: 'confirmationReminded'; count: number }
  /** `onBehalf`: one of ours recorded what this person of the customer said, and how they said it. */
  | { type: 'confirmed'; rating?: number; comment?: string; onBehalf?: string; how?: How; paper?: SignedPaper }
  | { type: 'notFixed'; what: string }
  /** By the customer's word, or by a manager, who then waives what was promised. */
  | { type: 'withdrawn'; reason: string; agreement?: Agreement; approver?: string }
  /** It was not over after all: what fell away with the withdrawal is due again, from the report on. */
  | { type: 'reopened'; reason: string }
  | { type: 'junk'; reason: string }
  /** The list of the day's junk has gone to the manager. */
  | { type: 'junkFiled' }
  | { type: 'closed'; how: 'confirmed' | 'withdrawn' | 'junk' }
  // the archive (C25)
  | { type: 'keeperNamed'; keeper: PersonRef; clause: string }
  | { type: 'feedback'; work: Work }
  | ClockEvent

export type RepairEventType = RepairEvent['type']

/** An event as stored. */
export type RecordedEvent = Recorded<RepairEvent> & { readonly did?: ActionType }

import type { Quote } from '../../charges/charges.ts'
import type { Actor, PersonRef } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { ClockStart, Milestone, Plan } from '../../plan/plan.ts'
import type { LiabilityRule, Matter, Team } from '../../plan/rules.ts'
import type { How, StandingAgreement } from '../../promise/agreement.ts'
import type { Clock, Pause } from '../../promise/clock.ts'
import type { Attachment, Signature } from './attachment.ts'
import type { Call } from './call.ts'
import type { CalledBack, Complaint, Unread } from './complaint.ts'
import type { RepairContact } from './contact.ts'
import type { Loaner, Replacement } from './goods.ts'
import type { AskedAbout, Paging } from './page.ts'
import type { ChosenPlan, VisitApproval } from './visit.ts'
import type { FailedRepair, Work } from './work.ts'

/** Where a repair stands; each open stage is one timed wait of the workflow. */
export const STAGES = ['response', 'remoteFix', 'arrival', 'repair', 'confirmation', 'closed'] as const
export type Stage = (typeof STAGES)[number]

export interface RepairSite {
  readonly id: string
  readonly name: string
  readonly shortName: string
  readonly address: string
  readonly distance?: string
}

export interface RepairUnit {
  readonly serial: string
  readonly model?: string
  readonly name?: string
  readonly shortName?: string
  readonly purchasedOn?: string
  readonly acceptedOn?: string
  readonly category?: string
  /** It is a loaner of ours: the repair for which it stands at the customer's (C5). */
  readonly loanerFor?: string
}

/** Who and what the repair is about, as far as known, and the plan that follows from it. */
export interface Bearings {
  /** The commitment in force, whole: a repair keeps the plan it was opened under. */
  readonly plan: Plan
  /** Nobody could say whose unit it is: the strictest plan holds until someone identifies it. */
  readonly needsIdentification: boolean
  readonly timezone: string
  readonly roster: string
  readonly customer?: { readonly id: string; readonly name: string }
  /** The contract that binds unit or site to the plan. */
  readonly contract?: string
  readonly site?: RepairSite
  readonly unit?: RepairUnit
  /** Whether the unit was in warranty at the report; absent: nobody can say. */
  readonly inWarranty?: boolean
}

/** When a milestone was reached, or something else happened, and the event that proves it. */
export interface Occurrence {
  readonly at: Instant
  readonly seq: number
  /** Which time in this round, for what may happen again; absent: the first. Each time starts its clocks anew. */
  readonly nth?: number
}

/** The events of one tap of one person. */
export interface Tap {
  readonly from: number
  readonly to: number
  readonly at: Instant
  readonly by: string
  readonly what: string
}

/** What the customer is asked to pay, and whether they agreed. Amounts in fen. */
export interface OfferedQuote {
  readonly quote: Quote
  readonly at: Instant
  /** Chargeable work starts only once it is accepted. */
  readonly state: 'open' | 'accepted' | 'declined'
  readonly answeredAt?: Instant
}

/** A question to someone beyond the desk. */
export interface Question {
  readonly to: Team
  /** Who was asked; absent: by an earlier version. */
  readonly people?: readonly PersonRef[]
  readonly question: string
  readonly at: Instant
  readonly answerBy?: Instant
  readonly answer?: string
}

/** A loss that may be ours to bear. */
export interface Claim {
  /** Number within the repair, from 1. */
  readonly id: number
  readonly clause: string
  readonly basis: LiabilityRule['for']
  readonly what: string
  readonly at: Instant
  /** For a delay: the broken clock; its length is the loss of time. */
  readonly clock?: string
  readonly amountFen?: number
  readonly settled?: {
    readonly at: Instant
    readonly outcome: 'paid' | 'refused'
    readonly amountFen?: number
    readonly reason: string
  }
}

/** What besides the milestones that clocks may start from. */
type OtherStart = Exclude<ClockStart, 'reported' | Milestone>

/** What callers on nobody's file have done within the hour that begins with `since`. */
export interface UnknownCalls {
  readonly since: Instant
  /** Calls that this repair has taken. */
  readonly calls: number
  /** Repairs of their number, this one included. */
  readonly repairs: number
}

/** What one person has done to a repair within the hour that begins with `since`. */
export interface Pace {
  readonly who: string
  readonly since: Instant
  readonly acts: number
  /** The latest: the events of one act have one instant. */
  readonly at: Instant
}

/** The current state of a repair: a fold of its events (see `evolve.ts`). */
export interface Repair extends Bearings {
  /** Repair number that people read to each other: `261120-0007`. */
  readonly id: string
  /** Number of saved commits; the condition of the next save. */
  readonly version: number
  /** Sequence number of the last event. */
  readonly seq: number
  readonly stage: Stage
  readonly severity: string
  readonly reportedAt: Instant
  readonly updatedAt: Instant
  /** 1 for the first report; each refused repair begins another. */
  readonly round: number
  /** When this round's report reached us. */
  readonly roundAt: Instant
  readonly symptoms: string
  readonly calls: readonly Call[]
  readonly contacts: readonly RepairContact[]
  /** Absent: its own report at most. */
  readonly unknownCalls?: UnknownCalls
  /** How much whom of ours or theirs has done lately. */
  readonly pace?: readonly Pace[]
  /** The same caller said different things, and whoever has it was told. */
  readonly toldOfWords?: true
  /** The repair of which this was a call. */
  readonly splitFrom?: string
  /** This round's milestones. `repaired` includes solved by phone. */
  readonly milestones: Partial<Readonly<Record<Milestone | OtherStart, Occurrence>>>
  readonly clocks: readonly Clock[]
  readonly pauses: readonly Pause[]
  /** Agreements with the customer that hold now, the latest last. */
  readonly agreements?: readonly StandingAgreement[]
  /** Calls of this round that reached nobody. */
  readonly attempts?: readonly Occurrence[]
  /** When someone of ours last acted on it or was told of it, and how often in a row they were only asked. */
  readonly heard?: { readonly at: Instant; readonly asked: number }
  /** What is asked for on its own: when last, and how often. */
  readonly askedApart?: Partial<Readonly<Record<AskedAbout, { readonly at: Instant; readonly count: number }>>>
  /** The latest tap that may be taken back. */
  readonly lastTap?: Tap
  readonly assignee?: PersonRef
  /** Rosters and people whose it was and no longer is, the latest last: `roster/east`, `person/chen-wei`. */
  readonly formerly?: readonly string[]
  readonly paging?: Paging
  /** Visit at the time the customer asked for. */
  readonly visitAt?: Instant
  readonly visitApproval?: VisitApproval
  /** H5: `to`: who was given it last; absent: nobody yet. */
  readonly emergencyPlan?: ChosenPlan & { readonly to?: PersonRef }
  readonly sentIn?: Occurrence
  readonly solvedBy?: 'phone' | 'visit' | 'factory' | 'replacement'
  readonly loaner?: Loaner
  /** A loaner is due; while none is free it is tried again. */
  readonly loanerWanted?: {
    readonly since: Instant
    readonly because: string
    readonly tryAt: Instant
    /** How often none was free. */
    readonly tries?: number
  }
  readonly work?: Work
  readonly delay?: { readonly reason: string; readonly newTime?: Instant }
  /** Absent: a fault. */
  readonly matter?: Matter
  /** The service desk tries first; engineers are paged from `until` on (C24). */
  readonly desk?: { readonly person: string; readonly until: Instant }
  /** When the customer was told it will be solved (C28). */
  readonly resolutionAt?: Instant
  /** The customer agreed to that date, rather than being told it. */
  readonly resolutionAgreed?: true
  /** The customer let us in remotely: who, and that the phone had failed (C10). */
  readonly remoteAccess?: { readonly consentBy: string; readonly at: Instant }
  readonly quote?: OfferedQuote
  readonly replacement?: Replacement
  readonly escalations?: readonly Question[]
  readonly claims?: readonly Claim[]
  readonly failedRepairs?: readonly FailedRepair[]
  readonly unremovableAt?: Instant
  /** C28: judged unremovable or major, when last and why. */
  readonly judgedMajor?: { readonly at: Instant; readonly reason: string }
  readonly attachments?: readonly Attachment[]
  /** Absent: one of ours has done something since. */
  readonly unread?: Unread
  readonly complaints?: readonly Complaint[]
  readonly calledBack?: CalledBack
  /** The latest. */
  readonly signature?: Signature
  readonly confirmationReminders: number
  readonly rating?: number
  /** One of ours recorded that the customer confirmed it: who of theirs, and how they said so. */
  readonly confirmedFor?: { readonly name: string; readonly how: How }
  readonly closed?: { readonly at: Instant; readonly how: 'confirmed' | 'withdrawn' | 'junk' }
  /** Closed as junk: why, when the manager was told of it in the list of the day, and that this has gone out. */
  readonly junk?: { readonly at: Instant; readonly reason: string; readonly listed?: Instant; readonly filed?: true }
  /** Withdrawn, by the customer or a manager: what ended with that is due again should it be reopened. */
  readonly withdrawn?: Occurrence
  /** C25: who answers for the archive. */
  readonly keeper?: PersonRef
  /** C25: it was over before anybody said what was found and done; then somebody did. */
  readonly feedback?: Occurrence
  /** The latest actions with an id, so that one sent twice acts once; see `handled.ts`. */
  readonly handled: readonly string[]
}

export const isOpen = ({ stage }: Pick<Repair, 'stage'>): boolean => stage !== 'closed'
/** There is work to do on the fault. */
export const isBeingRepaired = (repair: Pick<Repair, 'stage'>): boolean =>
  isOpen(repair) && repair.stage !== 'confirmation'
/** Nobody is there yet. */
export const isOnItsWay = ({ stage }: Pick<Repair, 'stage'>): boolean =>
  stage === 'response' || stage === 'remoteFix' || stage === 'arrival'

export const isSomeoneElses = ({ assignee }: Pick<Repair, 'assignee'>, { id }: Actor): boolean =>
  assignee !== undefined && assignee.id !== id

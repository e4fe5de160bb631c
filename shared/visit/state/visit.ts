import type { Problem } from '../../contract/repaired.ts'
import type { Actor, PersonRef } from '../../kernel/actor.ts'
import type { WorkingTime } from '../../kernel/calendar.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Text } from '../../kernel/text.ts'
import type { Agreement } from '../../promise/agreement.ts'
import type { AskingHours } from '../../promise/asking-hours.ts'
import type { IssuedReport } from '../../subject/issued-report.ts'
import type { State } from '../../subject/story.ts'
import type { FilledForm, FoundFault, Suggestion, VisitPhoto } from './filled.ts'

/** How the customer is met. What is done in writing needs no appointment. */
export const MEETINGS = ['visit', 'call'] as const
export type Meeting = (typeof MEETINGS)[number]

/** From when to when somebody is there, or calls. */
export interface Slot {
  readonly from: Instant
  readonly to: Instant
}

/** A time of planned work that the visit is to settle, as its contract has it: the promise is the contract's, and moves there alone. */
export interface VisitWork {
  /** `clause/need/about`, as the contract's papers are called. */
  readonly key: string
  readonly name: Text
  /** From when on doing it counts. */
  readonly opensAt: Instant
  readonly dueAt: Instant
  /** When it was due at first, where it has moved since. */
  readonly firstDueAt?: Instant
  /** What is filled in when it is done. */
  readonly form?: string
  /** What its form is filled in about, each by itself: repairs, and who of ours had them. */
  readonly problems?: readonly Problem[]
}

/** Whom of ours a visit concerns; they are reached by mail as well. */
export interface Planner extends PersonRef {
  readonly hasMail?: true
}

/** What a visit was last seen to be about: the contract's customer, place and people. */
export interface VisitTerms extends AskingHours, Pick<WorkingTime, 'workingHours'> {
  readonly customer: string
  readonly customerName: string
  readonly plan: string
  readonly planVersion: number
  /** Absent: of the contract as a whole, which has several. */
  readonly site?: { readonly id: string; readonly name: string; readonly shortName: string; readonly address: string }
  /** Whose engineers go. */
  readonly roster: string
  /** Who is asked to plan it, nearest first: the contract's coordinator, its manager. */
  readonly planners: readonly Planner[]
  /** Who of them answers for the contract. */
  readonly manager?: string
}

/** Someone at the customer's, by whom it is agreed. */
export type ContactRef = PersonRef

/** Two dates that the customer was offered. */
export interface Proposal {
  readonly at: Instant
  readonly slots: readonly Slot[]
  readonly contact: ContactRef
  /** It did not reach them: they are to be called. */
  readonly failed?: true
}

/** So many calls in vain, and somebody thinks of another way. */
export const MOST_ATTEMPTS = 3

/** What the customer denies of what ours put on record: that a date was agreed, or that they were not there. */
export interface Objection {
  readonly about: 'date' | 'absence'
  readonly slot: Slot
  readonly at: Instant
  readonly by: string
  readonly words?: string
  /** Of an absence: on whose side it was, as a manager decided, or as ours said themselves. */
  readonly decided?: {
    readonly at: Instant
    readonly by: string
    readonly finding: 'ours' | 'theirs'
    readonly reason: string
  }
}

/** Why nobody met. */
export const MISSED_WHYS = ['customerAbsent', 'engineerAbsent', 'other'] as const
export type MissedWhy = (typeof MISSED_WHYS)[number]

/**
 * Where it stands: a date is to be found, one is agreed (of a call: set), it has passed and nobody has said what came of it, or it is
 * over.
 */
export const VISIT_STAGES = ['planning', 'appointment', 'outcome', 'ended'] as const
export type VisitStage = (typeof VISIT_STAGES)[number]

/** What somebody of ours is asked about a visit. */
export const VISIT_QUESTIONS = [
  'plan',
  'answer',
  'assign',
  'confirm',
  'outcome',
  'call',
  'unreached',
  'judge',
  'replan',
] as const
export type VisitQuestion = (typeof VISIT_QUESTIONS)[number]

/** A planned visit or call: a fold of its events. It settles promises of one contract at one place, and has none of its own. */
export interface VisitState extends State {
  readonly way: Meeting
  readonly contract: string
  /** The id of a site, or `contract`. */
  readonly place: string
  readonly terms: VisitTerms
  readonly works: readonly VisitWork[]
  readonly openedAt: Instant
  readonly stage: VisitStage
  /** Since when it has stood there. */
  readonly since: Instant
  readonly contact?: ContactRef
  readonly proposal?: Proposal
  /** How often the customer was offered dates. */
  readonly proposals: number
  readonly slot?: Slot
  /** Whoever goes is held for that time; an earlier version held nobody. */
  readonly booked?: true
  /** Who agreed to the slot, and how; absent where nobody has to, as for a call. */
  readonly agreed?: Agreement & { readonly at: Instant }
  readonly engineer?: PersonRef
  readonly assignedAt?: Instant
  readonly confirmedAt?: Instant
  /** Customer and engineer were reminded of the slot. */
  readonly remindedAt?: Instant
  /** Calls in vain. */
  readonly attempts: number
  readonly missed?: { readonly at: Instant; readonly why: MissedWhy; readonly reason: string }
  /** Nobody met: the customer is to be offered other dates. */
  readonly toOffer?: true
  /** What ours put on record as agreed, until the customer denies it or chooses a date by their link. */
  readonly claimed?: Agreement & { readonly slot: Slot }
  /** For when it is on record that nobody met, other than by our fault; until they deny it. */
  readonly absent?: Slot
  /** What the customer denied, the latest. */
  readonly objections?: readonly Objection[]
  /** An agreement that there was none of: what it moved on the contract is to be taken back. */
  readonly disputed?: Agreement & { readonly at: Instant; readonly says: Actor }
  /** A work moved so that the agreed date keeps it no more: another one is to be agreed on. */
  readonly misfit?: { readonly at: Instant }
  /** How often a manager was asked to decide, and when last. */
  readonly judging?: { readonly at: Instant; readonly count: number }
  /** What was last asked of ours, how often in a row, and when. */
  readonly asked?: { readonly about: VisitQuestion; readonly at: Instant; readonly count: number }
  /** One for each form that was filled in. */
  readonly filled?: readonly FilledForm[]
  readonly photos?: readonly VisitPhoto[]
  readonly found?: readonly FoundFault[]
  readonly suggestions?: readonly Suggestion[]
  /** As it was sent to the customer. */
  readonly report?: IssuedReport
  readonly done?: {
    readonly at: Instant
    readonly by: Actor
    readonly found: string
    /** Those of its works that it settled. */
    readonly keys: readonly string[]
  }
  readonly ended?: {
    readonly at: Instant
    /** `fallenAway`: none of its works is owed any more, or they were settled otherwise. */
    readonly how: 'done' | 'cancelled' | 'fallenAway'
    readonly reason?: string
  }
  /** The contract does not know yet how it stands. */
  readonly unnoted?: true
  /** Works that it had and that are no longer its own: the contract is to know that too. */
  readonly dropped: readonly { readonly key: string; readonly byHand?: true }[]
  /** What it was for while a denial is to be decided, though it is owed no more. */
  readonly lapsed?: readonly VisitWork[]
  /** The latest actions, so that a repeated tap acts once. */
  readonly handled: readonly string[]
}

/** Of all that happens to a visit: its place in the log, and which tap it came of. */
export interface VisitStamp {
  readonly seq: number
  readonly at: Instant
  readonly by: Actor
  readonly action?: string
  readonly did?: string
}
export type Recorded<E> = E & VisitStamp

export const isEnded = ({ ended }: Pick<VisitState, 'ended'>): boolean => ended !== undefined

/** The earliest day by which one of its works is due; undefined where it has none. */
export const firstDueOf = ({ works }: Pick<VisitState, 'works'>): Instant | undefined =>
  works.map(({ dueAt }) => dueAt).toSorted()[0]

/** Whether what is done at that time counts for a work, and is in time. */
export const isIn = ({ from, to }: Slot, { opensAt, dueAt }: Pick<VisitWork, 'opensAt' | 'dueAt'>): boolean =>
  from >= opensAt && to <= dueAt

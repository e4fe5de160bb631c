import { defined } from '../kernel/fields.ts'
import type { Duration, Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { ClockStart, Milestone } from '../plan/plan.ts'
import type { Matter } from '../plan/rules.ts'
import { agreedAway, type Clock } from '../promise/clock.ts'
import { explain } from '../promise/explain.ts'
import { isVoid } from '../promise/promised.ts'
import type { RecordedEvent, RepairEventType } from '../repair/events.ts'
import { archivedAt } from '../repair/features/archive/offers.ts'
import { isHasty } from '../repair/hasty.ts'
import type { Attachment, Signature } from '../repair/state/attachment.ts'
import type { Call } from '../repair/state/call.ts'
import type { Replacement } from '../repair/state/goods.ts'
import type { OfferedQuote, Question, Repair, RepairUnit } from '../repair/state/repair.ts'
import { workingTimeOf } from '../repair/state/working-time.ts'
import { excerptOf } from './excerpt.ts'
import {
  type Confirmation,
  confirmationOf,
  type LoanerLent,
  loanersOf,
  replacedUnitOf,
  type SentIn,
  sentInOf,
  type WorkDone,
  worksOf,
} from './report-history.ts'

/**
 * The service report (售后服务报告) as data: what N15 and R15 register, what was promised and kept, who did what, and the
 * customer's word on it. What is not known is absent.
 */
export interface ServiceReport {
  /** Repair number. */
  readonly repair: string
  readonly plan: { readonly id: string; readonly title: Text }
  readonly severity: Text
  readonly matter: Matter
  readonly reportedAt: Instant
  readonly closed?: Repair['closed']
  /** When the archive was closed; absent while the engineer's feedback is missing (C25). */
  readonly archivedAt?: Instant
  /** C25: who answers for the archive. */
  readonly keeper?: string
  /** Zone in which the report's times are read. */
  readonly timezone: string
  /** The reporting organisation (单位). */
  readonly unit?: string
  readonly site?: string
  readonly address?: string
  readonly contact?: string
  readonly phone?: string
  readonly email?: string
  /** What the customer asked for, in their words: the symptoms. */
  readonly need: string
  /** The unit that was reported, also where a new one has taken its place. */
  readonly product: {
    readonly name?: string
    readonly model?: string
    readonly serial?: string
    /** Calendar date. */
    readonly purchasedOn?: string
  }
  /** R15: what proved to be wrong with the product. */
  readonly qualityProblem?: string
  readonly calls: readonly Call[]
  readonly promises: readonly PromiseKept[]
  /** Whoever answered for the repair last. */
  readonly engineer?: string
  /** Every repair that was tried, also those the customer refused. */
  readonly works: readonly WorkDone[]
  readonly loaners: readonly LoanerLent[]
  /** C10: who let us in remotely. */
  readonly remoteAccess?: Repair['remoteAccess']
  readonly sentIn?: SentIn
  /** C28: the date of solution that was promised. */
  readonly resolutionAt?: Instant
  /** C28 N14: what was asked beyond the desk and answered. */
  readonly advice: readonly Question[]
  /** What it costs, free positions too, and whether the customer agreed. */
  readonly quote?: OfferedQuote
  /** H16 C6 R2 N22: the unit is replaced, or has been. */
  readonly replacement?: Replacement
  /** What people did, in order; `describeEvent` puts it into words. */
  readonly steps: readonly RecordedEvent[]
  /** So many after the first are left out. */
  readonly stepsOmitted?: number
  readonly confirmation?: Confirmation
  /** Photos and papers beside the repair, by their digests. */
  readonly files: readonly Attachment[]
  /** The customer's, on the engineer's phone. */
  readonly signature?: Signature
}

/** One clause at work on this repair, and how it ended. */
export interface PromiseKept {
  readonly clause: string
  readonly milestone: Milestone
  readonly otherwise?: 'loaned'
  readonly round: number
  readonly from: ClockStart
  readonly startedAt: Instant
  readonly dueAt: Instant
  /** When it was due before the customer agreed to another date. */
  readonly firstDueAt?: Instant
  /** It ended within a minute of another step: tapped, perhaps, rather than done. */
  readonly hasty?: true
  /** When it was fulfilled, in time or late. */
  readonly reachedAt?: Instant
  readonly outcome: Clock['state']
  /** Length of a breach that has ended. */
  readonly lateBy?: Duration
  readonly waivedBecause?: string
  readonly endedBecause?: string
  /** The arithmetic from start to due. */
  readonly explanation: Text
}

/** What the customer reads of the archive: people's work, not our paging, notes and clock keeping. */
const STEPS: ReadonlySet<RepairEventType> = new Set<RepairEventType>([
  'opened',
  'callJoined',
  'severityChanged',
  'passedOn',
  'assigned',
  'attempted',
  'responded',
  'solutionProposed',
  'remoteAccess',
  'solvedRemotely',
  'visitDecided',
  'visitChosen',
  'dispatched',
  'arrived',
  'notSolvedOnSite',
  'resolutionPromised',
  'escalated',
  'advised',
  'sentIn',
  'hardwareVerdict',
  'quoted',
  'quoteAccepted',
  'quoteDeclined',
  'irreparable',
  'replacementApproved',
  'unitReplaced',
  'repaired',
  'feedback',
  'loanerLent',
  'loanerReturned',
  'paused',
  'resumed',
  'agreed',
  'disagreed',
  'takenBack',
  'delayed',
  'attached',
  'signed',
  'confirmed',
  'notFixed',
  'withdrawn',
  'reopened',
  'closed',
])

/** The service report of a repair; `history` is its whole archive, in order. */
export const serviceReport = (repair: Repair, history: readonly RecordedEvent[]): ServiceReport => {
  const works = worksOf(history)
  const steps = excerptOf(history.filter(({ type }) => STEPS.has(type)))
  return defined({
    repair: repair.id,
    plan: { id: repair.plan.id, title: repair.plan.title },
    severity: severityOf(repair),
    matter: repair.matter ?? 'fault',
    reportedAt: repair.reportedAt,
    closed: repair.closed,
    archivedAt: archivedAt(repair),
    keeper: repair.keeper?.name,
    timezone: repair.timezone,
    ...customerOf(repair),
    need: repair.symptoms,
    product: productOf(replacedUnitOf(history) ?? repair.unit),
    qualityProblem: works.at(-1)?.cause,
    calls: repair.calls,
    promises: repair.clocks.map((clock) => promiseOf(clock, repair)),
    engineer: repair.assignee?.name ?? works.at(-1)?.engineer,
    works,
    loaners: loanersOf(history),
    remoteAccess: repair.remoteAccess,
    sentIn: sentInOf(history),
    resolutionAt: repair.resolutionAt,
    advice: (repair.escalations ?? []).filter(({ answer }) => answer !== undefined),
    quote: repair.quote,
    replacement: isAgreed(repair.replacement) ? repair.replacement : undefined,
    steps: steps.events,
    stepsOmitted: steps.omitted || undefined,
    confirmation: confirmationOf(history),
    files: repair.attachments ?? [],
    signature: repair.signature,
  })
}

const isAgreed = (replacement: Replacement | undefined): boolean =>
  replacement?.state === 'approved' || replacement?.state === 'done'

const severityOf = ({ plan, severity }: Repair): Text =>
  plan.severities.find(({ id }) => id === severity)?.name ?? { zh: severity, en: severity }

const customerOf = ({ customer, site, contacts, calls }: Repair) => {
  const contact = contacts[0]
  return {
    unit: customer?.name,
    site: site?.name,
    address: site?.address,
    contact: contact?.name,
    phone: contact?.phone ?? calls[0]?.caller,
    email: contact?.email,
  }
}

const productOf = (unit: RepairUnit | undefined): ServiceReport['product'] =>
  defined({ name: unit?.name, model: unit?.model, serial: unit?.serial, purchasedOn: unit?.purchasedOn })

const promiseOf = (clock: Clock, repair: Repair): PromiseKept => {
  const workingTime = workingTimeOf(repair)
  return defined({
    clause: clock.term.clause,
    milestone: clock.term.until,
    otherwise: clock.term.otherwise,
    round: clock.round,
    from: clock.term.from,
    startedAt: clock.startedAt,
    dueAt: clock.dueAt,
    firstDueAt: agreedAway(clock),
    hasty: isHasty(clock, repair.clocks) || undefined,
    reachedAt: clock.state === 'waived' || isVoid(clock.state) || clock.endedBecause ? undefined : clock.endedAt,
    outcome: clock.state,
    lateBy: clock.lateBy,
    waivedBecause: clock.waivedBecause,
    endedBecause: clock.endedBecause,
    explanation: { zh: explain(clock, workingTime, 'zh-CN'), en: explain(clock, workingTime, 'en') },
  })
}

import type { Clock } from '../plan/clock.ts'
import { explain } from '../plan/explain.ts'
import type { ClockStart, Milestone, Text } from '../plan/plan.ts'
import type { RecordedEvent, RepairEventType } from '../repair/events.ts'
import type { Actor, Call, Repair, Work } from '../repair/repair.ts'
import type { Duration, Instant } from '../time/instant.ts'

/**
 * The service report (售后服务报告) as data: what N15 and R15 register, what was promised and kept, who did what, and the
 * customer's word on it. What is not known is absent.
 */
export interface ServiceReport {
  /** Repair number. */
  readonly repair: string
  readonly plan: { readonly id: string; readonly title: Text }
  readonly severity: Text
  readonly reportedAt: Instant
  readonly closed?: Repair['closed']
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
  /** What people did, in order; `describeEvent` puts it into words. */
  readonly steps: readonly RecordedEvent[]
  readonly confirmation?: Confirmation
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
  /** When it was fulfilled, in time or late. */
  readonly reachedAt?: Instant
  readonly outcome: Clock['state']
  /** Length of a breach that has ended. */
  readonly lateBy?: Duration
  readonly waivedBecause?: string
  /** The arithmetic from start to due. */
  readonly explanation: Text
}

export interface WorkDone extends Work {
  readonly at: Instant
  readonly how: 'phone' | 'visit' | 'factory'
}

export interface LoanerLent {
  readonly serial: string
  readonly name: string
  readonly lentAt: Instant
  readonly returnedAt?: Instant
}

export interface Confirmation {
  readonly at: Instant
  readonly by: Actor
  /** Whose word a colleague of ours recorded. */
  readonly onBehalf?: string
  readonly rating?: number
  readonly comment?: string
}

/** What the customer reads of the archive: people's work, not our paging, notes and clock keeping. */
const STEPS: ReadonlySet<RepairEventType> = new Set<RepairEventType>([
  'opened',
  'callJoined',
  'assigned',
  'responded',
  'solutionProposed',
  'solvedRemotely',
  'visitDecided',
  'dispatched',
  'arrived',
  'notSolvedOnSite',
  'sentIn',
  'hardwareVerdict',
  'repaired',
  'loanerLent',
  'loanerReturned',
  'paused',
  'resumed',
  'delayed',
  'confirmed',
  'notFixed',
  'withdrawn',
  'closed',
])

/** The service report of a repair; `history` is its whole archive, in order. */
export const serviceReport = (repair: Repair, history: readonly RecordedEvent[]): ServiceReport => {
  const works = worksOf(history)
  return defined({
    repair: repair.id,
    plan: { id: repair.plan.id, title: repair.plan.title },
    severity: severityOf(repair),
    reportedAt: repair.reportedAt,
    closed: repair.closed,
    timezone: repair.timezone,
    ...customerOf(repair),
    need: repair.symptoms,
    product: productOf(repair),
    qualityProblem: works.at(-1)?.cause,
    calls: repair.calls,
    promises: repair.clocks.filter(applied).map((clock) => promiseOf(clock, repair)),
    engineer: repair.assignee?.name ?? works.at(-1)?.engineer,
    works,
    loaners: loanersOf(history),
    steps: history.filter(({ type }) => STEPS.has(type)),
    confirmation: confirmationOf(history),
  })
}

/** A plan or severity assumed before the unit was known promised this customer nothing. */
const applied = ({ waivedBecause }: Clock): boolean => waivedBecause !== 'identified'

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

const productOf = ({ unit }: Repair): ServiceReport['product'] =>
  defined({ name: unit?.name, model: unit?.model, serial: unit?.serial, purchasedOn: unit?.purchasedOn })

const promiseOf = (clock: Clock, { timezone, plan }: Repair): PromiseKept => {
  const schedule = { timezone, workingHours: plan.workingHours }
  return defined({
    clause: clock.term.clause,
    milestone: clock.term.until,
    otherwise: clock.term.otherwise,
    round: clock.round,
    from: clock.term.from,
    startedAt: clock.startedAt,
    dueAt: clock.dueAt,
    reachedAt: clock.state === 'waived' ? undefined : clock.endedAt,
    outcome: clock.state,
    lateBy: clock.lateBy,
    waivedBecause: clock.waivedBecause,
    explanation: { zh: explain(clock, schedule, 'zh-CN'), en: explain(clock, schedule, 'en') },
  })
}

const worksOf = (history: readonly RecordedEvent[]): WorkDone[] => {
  let sentIn = false
  return history.flatMap((event): WorkDone[] => {
    if (event.type === 'sentIn') sentIn = true
    if (event.type === 'notFixed') sentIn = false
    if (event.type === 'solvedRemotely') return [{ ...event.work, at: event.at, how: 'phone' }]
    if (event.type === 'repaired') return [{ ...event.work, at: event.at, how: sentIn ? 'factory' : 'visit' }]
    return []
  })
}

const loanersOf = (history: readonly RecordedEvent[]): LoanerLent[] => {
  const lent: LoanerLent[] = []
  let reserved: { serial: string; name: string } | undefined
  for (const event of history) {
    if (event.type === 'loanerReserved') reserved = { serial: event.serial, name: event.name }
    if (event.type === 'loanerLent' && reserved) lent.push({ ...reserved, lentAt: event.at })
    const last = lent.at(-1)
    if (event.type === 'loanerReturned' && last) lent.splice(-1, 1, { ...last, returnedAt: event.at })
  }
  return lent
}

const confirmationOf = (history: readonly RecordedEvent[]): Confirmation | undefined => {
  const event = history.findLast((each) => each.type === 'confirmed')
  if (!event) return undefined
  const { at, by, onBehalf, rating, comment } = event
  return defined({ at, by, onBehalf, rating, comment })
}

/** The fields that have a value. */
type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}
const defined = <T extends object>(fields: T): Defined<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>

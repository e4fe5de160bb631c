import { defined, pick } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import { maskOf } from '../kernel/mask.ts'
import type { Milestone } from '../plan/plan.ts'
import { type Matter, rulesOf } from '../plan/rules.ts'
import { type Clock, stoodStill } from '../promise/clock.ts'
import { warnedAt } from './clocks/warnings.ts'
import { openComplaints } from './state/complaint.ts'
import { namedNow } from './state/named.ts'
import type { Repair, Stage } from './state/repair.ts'

export interface RepairSummary {
  readonly id: string
  /** By which the newer of two rows is known. Absent in what earlier versions saved. */
  readonly version?: number
  readonly stage: Stage
  readonly plan: string
  readonly severity: string
  readonly reportedAt: Instant
  readonly updatedAt: Instant
  readonly needsIdentification: boolean
  readonly customer?: string
  readonly site?: string
  readonly unit?: string
  /** What site and unit are called for short. Absent in what earlier versions saved. */
  readonly place?: string
  readonly unitName?: string
  /** Ids of customer, site and assignee; rows saved by earlier versions have the names alone. */
  readonly customerId?: string
  readonly siteId?: string
  readonly assigneeId?: string
  /** Ids of those of ours whom it names besides: who was asked, who keeps its archive. */
  readonly concerns?: readonly string[]
  /** Absent in what earlier versions saved. */
  readonly roster?: string
  /** The caller's first words, cut to what a row has room for. */
  readonly symptoms?: string
  /** Goods that arrived short, damaged or wrong. Absent: a fault. */
  readonly matter?: Exclude<Matter, 'fault'>
  /** The unit's model, where it is known. */
  readonly model?: string
  /** A loaner falls due unless it is repaired first, and none is reserved yet; `new`: only a brand-new one will do (R7). */
  readonly needsLoaner?: 'any' | 'new'
  readonly assignee?: string
  /** Who of the service desk tries to solve it. */
  readonly desk?: string
  readonly visitAt?: Instant
  /** The next open deadline. */
  readonly dueAt?: Instant
  /** Whose it is. */
  readonly next?: NextClock
  /** The worst of the broken promises: what is still owed before what came late, the oldest first. */
  readonly broken?: BrokenClock
  /** Who was asked last, whether anybody has answered, and until when they may. */
  readonly paged?: { readonly name: string; readonly answered: boolean; readonly until?: Instant }
  /** How it was closed. Absent while it is open, and in what earlier versions saved. */
  readonly ended?: 'confirmed' | 'withdrawn' | 'junk'
  /** The customer's, from 1 to 5. */
  readonly rating?: number
  /** The customer was called back about it: how they rated whoever brought it to an end, where they did. */
  readonly calledBack?: { readonly worker?: string; readonly score?: number }
  readonly openClocks: number
  readonly brokenClocks: number
  readonly paused: boolean
  /** How often the customer wrote or sent something since one of ours did anything; and that they complained, unanswered. */
  readonly unread?: number
  readonly complaint?: true
}

/** What a row's small picture of a promise is drawn from besides its limit; absent in what earlier versions saved. */
interface Drawn {
  readonly startedAt?: Instant
  /** In which it stood still; without `to`: it still does. */
  readonly pauses?: readonly { readonly from: Instant; readonly to?: Instant }[]
}
interface NextClock extends Drawn {
  readonly clause: string
  readonly milestone: Milestone
  readonly dueAt: Instant
  readonly warnAt?: readonly Instant[]
}
interface BrokenClock extends Drawn {
  readonly clause: string
  readonly milestone: Milestone
  readonly since: Instant
  /** When it was fulfilled after all, or `endedBecause` took its object away. */
  readonly endedAt?: Instant
  readonly endedBecause?: string
}

/** What a board shows of a repair. */
export function summaryOf(repair: Repair): RepairSummary {
  const open = repair.clocks.filter((clock) => clock.state === 'open')
  const broken = repair.clocks.filter((clock) => clock.state === 'broken')
  return {
    id: repair.id,
    version: repair.version,
    stage: repair.stage,
    plan: repair.plan.id,
    severity: repair.severity,
    reportedAt: repair.reportedAt,
    updatedAt: repair.updatedAt,
    needsIdentification: repair.needsIdentification,
    ...symptomsOf(repair),
    ...(repair.matter && repair.matter !== 'fault' && { matter: repair.matter }),
    ...(repair.customer && { customer: repair.customer.name, customerId: repair.customer.id }),
    ...(repair.site && { site: repair.site.name, siteId: repair.site.id, place: repair.site.shortName }),
    ...unitOf(repair),
    ...(repair.unit?.model && { model: repair.unit.model }),
    ...loanerNeed(repair),
    ...(repair.assignee && { assignee: repair.assignee.name, assigneeId: repair.assignee.id }),
    ...(repair.desk && { desk: repair.desk.person }),
    ...(repair.visitAt && { visitAt: repair.visitAt }),
    ...concernsOf(repair),
    roster: repair.roster,
    ...nextOf(open, repair),
    ...worstOf(broken),
    ...pagedOf(repair),
    ...(repair.closed && { ended: repair.closed.how, ...defined({ rating: repair.rating }) }),
    ...(repair.calledBack && { calledBack: pick(repair.calledBack, 'worker', 'score') }),
    openClocks: open.length,
    brokenClocks: broken.length,
    paused: repair.pauses.some((pause) => pause.to === undefined),
    ...(repair.unread && { unread: repair.unread.count }),
    ...(openComplaints(repair).length > 0 && { complaint: true }),
  }
}

const SYMPTOMS_SHOWN = 80

/** A list names nobody of the customer's: whoever opens the repair may read who says so. */
function symptomsOf({ calls, symptoms, contacts }: Repair): Pick<RepairSummary, 'symptoms'> {
  const mask = maskOf(contacts.map(({ name }) => name))
  const words = [...mask((calls[0]?.symptoms ?? symptoms).trim().replace(/\s+/g, ' '))]
  if (words.length === 0) return {}
  return {
    symptoms: words.length > SYMPTOMS_SHOWN ? `${words.slice(0, SYMPTOMS_SHOWN - 1).join('')}…` : words.join(''),
  }
}

function nextOf(open: readonly Clock[], repair: Repair): Pick<RepairSummary, 'dueAt' | 'next'> {
  const [first] = open.toSorted((a, b) => byText(a.dueAt, b.dueAt))
  if (!first) return {}
  const { term, dueAt } = first
  const warnAt = warnedAt(repair, first)
  const next = { clause: term.clause, milestone: term.until, dueAt, ...drawnOf(first) }
  return { dueAt, next: warnAt.length > 0 ? { ...next, warnAt } : next }
}

const drawnOf = (clock: Clock): Drawn => ({
  startedAt: clock.startedAt,
  ...(clock.pauses.length > 0 && { pauses: stoodStill(clock) }),
})

function worstOf(broken: readonly Clock[]): Pick<RepairSummary, 'broken'> {
  // It is late from its limit on, also where whether it was kept was seen later.
  const [worst] = broken.toSorted(
    (a, b) => Number(a.endedAt !== undefined) - Number(b.endedAt !== undefined) || byText(a.dueAt, b.dueAt),
  )
  if (!worst) return {}
  const { term, dueAt } = worst
  const [clause, milestone] = [term.clause, term.until]
  return { broken: { clause, milestone, since: dueAt, ...pick(worst, 'endedAt', 'endedBecause'), ...drawnOf(worst) } }
}

function unitOf({ unit }: Repair): Pick<RepairSummary, 'unit' | 'unitName'> {
  if (!unit) return {}
  const name = unit.shortName ?? unit.name
  return { unit: unit.serial, ...(name && { unitName: name }) }
}

function pagedOf({ paging, stage }: Repair): Pick<RepairSummary, 'paged'> {
  if (!paging?.person || stage === 'closed') return {}
  const { person, pending, nextAt } = paging
  return { paged: { name: person.name, answered: !pending, ...(pending && { until: nextAt }) } }
}

const concernsOf = (repair: Repair): Pick<RepairSummary, 'concerns'> => {
  const concerns = namedNow(repair).filter((id) => id !== repair.assignee?.id)
  return concerns.length > 0 ? { concerns } : {}
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** From the moment on that a clock which a loaner would keep runs, until one is reserved or the clock ends. */
const loanerNeed = (repair: Repair): Pick<RepairSummary, 'needsLoaner'> => {
  const { loaner, loanerWanted, clocks, plan } = repair
  if (loaner?.state === 'reserved' || loaner?.state === 'lent') return {}
  const runs = clocks.some(({ term, endedAt }) => term.otherwise === 'loaned' && endedAt === undefined)
  if (!runs && !loanerWanted) return {}
  return { needsLoaner: rulesOf(plan, 'loaner').some(({ brandNew }) => brandNew) ? 'new' : 'any' }
}

/** The board that shows the repair: `open`, or the month of its report (`2026-11`, UTC) once it is closed. */
export const boardOf = (repair: Pick<Repair, 'stage' | 'reportedAt'>): string =>
  repair.stage === 'closed' ? repair.reportedAt.slice(0, 7) : 'open'

/** Where the repair stands on its board: by report, the id telling apart those of one instant. Sorts as text and serves as cursor. */
export const positionOf = (repair: Pick<Repair, 'id' | 'reportedAt'>): string => `${repair.reportedAt}_${repair.id}`

import type { Day } from '../kernel/calendar.ts'
import type { KeptFile } from '../kernel/file-kind.ts'
import { type Duration, type Instant, millisBetween } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { Clause, ClauseKind, PlanDocument } from '../plan/document.ts'
import { lateMs, sumOf } from '../promise/lines.ts'
import type { Obligation, Tally } from '../promise/obligation.ts'
import { chainOf, type Digest } from './chain.ts'

/** A pack of this many records stays below the 6 MB that a Lambda function may answer with. */
export const MOST_RECORDS = 6000

/** Whose evidence, and of which time: everything due in `[from, to)`. What a chain of hashes begins with. */
export interface PackScope {
  readonly customer: string
  readonly from: Instant
  readonly to: Instant
}

/** A document that a clause of fact needs of a contract, whenever it was due, as it stands now. */
export interface FiledPaper {
  readonly contract: string
  readonly plan: string
  readonly planVersion: number
  readonly clause: string
  /** Id of what is needed, and its name in the plan. */
  readonly need: string
  readonly name: Text
  /** `contract`, or the serial number or site it is about. */
  readonly about: string
  readonly dueAt: Instant
  readonly state: Obligation['state']
  /** What was handed over and when; absent while it is missing. */
  readonly document?: string
  readonly reference?: string
  readonly endedAt?: Instant
  /** Length of a breach that has ended. */
  readonly lateBy?: Duration
  readonly waivedBecause?: string
  readonly waivedBy?: string
  /** `filed`: it was due before the contract came into the system. */
  readonly endedBecause?: string
}

/** Kept beside a repair, visit or contract of the pack, named by the bytes as they were stored. */
export interface PackFile extends KeptFile {
  /** Number of the repair, visit or contract that it was kept beside. */
  readonly beside: string
  /** As it is called when it is downloaded. */
  readonly name: string
  /** Absent: as the report beside it says. */
  readonly at?: Instant
  readonly by?: string
  /** What it shows, as whoever brought it said. */
  readonly note?: string
}

/** A record with its link of the chain. `number` counts obligations first, then papers, then files, from 1. */
export interface Linked<T> {
  readonly number: number
  readonly hash: string
  readonly record: T
}

/** The evidence for one customer and period: every clause of the plans in force, what was due, and the proof. */
export interface EvidencePack {
  /** Names the pack on its document and on the audit record. */
  readonly id: string
  readonly scope: PackScope
  readonly customer: string
  /** First and last day of the period, in `timezone`. */
  readonly firstDay: Day
  readonly lastDay: Day
  readonly timezone: string
  readonly madeAt: Instant
  readonly madeBy: string
  readonly reason: string
  readonly plans: readonly PlanEvidence[]
  readonly obligations: readonly Linked<Obligation>[]
  readonly papers: readonly Linked<FiledPaper>[]
  /** What was kept beside them. */
  readonly files: readonly Linked<PackFile>[]
  /** Last hash of the chain. */
  readonly head: string
}

export interface PlanEvidence {
  readonly id: string
  readonly version: number
  readonly title: Text
  readonly source: string
  readonly clauses: readonly ClauseEvidence[]
}

export interface ClauseEvidence {
  readonly id: string
  readonly promise: Text
  readonly kind: ClauseKind
  readonly status: Clause['status']
  /** Whether something can fall due under it: it has a clock, or needs documents. */
  readonly canFallDue: boolean
  readonly tally: Tally
  /** Breaches that have not ended yet; `tally.worstLateMs` counts them up to the pack's making. */
  readonly stillLate: number
}

export interface PackContents extends Omit<EvidencePack, 'plans' | 'obligations' | 'papers' | 'files' | 'head'> {
  readonly documents: readonly PlanDocument[]
  readonly obligations: readonly Obligation[]
  readonly papers: readonly FiledPaper[]
  readonly files: readonly PackFile[]
}

/** The pack of these contents, every record linked. */
export const packOf = (
  { documents, obligations, papers, files, ...pack }: PackContents,
  digest: Digest,
): EvidencePack => {
  const [first = '', ...hashes] = chainOf(pack.scope, [...obligations, ...papers, ...files], digest)
  const linked = <T>(records: readonly T[], before: number): Linked<T>[] =>
    records.map((record, index) => ({ number: before + index + 1, hash: hashes[before + index] ?? '', record }))
  return {
    ...pack,
    plans: documents.map((document) => planEvidence(document, obligations, papers, pack.madeAt)),
    obligations: linked(obligations, 0),
    papers: linked(papers, obligations.length),
    files: linked(files, obligations.length + papers.length),
    head: hashes.at(-1) ?? first,
  }
}

const planEvidence = (
  document: PlanDocument,
  obligations: readonly Obligation[],
  papers: readonly FiledPaper[],
  now: Instant,
): PlanEvidence => {
  const { id, version, title, source, clauses } = document
  const due = [...obligations, ...papers].filter(({ plan, planVersion }) => plan === id && planVersion === version)
  const byClause = Map.groupBy(due, ({ clause }) => clause)
  return {
    id,
    version,
    title,
    source,
    clauses: clauses.map((clause) => clauseEvidence(clause, byClause.get(clause.id) ?? [], now)),
  }
}

type Due = Pick<Obligation, 'state' | 'dueAt' | 'endedAt' | 'lateBy'>

const clauseEvidence = (
  { id, promise, kind, status, rules }: Clause,
  due: readonly Due[],
  now: Instant,
): ClauseEvidence => ({
  id,
  promise,
  kind,
  status,
  canFallDue: due.length > 0 || rules.some(({ rule }) => FALLS_DUE.has(rule)),
  tally: tallyUntil(due, now),
  stillLate: due.filter(isStillLate).length,
})

/** A replacement has a time limit too. */
const FALLS_DUE: ReadonlySet<string> = new Set(['clock', 'evidence', 'replacement'])

/** How often due and how it ended; breaches that go on count up to `now`. */
export const tallyUntil = (due: readonly Due[], now: Instant): Tally =>
  sumOf(due.map((one) => ({ state: one.state, count: 1, worstLateMs: lateness(one, now) })))

/** How late it was, or is by now, in milliseconds. */
const lateness = (due: Due, now: Instant): number =>
  isStillLate(due) ? Math.max(0, millisBetween(due.dueAt, now)) : lateMs(due)

const isStillLate = ({ state, endedAt, lateBy }: Due): boolean =>
  state === 'broken' && endedAt === undefined && lateBy === undefined

import type { Instant } from '../kernel/instant.ts'
import type { Subject } from '../kernel/subject.ts'
import type { Months } from '../promise/months.ts'
import type { Month, Obligation, Tally } from '../promise/obligation.ts'
import type { Page } from './store.ts'

const TALLY_BY = ['clause', 'customer', 'engineer'] as const
export type TallyBy = (typeof TALLY_BY)[number]

/** What rates of all are asked by. */
export const RATED_BY = [...TALLY_BY, 'site', 'month'] as const
export type RatedBy = (typeof RATED_BY)[number]

/** Of what fell due in `[from, to)` to one customer; without one, to nobody known yet. */
export interface TallyScope {
  readonly customer?: string
  readonly from: Instant
  readonly to: Instant
  /** Only what counts in these months where the customer is, the last included. */
  readonly months?: Months
  readonly clause?: string
}

/** What a tally counts, as it is listed. */
export interface LinesQuery {
  readonly by: TallyBy
  readonly id: string
  readonly month: Month
  readonly state?: Obligation['state']
  readonly limit: number
  /** `positionOf` the last line of the page before. */
  readonly cursor?: string
}

/** The promise ledger as stored. Repairs write their lines with each save; see `Commit.obligations`. */
export interface Ledger {
  /** Obligations due in `[from, to)` that have not ended, earliest first: what is open, and what is overdue. */
  due(query: { from: Instant; to: Instant; limit: number; cursor?: string }): Promise<Page<Obligation>>
  /** What became of one clause's, customer's or engineer's obligations due in that month. */
  tally(query: { by: TallyBy; id: string; month: Month }): Promise<Tally>
  /** The lines that such a tally counts, the latest due first. */
  lines(query: LinesQuery): Promise<Page<Obligation>>
  /** What became of it, by clause, customer, engineer, site or month; without an id, of what has none. */
  tallies(query: TallyScope & { by: RatedBy }): Promise<readonly { readonly id?: string; readonly tally: Tally }[]>
  /** Every obligation of a customer due in `[from, to)`, earliest first; without one, of those nobody has identified yet. */
  ofCustomer(query: {
    customer?: string
    from: Instant
    to: Instant
    limit: number
    cursor?: string
  }): Promise<Page<Obligation>>
  /** Those of one repair or contract: `repair/261120-0001`, `contract/K-1`. */
  ofSubject(subject: Subject): Promise<readonly Obligation[]>
  /** Writes lines that no repair's save carries: those of contracts, and those of a rebuild. Idempotent. */
  put(obligations: readonly Obligation[]): Promise<void>
  /** Takes lines out again that should not be there: a unit left its contract, a plan never applied. Idempotent. */
  remove(obligations: readonly Obligation[]): Promise<void>
}

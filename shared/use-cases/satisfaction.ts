import { defined } from '../kernel/fields.ts'
import { type Months, monthsOf } from '../promise/months.ts'
import type { RepairSummary } from '../repair/summary.ts'
import { rowsOf } from './board-rows.ts'
import type { Deps } from './deps.ts'

/** What customers said of repairs that were closed because they work again. */
export interface Satisfaction {
  /** Of repairs closed with a customer's word that they work: how many. */
  readonly confirmed: number
  /** Of these with a rating from 1 to 5. */
  readonly rated: number
  /** Mean of the ratings; absent without one. */
  readonly rating?: number
}
/** Of all, and of everyone there is any of. */
export interface SatisfactionOf extends Satisfaction {
  readonly by: readonly (Satisfaction & { readonly id?: string })[]
  /** Closed repairs whose rows an earlier version saved: nobody can tell from these how they ended, so they count for nothing. */
  readonly unknown: number
}

/** What rates are compared by, as a row of the board knows it. */
const ID_OF = {
  engineer: ({ assigneeId }: RepairSummary) => assigneeId,
  customer: ({ customerId }: RepairSummary) => customerId,
  site: ({ siteId }: RepairSummary) => siteId,
  month: ({ reportedAt }: RepairSummary) => reportedAt.slice(0, 7),
} as const
export type SatisfiedBy = keyof typeof ID_OF

/** Of the repairs reported in these months (UTC, as boards are kept) and closed since; `counts`: whose, absent: everyone's. */
export async function satisfactionOf(
  deps: Pick<Deps, 'repairs'>,
  query: {
    readonly by: SatisfiedBy
    readonly months: Months
    readonly customer?: string
    readonly counts?: (row: RepairSummary) => boolean
  },
): Promise<SatisfactionOf> {
  const { by, months, customer, counts = () => true } = query
  const rows: RepairSummary[] = []
  for (const month of monthsOf(months))
    for await (const row of rowsOf(deps, { status: 'closed', month }))
      if ((customer === undefined || row.customerId === customer) && counts(row)) rows.push(row)
  const confirmed = rows.filter(({ ended }) => ended === 'confirmed')
  return {
    ...meanOf(confirmed),
    by: [...Map.groupBy(confirmed, ID_OF[by])].map(([id, some]) => ({ ...defined({ id }), ...meanOf(some) })),
    unknown: rows.filter(({ ended }) => ended === undefined).length,
  }
}

const meanOf = (rows: readonly RepairSummary[]): Satisfaction => {
  const ratings = rows.flatMap(({ rating }) => rating ?? [])
  const sum = ratings.reduce((total, one) => total + one, 0)
  return {
    confirmed: rows.length,
    rated: ratings.length,
    ...(ratings.length > 0 && { rating: sum / ratings.length }),
  }
}

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
  /** About how many of them the customer was called back (C29), reached or not. */
  readonly asked: number
  /** Of these with a score. */
  readonly scored: number
  /** Mean of the scores; absent without one. */
  readonly score?: number
}
export type SatisfactionRow = Satisfaction & { readonly id?: string; readonly name?: string }
/** Of all, and of everyone there is any of. */
export interface SatisfactionOf extends Satisfaction {
  readonly by: readonly SatisfactionRow[]
  /** Closed repairs whose rows an earlier version saved: nobody can tell from these how they ended, so they count for nothing. */
  readonly unknown: number
}

/** What rates are compared by, as a row of the board knows it. */
const ID_OF = {
  engineer: ({ assigneeId }: RepairSummary) => assigneeId,
  roster: ({ roster }: RepairSummary) => roster,
  customer: ({ customerId }: RepairSummary) => customerId,
  site: ({ siteId }: RepairSummary) => siteId,
  month: ({ reportedAt }: RepairSummary) => reportedAt.slice(0, 7),
} as const
export type SatisfiedBy = keyof typeof ID_OF

/** Whose score it is: whoever brought the repair to an end, whoever has it since. */
const workerOf = ({ calledBack, assigneeId }: RepairSummary): string | undefined => calledBack?.worker ?? assigneeId

/** Of the repairs reported in these months (UTC, as boards are kept) and closed since; `counts`: whose, absent: everyone's. */
export async function satisfactionOf(
  deps: Pick<Deps, 'repairs' | 'directory'>,
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
  const asked = rows.filter(({ calledBack }) => calledBack)
  const [confirmedBy, askedBy] = [
    Map.groupBy(confirmed, ID_OF[by]),
    Map.groupBy(asked, by === 'engineer' ? workerOf : ID_OF[by]),
  ]
  const ids = [...new Set([...confirmedBy.keys(), ...askedBy.keys()])]
  const of = ids.map(async (id): Promise<SatisfactionRow> => {
    const name = id === undefined ? undefined : await nameOf(deps, by, id)
    return { ...defined({ id, name }), ...meanOf(confirmedBy.get(id) ?? [], askedBy.get(id) ?? []) }
  })
  return {
    ...meanOf(confirmed, asked),
    by: await Promise.all(of),
    unknown: rows.filter(({ ended }) => ended === undefined).length,
  }
}

function meanOf(confirmed: readonly RepairSummary[], asked: readonly RepairSummary[]): Satisfaction {
  const ratings = confirmed.flatMap(({ rating }) => rating ?? [])
  const scores = asked.flatMap(({ calledBack }) => calledBack?.score ?? [])
  return {
    confirmed: confirmed.length,
    rated: ratings.length,
    asked: asked.length,
    scored: scores.length,
    ...defined({ rating: mean(ratings), score: mean(scores) }),
  }
}

const mean = (all: readonly number[]): number | undefined =>
  all.length === 0 ? undefined : all.reduce((sum, one) => sum + one, 0) / all.length

async function nameOf(
  { directory }: Pick<Deps, 'directory'>,
  by: SatisfiedBy,
  id: string,
): Promise<string | undefined> {
  switch (by) {
    case 'engineer':
      return (await directory.person(id))?.name
    case 'customer':
      return (await directory.customer(id))?.name
    case 'site':
      return (await directory.site(id))?.name
    case 'roster':
      return (await directory.roster(id))?.roster.name
    case 'month':
      return undefined
    default:
      return by satisfies never
  }
}

import { BadRequestError, fault, mustBeOneOf, nobody } from '../kernel/errors.ts'
import { defined } from '../kernel/fields.ts'
import { durationMs, type Instant, millisBetween } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { PlanDocument } from '../plan/document.ts'
import type { RatedBy, TallyBy, TallyScope } from '../ports/ledger.ts'
import { totalOf } from '../promise/lines.ts'
import { aroundMonths, type Months, monthsOf } from '../promise/months.ts'
import type { Month, Tally } from '../promise/obligation.ts'
import type { Deps } from './deps.ts'

/** How well one clause, customer or engineer did in a month. */
export interface Rate {
  readonly id: string
  readonly tally: Tally
  /** kept ÷ (kept + broken), 0 to 1; absent while nothing was kept or broken. */
  readonly keptRate?: number
}
/** A clause's rate with its promise. */
export interface ClauseRate extends Rate {
  readonly promise: Text
  readonly status: 'active' | 'planned'
}

export const rateOf = async (deps: Deps, by: TallyBy, id: string, month: Month): Promise<Rate> => {
  return { id, ...rated(await deps.ledger.tally({ by, id, month })) }
}

const rated = (tally: Tally): Omit<Rate, 'id'> => {
  const ended = tally.kept + tally.broken
  return { tally, ...(ended > 0 && { keptRate: tally.kept / ended }) }
}

/** Every clause of a plan, all versions of it together, each as its latest version words it. Throws BadRequestError for an unknown plan. */
export async function clauseRates(deps: Deps, plan: string, month: Month): Promise<readonly ClauseRate[]> {
  const documents = await deps.plans()
  const versions = documents.filter(({ id }) => id === plan).toSorted((a, b) => a.version - b.version)
  if (versions.length === 0) throw new BadRequestError([mustBeOneOf('plan', planIds(documents))])
  const clauses = new Map(versions.flatMap((version) => version.clauses).map((clause) => [clause.id, clause]))
  return Promise.all(
    [...clauses.values()].map(async ({ id, promise, status }) => ({
      ...(await rateOf(deps, 'clause', id, month)),
      promise,
      status,
    })),
  )
}

/** What rates of all are asked for: by what, and of what fell due when, all of it or of one customer or clause. */
export type AllRates = { readonly by: RatedBy; readonly customer?: string; readonly clause?: string } & (
  | { readonly months: Months }
  | { readonly from: Instant; readonly to: Instant }
)
/** One of all: an engineer by their name, a clause by its id. Without an id: what nobody had, or whose is not known yet. */
export type NamedRate = Omit<Rate, 'id'> & { readonly id?: string; readonly name?: string }
type Part = Awaited<ReturnType<Deps['ledger']['tallies']>>[number]

/**
 * How well every engineer, customer, site, clause or month did, whoever had most due first. Together they are all that fell due.
 * Throws BadRequestError for more than a request can count.
 */
export async function allRates(deps: Deps, query: AllRates): Promise<readonly NamedRate[]> {
  const { by } = query
  if (query.customer !== undefined && !(await deps.directory.customer(query.customer)))
    throw new BadRequestError([nobody('customer', query.customer)])
  const parts = await partsOf(deps, query)
  const rates = [...Map.groupBy(parts, ({ id }) => id)].map(async ([id, some]): Promise<NamedRate> => {
    const name = id === undefined ? undefined : await nameOf(deps, by, id)
    return { ...defined({ id, name }), ...rated(totalOf(some.map(({ tally }) => tally))) }
  })
  return (await Promise.all(rates)).toSorted(
    (a, b) => b.tally.due - a.tally.due || (a.id ?? '').localeCompare(b.id ?? '', 'en', { numeric: true }),
  )
}

/** By clause and month the ledger counts itself; whatever else comes from the lines of each customer. */
function partsOf(deps: Deps, query: AllRates): Promise<readonly Part[]> {
  const { by, customer, clause } = query
  if (!('months' in query)) return overCustomers(deps, query)
  if (customer === undefined && (by === 'clause' || by === 'month')) return overClauses(deps, { ...query, by })
  const { months } = query
  return overCustomers(deps, { by, ...aroundMonths(months), months, ...defined({ customer, clause }) })
}

async function overClauses(
  deps: Deps,
  { by, months, clause }: { readonly by: 'clause' | 'month'; readonly months: Months; readonly clause?: string },
): Promise<readonly Part[]> {
  const parts: Part[] = []
  for (const month of monthsOf(months)) {
    const some = (clause === undefined ? await clauseIds(deps) : [clause]).map(async (id) => ({
      id: by === 'clause' ? id : month,
      tally: await deps.ledger.tally({ by: 'clause', id, month }),
    }))
    parts.push(...(await Promise.all(some)).filter(({ tally }) => tally.due > 0))
  }
  return parts
}

/** Every clause of any version of any plan. */
export const clauseIds = async ({ plans }: Pick<Deps, 'plans'>): Promise<readonly string[]> => [
  ...new Set((await plans()).flatMap(({ clauses }) => clauses.map(({ id }) => id))),
]

async function overCustomers(deps: Deps, query: TallyScope & { readonly by: RatedBy }): Promise<readonly Part[]> {
  if (millisBetween(query.from, query.to) > LONGEST_MS) throw new BadRequestError([TOO_LONG])
  const whose = query.customer === undefined ? everyone(await deps.directory.customers()) : [{}]
  const parts: Part[] = []
  let counted = 0
  for (let at = 0; at < whose.length; at += AT_ONCE) {
    const some = await Promise.all(
      whose.slice(at, at + AT_ONCE).map((one) => deps.ledger.tallies({ ...query, ...one })),
    )
    parts.push(...some.flat())
    counted += totalOf(some.flat().map(({ tally }) => tally)).due
    if (counted > MOST_COUNTED) throw new BadRequestError([TOO_MANY])
  }
  return parts
}

/** Thirteen months and the margin around them. */
const LONGEST_MS = durationMs('P400D')
const TOO_LONG = fault('to', '最多在 from 之后 400 天，请缩短', 'at most 400 days after from; take a shorter period')
const MOST_COUNTED = 200_000
const TOO_MANY = fault(
  'to',
  `这段时间到期的承诺超过 ${MOST_COUNTED} 条，请缩短`,
  `more than ${MOST_COUNTED} promises fell due in this period; take a shorter one`,
)
/** So many customers are asked for at once. */
const AT_ONCE = 20

const nameOf = async ({ directory }: Deps, by: RatedBy, id: string): Promise<string | undefined> => {
  switch (by) {
    case 'customer':
      return (await directory.customer(id))?.name
    case 'engineer':
      return (await directory.person(id))?.name
    case 'site':
      return (await directory.site(id))?.name
    case 'clause':
    case 'month':
      return undefined
    default:
      return by satisfies never
  }
}

/** What nobody's unit was about, then each customer's. */
const everyone = (customers: readonly { readonly id: string }[]): readonly { readonly customer?: string }[] => [
  {},
  ...customers.map(({ id }) => ({ customer: id })),
]

const planIds = (plans: readonly PlanDocument[]): readonly string[] =>
  [...new Set(plans.map(({ id }) => id))].toSorted()

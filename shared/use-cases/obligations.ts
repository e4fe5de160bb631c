import { addDays, startOfDay } from '../kernel/calendar.ts'
import { BadRequestError, fault, mustBeOneOf, nobody } from '../kernel/errors.ts'
import { defined } from '../kernel/fields.ts'
import { durationMs, type Instant, later, millisBetween } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { RatedBy, TallyBy } from '../ports/ledger.ts'
import type { Page } from '../ports/store.ts'
import { totalOf } from '../promise/lines.ts'
import type { Month, Obligation, Tally } from '../promise/obligation.ts'
import { repairSubject } from '../repair/holds.ts'
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
  const versions = deps.plans.filter(({ id }) => id === plan).toSorted((a, b) => a.version - b.version)
  if (versions.length === 0) throw new BadRequestError([mustBeOneOf('plan', planIds(deps))])
  const clauses = new Map(versions.flatMap((version) => version.clauses).map((clause) => [clause.id, clause]))
  return Promise.all(
    [...clauses.values()].map(async ({ id, promise, status }) => ({
      ...(await rateOf(deps, 'clause', id, month)),
      promise,
      status,
    })),
  )
}

/** What rates of all are asked for: by what, and of what fell due when. */
export type AllRates = { readonly by: RatedBy } & (
  | { readonly month: Month }
  | { readonly from: Instant; readonly to: Instant }
)
/** One of all: an engineer by their name, a clause by its id. Without an id: what nobody had, or whose is not known yet. */
export type NamedRate = Omit<Rate, 'id'> & { readonly id?: string; readonly name?: string }

/**
 * How well every engineer, customer, site or clause did, whoever had most due first. Together they are all that fell due.
 * Throws BadRequestError for more than a request can count.
 */
export async function allRates(deps: Deps, { by, ...when }: AllRates): Promise<readonly NamedRate[]> {
  const window = 'month' in when ? { ...aroundMonth(when.month), month: when.month } : when
  if (millisBetween(window.from, window.to) > LONGEST_MS)
    throw new BadRequestError([
      fault('to', '最多在 from 之后 400 天，请缩短', 'at most 400 days after from; take a shorter period'),
    ])
  const customers = await deps.directory.customers()
  const parts: { readonly id?: string; readonly tally: Tally }[] = []
  let counted = 0
  for (const whose of everyone(customers)) {
    const some = await deps.ledger.tallies({ by, ...window, ...whose })
    parts.push(...some)
    counted += totalOf(some.map(({ tally }) => tally)).due
    if (counted > MOST_COUNTED)
      throw new BadRequestError([
        fault(
          'to',
          `这段时间到期的承诺超过 ${MOST_COUNTED} 条，请缩短`,
          `more than ${MOST_COUNTED} promises fell due in this period; take a shorter one`,
        ),
      ])
  }
  const names = new Map(customers.map(({ id, name }) => [id, name]))
  const rates = [...Map.groupBy(parts, ({ id }) => id)].map(async ([id, some]): Promise<NamedRate> => {
    const name = id === undefined ? undefined : await nameOf(deps, by, id, names)
    return {
      ...defined({ id, name }),
      ...rated(totalOf(some.map(({ tally }) => tally))),
    }
  })
  return (await Promise.all(rates)).toSorted(
    (a, b) => b.tally.due - a.tally.due || (a.id ?? '').localeCompare(b.id ?? '', 'en', { numeric: true }),
  )
}

const LONGEST_MS = durationMs('P400D')
const MOST_COUNTED = 200_000
/** No zone is further from UTC. */
const ZONE_MS = durationMs('PT14H')

/** A month begins and ends where the customer is, so it is asked for with a margin. */
const aroundMonth = (month: Month) => {
  const begin = startOfDay(`${month}-01`, 'UTC')
  const end = startOfDay(`${addDays(`${month}-01`, 31).slice(0, 7)}-01`, 'UTC')
  return { from: later(begin, -ZONE_MS), to: later(end, ZONE_MS) }
}

const nameOf = async (
  { directory }: Deps,
  by: RatedBy,
  id: string,
  customers: ReadonlyMap<string, string>,
): Promise<string | undefined> => {
  switch (by) {
    case 'customer':
      return customers.get(id)
    case 'engineer':
      return (await directory.person(id))?.name
    case 'site':
      return (await directory.site(id))?.name
    case 'clause':
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

const planIds = ({ plans }: Deps): readonly string[] => [...new Set(plans.map(({ id }) => id))].toSorted()

/** A customer's obligations due in `[from, to)`, earliest first. Throws BadRequestError for a customer nobody knows. */
export async function obligationsOf(
  deps: Deps,
  query: { customer: string; from: Instant; to: Instant; limit: number; cursor?: string },
): Promise<Page<Obligation>> {
  if (!(await deps.directory.customer(query.customer))) throw new BadRequestError([nobody('customer', query.customer)])
  return deps.ledger.ofCustomer(query)
}

/** Those of one repair; undefined when there is no such repair. */
export async function obligationsOfRepair(deps: Deps, repairId: string): Promise<readonly Obligation[] | undefined> {
  if (!(await deps.repairs.load(repairId))) return undefined
  return deps.ledger.ofSubject(repairSubject(repairId))
}

/** What was broken of all that fell due in `[from, to)`, whoever's it is, latest first; at most so many. */
export async function brokenIn(
  deps: Deps,
  { from, to, most }: { readonly from: Instant; readonly to: Instant; readonly most: number },
): Promise<readonly Obligation[]> {
  const broken: Obligation[] = []
  const customers = await deps.directory.customers()
  for (const whose of everyone(customers)) {
    let cursor: string | undefined
    do {
      const page = await deps.ledger.ofCustomer({ ...whose, from, to, limit: PAGE, ...(cursor && { cursor }) })
      broken.push(...page.items.filter(({ state }) => state === 'broken'))
      cursor = page.cursor
    } while (cursor)
  }
  return broken.toSorted((a, b) => (a.dueAt < b.dueAt ? 1 : -1)).slice(0, most)
}

const PAGE = 500

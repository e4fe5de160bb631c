import { BadRequestError } from '../errors/errors.ts'
import type { Month, Obligation, Tally } from '../obligation/obligation.ts'
import type { Text } from '../plan/plan.ts'
import type { TallyBy } from '../ports/ledger.ts'
import type { Page } from '../ports/store.ts'
import type { Instant } from '../time/instant.ts'
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
  const tally = await deps.ledger.tally({ by, id, month })
  const ended = tally.kept + tally.broken
  return { id, tally, ...(ended > 0 && { keptRate: tally.kept / ended }) }
}

/** Every clause of a plan, all versions of it together, each as its latest version words it. Throws BadRequestError for an unknown plan. */
export async function clauseRates(deps: Deps, plan: string, month: Month): Promise<readonly ClauseRate[]> {
  const versions = deps.plans.filter(({ id }) => id === plan).toSorted((a, b) => a.version - b.version)
  if (versions.length === 0) throw new BadRequestError([`plan: must be one of ${planIds(deps).join(', ')}`])
  const clauses = new Map(versions.flatMap((version) => version.clauses).map((clause) => [clause.id, clause]))
  return Promise.all(
    [...clauses.values()].map(async ({ id, promise, status }) => ({
      ...(await rateOf(deps, 'clause', id, month)),
      promise,
      status,
    })),
  )
}

const planIds = ({ plans }: Deps): readonly string[] => [...new Set(plans.map(({ id }) => id))].toSorted()

/** A customer's obligations due in `[from, to)`, earliest first. Throws BadRequestError for a customer nobody knows. */
export async function obligationsOf(
  deps: Deps,
  query: { customer: string; from: Instant; to: Instant; limit: number; cursor?: string },
): Promise<Page<Obligation>> {
  if (!(await deps.directory.customer(query.customer)))
    throw new BadRequestError([`customer: nobody has the id "${query.customer}"`])
  return deps.ledger.ofCustomer(query)
}

/** Those of one repair; undefined when there is no such repair. */
export async function obligationsOfRepair(deps: Deps, repairId: string): Promise<readonly Obligation[] | undefined> {
  if (!(await deps.store.load(repairId))) return undefined
  return deps.ledger.ofSubject(`repair/${repairId}`)
}

/** What was broken of all that fell due in `[from, to)`, whoever's it is, latest first; at most so many. */
export async function brokenIn(
  deps: Deps,
  { from, to, most }: { readonly from: Instant; readonly to: Instant; readonly most: number },
): Promise<readonly Obligation[]> {
  const broken: Obligation[] = []
  const { customers } = await deps.directory.all()
  for (const whose of [{}, ...customers.map(({ id }) => ({ customer: id }))]) {
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

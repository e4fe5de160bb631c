import { BadRequestError, nobody } from '../kernel/errors.ts'
import { defined } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import { kindOf } from '../kernel/subject.ts'
import type { Feed } from '../ports/feed.ts'
import type { LinesQuery } from '../ports/ledger.ts'
import type { Page } from '../ports/store.ts'
import { positionOf } from '../promise/lines.ts'
import type { Month, Obligation } from '../promise/obligation.ts'
import { REPAIR, repairSubject } from '../repair/holds.ts'
import type { Deps } from './deps.ts'
import { clauseIds } from './rates.ts'

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

/** Of a month, narrowed to whatever is named. */
export interface LinesOfMonth {
  readonly month: Month
  readonly clause?: string
  readonly customer?: string
  readonly engineer?: string
  readonly site?: string
  readonly state?: Obligation['state']
  readonly limit: number
  readonly cursor?: string
}

/**
 * The lines behind a rate, the latest due first. The ledger finds them by customer, engineer or clause, whichever is named; what
 * else narrows them makes a page short: only without a cursor is it the last.
 */
export async function linesOfMonth(deps: Deps, query: LinesOfMonth): Promise<Page<Obligation>> {
  const { month, clause, customer, engineer, site, state, limit, cursor } = query
  if (customer !== undefined && !(await deps.directory.customer(customer)))
    throw new BadRequestError([nobody('customer', customer)])
  const page = { month, limit, ...defined({ state, cursor }) }
  const found = await foundBy(deps, page, { clause, customer, engineer })
  const fits = (line: Obligation) =>
    (clause === undefined || line.clause === clause) &&
    (engineer === undefined || line.engineer === engineer) &&
    (site === undefined || line.site === site)
  return { ...found, items: found.items.filter(fits) }
}

function foundBy(
  deps: Deps,
  page: Omit<LinesQuery, 'by' | 'id'>,
  { clause, customer, engineer }: { readonly [K in LinesQuery['by']]: string | undefined },
): Promise<Page<Obligation>> {
  if (customer !== undefined) return deps.ledger.lines({ by: 'customer', id: customer, ...page })
  if (engineer !== undefined) return deps.ledger.lines({ by: 'engineer', id: engineer, ...page })
  if (clause !== undefined) return deps.ledger.lines({ by: 'clause', id: clause, ...page })
  return ofAllClauses(deps, page)
}

async function ofAllClauses(deps: Deps, page: Omit<LinesQuery, 'by' | 'id'>): Promise<Page<Obligation>> {
  const ids = await clauseIds(deps)
  const pages = await Promise.all(ids.map((id) => deps.ledger.lines({ by: 'clause', id, ...page })))
  const lines = pages.flatMap(({ items }) => items).toSorted((a, b) => (positionOf(a) < positionOf(b) ? 1 : -1))
  const items = lines.slice(0, page.limit)
  const last = items.at(-1)
  const isMore = lines.length > page.limit || pages.some(({ cursor }) => cursor !== undefined)
  return last && isMore ? { items, cursor: positionOf(last) } : { items }
}

/** So many of the last saves are looked at, and so many repairs of them. */
const LATEST_SAVES = 200
const LATEST_REPAIRS = 20

/** The promises of repairs that were fulfilled last, in time or late at last, the last first. */
export async function latestEnded(
  deps: Deps & { readonly feed: Pick<Feed, 'latest'> },
  limit: number,
): Promise<readonly Obligation[]> {
  const saved = await deps.feed.latest(LATEST_SAVES)
  const repairs = saved.filter((subject) => kindOf(subject) === REPAIR).slice(0, LATEST_REPAIRS)
  const lines = (await Promise.all(repairs.map((subject) => deps.ledger.ofSubject(subject)))).flat()
  const ended = lines.filter(({ state, endedAt }) => endedAt !== undefined && (state === 'kept' || state === 'broken'))
  return ended.toSorted((a, b) => ((a.endedAt ?? '') < (b.endedAt ?? '') ? 1 : -1)).slice(0, limit)
}

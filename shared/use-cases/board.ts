import { defined } from '../kernel/fields.ts'
import type { Page } from '../ports/store.ts'
import type { RepairSummary } from '../repair/summary.ts'
import { positionOf } from '../repair/summary.ts'
import type { Deps } from './deps.ts'
import { seenBy } from './reach.ts'
import type { RepairQuery } from './repairs.ts'

/** What a board is narrowed to. Customers, sites and engineers by id or name. */
export interface BoardFilter {
  readonly customer?: string
  readonly site?: string
  readonly engineer?: string
  readonly severity?: string
  /** Whether any promise of it was broken. */
  readonly broken?: boolean
}
export type BoardQuery = RepairQuery & {
  readonly where?: BoardFilter
  /** Whether the reader may see a row; absent: all of them (see `rights.ts`). */
  readonly sees?: ((row: RepairSummary) => Promise<boolean>) | undefined
}

const STEP = 200
/** So many rows are looked at for one page: what a request may take stays bounded, however seldom something fits. */
const MOST_LOOKED_AT = 2000

/**
 * One page of a board: what fits the filter, in the order of the board. The page is short only at the end of the board, or
 * with a cursor that goes on where the looking stopped.
 */
export async function readBoard(deps: Deps, { where = {}, sees, ...query }: BoardQuery): Promise<Page<RepairSummary>> {
  if (Object.keys(where).length === 0 && !sees) return deps.repairs.list(query)
  const fits = await filterOf(deps, where)
  const found: RepairSummary[] = []
  let { cursor } = query
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += STEP) {
    const page = await deps.repairs.list({ ...query, limit: STEP, ...defined({ cursor }) })
    const fitting = await seenBy(page.items.filter(fits), sees)
    const room = query.limit - found.length
    found.push(...fitting.slice(0, room))
    const last = found.at(-1)
    if (fitting.length > room && last) return { items: found, cursor: positionOf(last) }
    cursor = page.cursor
    if (cursor === undefined) return { items: found }
  }
  return { items: found, ...defined({ cursor }) }
}

/** Rows that an earlier version saved know the name alone. */
async function filterOf({ directory }: Deps, where: BoardFilter): Promise<(row: RepairSummary) => boolean> {
  const { severity, broken } = where
  const [customer, site, engineer] = await Promise.all([
    named(where.customer, (id) => directory.customer(id)),
    named(where.site, (id) => directory.site(id)),
    named(where.engineer, (id) => directory.person(id)),
  ])
  return (row) =>
    customer(row.customerId, row.customer) &&
    site(row.siteId, row.site) &&
    engineer(row.assigneeId, row.assignee) &&
    (severity === undefined || row.severity === severity) &&
    (broken === undefined || row.brokenClocks > 0 === broken)
}

async function named(
  wanted: string | undefined,
  lookUp: (id: string) => Promise<{ readonly name: string } | undefined>,
): Promise<(id: string | undefined, name: string | undefined) => boolean> {
  if (wanted === undefined) return () => true
  const known = await lookUp(wanted)
  return (id, name) =>
    id === wanted || name === wanted || (id === undefined && known !== undefined && name === known.name)
}

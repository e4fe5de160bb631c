import type { RepairSummary } from '../repair/summary.ts'
import type { Deps } from './deps.ts'

const PAGE = 500

/** Every row of a board, in its order, read page by page. */
export async function* rowsOf(
  { repairs }: Pick<Deps, 'repairs'>,
  board: { readonly status: 'open' } | { readonly status: 'closed'; readonly month: string },
): AsyncGenerator<RepairSummary> {
  let cursor: string | undefined
  do {
    const page = await repairs.list({ ...board, limit: PAGE, ...(cursor && { cursor }) })
    yield* page.items
    cursor = page.cursor
  } while (cursor)
}

/** The rows of open repairs, the oldest report first. */
export async function openRows(
  deps: Pick<Deps, 'repairs'>,
  fits: (row: RepairSummary) => boolean = () => true,
): Promise<readonly RepairSummary[]> {
  const found: RepairSummary[] = []
  for await (const row of rowsOf(deps, { status: 'open' })) if (fits(row)) found.push(row)
  return found
}

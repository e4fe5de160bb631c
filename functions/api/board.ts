import { packed } from '../../shared/kernel/packed.ts'
import type { Feed } from '../../shared/ports/feed.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { readBoard } from '../../shared/use-cases/board.ts'
import { seesRow } from '../../shared/use-cases/reach.ts'
import { BOARD_COLUMNS, boardQuerySchema } from '../../shared/wire/board.ts'
import { parse } from '../../shared/wire/problem.ts'
import { json } from '../middleware/http.ts'
import { type ApiCall, maskedForViewers, queryOf, type StaffDeps } from './call.ts'
import { reachFor } from './rights.ts'
import { isViewer, staffOf } from './roles.ts'

/** So many are read at a time. */
const STEP = 1000
/** An answer is full then; Lambda hands over 6 MB of it, written as JSON once more. */
const FULL_BYTES = 4_500_000

/** All open repairs at once, each as short as can be, and from where on their changes are told. */
export const readWholeBoard: ApiCall<StaffDeps & { readonly feed: Pick<Feed, 'read'> }> = async (event, deps) => {
  const staff = staffOf(event)
  let { cursor } = parse(boardQuerySchema, queryOf(event))
  const reach = await reachFor(deps, staff)
  await auditOpening(deps, staff, 'repairs')
  // Where to go on is asked first: whatever is saved while the rows are read is told afterwards.
  const begun = await deps.feed.read({ limit: 1 })
  const shown = (row: object) => (isViewer(event) ? (maskedForViewers(JSON.stringify(row)) as object) : row)
  const rows: unknown[] = []
  let bytes = 0
  do {
    const page = await readBoard(deps, {
      sees: reach && seesRow(reach, staff),
      status: 'open',
      limit: STEP,
      ...(cursor && { cursor }),
    })
    const read = page.items.map((row) => packed({ ...shown(row) }, BOARD_COLUMNS))
    rows.push(...read)
    bytes += Buffer.byteLength(JSON.stringify(read))
    cursor = page.cursor
  } while (cursor && bytes < FULL_BYTES)
  const next = begun === 'unknown' ? '' : begun.cursor
  return json(200, { next, columns: BOARD_COLUMNS, rows, ...(cursor && { cursor }) })
}

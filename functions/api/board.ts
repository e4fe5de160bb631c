import { inColumns } from '../../shared/kernel/columns.ts'
import { positionOf } from '../../shared/repair/summary.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { KeptBoard } from '../../shared/use-cases/kept-board.ts'
import { seenBy, seesRow } from '../../shared/use-cases/reach.ts'
import { BOARD_COLUMNS, boardQuerySchema } from '../../shared/wire/board.ts'
import { parse } from '../../shared/wire/problem.ts'
import { json } from '../middleware/http.ts'
import { type ApiCall, maskedForViewers, queryOf, type StaffDeps } from './call.ts'
import { reachFor } from './rights.ts'
import { isViewer, staffOf } from './roles.ts'

/** An answer is full then; Lambda hands over 6 MB of it, written as JSON once more. */
const FULL_BYTES = 4_500_000

/** All open repairs at once, each as short as can be, and from where on their changes are told. */
export const readWholeBoard: ApiCall<StaffDeps & { readonly board: KeptBoard }> = async (event, deps) => {
  const staff = staffOf(event)
  const { cursor = '' } = parse(boardQuerySchema, queryOf(event))
  const reach = await reachFor(deps, staff)
  await auditOpening(deps, staff, 'repairs')
  const { rows, next } = await deps.board.read()
  const behind = cursor ? rows.filter((row) => positionOf(row) > cursor) : rows
  const seen = await seenBy(behind, reach && seesRow(reach, staff))
  // Halved until it fits: a board of so many is read in a few answers.
  for (let count = seen.length; ; count = Math.ceil(count / 2)) {
    const given = seen.slice(0, count)
    const shown = isViewer(event) ? given.map((row) => maskedForViewers(JSON.stringify(row)) as object) : given
    const last = count < seen.length ? given.at(-1) : undefined
    const columns = inColumns(shown, BOARD_COLUMNS)
    const answer = json(200, { next, count: shown.length, columns, ...(last && { cursor: positionOf(last) }) })
    if (count <= 1 || Buffer.byteLength(answer.body ?? '') <= FULL_BYTES) return answer
  }
}

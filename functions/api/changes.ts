import { defined } from '../../shared/kernel/fields.ts'
import type { Feed } from '../../shared/ports/feed.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { readChanges } from '../../shared/use-cases/changes.ts'
import { onTheLine } from '../../shared/use-cases/on-the-line.ts'
import { changesQuerySchema } from '../../shared/wire/changes.ts'
import { parse } from '../../shared/wire/problem.ts'
import { HttpError } from '../middleware/errors.ts'
import { json } from '../middleware/http.ts'
import { type ApiCall, queryOf, type StaffDeps } from './call.ts'
import { reachFor } from './rights.ts'
import { mayUse, staffOf } from './roles.ts'

/** Which subjects were saved since, with the rows of the board; asked over and over, so that what is empty costs little. */
export const listChanges: ApiCall<StaffDeps & { readonly feed: Pick<Feed, 'read'> }> = async (event, deps) => {
  const staff = staffOf(event)
  const query = parse(changesQuerySchema, queryOf(event))
  const reach = await reachFor(deps, staff)
  const seesContracts = mayUse(staff.role, 'contracts')
  const [read, calls] = await Promise.all([
    readChanges(deps, { ...query, who: staff, reach, seesContracts }),
    mayUse(staff.role, 'calls') ? onTheLine(deps) : undefined,
  ])
  if (read === 'unknown') throw new HttpError(410, 'askTheBoard', ASK_THE_BOARD)
  // Rows are the board's, and looked at like it.
  if (read.changes.length > 0) await auditOpening(deps, staff, 'repairs')
  if (calls && calls.count > 0) await auditOpening(deps, staff, 'calls')
  return json(200, { ...read, ...defined({ calls }) })
}

const ASK_THE_BOARD = {
  zh: '这个位置太旧，或不是本系统给的：请不带 after 再问一次，然后重读值班台（GET /api/repairs）。',
  en: 'That cursor is too old, or none of ours: ask once without `after`, then read the board again (GET /api/repairs).',
}

import { auditOpening } from '../../shared/use-cases/audit.ts'
import { lookUp, placeOf } from '../../shared/use-cases/look-up.ts'
import { lookupQuerySchema } from '../../shared/wire/lookup.ts'
import { parse } from '../../shared/wire/problem.ts'
import { json } from '../middleware/http.ts'
import { type ApiCall, queryOf } from './call.ts'
import { reachFor } from './rights.ts'
import { staffWho } from './roles.ts'

/** Who calls and about what, while somebody is on the line. */
export const readLookup: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'lookUp')
  const { q, site } = parse(lookupQuerySchema, queryOf(event))
  const reach = await reachFor(deps, staff)
  await auditOpening(deps, staff, site === undefined ? 'directory' : `site/${site}`)
  return json(200, site === undefined ? await lookUp(deps, q, reach) : await placeOf(deps, site, reach))
}

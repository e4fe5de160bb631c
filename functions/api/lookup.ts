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
  if (site === undefined) {
    await auditOpening(deps, staff, 'directory')
    return json(200, await lookUp(deps, q, reach))
  }
  const place = await placeOf(deps, site, reach)
  // What is not there, or not theirs to see, is no opening.
  const [opened] = place.sites
  if (opened) await auditOpening(deps, staff, `site/${opened.id}`, opened.customer)
  return json(200, place)
}

import { auditOpening } from '../../shared/use-cases/audit.ts'
import { listSuggestions } from '../../shared/use-cases/suggestions.ts'
import { seesVisit } from '../../shared/use-cases/visit-rights.ts'
import { parse } from '../../shared/wire/problem.ts'
import { suggestionsQuerySchema } from '../../shared/wire/suggestions.ts'
import { type ApiCall, queryOf } from '../api/call.ts'
import { reachFor } from '../api/rights.ts'
import { staffWho } from '../api/roles.ts'
import { json } from '../middleware/http.ts'

/** What customers were advised and have not answered. */
export const readSuggestions: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'visits')
  const query = parse(suggestionsQuerySchema, queryOf(event))
  const reach = await reachFor(deps, staff)
  await auditOpening(deps, staff, 'suggestions')
  const now = deps.clock.now()
  return json(200, await listSuggestions(deps, query, (one) => seesVisit(one, reach, staff, now)))
}

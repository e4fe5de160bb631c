import { parseRequest } from '../../shared/contracts/request.ts'
import { reportFault } from '../../shared/use-cases/report-fault.ts'
import { answerFor } from '../hotline/answer.ts'
import { bodyJson } from '../middleware/body.ts'
import { json } from '../middleware/http.ts'
import type { ApiCall } from './call.ts'
import { staffWho } from './roles.ts'

/** A request that came by fax, e-mail, on site or any other way, as the colleague who took it records it (H1, R10). */
export const takeRequest: ApiCall = async (event, deps) => {
  const { actor } = staffWho(event, 'takeRequest')
  const { through, ...report } = parseRequest(bodyJson(event))
  const takenBy = actor.name ?? actor.id
  const { outcome, repair } = await reportFault(deps, { ...report, channel: through, ...(takenBy && { takenBy }) })
  return json(outcome === 'repeated' ? 200 : 201, answerFor(repair))
}

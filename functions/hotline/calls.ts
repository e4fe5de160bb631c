import type { Deps } from '../../shared/use-cases/deps.ts'
import { reportFault } from '../../shared/use-cases/report-fault.ts'
import { bodyBytes } from '../middleware/body.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { type HttpHandler, httpHandler, json, problemJson } from '../middleware/http.ts'
import { answerFor } from './answer.ts'
import { requireSignature } from './checked.ts'
import { readCall } from './read-call.ts'
import type { Verifier } from './verification.ts'

export type HotlineDeps = Deps & { readonly verifier: Verifier }

/**
 * `POST /hotline/calls`: a call that another system took. Rightly signed, it always opens a repair: what cannot be read is
 * answered with 400 and on the record, so that nothing is lost.
 */
export const callsHandler = (deps: HotlineDeps): HttpHandler =>
  httpHandler(deps, { handle: takeCall, problem: problemJson })

const takeCall = async (event: HttpEvent, deps: HotlineDeps): Promise<HttpResult> => {
  await requireSignature(event, deps.verifier, deps.metrics)
  const { report, problems: unread } = readCall(bodyBytes(event), deps.clock.now(), event.headers['content-type'])
  const { outcome, repair, problem } = await reportFault(deps, report)
  const problems = [...unread, ...(problem ? [problem] : [])]
  const answer = answerFor(repair)
  if (problems.length > 0) {
    deps.log.warn('Call not readable in full; repair opened all the same', {
      repairId: repair.id,
      problems: problems.length,
    })
    return json(400, { error: 'badRequest', problems, ...answer })
  }
  return json(outcome === 'repeated' ? 200 : 201, answer)
}

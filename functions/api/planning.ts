import { pick } from '../../shared/kernel/fields.ts'
import type { Language } from '../../shared/kernel/text.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { whoIsOnCall } from '../../shared/use-cases/on-call.ts'
import { previewDeadlines } from '../../shared/use-cases/preview.ts'
import { clockView } from '../../shared/wire/clock-view.ts'
import { type DeadlinesAnswer, deadlinesSchema } from '../../shared/wire/deadlines.ts'
import { onCallQuerySchema } from '../../shared/wire/on-call.ts'
import { parse } from '../../shared/wire/problem.ts'
import { bodyJson } from '../middleware/body.ts'
import { json } from '../middleware/http.ts'
import { readerLanguage } from '../middleware/language.ts'
import { type ApiCall, queryOf } from './call.ts'
import { staffOf } from './roles.ts'

export const readOnCall: ApiCall = async (event, deps) => {
  staffOf(event)
  const { at = deps.clock.now() } = parse(onCallQuerySchema, queryOf(event))
  return json(200, { at, rosters: await whoIsOnCall(deps, at) })
}

export const preview: ApiCall = async (event, deps) => {
  staffOf(event)
  const query = parse(deadlinesSchema, bodyJson(event))
  const asked = await previewDeadlines(deps, query)
  const answer: DeadlinesAnswer = {
    planVersion: asked.plan.version,
    clocks: clocksOf(asked, readerLanguage(event)),
  }
  return json(200, answer)
}

export const clocksOf = (
  of: Pick<Repair, 'timezone' | 'plan' | 'clocks'>,
  language: Language,
): DeadlinesAnswer['clocks'] =>
  of.clocks.map((clock) => {
    const { clause, milestone, dueAt, explanation, ...more } = clockView(clock, of, language)
    return { clause, milestone, dueAt, explanation, ...pick(more, 'limit', 'warnAt', 'warnings') }
  })

export const readPlans: ApiCall = async (event, deps) => {
  staffOf(event)
  return json(200, { plans: await deps.plans() })
}

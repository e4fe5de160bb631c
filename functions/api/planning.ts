import { DEFAULT_TIMEZONE } from '../../shared/calendar/calendar.ts'
import { type DeadlinesAnswer, deadlinesSchema } from '../../shared/contracts/deadlines.ts'
import { onCallQuerySchema } from '../../shared/contracts/on-call.ts'
import { parse } from '../../shared/contracts/problem.ts'
import { whoIsOnCall } from '../../shared/use-cases/on-call.ts'
import { previewDeadlines } from '../../shared/use-cases/preview.ts'
import { bodyJson } from '../middleware/body.ts'
import { json } from '../middleware/http.ts'
import { type ApiCall, readerLanguage } from './call.ts'
import { staffOf } from './roles.ts'
import { clockView } from './view.ts'

export const readOnCall: ApiCall = async (event, deps) => {
  staffOf(event)
  const { at = deps.clock.now() } = parse(
    onCallQuerySchema,
    Object.fromEntries(new URLSearchParams(event.rawQueryString)),
  )
  return json(200, { at, rosters: await whoIsOnCall(deps, at) })
}

export const preview: ApiCall = async (event, deps) => {
  staffOf(event)
  const query = parse(deadlinesSchema, bodyJson(event))
  const plan = deps.plans.find(({ id }) => id === query.plan)
  const clocks = previewDeadlines(deps, query)
  const answer: DeadlinesAnswer = {
    clocks: clocks.flatMap((clock) => {
      if (!plan) return []
      const { clause, milestone, dueAt, explanation, warnings } = clockView(
        clock,
        { timezone: DEFAULT_TIMEZONE, plan },
        readerLanguage(event),
      )
      return [{ clause, milestone, dueAt, explanation, ...(warnings && { warnings }) }]
    }),
  }
  return json(200, answer)
}

export const readPlans: ApiCall = async (event, deps) => {
  staffOf(event)
  return json(200, { plans: deps.plans })
}

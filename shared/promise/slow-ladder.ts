import { msDuration } from '../kernel/instant.ts'
import type { ClockTerm, Plan } from '../plan/plan.ts'
import type { PlanProblem } from '../plan/rules/kit/kind.ts'
import { limitOf, plainLengthMs, startedByReport, termsFor } from '../plan/terms.ts'
import { ASKED_BY, pageWindowMs, SHORTEST_WINDOW_MS } from './ladder.ts'

/** Tiers of a roster that a plan is checked for, unless it gives windows to more: two-tier service (H6). */
const USUAL_TIERS = 2

/**
 * What is worth a look about how a page climbs: of the promise that a report breaks first, whether the plan's own windows
 * lead past every tier to the manager in time, or only those that are made shorter when they are used.
 */
export function slowLadder(plan: Plan): readonly PlanProblem[] {
  const terms = plan.severities.flatMap(({ id }) => [
    ...termsFor(plan, id),
    ...termsFor(plan, id, { matter: 'delivery' }),
  ])
  const [shortest] = startedByReport(terms)
    .map((term) => ({ term, limit: plainLengthMs(limitOf(plan, term, false)) }))
    .toSorted((one, other) => one.limit - other.limit)
  const tiers = Math.max(USUAL_TIERS, plan.escalation.acknowledgeWithin.length)
  return shortest ? tooSlow(plan, shortest.term, shortest.limit, tiers) : []
}

function tooSlow(plan: Plan, { clause, until }: ClockTerm, limit: number, tiers: number): readonly PlanProblem[] {
  const window = Math.floor((limit * ASKED_BY) / tiers / 1000) * 1000
  const reached = Array.from({ length: tiers }, (_, tier) => pageWindowMs(plan.escalation, tier, 0)).reduce(sum)
  const promise = `the ${msDuration(limit)} of ${clause} until ${until}`
  const at = (message: string): PlanProblem => ({ path: ['escalation', 'acknowledgeWithin'], message })
  if (window < SHORTEST_WINDOW_MS) {
    const least = Math.ceil((SHORTEST_WINDOW_MS * tiers) / ASKED_BY)
    return [
      at(
        `cannot reach ${tiers} tiers and then the manager within ${promise}: nobody answers in less than ${msDuration(SHORTEST_WINDOW_MS)}; promise at least ${msDuration(least)}`,
      ),
    ]
  }
  if (reached <= limit * ASKED_BY) return []
  const windows = Array.from({ length: tiers }, () => msDuration(window)).join(', ')
  return [
    at(
      `asks the manager ${msDuration(reached)} after the report, when ${promise} ${reached < limit ? 'are nearly' : 'are'} over: the windows will be shortened to fit; write [${windows}]`,
    ),
  ]
}

const sum = (one: number, other: number): number => one + other

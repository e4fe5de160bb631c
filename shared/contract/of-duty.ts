import { clausesWith, type PlanDocument } from '../plan/document.ts'
import { PLAN_OF_DUTY, WATCH_OF_DUTY } from '../plan/rules/duty.ts'
import { isEntryId, workIn } from './works.ts'

interface Named {
  readonly clause: string
  readonly need: string
}

/**
 * The part of reinforced duty that is kept on the page of its duty alone, whatever anybody says of it: its plan by planning it, its watch
 * by the log, where the plan file wants one. Undefined: it may be recorded.
 */
export function keptOnDuty(
  document: Pick<PlanDocument, 'clauses'>,
  { clause, need }: Named,
): 'plan' | 'watch' | undefined {
  const { id, number } = workIn(need)
  if (!isEntryId(number)) return undefined
  const rules = clausesWith(document, 'duty').filter((rule) => rule.clause === clause)
  if (rules.some((rule) => id === `${rule.id}${PLAN_OF_DUTY}`)) return 'plan'
  return rules.some((rule) => rule.entries !== undefined && id === `${rule.id}${WATCH_OF_DUTY}`) ? 'watch' : undefined
}

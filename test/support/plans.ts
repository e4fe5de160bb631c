import { loadPlans } from '../../infra/plans.ts'
import type { RecurringRule } from '../../shared/plan/rules.ts'

/** The four plans, from their documents. */
export const plans = loadPlans()

/** An inspection; what recurs, and when, is to be said. */
export const INSPECTION: Omit<RecurringRule, 'of'> = {
  rule: 'recurring',
  id: 'inspection',
  name: { zh: '巡检', en: 'Inspection' },
  by: 'visit',
  from: 'accepted',
}

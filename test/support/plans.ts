import { loadPlans } from '../../infra/plans.ts'

/** The four plans, from their documents. */
export const plans = loadPlans()

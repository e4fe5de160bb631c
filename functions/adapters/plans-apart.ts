import { ChengnuoError } from '../../shared/kernel/errors.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import type { Plans } from '../../shared/ports/plans.ts'
import type { Commit } from '../../shared/ports/store.ts'

/** What is kept names a plan that is not there. */
export class PlanNotKeptError extends ChengnuoError {
  override readonly name = 'PlanNotKeptError'
}

/** What stands for a plan in what is kept; id and version are for whoever looks at it. */
interface PlanRef extends Pick<Plan, 'id' | 'version'> {
  readonly ref: string
}

/** Where states and events have their plan: in a field of their own, or in that of whom and what they are about. */
interface WithPlan {
  readonly plan?: unknown
  readonly subject?: { readonly plan?: unknown }
}

/** The decision as it is written, with names in the place of plans. These are kept first: cut short in between, there is a plan too many. */
export const withoutPlans = async (plans: Plans, commit: Commit): Promise<Commit> => ({
  ...commit,
  state: await withoutPlan(plans, commit.state),
  events: await Promise.all(commit.events.map((event) => withoutPlan(plans, event))),
})

const withoutPlan = (plans: Plans, value: object): Promise<object> =>
  changingPlan(value, async (plan) => {
    if (!isPlan(plan)) return plan
    return { ref: await plans.keep(plan), id: plan.id, version: plan.version } satisfies PlanRef
  })

/** A state or an event as it was saved. What was written with its whole plan has it. @throws PlanNotKeptError */
export const withPlan = (plans: Plans, value: object): Promise<object> =>
  changingPlan(value, async (plan) => {
    if (!isRef(plan)) return plan
    const found = await plans.get(plan.ref)
    if (!found) throw new PlanNotKeptError(`plan ${plan.id} version ${plan.version} is not kept under ${plan.ref}`)
    return found
  })

async function changingPlan(value: WithPlan, change: (plan: unknown) => Promise<unknown>): Promise<object> {
  if (value.plan !== undefined) return { ...value, plan: await change(value.plan) }
  const { subject } = value
  return subject?.plan === undefined ? value : { ...value, subject: { ...subject, plan: await change(subject.plan) } }
}

const isPlan = (plan: unknown): plan is Plan => typeof plan === 'object' && plan !== null && 'clocks' in plan
const isRef = (plan: unknown): plan is PlanRef => typeof plan === 'object' && plan !== null && 'ref' in plan

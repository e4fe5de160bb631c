import type { Plan } from '../plan/plan.ts'

/** Plans as subjects were opened under them: each is kept once, however many name it. */
export interface Plans {
  /** Keeps the plan and gives its name, which is the same for the same content. */
  keep(plan: Plan): Promise<string>
  /** Undefined: none of that name was kept. */
  get(ref: string): Promise<Plan | undefined>
}

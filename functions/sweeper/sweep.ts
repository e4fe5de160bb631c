import type { Deps } from '../../shared/use-cases/deps.ts'
import { type Swept, sweep } from '../../shared/use-cases/sweep.ts'
import { taskHandler } from '../middleware/task.ts'

/** The watchdog, run by the schedule every minute. */
export const sweepHandler = (deps: Deps) =>
  taskHandler('sweep', deps, async (_event: unknown, deps): Promise<Swept> => sweep(deps))

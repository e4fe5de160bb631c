import type { WatchDeps } from '../../shared/use-cases/deps.ts'
import { type Swept, sweep } from '../../shared/use-cases/sweep.ts'
import { taskHandler } from '../middleware/task.ts'

/** The watchdog, run by the schedule every minute; `beat` tells the operator's own watch of each that has done all its work. */
export const sweepHandler = (deps: WatchDeps, beat: () => Promise<void> = async () => {}) =>
  taskHandler('sweep', deps, async (_event: unknown, deps): Promise<Swept> => {
    const swept = await sweep(deps)
    await beat()
    return swept
  })

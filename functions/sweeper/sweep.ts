import type { Swept } from '../../shared/shell/sweep.ts'
import type { WatchDeps } from '../../shared/use-cases/deps.ts'
import { keepWatch } from '../../shared/use-cases/keep-watch.ts'
import { taskHandler } from '../middleware/task.ts'

/** The watchdog, run by the schedule every minute; `beat` tells the operator's own watch of each that has done all its work. */
export const sweepHandler = (deps: WatchDeps, beat: () => Promise<void> = async () => {}) =>
  taskHandler('sweep', deps, async (_event: unknown, deps): Promise<Swept> => {
    const swept = await keepWatch(deps)
    await beat()
    return swept
  })

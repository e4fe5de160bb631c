import { type Swept, sweep } from '../shell/sweep.ts'
import { countOpen } from './count-open.ts'
import type { WatchDeps } from './deps.ts'

/** What the watchdog does each minute. Nothing is under way where the only process has just started: no grace then. */
export const keepWatch = (deps: WatchDeps, graceMs?: number): Promise<Swept> =>
  sweep(deps, [() => countOpen(deps)], graceMs)

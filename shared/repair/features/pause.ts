import { durationMs, type Instant, later } from '../../kernel/instant.ts'
import { pauseOf } from '../../plan/defaults.ts'
import type { Repair } from '../state/repair.ts'

export const isPaused = ({ pauses }: Repair): boolean => pauses.some(({ to }) => to === undefined)

/** The pause that lasts, if any. Those from before pauses had an end last at most as long as the plan lets one. */
export const currentPause = (state: Repair): { readonly until: Instant } | undefined => {
  const open = state.pauses.find(({ to }) => to === undefined)
  return open && { until: open.until ?? later(open.from, durationMs(pauseOf(state.plan).longest)) }
}

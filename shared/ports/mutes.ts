import type { Instant } from '../kernel/instant.ts'
import type { Mute } from '../repair/state/mute.ts'

/** Planned work during which nobody is woken. Few, and kept for good. */
export interface Mutes {
  /** Keeps it; one of the same id and end is replaced. */
  put(mute: Mute): Promise<void>
  /** Those that were planned to end after this instant, the first to end first; ended early or not begun yet all the same. */
  endingAfter(instant: Instant): Promise<readonly Mute[]>
  /** All of them, the last to end first. */
  latest(limit: number): Promise<readonly Mute[]>
}

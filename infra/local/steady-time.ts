import { performance } from 'node:perf_hooks'
import type { Log } from '../../shared/ports/observe.ts'

/** Where real time comes from; tests put their own in place. */
export interface TimeSources {
  /** The system's clock in milliseconds since 1970: right in the long run, but someone may set it. */
  readonly wallMs: () => number
  /** Milliseconds since some instant: nobody sets it, but it may stand still while the machine sleeps. */
  readonly steadyMs: () => number
}

export const systemTime: TimeSources = { wallMs: Date.now, steadyMs: () => performance.now() }

/** Less apart is drift, not a jump. */
const JUMP_MS = 1000
/** A jump forward that lasts so long is believed: the machine slept, or its clock was wrong before. */
const BELIEVED_AFTER_MS = 60_000
/** Where the system's clock is behind, time goes this much slower until both agree: it neither goes back nor stops. */
const SLOWED_BY = 0.1

/**
 * Real time that nobody can push. It goes on with the steady source and only compares itself with the system's clock: a jump of
 * that is told and at first changes nothing; one forward is followed once it has lasted. Deadlines that passed while the machine
 * slept are due then, and a clock set forward and back by mistake has moved none of them. `followed` is told of the first kind.
 */
export function createSteadyTime({ wallMs, steadyMs }: TimeSources, log?: Log, followed: () => void = () => {}) {
  let readAt = steadyMs()
  let time = wallMs()
  let jump: { readonly byMs: number; readonly since: number } | undefined

  function compare(apart: number, elapsed: number): void {
    if (Math.abs(apart) <= JUMP_MS) {
      if (jump) log?.warn('System clock: it agrees with ours again')
      jump = undefined
      time += apart > 0 ? apart : Math.max(apart, -elapsed * SLOWED_BY)
      return
    }
    if (!jump || Math.abs(apart - jump.byMs) > JUMP_MS) {
      jump = { byMs: apart, since: readAt }
      log?.warn('System clock: it jumped; ours goes on as before', { seconds: Math.round(apart / 1000) })
    }
    if (readAt - jump.since < BELIEVED_AFTER_MS) return
    if (apart < 0) {
      slowDown(elapsed)
      return
    }
    log?.warn('System clock: its jump has lasted and is followed', { seconds: Math.round(apart / 1000) })
    time += apart
    jump = undefined
    followed()
  }

  function slowDown(elapsed: number): void {
    time -= elapsed * SLOWED_BY
    // What is caught up with in this way is no new jump.
    if (jump) jump = { ...jump, byMs: jump.byMs + elapsed * SLOWED_BY }
  }

  return {
    nowMs(): number {
      const steady = steadyMs()
      const elapsed = steady - readAt
      readAt = steady
      time += elapsed
      compare(wallMs() - time, elapsed)
      return Math.floor(time)
    },
  }
}

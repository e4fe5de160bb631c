import type { Instant } from '../../../shared/kernel/instant.ts'
import { millisBetween } from '../../../shared/kernel/instant.ts'
import type { MovableClock } from '../clock.ts'

/** setTimeout overflows above this and fires at once; a longer wait is taken in several naps. */
const LONGEST_NAP_MS = 2 ** 31 - 1
const RETRY_MS = 1000

interface Alarm {
  readonly clock: MovableClock
  /** The earliest instant at which anything is due, from an index: timers themselves are never held in memory. */
  readonly nextDueAt: () => Instant | undefined
  /** Handles some of what is due. False: no room now, ask again a little later. */
  readonly fire: () => boolean
  readonly failed: (error: unknown) => void
}

/** The one in-process timer, always set to the earliest instant due. */
export function createAlarm({ clock, nextDueAt, fire, failed }: Alarm) {
  let nap: NodeJS.Timeout | undefined
  let setFor: Instant | undefined
  let on = false

  function ring(): void {
    setFor = undefined
    try {
      const hadRoom = fire()
      hadRoom ? set() : sleep(5)
    } catch (error) {
      failed(error)
      sleep(RETRY_MS)
    }
  }

  function sleep(ms: number): void {
    clearTimeout(nap)
    nap = setTimeout(ring, ms)
  }

  /** Call whenever the earliest due instant may have changed. */
  function set(): void {
    if (!on) return
    const dueAt = nextDueAt()
    if (dueAt === undefined || dueAt === setFor) return
    setFor = dueAt
    sleep(Math.min(Math.max(millisBetween(clock.now(), dueAt), 0), LONGEST_NAP_MS))
  }

  return {
    set,
    /** Starts, or starts afresh after the clock was moved. */
    start(): void {
      on = true
      setFor = undefined
      set()
    },
    stop(): void {
      on = false
      setFor = undefined
      clearTimeout(nap)
    },
  }
}

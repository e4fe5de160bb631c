import type { DatabaseSync } from 'node:sqlite'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { MovableClock } from '../clock.ts'
import { transaction } from '../database.ts'
import type { Signal } from './interpreter.ts'
import type { Runner } from './runner.ts'
import type { Store } from './store.ts'
import { createAlarm } from './timers.ts'

const BATCH = 64
/** More due timers than this stay in their table until there is room, so that a new call is not queued behind thousands. */
const BACKLOG = 128

const RETRY: Signal = { type: 'retried' }
const TIMEOUT: Signal = { type: 'failed', error: 'States.Timeout' }

interface TimeOptions {
  readonly db: DatabaseSync
  readonly clock: MovableClock
  readonly store: Store
  readonly runner: Runner
  /** Other work that must come to rest before time moves on. */
  readonly idle: readonly (() => Promise<void>)[]
  readonly onError: (error: unknown) => void
}

/** Fires what is due, as time passes by itself and on journeys through it. */
export class Time {
  readonly #options: TimeOptions
  readonly #alarm: ReturnType<typeof createAlarm>
  #on = false
  #journey = Promise.resolve()
  #travelling = false
  #stopListening = () => {}

  constructor(options: TimeOptions) {
    this.#options = options
    const { clock, store, runner, onError } = options
    const fire = () => runner.pool.backlog < BACKLOG && this.#fire(BATCH) >= 0
    this.#alarm = createAlarm({ clock, nextDueAt: store.nextDueAt, fire, failed: onError })
  }

  start(): void {
    this.#on = true
    this.#stopListening = this.#options.clock.onMove(() => {
      if (!this.#travelling) this.#alarm.start()
    })
    this.#alarm.start()
  }

  stop(): void {
    this.#on = false
    this.#stopListening()
    this.#alarm.stop()
  }

  /** A timer may have been set. */
  timerSet(): void {
    this.#alarm.set()
  }

  async drain(): Promise<void> {
    do await this.#rest()
    while (this.#on && this.#fire(BATCH) > 0)
  }

  /** One journey after the other. Where to is asked at the departure: earlier ones, and a clock that runs, have moved on until then. */
  travel(targetFrom: (now: Instant) => Instant): Promise<void> {
    const arrival = this.#journey.then(() => this.#depart(targetFrom))
    this.#journey = arrival.catch(() => {})
    return arrival
  }

  async #depart(targetFrom: (now: Instant) => Instant): Promise<void> {
    const { clock } = this.#options
    const wasFrozen = clock.frozen
    clock.freeze()
    const target = targetFrom(clock.now())
    if (target < clock.now()) {
      if (!wasFrozen) clock.resume()
      throw new RangeError(`time cannot go back from ${clock.now()} to ${target}`)
    }
    this.#travelling = true
    this.#alarm.stop()
    try {
      await this.#passUntil(target)
    } finally {
      this.#travelling = false
      if (!wasFrozen) clock.resume()
      if (this.#on) this.#alarm.start()
    }
  }

  async #passUntil(target: Instant): Promise<void> {
    const { clock, store } = this.#options
    await this.#rest()
    for (let dueAt = store.nextDueAt(); this.#on && dueAt !== undefined && dueAt <= target; dueAt = store.nextDueAt()) {
      if (dueAt > clock.now()) clock.moveTo(dueAt)
      this.#fire(1)
      await this.#rest()
    }
    if (this.#on) clock.moveTo(target)
    await this.#rest()
  }

  /** Fires the earliest due timers, at most `limit`, in one transaction. */
  #fire(limit: number): number {
    const { db, clock, store, runner } = this.#options
    const due = store.due(clock.now(), limit)
    transaction(db, () => {
      for (const { id, step, phase } of due) store.settle(id, step, phase === 'waiting' ? RETRY : TIMEOUT)
    })
    for (const { id } of due) runner.enqueue(id)
    return due.length
  }

  /** Until neither the engine nor the host's other work has anything left to do, without firing timers. */
  async #rest(): Promise<void> {
    const { runner, idle } = this.#options
    const { pool } = runner
    let before: number
    do {
      await pool.idle()
      before = pool.added
      for (const hook of idle) await hook()
    } while (pool.busy || pool.added !== before)
  }
}

import type { Actor } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Action } from './actions.ts'
import { consequences } from './consequences.ts'
import type { RecordedEvent, RepairEvent } from './events.ts'
import { evolve } from './evolve.ts'
import type { Repair } from './state/repair.ts'

/**
 * A decision in the making: the events so far and the state that follows from them. Recording a fact also records what it
 * does to the clocks, and what follows from that.
 */
export class Decision {
  readonly before: Repair | undefined
  readonly now: Instant
  readonly action: Pick<Action, 'id' | 'type'> | undefined
  readonly events: RecordedEvent[] = []
  #by: Actor
  #state: Repair | undefined

  constructor(before: Repair | undefined, now: Instant, by: Actor, action?: Pick<Action, 'id' | 'type'>) {
    this.before = before
    this.now = now
    this.#by = by
    this.action = action
    this.#state = before
  }

  get state(): Repair {
    if (!this.#state) throw new Error('Nothing has been decided yet')
    return this.#state
  }

  /** What is recorded from here on is someone else's doing. */
  goOnAs(by: Actor): this {
    this.#by = by
    return this
  }

  record(...events: readonly RepairEvent[]): this {
    for (const event of events) {
      const before = this.#state
      const fact = this.#append(event)
      this.record(...consequences(before, this.state, fact))
    }
    return this
  }

  #append(event: RepairEvent): RecordedEvent {
    const seq = (this.#state?.seq ?? 0) + 1
    const tap = this.action?.id && { action: this.action.id, did: this.action.type }
    const recorded = { ...event, seq, at: this.now, by: this.#by, ...tap }
    this.events.push(recorded)
    this.#state = evolve(this.#state, recorded)
    return recorded
  }
}

import type { Actor } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Decided, State } from './story.ts'

/** What every recorded event has: its place in its subject's log, when it was, and who did it. */
export interface Stamp {
  readonly seq: number
  readonly at: Instant
  readonly by: Actor
}

/** A decision in the making: the events so far and the state that follows from them. */
export class Recording<S extends State, E extends object> implements Decided<S, E & Stamp> {
  readonly before: S | undefined
  readonly now: Instant
  readonly events: (E & Stamp)[] = []
  readonly #evolve: (state: S | undefined, event: E & Stamp) => S
  #by: Actor
  #state: S | undefined

  constructor(before: S | undefined, now: Instant, by: Actor, evolve: (state: S | undefined, event: E & Stamp) => S) {
    this.before = before
    this.now = now
    this.#by = by
    this.#evolve = evolve
    this.#state = before
  }

  get state(): S {
    if (!this.#state) throw new Error('Nothing has been decided yet')
    return this.#state
  }

  /** What is recorded from here on is someone else's doing. */
  goOnAs(by: Actor): this {
    this.#by = by
    return this
  }

  record(...events: readonly E[]): this {
    for (const event of events) this.append(event)
    return this
  }

  /** Records one event with its place in the log; gives it, and the state before it. */
  protected append(event: E): { readonly before: S | undefined; readonly recorded: E & Stamp } {
    const before = this.#state
    const recorded = { ...event, seq: (before?.seq ?? 0) + 1, at: this.now, by: this.#by }
    this.events.push(recorded)
    this.#state = this.#evolve(before, recorded)
    return { before, recorded }
  }
}

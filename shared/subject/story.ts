import type { Instant } from '../kernel/instant.ts'
import type { Subject } from '../kernel/subject.ts'
import type { ServiceRecord } from '../knowledge/record.ts'
import type { Obligation } from '../promise/obligation.ts'
import type { CustomerEffect, Effect } from './effect.ts'
import type { MetricName } from './figures.ts'

/** What the state of every subject has. The rest is its story's alone. */
export interface State {
  readonly id: string
  /** Number of saved commits; the condition of the next save. */
  readonly version: number
  /** Sequence number of the last event. */
  readonly seq: number
  readonly updatedAt: Instant
}

/** What was decided: the events, and the state that follows from them. `before`: absent for a subject that is new. */
export interface Decided<S extends State = State, E extends object = object> {
  readonly before: S | undefined
  readonly state: S
  readonly events: readonly E[]
}

/** What nobody else may hold meanwhile, such as `unit/SN-1`, `loaner/L-1`, `call/CA1`, `number/+86…`. */
export interface Take {
  readonly hold: string
  /** Not again, not even by the subject that has it. */
  readonly once?: true
  /** Whose it may be taken from; with that, nobody else's. */
  readonly after?: Subject
  /** Somebody else has it: a reason to decide again rather than an answer. */
  readonly again?: true
}

/** How lists show a subject: on which board, where, and what of it. Positions sort as text and serve as cursors. */
export interface Entry {
  readonly board: string
  readonly position: string
  readonly summary: object
}

/**
 * A kind of subject that promises are about, as the shell knows it: a repair, a contract. Each has events of its own, and says what
 * follows from them; the shell loads, saves, delivers and asks again. All of it is pure.
 */
export interface Story<S extends State = State, E extends object = object> {
  /** The first half of every subject's name. */
  readonly kind: string
  /** The state as a store keeps it, in JSON, and back. */
  write(state: S): object
  read(kept: object): S
  /** The state that the events of that id lead to; undefined: there are none. */
  fold(id: string, events: readonly object[]): S | undefined
  /** What new events say to whom. The same event says the same, under the same key. */
  messages(events: readonly E[], before: S | undefined, after: S): readonly Effect[]
  /** The lines of the ledger, one for each promise, as they stand. */
  lines(state: S): readonly Obligation[]
  holds(state: S): readonly Take[]
  /** The service record that this makes, if it is one of service. */
  record?(state: S): ServiceRecord
  entry(state: S): Entry
  /** Somebody still waits for something: it is looked after. */
  isAttended(state: S): boolean
  /** The next instant at which something may be due, seen from now; undefined when nothing is. May lie in the past: ask again at once. */
  nextAt(state: S, now: Instant): Instant | undefined
  /** It was too much for one decision, and the next goes on: no matter how many that takes, it is no circle. */
  goesOn?(state: S): boolean
  /** What it waits for: the name that the workflow chooses its wait by. */
  waitsFor(state: S): string
  /** Names of what is counted when these events are saved. */
  figures(events: readonly E[]): readonly MetricName[]
}

/** A message that could not be handed over, for the record. */
export interface Undelivered {
  readonly effect: CustomerEffect
  readonly cause: string
  /** By which way it went, where it left and did not arrive: a contact is told by whatever is on file when it goes. */
  readonly went?: 'email' | 'text'
}

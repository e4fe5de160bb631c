import type { Contract } from '../directory/directory.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'

/** What was recorded about a contract's clauses of fact, in order: its service file. Append-only. */
export interface FactEvent {
  readonly seq: number
  readonly at: Instant
  readonly by: Actor
  /** The clause and what it needs, as the plan's `evidence` rule names it. */
  readonly clause: string
  readonly need: string
  /** `contract`, or the serial number or site it is about. */
  readonly about: string
  readonly fact: Fact | Filed | Moved
}
/** What was said about a document. */
export type Fact =
  | { readonly type: 'recorded'; readonly document: string; readonly reference?: string }
  | { readonly type: 'waived'; readonly reason: string }
/** The contract came into the system, with these dates. It is about no clause: `clause` and `need` are empty. */
export interface Filed extends Pick<Contract, 'signedOn' | 'deliveredOn' | 'acceptedOn'> {
  readonly type: 'filed'
}

/** The contract was moved to another version of its plan, whose earlier one needed these: `clause/need`. About no clause itself. */
export interface Moved {
  readonly type: 'moved'
  readonly needed: readonly string[]
}

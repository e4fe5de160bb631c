import type { Actor } from '../repair/repair.ts'
import type { Instant } from '../time/instant.ts'

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
  readonly fact:
    | { readonly type: 'recorded'; readonly document: string; readonly reference?: string }
    | { readonly type: 'waived'; readonly reason: string }
}

export interface ContractFiles {
  facts(contract: string): Promise<readonly FactEvent[]>
  /** Appends one event if it is the next; `conflict` when someone was first. */
  append(contract: string, event: FactEvent): Promise<'saved' | 'conflict'>
}

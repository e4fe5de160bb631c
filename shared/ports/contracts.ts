import type { FactEvent } from '../contract/facts.ts'

export interface ContractFiles {
  facts(contract: string): Promise<readonly FactEvent[]>
  /** Appends one event if it is the next; `conflict` when someone was first. */
  append(contract: string, event: FactEvent): Promise<'saved' | 'conflict'>
}

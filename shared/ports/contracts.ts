import type { FactEvent } from '../contract/facts.ts'

/** The service files of contracts as an earlier version kept them: read, never written any more. */
export interface ContractFiles {
  facts(contract: string): Promise<readonly FactEvent[]>
}

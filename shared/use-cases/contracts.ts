import type { ContractState } from '../contract/contract.ts'
import { factsIn, type RecordedContractEvent, readContractEvent } from '../contract/events.ts'
import type { FactEvent } from '../contract/facts.ts'
import { contractSubject } from '../contract/subject.ts'
import type { ContractFiles } from '../ports/contracts.ts'
import type { SubjectStore } from '../ports/store.ts'

/** Contracts by whatever leads to them. */
export interface Contracts {
  /** Undefined: nothing is on record of it. */
  load(id: string): Promise<ContractState | undefined>
  /** Its service file, in order. */
  history(id: string): Promise<readonly RecordedContractEvent[]>
  /** What was recorded about its clauses of fact, in order. */
  facts(id: string): Promise<readonly FactEvent[]>
}

type Source = { readonly store: SubjectStore; readonly contractFiles: ContractFiles }

/** What an earlier version kept in a file of its own is the record until the first save, which takes it in. */
export function contractsIn({ store, contractFiles }: Source): Contracts {
  const history: Contracts['history'] = async (id) => {
    const since = await store.history(contractSubject(id))
    return (since.length > 0 ? since : await contractFiles.facts(id)).map(readContractEvent)
  }
  return {
    async load(id) {
      const kept = await store.load(contractSubject(id))
      if (kept) return kept as ContractState
      // Few programs ever come to this.
      const { fold } = await import('../contract/evolve.ts')
      return fold(id, await contractFiles.facts(id))
    },
    history,
    facts: async (id) => factsIn(await history(id)),
  }
}

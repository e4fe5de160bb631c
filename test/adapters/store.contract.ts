import { lookupContract } from './lookup.contract.ts'
import { savingContract } from './saving.contract.ts'
import type { Stores } from './stores.ts'
import { waitingContract } from './waiting.contract.ts'

/** What every store must do. `create` gives an empty one. */
export function storeContract(create: () => Promise<Stores>): void {
  savingContract(create)
  waitingContract(create)
  lookupContract(create)
}

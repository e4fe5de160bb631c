import { boardContract } from './board.contract.ts'
import { filesContract } from './files.contract.ts'
import { inboxesContract } from './inboxes.contract.ts'
import { ledgerContract } from './ledger.contract.ts'
import { linksContract } from './links.contract.ts'
import { lookupContract } from './lookup.contract.ts'
import { rebuildContract } from './rebuild.contract.ts'
import { recordsContract } from './records.contract.ts'
import { savingContract } from './saving.contract.ts'
import type { Stores } from './stores.ts'
import { waitingContract } from './waiting.contract.ts'
import { watchContract } from './watch.contract.ts'

/** What every store must do. `create` gives an empty one; `runs` is how often what is played at random is. */
export function storeContract(create: () => Promise<Stores>, runs: number): void {
  savingContract(create)
  waitingContract(create)
  watchContract(create)
  lookupContract(create)
  boardContract(create)
  inboxesContract(create)
  linksContract(create)
  ledgerContract(create)
  recordsContract(create)
  filesContract(create)
  rebuildContract(create, runs)
}

import type { Stores } from '../stores.ts'
import { boardContract } from './board.suite.ts'
import { feedContract } from './feed.suite.ts'
import { filesContract } from './files.suite.ts'
import { inboxesContract } from './inboxes.suite.ts'
import { ledgerContract } from './ledger.suite.ts'
import { linksContract } from './links.suite.ts'
import { lookupContract } from './lookup.suite.ts'
import { rebuildContract } from './rebuild.suite.ts'
import { recordsContract } from './records.suite.ts'
import { savingContract } from './saving.suite.ts'
import { waitingContract } from './waiting.suite.ts'
import { watchContract } from './watch.suite.ts'

/** What every store must do. `create` gives an empty one; `runs` is how often what is played at random is. */
export function storeContract(create: () => Promise<Stores>, runs: number): void {
  savingContract(create)
  waitingContract(create)
  watchContract(create)
  lookupContract(create)
  boardContract(create)
  feedContract(create, runs)
  inboxesContract(create)
  linksContract(create)
  ledgerContract(create)
  recordsContract(create)
  filesContract(create)
  rebuildContract(create, runs)
}

import { directoryRecordSuite } from '../directory/record.suite.ts'
import { publishedSuite } from '../plans/published.suite.ts'
import type { Stores } from '../stores.ts'
import { talliesSuite } from '../tallies.suite.ts'
import { boardSuite } from './board.suite.ts'
import { feedContract } from './feed.suite.ts'
import { filesSuite } from './files.suite.ts'
import { inboxesSuite } from './inboxes.suite.ts'
import { ledgerSuite } from './ledger.suite.ts'
import { linesSuite } from './lines.suite.ts'
import { linksSuite } from './links.suite.ts'
import { lookupSuite } from './lookup.suite.ts'
import { rebuildSuite } from './rebuild.suite.ts'
import { recordsSuite } from './records.suite.ts'
import { savingSuite } from './saving.suite.ts'
import { waitingSuite } from './waiting.suite.ts'
import { watchSuite } from './watch.suite.ts'

/** What every store must do. `create` gives an empty one; `runs` is how often what is played at random is. */
export function storeSuite(create: () => Promise<Stores>, runs: number): void {
  savingSuite(create)
  waitingSuite(create)
  watchSuite(create)
  lookupSuite(create)
  boardSuite(create)
  feedContract(create, runs)
  inboxesSuite(create)
  linksSuite(create)
  ledgerSuite(create)
  linesSuite(create)
  recordsSuite(create)
  filesSuite(create)
  directoryRecordSuite(create)
  publishedSuite(create)
  rebuildSuite(create, runs)
  talliesSuite(create)
}

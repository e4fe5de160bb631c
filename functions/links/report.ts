import { defined } from '../../shared/kernel/fields.ts'
import type { Language } from '../../shared/kernel/text.ts'
import { serviceReport } from '../../shared/message/report.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { withAddresses } from '../../shared/use-cases/contacts.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { warrantyOfReported } from '../../shared/use-cases/unit-file.ts'
import { repairRail } from '../../web/pages/rail.ts'
import { reportPage } from '../../web/pages/report.ts'

interface Asked {
  readonly repair: Repair
  readonly language: Language
  /** What of it the reader may see; absent: all of it. */
  readonly shown?: <T>(what: T) => T
}

/** The service report as a page; apart from the other pages, because staff read it without a link. */
export const reportPageOf = async (deps: Deps, { repair, language, shown }: Asked): Promise<string> => {
  const [reachable, history, supplier, warranty] = await Promise.all([
    withAddresses(deps, repair),
    deps.repairs.history(repair.id),
    deps.directory.supplier(),
    warrantyOfReported(deps, repair),
  ])
  const seen = { repair: reachable, history }
  const read = shown ? shown(seen) : seen
  const rail = repairRail(read.repair, read.repair.clocks, { now: deps.clock.now(), size: 'print', language })
  const frame = { supplier, language, rail, ...defined({ warranty }) }
  return reportPage(serviceReport(read.repair, read.history), frame)
}

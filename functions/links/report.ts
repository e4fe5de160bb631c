import { serviceReport } from '../../shared/notify/report.ts'
import type { Language } from '../../shared/plan/plan.ts'
import type { Repair } from '../../shared/repair/repair.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { warrantyOfReported } from '../../shared/use-cases/unit-file.ts'
import { reportPage } from '../../web/pages/report.ts'

/** The service report as a page; apart from the other pages, because staff read it without a link. */
export const reportPageOf = async (
  deps: Deps,
  { repair, language }: { readonly repair: Repair; readonly language: Language },
): Promise<string> => {
  const [history, supplier, warranty] = await Promise.all([
    deps.store.history(repair.id),
    deps.directory.supplier(),
    warrantyOfReported(deps, repair),
  ])
  return reportPage(serviceReport(repair, history), { supplier, language, ...(warranty && { warranty }) })
}

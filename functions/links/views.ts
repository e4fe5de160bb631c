import type { LinkRecord } from '../../shared/notify/effect.ts'
import { serviceReport } from '../../shared/notify/report.ts'
import { describeEvent } from '../../shared/notify/texts.ts'
import type { Language } from '../../shared/plan/plan.ts'
import { allowedActions } from '../../shared/repair/allowed.ts'
import type { RecordedEvent, RepairEventType } from '../../shared/repair/events.ts'
import type { Actor, Repair } from '../../shared/repair/repair.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { customerPage } from '../../web/pages/customer.ts'
import { engineerPage } from '../../web/pages/engineer.ts'
import type { Notice, TimelineLine } from '../../web/pages/parts.ts'
import { reportPage } from '../../web/pages/report.ts'

/** An opened link and how its reader sees it. */
export interface Visit {
  readonly link: LinkRecord
  readonly repair: Repair
  readonly actor: Actor
  readonly language: Language
  readonly path: string
}

/** The page that a link opens, as its reader may see it now. */
export const pageOf = async (deps: Deps, visit: Visit, notice?: Notice): Promise<string> => {
  const { repair, actor, language, path, link } = visit
  const common = {
    language,
    now: deps.clock.now(),
    repair,
    allowed: allowedActions(repair, actor),
    path,
    ...(notice && { notice }),
  }
  if (link.kind === 'customer') return customerPage({ ...common, supplier: await deps.directory.supplier() })
  const history = await deps.store.history(repair.id)
  return engineerPage({ ...common, holder: link.holder, timeline: linesOf(history, repair, language) })
}

export const reportPageOf = async (
  deps: Deps,
  { repair, language }: Pick<Visit, 'repair' | 'language'>,
): Promise<string> => {
  const [history, supplier] = await Promise.all([deps.store.history(repair.id), deps.directory.supplier()])
  return reportPage(serviceReport(repair, history), { supplier, language })
}

/** Keeping the clocks is the machine's business: the promises stand elsewhere on the page. */
const MACHINERY: ReadonlySet<RepairEventType> = new Set<RepairEventType>(['clockStarted', 'clockMoved', 'clockWarned'])

/** Newest first: what an engineer needs to know is what happened last. */
const linesOf = (history: readonly RecordedEvent[], repair: Repair, language: Language): TimelineLine[] =>
  history
    .filter(({ type }) => !MACHINERY.has(type))
    .map((event) => ({
      at: event.at,
      text: describeEvent(event, language, repair.timezone),
      ...(event.by.name && { by: event.by.name }),
    }))
    .reverse()

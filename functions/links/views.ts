import type { Actor } from '../../shared/kernel/actor.ts'
import { defined } from '../../shared/kernel/fields.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import { inLanguage, type Language } from '../../shared/kernel/text.ts'
import { excerptOf, OMITTED } from '../../shared/message/excerpt.ts'
import { describeEvent } from '../../shared/message/timeline.ts'
import type { PlanDocument } from '../../shared/plan/document.ts'
import { isSameVersion } from '../../shared/plan/version.ts'
import { allowedActions } from '../../shared/repair/allowed.ts'
import type { RecordedEvent, RepairEventType } from '../../shared/repair/events.ts'
import { questionFor } from '../../shared/repair/part.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import type { SubjectLinkRecord } from '../../shared/subject/effect.ts'
import { colleaguesOf } from '../../shared/use-cases/colleagues.ts'
import { withAddresses } from '../../shared/use-cases/contacts.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import type { Article } from '../../shared/use-cases/knowledge.ts'
import { warrantyOfReported } from '../../shared/use-cases/unit-file.ts'
import type { Notice, TimelineLine } from '../../web/pages/parts.ts'

/** An opened link and how its reader sees it. */
export interface Visit {
  readonly link: SubjectLinkRecord
  readonly repair: Repair
  readonly actor: Actor
  readonly language: Language
  readonly path: string
  /** The list that it stands on, where somebody has one. */
  readonly home?: string
}

/** The page that a link opens, as its reader may see it now. */
export const pageOf = async (deps: Deps, visit: Visit, notice?: Notice): Promise<string> => {
  const { repair, actor, language, path, link, home } = visit
  const now = deps.clock.now()
  const allowed = allowedActions(repair, actor, now)
  const common = {
    language,
    now,
    repair: await withAddresses(deps, repair),
    allowed,
    path,
    ...defined({ notice }),
  }
  if (link.kind === 'customer') {
    // Neither page waits for what only the other's readers see.
    const { customerPage } = await import('../../web/pages/customer.ts')
    return customerPage({ ...common, supplier: await deps.directory.supplier() })
  }
  const [{ engineerPage }, history, warranty, similar, prices, colleagues] = await Promise.all([
    import('../../web/pages/engineer.ts'),
    deps.repairs.history(repair.id),
    warrantyOfReported(deps, repair),
    similarTo(deps, repair),
    allowed.includes('quote') ? pricesOf(deps, repair) : [],
    allowed.includes('handOver') ? colleaguesOf(deps, repair) : [],
  ])
  const question = questionFor(history, repair, link.holder)
  return engineerPage({
    ...common,
    holder: link.holder,
    timeline: linesOf(history, repair, language),
    similar,
    prices,
    colleagues,
    promises: promisesOf(await deps.plans(), repair, language),
    ...defined({ heard: await heardIn(repair, language), matters: await mattersIn(repair, language, now), home }),
    ...defined({ warranty, question }),
  })
}

/** Most customers have said nothing: their page waits for no words about it. */
const heardIn = async (repair: Repair, language: Language) =>
  repair.unread || repair.complaints
    ? (await import('../../web/pages/voice.ts')).heardCard({ repair, language })
    : undefined

/** Nor for what only some repairs have. */
const mattersIn = async (repair: Repair, language: Language, now: Instant) =>
  repair.quote || repair.replacement || repair.escalations || repair.claims
    ? (await import('../../web/pages/matters.ts')).situationCards(repair, language, now)
    : undefined

/** What positions may name is read where a quote may be made. */
const pricesOf = async (deps: Deps, repair: Repair) =>
  (await import('../../shared/use-cases/quote.ts')).pricesFor(deps, repair)

/** The sentences of the plan it is kept under, by clause. */
const promisesOf = (plans: readonly PlanDocument[], { plan }: Repair, language: Language): Record<string, string> => {
  const document = plans.find((one) => isSameVersion(one, plan))
  return Object.fromEntries((document?.clauses ?? []).map(({ id, promise }) => [id, inLanguage(promise, language)]))
}

const SIMILAR_SHOWN = 3

/** What was done about faults like this one of the same model (H2). This repair is on record too, and others that are not solved yet. */
const similarTo = async (deps: Deps, { id, symptoms, unit }: Repair): Promise<readonly Article[]> => {
  const model = unit?.model
  if (!symptoms.trim() || model === undefined) return []
  const limit = SIMILAR_SHOWN * 3
  // No customer's page waits for it.
  const { searchKnowledge } = await import('../../shared/use-cases/knowledge.ts')
  const articles = await searchKnowledge(deps, { words: symptoms, limit, model })
  return articles.filter(({ repair, done }) => repair !== id && done !== undefined).slice(0, SIMILAR_SHOWN)
}

/** Keeping the clocks is the machine's business: the promises stand elsewhere on the page. */
const MACHINERY: ReadonlySet<RepairEventType> = new Set<RepairEventType>(['clockStarted', 'clockMoved', 'clockWarned'])

/** Newest first: what an engineer needs to know is what happened last. */
export const linesOf = (history: readonly RecordedEvent[], repair: Repair, language: Language): TimelineLine[] => {
  const { events, omitted } = excerptOf(history.filter(({ type }) => !MACHINERY.has(type)))
  const [first, ...rest] = events.map((event) => ({
    at: event.at,
    text: describeEvent(event, language, repair.timezone),
    ...(event.by.name && { by: event.by.name }),
  }))
  const left = first && omitted > 0 ? [{ at: first.at, text: inLanguage(OMITTED(omitted), language) }] : []
  return [...(first ? [first] : []), ...left, ...rest].reverse()
}

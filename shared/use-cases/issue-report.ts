import { ruleOfWork } from '../contract/works.ts'
import { normaliseSerial } from '../directory/serial.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { defined, pick } from '../kernel/fields.ts'
import { periodOf } from '../report/period.ts'
import type { ReportSource } from '../report/source.ts'
import { visitReport } from '../report/visit-report.ts'
import { change } from '../shell/commit.ts'
import { begin } from '../visit/decide.ts'
import type { RecordedVisitEvent } from '../visit/events.ts'
import { visitSubject } from '../visit/state/subject.ts'
import type { VisitState } from '../visit/state/visit.ts'
import { visitStory } from '../visit/story.ts'
import { boundTo } from './bound.ts'
import type { Deps } from './deps.ts'
import { repairsOfPeriod } from './repairs-of-period.ts'
import { adviceFor } from './suggestions.ts'
import { filledIn } from './visit-filling.ts'
import { contactFor } from './visit-terms.ts'
import { historyOfVisit } from './visits.ts'

/**
 * The written report of a visit that is done (C14 C16 C17 C20 H19 N18 R14): drawn up once, its bytes kept beside the visit, their digests
 * on its record, and sent to the customer. Done again before that is recorded, it is drawn up again; after that never.
 */
export async function issueReport(deps: Deps, visit: VisitState): Promise<VisitState> {
  const { done, report, filled = [] } = visit
  if (!done || report || !filled.some(({ isReported }) => isReported)) return visit
  const bound = await boundTo(deps, visit.contract)
  if (!bound) return visit
  const source = await sourceOf(deps, visit, bound)
  const document = visitReport(source)
  const contact = visit.contact ?? (await contactFor(deps, visit, bound.sites))
  // In the language of whoever it is sent to; of the plan, where nobody is.
  const reader = contact && (await deps.directory.contact(contact.id))
  const language = reader?.language ?? bound.document.language
  const files = await deps.printing.issue(deps.attachments, visitSubject(visit.id), document, language)
  const issued = { type: 'reportIssued', title: document.title, ...files, ...defined({ contact }) } as const
  const result = await change(deps, visitStory, visit.id, (state) => {
    const decision = begin(state, SYSTEM, deps.clock.now())
    return state.report ? decision : decision.record(issued)
  })
  return result && 'saved' in result ? result.state : visit
}

type Bound = NonNullable<Awaited<ReturnType<typeof boundTo>>>

async function sourceOf(deps: Deps, visit: VisitState, bound: Bound): Promise<ReportSource> {
  const { id, way, terms, works, done, engineer, photos = [], filled = [], suggestions = [] } = visit
  if (!done) throw new Error(`${id} is not done`)
  const { timezone, site } = terms
  const [supplier, history] = await Promise.all([deps.directory.supplier(), historyOfVisit(deps, id)])
  const settled = works.filter(({ key }) => done.keys.includes(key))
  const [first] = settled
  const period = periodOf(first && ruleOfWork(bound.document, first.key), done.at, timezone)
  const sites = bound.sites.filter((one) => site === undefined || one.id === site.id)
  const earlier = await adviceFor(deps, terms.customer, site?.id)
  const units = bound.units.map(({ unit }) => unit).filter((unit) => sites.some((one) => one.id === unit.site))
  return {
    visit: id,
    way,
    supplier: supplier.name,
    hotline: supplier.hotline,
    customer: terms.customerName,
    contract: visit.contract,
    plan: bound.document.title,
    ...(site && { site: pick(site, 'name', 'address') }),
    timezone,
    works: settled.map(({ key, name, dueAt }) => ({ clause: key.slice(0, key.indexOf('/')), name, dueAt })),
    done: { at: done.at, by: done.by.name ?? done.by.id ?? '', found: done.found },
    ...(engineer && { engineer: engineer.name }),
    forms: filled.flatMap((one) => formOf(one, history)),
    faults: faultsOf(visit, history),
    suggestions: suggestions.map(({ what }) => ({ what })),
    unanswered: earlier
      .filter((one) => one.visit !== id && one.acceptedAt === undefined)
      .map(({ what, at }) => ({ what, at })),
    photos: photos.map(({ sha256, note }) => ({ sha256, ...defined({ note }) })),
    period,
    units: units
      .filter(({ replacedBy }) => replacedBy === undefined)
      .map(({ serial, name, model }) => ({ serial: normaliseSerial(serial), name, model })),
    repairs: await repairsOfPeriod(deps, { customer: terms.customer, sites: sites.map((one) => one.id) }, period),
  }
}

function formOf(
  { title, version, by, at, seq, score, signed }: NonNullable<VisitState['filled']>[number],
  history: readonly RecordedVisitEvent[],
): ReportSource['forms'] {
  const event = filledIn(history, seq)
  if (!event) return []
  const { signer, at: signedAt, file, byLink } = signed ?? {}
  return [
    {
      title,
      version,
      by: by.name,
      at,
      said: event.said,
      ...defined({ score }),
      ...(signer !== undefined &&
        signedAt !== undefined && {
          signed: { signer, at: signedAt, ...defined({ sha256: file?.sha256, byLink }) },
        }),
    },
  ]
}

const faultsOf = ({ found = [] }: VisitState, history: readonly RecordedVisitEvent[]): ReportSource['faults'] =>
  found.flatMap(({ seq, item, unit, repair, mended }) => {
    // A number that was mistyped was never found.
    if (mended) return []
    const what = filledIn(history, seq)?.findings.find((one) => one.item === item)?.what
    return what ? [{ what, ...defined({ unit, repair }) }] : []
  })

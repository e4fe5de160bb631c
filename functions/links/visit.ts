import { type Actor, nameOf } from '../../shared/kernel/actor.ts'
import { BadRequestError, type Fault } from '../../shared/kernel/errors.ts'
import { defined } from '../../shared/kernel/fields.ts'
import type { Language, Text } from '../../shared/kernel/text.ts'
import { wordsFor } from '../../shared/message/event-words.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { openVisitLink } from '../../shared/use-cases/open-visit-link.ts'
import { fillingOf, saidOf } from '../../shared/use-cases/visit-filling.ts'
import { calledAbout, namedOfVisit } from '../../shared/use-cases/visit-named.ts'
import { historyOfVisit, loadVisit } from '../../shared/use-cases/visits.ts'
import { allowedActions, withRank } from '../../shared/visit/allowed.ts'
import { visitLine } from '../../shared/visit/event-lines.ts'
import { visitSubject } from '../../shared/visit/state/subject.ts'
import type { VisitState } from '../../shared/visit/state/visit.ts'
import { visitPage } from '../../web/pages/visit.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { bodySent } from '../middleware/form-body.ts'
import { seeOther } from '../middleware/see-other.ts'
import type { Led } from './led.ts'
import { htmlPage, languageOf } from './page.ts'

/** A visit that somebody has opened, and how they see it. */
export interface Seen {
  readonly visit: VisitState
  readonly actor: Actor
  readonly language: Language
  readonly path: string
  /** The list that it stands on, where somebody has one. */
  readonly home?: string
}

/** `/p/{token}` and `/c/{token}` of a visit. Undefined: the link is over. */
export async function serveVisit(event: HttpEvent, deps: Deps, { link, path }: Led): Promise<HttpResult | undefined> {
  const opened = await openVisitLink(deps, link)
  if (!opened) return undefined
  const { visit, holder } = opened
  const language = languageOf(event, holder.language)
  const actor = { kind: link.kind, id: link.holder, name: holder.name } as const
  return answerVisit(event, deps, { visit, actor, language, path })
}

/** Reading never acts; acting takes a POST. */
export async function answerVisit(event: HttpEvent, deps: Deps, seen: Seen): Promise<HttpResult> {
  if (event.requestContext.http.method === 'POST') return submit(event, deps, seen)
  const { visit, actor } = seen
  if (actor.kind === 'engineer')
    await auditOpening(deps, { role: 'engineer', actor }, visitSubject(visit.id), visit.terms.customer)
  const { report } = visit
  const file = event.pathParameters?.file ?? (event.rawPath.endsWith('/report') ? report?.page.sha256 : undefined)
  if (file === undefined) return htmlPage(200, await pageOf(deps, seen))
  const { besideVisit, fileAnswer } = await import('../attachments/answer.ts')
  return fileAnswer(deps, besideVisit(visit), file)
}

interface Sent {
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly (Fault | Text)[]
}

async function submit(event: HttpEvent, deps: Deps, seen: Seen): Promise<HttpResult> {
  const { visit, actor, path, language } = seen
  const { form, file: bytes } = await bodySent(event)
  const values = Object.fromEntries(form)
  const again = async (status: number, next: Seen, problems: Sent['problems']) =>
    htmlPage(status, await pageOf(deps, next, { values, problems }))
  // A page that is only read needs none of it.
  const { actOnVisit, mayTryVisit, whyNot } = await import('../../shared/use-cases/act-on-visit.ts')
  const { parseVisitForm, visitActionTypeIn } = await import('../../shared/wire/visit-actions.ts')
  const [type, id] = [visitActionTypeIn(form), form.get('id')]
  // Who may do it is asked before its fields are read.
  if (type && !mayTryVisit(deps, visit, { type, ...(id && { id }) }, actor))
    return again(409, seen, [whyNot(visit, type, deps.clock.now())])
  try {
    const action = parseVisitForm(form, visit.terms.timezone, await deps.forms())
    const file =
      bytes && (await (await import('../attachments/keep.ts')).keepVisitFile(deps, visit.id, action.type, bytes))
    const result = await actOnVisit(deps, visit.id, action, actor, defined({ file }))
    if (result.outcome === 'done') return seeOther(`${path}?lang=${language}`)
    const now = result.outcome === 'notFound' ? visit : result.visit
    return again(409, { ...seen, visit: now }, result.outcome === 'notFound' ? [] : [result.why])
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error
    return again(400, { ...seen, visit: (await loadVisit(deps, visit.id)) ?? visit }, error.faults)
  }
}

async function pageOf(deps: Deps, { visit, actor, language, path, home }: Seen, sent?: Sent): Promise<string> {
  const now = deps.clock.now()
  const allowed = allowedActions(visit, withRank(visit, actor), now)
  const isCustomer = actor.kind === 'customer'
  const [named, contacts, all, { hotline, name }] = await Promise.all([
    namedOfVisit(deps, visit, actor),
    isCustomer ? [] : calledAbout(deps, visit),
    isCustomer && !visit.filled ? [] : historyOfVisit(deps, visit.id),
    deps.directory.supplier(),
  ])
  const { filling, found } = await fillingOf(deps, visit, all)
  const history = isCustomer ? [] : all
  const words = wordsFor(language, visit.terms.timezone)
  const timeline = history
    .map((one) => ({
      at: one.at,
      text: visitLine(one, words),
      ...(one.by.kind !== 'system' && { by: nameOf(one.by) }),
    }))
    .toReversed()
  return visitPage({
    visit,
    language,
    now,
    path,
    allowed,
    named,
    isCustomer,
    timeline,
    filling: filling.map((one) => ({
      ...one,
      said: saidOf(visit, { form: one.form.id, ...defined({ about: one.about }) }, all),
    })),
    found,
    supplier: { name, hotline },
    contacts,
    ...defined({ home, sent }),
  })
}

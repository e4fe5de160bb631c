import { BadRequestError, NotFoundError } from '../../shared/kernel/errors.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { openLink } from '../../shared/use-cases/open-link.ts'
import type { Sent } from '../../web/pages/forms.ts'
import type { Notice } from '../../web/pages/parts.ts'
import { bodyForm } from '../middleware/body.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { type HttpHandler, httpHandler } from '../middleware/http.ts'
import { seeOther } from '../middleware/see-other.ts'
import { htmlPage, languageOf } from './page.ts'
import { endedPage, problemPage } from './problem-page.ts'
import { pageOf, type Visit } from './views.ts'

/**
 * `/p/{token}`, `/i/{token}` and `/c/{token}`: pages behind a capability. Reading never acts; acting takes a POST. What reading
 * does not need is imported when it is needed: whoever opens a link waits for the page alone.
 */
export const linksHandler = (deps: Deps): HttpHandler =>
  httpHandler(deps, { handle: serve, problem: problemPage, isForPeople: true })

const serve = async (event: HttpEvent, deps: Deps): Promise<HttpResult> => {
  if (event.rawPath.startsWith('/i/')) return (await import('./inbox.ts')).serveInbox(event, deps)
  const visit = await open(event, deps)
  if (!visit) return (await notToRepair(event, deps)) ?? endedPage(event, deps)
  if (event.requestContext.http.method === 'POST') return submit(event, deps, visit)
  if (visit.link.kind === 'engineer') {
    const { repair, actor } = visit
    await auditOpening(deps, { role: 'engineer', actor }, repairSubject(repair.id), repair.customer?.id)
  }
  if (!event.rawPath.endsWith('/report')) return htmlPage(200, await pageOf(deps, visit))
  const { reportPageOf } = await import('./report.ts')
  return htmlPage(200, await reportPageOf(deps, visit))
}

/** A link of ours may lead to a contract's papers. */
const notToRepair = async (event: HttpEvent, deps: Deps): Promise<HttpResult | undefined> =>
  event.rawPath.startsWith('/p/') ? (await import('./contract.ts')).serveContract(event, deps) : undefined

const open = async (event: HttpEvent, deps: Deps): Promise<Visit | undefined> => {
  const token = event.pathParameters?.token
  const kind = event.rawPath.startsWith('/p/') ? 'engineer' : 'customer'
  const opened = token ? await openLink(deps, token) : undefined
  // An engineer's token is no key to the customer's page, nor the other way round.
  if (!token || !opened || opened.link.kind !== kind) return undefined
  const { link, holder } = opened
  return {
    ...opened,
    actor: { kind, id: link.holder, name: holder.name },
    language: languageOf(event, holder.language),
    path: `/${kind === 'engineer' ? 'p' : 'c'}/${token}`,
  }
}

const submit = async (event: HttpEvent, deps: Deps, visit: Visit): Promise<HttpResult> => {
  const { repair, actor, path, language } = visit
  const [{ act, mayTry }, { actionTypeIn, parseActionForm }] = await Promise.all([
    import('../../shared/use-cases/act.ts'),
    import('../../shared/wire/form.ts'),
  ])
  const form = bodyForm(event)
  const sent: Sent = { action: form.get('action') ?? '', values: Object.fromEntries(form) }
  const [type, id] = [actionTypeIn(form), form.get('id')]
  // Who may do it is asked before its fields are read.
  if (type && !(await mayTry(deps, repair, { type, ...(id && { id }) }, actor)))
    return again(409, deps, visit, { ...sent, kind: 'notAllowed' })
  try {
    const result = await act(deps, repair.id, parseActionForm(form, repair.timezone), actor)
    switch (result.outcome) {
      case 'done':
        return seeOther(`${path}?lang=${language}`)
      case 'notAllowed':
        return again(409, deps, { ...visit, repair: result.repair }, { ...sent, kind: 'notAllowed' })
      case 'notFound':
        throw new NotFoundError('no such repair')
      default:
        return result satisfies never
    }
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error
    return again(400, deps, visit, { ...sent, kind: 'check', problems: error.faults })
  }
}

const again = async (status: number, deps: Deps, visit: Visit, notice: Notice): Promise<HttpResult> =>
  htmlPage(status, await pageOf(deps, visit, notice))

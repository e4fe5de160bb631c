import { repairSubject } from '../../shared/repair/holds.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { openLink } from '../../shared/use-cases/open-link.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { type HttpHandler, httpHandler } from '../middleware/http.ts'
import type { JobsDeps } from './jobs.ts'
import { htmlPage, languageOf } from './page.ts'
import { type PageScript, scriptAnswer, withScript } from './script.ts'
import { pageOf, type Visit } from './views.ts'

/**
 * `/p/{token}`, `/i/{token}` and `/c/{token}`: pages behind a capability; `/jobs`, behind a session. Reading never acts; acting takes a POST. What reading
 * does not need is imported when it is needed: whoever opens a link waits for the page alone.
 */
export const linksHandler = (deps: JobsDeps, script?: PageScript): HttpHandler =>
  httpHandler(deps, {
    problem: async (problem, event) => (await import('./problem-page.ts')).problemPage(problem, event),
    isForPeople: true,
    takesFiles: true,
    handle: async (event, deps) =>
      event.rawPath.startsWith('/phone/')
        ? scriptAnswer(script, event.pathParameters?.file)
        : withScript(event, await serve(event, deps), script),
  })

const serve = async (event: HttpEvent, deps: JobsDeps): Promise<HttpResult> => {
  if (/^\/r(\/|$)/.test(event.rawPath)) return (await import('./code.ts')).serveCode(event, deps)
  if (event.rawPath.startsWith('/jobs')) return (await import('./jobs.ts')).serveJobs(event, deps)
  if (event.rawPath.startsWith('/i/')) return (await import('./inbox.ts')).serveInbox(event, deps)
  if (event.rawPath.startsWith('/f/')) return (await import('./feed.ts')).serveFeed(event, deps)
  const visit = await open(event, deps)
  if (!visit) return (await notToRepair(event, deps)) ?? (await import('./problem-page.ts')).endedPage(event, deps)
  if (event.requestContext.http.method === 'POST') return (await import('./submit.ts')).submit(event, deps, visit)
  if (visit.link.kind === 'engineer') {
    const { repair, actor } = visit
    await auditOpening(deps, { role: 'engineer', actor }, repairSubject(repair.id), repair.customer?.id)
  }
  const { file } = event.pathParameters ?? {}
  if (file !== undefined) {
    const { besideRepair, fileAnswer } = await import('../attachments/answer.ts')
    return fileAnswer(deps, besideRepair(visit.repair), file)
  }
  if (!event.rawPath.endsWith('/report')) return htmlPage(200, await pageOf(deps, visit))
  const { reportPageOf } = await import('./report.ts')
  return htmlPage(200, await reportPageOf(deps, visit))
}

/** A link may lead to a visit, an upgrade or a warning; one of ours to a contract's papers. */
const notToRepair = async (event: HttpEvent, deps: Deps): Promise<HttpResult | undefined> => {
  const ofVisit = await (await import('./visit.ts')).serveVisit(event, deps)
  if (ofVisit) return ofVisit
  const ofUpgrade = await (await import('./upgrade.ts')).serveUpgrade(event, deps)
  const other = ofUpgrade ?? (await (await import('./notice.ts')).serveNotice(event, deps))
  if (other || !event.rawPath.startsWith('/p/')) return other
  return (await import('./contract.ts')).serveContract(event, deps)
}

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

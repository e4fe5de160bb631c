import { kindOf } from '../../shared/kernel/subject.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { openLink } from '../../shared/use-cases/open-link.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { type HttpHandler, httpHandler } from '../middleware/http.ts'
import type { JobsDeps } from './jobs.ts'
import { type Led, ledBy } from './led.ts'
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
  const led = await ledBy(event, deps)
  const page = led && (await SERVED[kindOf(led.link.about)]?.(event, deps, led))
  return page ?? (await import('./problem-page.ts')).endedPage(event, deps)
}

type Served = (event: HttpEvent, deps: JobsDeps, led: Led) => Promise<HttpResult | undefined>

/** What a link may lead to, by kind. Undefined: it is over. */
const SERVED: Readonly<Record<string, Served>> = {
  repair: serveRepair,
  visit: async (...given) => (await import('./visit.ts')).serveVisit(...given),
  upgrade: async (...given) => (await import('./upgrade.ts')).serveUpgrade(...given),
  calendar: async (...given) => (await import('./calendar.ts')).serveCalendar(...given),
  duty: async (...given) => (await import('./duty.ts')).serveDuty(...given),
  roster: async (...given) => (await import('./roster.ts')).serveRoster(...given),
  notice: async (...given) => (await import('./notice.ts')).serveNotice(...given),
  contract: async (...given) => (await import('./contract.ts')).serveContract(...given),
}

async function serveRepair(event: HttpEvent, deps: JobsDeps, led: Led): Promise<HttpResult | undefined> {
  const visit = await open(event, deps, led)
  if (!visit) return undefined
  if (event.rawPath.endsWith('/key')) return (await import('./key.ts')).answerByKey(event, deps, visit)
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

const open = async (event: HttpEvent, deps: Deps, { link, path }: Led): Promise<Visit | undefined> => {
  const opened = await openLink(deps, link)
  if (!opened) return undefined
  const { holder } = opened
  return {
    ...opened,
    actor: { kind: link.kind, id: link.holder, name: holder.name },
    language: languageOf(event, holder.language),
    path,
  }
}

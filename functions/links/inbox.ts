import { NotFoundError } from '../../shared/errors/errors.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { inboxOf, takeFromInbox } from '../../shared/use-cases/inbox.ts'
import { openInbox } from '../../shared/use-cases/open-link.ts'
import { inboxPage } from '../../web/pages/inbox.ts'
import { bodyForm } from '../middleware/body.ts'
import type { HttpEvent, HttpResult } from '../middleware/http.ts'
import { seeOther } from '../middleware/see-other.ts'
import { htmlPage, languageOf } from './page.ts'

/** `/i/{token}`: all that was paged or asked of one person. Reading never acts; taking takes a POST, and taking twice takes once. */
export const serveInbox = async (event: HttpEvent, deps: Deps): Promise<HttpResult> => {
  const token = event.pathParameters?.token
  const link = token ? await openInbox(deps, token) : undefined
  if (!token || !link) throw new NotFoundError('no such link')
  const { holder } = link
  const person = await deps.directory.person(holder)
  const language = languageOf(event, person?.language ?? 'zh-CN')
  const path = `/i/${token}`
  if (event.requestContext.http.method === 'POST') {
    const take = bodyForm(event).get('take') ?? ''
    const actor = { kind: 'engineer', id: holder, name: person?.name ?? link.name } as const
    const late = await takeFromInbox(deps, holder, actor, take === 'all' ? 'all' : [take])
    const query = new URLSearchParams({ lang: language, ...(late.length > 0 && { late: late.join(' ') }) })
    return seeOther(`${path}?${query}`)
  }
  const listed = await inboxOf(deps, holder)
  const asked = new URLSearchParams(event.rawQueryString).get('late')?.split(' ') ?? []
  const linkOf = (repairId: string) => `/p/${deps.capabilities.tokenFor({ kind: 'engineer', repairId, holder })}`
  // Only what this person was written to about: an address says nothing else.
  const late = asked.filter((id) => listed.others.some((repair) => repair.id === id))
  return htmlPage(200, inboxPage({ ...listed, language, now: deps.clock.now(), path, linkOf, late }))
}

import { contractSubject } from '../../shared/contract/subject.ts'
import type { Subject } from '../../shared/kernel/subject.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import { pathTo } from '../../shared/shell/issue-link.ts'
import { upgradeSubject } from '../../shared/upgrade/state/subject.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { takeFromInbox } from '../../shared/use-cases/inbox.ts'
import { openInbox } from '../../shared/use-cases/open-inbox.ts'
import { visitSubject } from '../../shared/visit/state/subject.ts'
import { inboxPage } from '../../web/pages/inbox.ts'
import { bodyForm } from '../middleware/body.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { seeOther } from '../middleware/see-other.ts'
import { htmlPage, languageOf } from './page.ts'
import { endedPage } from './problem-page.ts'

/** So many of those that were too late are named: an address has an end. */
const MOST_NAMED = 50

/** `/i/{token}`: all that was paged or asked of one person. Reading never acts; taking takes a POST, and taking twice takes once. */
export const serveInbox = async (event: HttpEvent, deps: Deps): Promise<HttpResult> => {
  const token = event.pathParameters?.token
  const opened = token ? await openInbox(deps, token) : undefined
  if (!token || !opened) return endedPage(event, deps)
  const { person, listed } = opened
  const language = languageOf(event, person.language)
  const path = `/i/${token}`
  if (event.requestContext.http.method === 'POST') {
    const take = bodyForm(event).get('take') ?? ''
    const actor = { kind: 'engineer', id: person.id, name: person.name } as const
    const late = await takeFromInbox(deps, person.id, actor, take === 'all' ? 'all' : [take])
    const query = new URLSearchParams({
      lang: language,
      ...(late.length > 0 && { late: late.slice(0, MOST_NAMED).join(' ') }),
    })
    return seeOther(`${path}?${query}`)
  }
  const asked = new URLSearchParams(event.rawQueryString).get('late')?.split(' ') ?? []
  // Only what this person was written to about: an address says nothing else.
  const late = asked.filter((id) => listed.others.some((repair) => repair.id === id))
  const all = [...listed.toTake, ...listed.own, ...listed.others].map(({ id }) => repairSubject(id))
  const subjects = [
    ...all,
    ...listed.contracts.map(({ id }) => contractSubject(id)),
    ...listed.upgrades.map(({ id }) => upgradeSubject(id)),
    ...listed.visits.map(({ id }) => visitSubject(id)),
  ]
  const paths = await Promise.all(
    subjects.map(async (about) => [about, await pathTo(deps, { kind: 'engineer', about, holder: person.id })] as const),
  )
  const links = new Map(paths)
  const linkOf = (subject: Subject) => links.get(subject) ?? path
  return htmlPage(200, inboxPage({ ...listed, language, now: deps.clock.now(), path, linkOf, late }))
}

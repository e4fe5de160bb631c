import { pathTo } from '../../shared/shell/issue-link.ts'
import { endOfRosterLink } from '../../shared/use-cases/open-roster.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { seeOther } from '../middleware/see-other.ts'
import type { JobsDeps } from './jobs.ts'
import type { Led } from './led.ts'

/** `/p/{token}` of a roster: whoever was told of their duty finds what waits for them. Undefined: the link is over. */
export async function serveRoster(_event: HttpEvent, deps: JobsDeps, { link }: Led): Promise<HttpResult | undefined> {
  const opened = await endOfRosterLink(deps, link)
  if (!opened || opened.at <= deps.clock.now()) return undefined
  return seeOther(await pathTo(deps, { kind: 'inbox', holder: link.holder }))
}

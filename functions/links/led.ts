import type { SubjectLinkRecord } from '../../shared/subject/effect.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { linkOf } from '../../shared/use-cases/open-link.ts'
import type { HttpEvent } from '../middleware/event.ts'

/** The link that an address holds, on file and not revoked, and the address itself. */
export interface Led {
  readonly link: SubjectLinkRecord
  readonly path: string
}

/** Undefined: there is no such link. An engineer's token is no key to the customer's page, nor the other way round. */
export async function ledBy(event: HttpEvent, deps: Deps): Promise<Led | undefined> {
  const token = event.pathParameters?.token
  const kind = event.rawPath.startsWith('/p/') ? 'engineer' : 'customer'
  const link = token ? await linkOf(deps, token) : undefined
  return link?.kind === kind ? { link, path: `/${kind === 'engineer' ? 'p' : 'c'}/${token}` } : undefined
}

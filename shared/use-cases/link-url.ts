import type { LinkRecord, LinkSubject } from '../notify/effect.ts'
import { type Duration, durationMs, type Instant, later } from '../time/instant.ts'
import type { Deps } from './deps.ts'

const PATHS = { engineer: 'p', customer: 'c', inbox: 'i' } as const
/** An inbox serves as long as an engineer's link. */
const LIFETIME: Record<LinkSubject['kind'], Duration> = { engineer: 'P14D', customer: 'P90D', inbox: 'P14D' }

/** Where a link leads. */
export const urlOf = (deps: Deps, link: LinkSubject): string =>
  `${deps.publicUrl}/${PATHS[link.kind]}/${deps.capabilities.tokenFor(link)}`

/** What is stored of a link that is sent now; `name`: its holder's, should they be on file no more. */
export const recordOfLink = (
  { capabilities }: Pick<Deps, 'capabilities'>,
  link: LinkSubject,
  name: string,
  now: Instant,
): LinkRecord => ({
  ...link,
  hash: capabilities.hashOf(capabilities.tokenFor(link)),
  name,
  expiresAt: later(now, durationMs(LIFETIME[link.kind])),
})

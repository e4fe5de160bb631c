import type { LinkSubject } from '../notify/effect.ts'
import type { Deps } from './deps.ts'

const PATHS = { engineer: 'p', customer: 'c', inbox: 'i' } as const

/** Where a link leads. */
export const urlOf = (deps: Deps, link: LinkSubject): string =>
  `${deps.publicUrl}/${PATHS[link.kind]}/${deps.capabilities.tokenFor(link)}`

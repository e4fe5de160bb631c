import type { LinkSubject } from '../notify/effect.ts'

/** Links without login. The token is derived from the subject by a secret key, so a repeated message carries the same link and only its hash is stored. */
export interface Capabilities {
  /** Unguessable, at least 72 bits, URL-safe. Same subject, same token. */
  tokenFor(subject: LinkSubject): string
  hashOf(token: string): string
}

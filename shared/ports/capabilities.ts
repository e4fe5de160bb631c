import type { Instant } from '../kernel/instant.ts'
import type { LinkSubject } from '../subject/effect.ts'

/**
 * Links without login. The token is derived from the subject by a secret key, so a repeated message carries the same link and only
 * its hash is stored. `epoch`: when links of this subject were last revoked; it makes another token of the same subject.
 */
export interface Capabilities {
  /** Unguessable, at least 72 bits, URL-safe. Same subject, same token, as long as the secret is the same. */
  tokenFor(subject: LinkSubject, epoch?: Instant): Promise<string>
  /** Whether the token is this subject's, under a secret that still counts. */
  isFor(token: string, subject: LinkSubject, epoch?: Instant): Promise<boolean>
  hashOf(token: string): string
}

import type { Instant } from '../kernel/instant.ts'
import type { LinkTo } from '../subject/effect.ts'

/**
 * Links without login. The token is derived from the subject by a secret key, so a repeated message carries the same link and only
 * its hash is stored. `epoch`: when links of this subject were last revoked; it makes another token of the same subject.
 */
export interface Capabilities {
  /** Unguessable, at least 72 bits, URL-safe. Same subject, same token, as long as the secret is the same. */
  tokenFor(subject: LinkTo, epoch?: Instant): Promise<string>
  /** Whether the token is this subject's, under a secret that still counts. */
  isFor(token: string, subject: LinkTo, epoch?: Instant): Promise<boolean>
  hashOf(token: string): string
}

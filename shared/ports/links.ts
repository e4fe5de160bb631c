import type { Instant } from '../kernel/instant.ts'
import type { Subject } from '../kernel/subject.ts'
import type { LinkRecord, LinkTo } from '../subject/effect.ts'
import type { Holder } from '../subject/link.ts'

/** Links that were sent, by the hash of their token, and what was revoked. */
export interface Links {
  /** Keeps or prolongs one. */
  save(link: LinkRecord): Promise<void>
  find(hash: string): Promise<LinkRecord | undefined>
  /** The latest to a subject or of a person, also those that are over. */
  list(of: { readonly about: Subject } | { readonly holder: Holder }, limit: number): Promise<readonly LinkRecord[]>
  /** When links of this subject were last revoked: alone, or with all of their holder's. */
  revokedAt(subject: LinkTo): Promise<Instant | undefined>
  /** Without a subject, all of the holder's. Whatever was sent before is worth nothing any more, known here or not. */
  revoke(holder: Holder, subject: LinkTo | undefined, at: Instant): Promise<void>
}

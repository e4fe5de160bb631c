import type { Instant } from '../kernel/instant.ts'
import type { Subject } from '../kernel/subject.ts'

/** A subject that was saved, as it stands when it is read: never older than what announced it. */
export interface Change {
  readonly subject: Subject
  readonly version: number
  /** When it was saved. */
  readonly at: Instant
  /** Its row on a board, as its story has it. */
  readonly summary: object
}

export interface Changes {
  readonly items: readonly Change[]
  /** Where to go on. */
  readonly cursor: string
  /** There is more by now: go on at once. */
  readonly more: boolean
}

/**
 * What was saved, in an order that has no gaps: whoever reads from where they left off is given every subject that was saved
 * since, at least once, each time at least as new as the time before. The same may be given again.
 */
export interface Feed {
  /**
   * At most `limit` changes. Without a cursor none, and where to begin: whatever a board that is read afterwards does not show
   * comes then. `unknown`: the cursor is too old, or none of this store's.
   */
  read(query: { readonly after?: string; readonly limit: number }): Promise<Changes | 'unknown'>
  /** What the last so many saves were of, the last first, each once. It may lag by a moment. */
  latest(saves: number): Promise<readonly Subject[]>
}

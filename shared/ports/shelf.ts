import type { Instant } from '../kernel/instant.ts'

/** What the people at a desk share besides the record: small, few, and no evidence of anything. */
export interface Shelved {
  readonly id: string
  /** When it is over by itself; absent: somebody takes it away. */
  readonly until?: Instant
}

/** A shelf for each kind of thing. Whoever puts something there sees that it stays within bounds. */
export interface Shelf {
  /** One of the same id is replaced. */
  put(kind: string, thing: Shelved): Promise<void>
  /** By id, those that are not over then. */
  all(kind: string, now: Instant): Promise<readonly Shelved[]>
  remove(kind: string, id: string): Promise<void>
}

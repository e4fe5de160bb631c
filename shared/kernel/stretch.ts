import type { Instant } from './instant.ts'

/** A stretch of time, its end not included. */
export interface Stretch {
  readonly from: Instant
  readonly to: Instant
}
export const holdsAt = ({ from, to }: Stretch, at: Instant): boolean => from <= at && at < to
export const isDuring = (one: Stretch, other: Stretch): boolean => one.from < other.to && other.from < one.to

import { Temporal } from 'temporal-polyfill'
import type { Duration } from '../../../kernel/instant.ts'

/** What a change means for the customer; `changed` where it is good for some and bad for others, or nobody can say. */
export type Verdict = 'better' | 'worse' | 'changed'

/** Each aspect: above 0 better for the customer, below 0 worse, NaN not to be said. Undefined when nothing differs. */
export const verdict = (aspects: readonly number[]): Verdict | undefined => {
  const telling = aspects.filter((aspect) => aspect !== 0)
  if (telling.length === 0) return undefined
  if (telling.every((aspect) => aspect > 0)) return 'better'
  return telling.every((aspect) => aspect < 0) ? 'worse' : 'changed'
}

export const flag = (value: unknown): number => (value ? 1 : 0)
export const compare = (a: number, b: number): number => (Object.is(a, b) ? 0 : a - b)

/** Above 0 if names were taken away, below 0 if some were added, NaN if both. */
export const fewer = (old: readonly string[] = [], next: readonly string[] = []): number => {
  const gone = old.filter((name) => !next.includes(name)).length
  const added = next.filter((name) => !old.includes(name)).length
  return gone > 0 && added > 0 ? Number.NaN : gone - added
}

// Months differ in length, so they are measured from one fixed day.
export const days = (length: Duration): number =>
  Temporal.Duration.from(length).total({ unit: 'days', relativeTo: '2026-01-01' })

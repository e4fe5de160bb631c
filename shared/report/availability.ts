import { type Instant, laterOf, millisBetween } from '../kernel/instant.ts'

/** A length of time from one instant to another. */
export interface Span {
  readonly from: Instant
  readonly to: Instant
}

/** A repair as far as availability goes. */
export interface Outage {
  readonly reportedAt: Instant
  /** Absent: it does not work yet. */
  readonly repairedAt?: Instant
  /** While a loaner of ours stood in its place, as C5 and R7 are read; without `to`: it still does. */
  readonly loans: readonly { readonly from: Instant; readonly to?: Instant }[]
}

/**
 * How long a unit was out of use within a period, in milliseconds: from each report until it was repaired, times that overlap counted
 * once, without those in which a loaner stood in for it.
 */
export function downtimeOf(outages: readonly Outage[], period: Span): number {
  const down = merged(
    outages.flatMap(({ reportedAt, repairedAt = period.to }) => within(period, { from: reportedAt, to: repairedAt })),
  )
  const lent = merged(
    outages.flatMap(({ loans }) => loans.flatMap(({ from, to = period.to }) => within(period, { from, to }))),
  )
  const both = down.flatMap((one) => lent.flatMap((other) => within(one, other)))
  return lengthOf(down) - lengthOf(both)
}

/** The share of a period in which units were of use, from 0 to 1; undefined: there were none, or no time. */
export function availabilityOf(downs: readonly number[], units: number, { from, to }: Span): number | undefined {
  const time = units * Math.max(0, millisBetween(from, to))
  return time > 0 ? Math.max(0, 1 - downs.reduce((sum, down) => sum + down, 0) / time) : undefined
}

const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { from, to }) => sum + millisBetween(from, to), 0)

/** The part of one span that lies within another; none where they do not meet. */
function within(period: Span, span: Span): readonly Span[] {
  const from = laterOf(period.from, span.from)
  const to = span.to < period.to ? span.to : period.to
  return from < to ? [{ from, to }] : []
}

/** The same time, no part of it twice. */
function merged(spans: readonly Span[]): readonly Span[] {
  const all: Span[] = []
  for (const span of spans.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = all.at(-1)
    if (last && span.from <= last.to) all[all.length - 1] = { from: last.from, to: laterOf(last.to, span.to) }
    else all.push(span)
  }
  return all
}

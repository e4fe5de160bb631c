import { earliest, type Instant, later, laterOf } from '../kernel/instant.ts'
import { type AskingHours, askingAfter, askingBefore, askingFrom } from './asking-hours.ts'
import { isOpen, type Promised } from './promised.ts'

// What is due by the day, such as a paper, is spoken of a week before, on the last working day before it is late, and again when it
// is; then it climbs. A repair's clocks run by the minute and are paged (see `ladder.ts`).

/** So long before it is due somebody hears of it for the first time. */
const SOON_MS = 7 * 24 * 3_600_000
/** Working days from one question about what is late to the next; then once a week. */
const DAILY = 3
const WEEKLY_DAYS = 7

/** A promise, or a debt, that somebody is reminded of. */
export interface Reminded extends Pick<Promised, 'startedAt' | 'dueAt' | 'state'> {
  /** Since when it is known here to be due then; the times of asking before that have passed. */
  readonly since: Instant
  /** Of what was said before it was due: 1, that it soon is; 2, that this is the last day. */
  readonly told?: 1 | 2
}

/** How often in a row people were asked about what is late, and when last. */
export interface Climbed {
  readonly at: Instant
  readonly count: number
}

/**
 * When it is next to be spoken of before it is due. What is due on a rest day is on the working day before it; what is heard of when
 * no time of asking is left, at once.
 */
export function spokenOfAt(hours: AskingHours, promise: Reminded): Instant | undefined {
  const { told = 0, startedAt, since, dueAt } = promise
  if (!isOpen(promise) || told >= 2) return undefined
  const lastDay = askingBefore(hours, dueAt)
  if (told === 1) return lastDay > since ? lastDay : undefined
  const soon = askingFrom(hours, laterOf(later(dueAt, -SOON_MS), laterOf(startedAt, since)))
  return soon < dueAt ? soon : laterOf(lastDay, since)
}

/** The first instant at which any of them is to be spoken of: those of one delivery share theirs. */
export function nextSpokenOf(hours: AskingHours, promises: readonly Reminded[]): Instant | undefined {
  const kinds = new Map(
    promises.filter(isOpen).map((one) => [`${one.startedAt} ${one.since} ${one.dueAt} ${one.told}`, one]),
  )
  return earliest([...kinds.values()].flatMap((one) => spokenOfAt(hours, one) ?? []))
}

/** This is the last time of asking before it is due, or later. */
export const isLastDay = (hours: AskingHours, { dueAt }: Pick<Reminded, 'dueAt'>, now: Instant): boolean =>
  askingBefore(hours, dueAt) <= now

/** When somebody is next asked about what is late, after having been asked so. */
export function askedAgainAt(
  hours: AskingHours,
  late: readonly Pick<Reminded, 'dueAt' | 'since'>[],
  last: Climbed | undefined,
): Instant | undefined {
  // By the first of them: what comes in at the very time of asking keeps nobody from being asked.
  const first = earliest(late.map(({ dueAt, since }) => laterOf(dueAt, since)))
  if (first === undefined) return undefined
  return last ? askingAfter(hours, last.at, last.count < DAILY ? 1 : WEEKLY_DAYS) : askingFrom(hours, first)
}

/** It was not late yet, or not known to be, when people were last asked. */
export const isNews = ({ dueAt, since }: Pick<Reminded, 'dueAt' | 'since'>, last: Climbed | undefined): boolean =>
  last !== undefined && (dueAt >= last.at || since > last.at)

/** Whom to ask for the `count`th time: first the nearest and the next above, then one more; from the third time on the two that are highest. */
export function climbedTo<P>(ladder: readonly P[], count: number): readonly P[] {
  const reached = ladder.slice(0, Math.max(1, Math.min(count + 1, ladder.length)))
  return count >= DAILY ? reached.slice(-2) : reached
}

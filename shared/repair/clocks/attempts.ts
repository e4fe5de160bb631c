import { durationMs, type Instant, later, millisBetween } from '../../kernel/instant.ts'
import { attemptsOf } from '../../plan/defaults.ts'
import type { Clock } from '../../promise/clock.ts'
import type { Occurrence, Repair } from '../state/repair.ts'

// Whoever calls and reaches nobody has tried in time: the first attempt inside the limit keeps the promise to answer, if
// further ones follow at the plan's rhythm. Otherwise it was broken from the limit on.

/** Calls that count for this clock: the first one in time, and each that comes when it is due: neither at once nor too late. */
function counted({ attempts = [], plan }: Repair, clock: Clock): readonly Occurrence[] {
  const every = durationMs(attemptsOf(plan).every)
  const counting: Occurrence[] = []
  for (const attempt of attempts) {
    const last = counting.at(-1)
    const since = last && millisBetween(last.at, attempt.at)
    const isFirst = since === undefined && attempt.at >= clock.startedAt && attempt.at <= clock.dueAt
    if (isFirst || (since !== undefined && since >= every / 2 && since <= every)) counting.push(attempt)
  }
  return counting
}

/** A promise to answer, which a call that reached nobody may keep for a while. */
const isAnswer = ({ term }: Clock): boolean => term.until === 'responded'

/** When the promise is broken, if nothing more happens: at its limit, or when the next call after a first attempt is due. */
export function overdueAt(state: Repair, clock: Clock): Instant {
  if (!isAnswer(clock)) return clock.dueAt
  const last = counted(state, clock).at(-1)
  if (!last) return clock.dueAt
  const next = later(last.at, durationMs(attemptsOf(state.plan).every))
  return next > clock.dueAt ? next : clock.dueAt
}

/** The first attempt, once all that must follow it have followed. */
export function keptByAttempts(state: Repair, clock: Clock): Occurrence | undefined {
  if (!isAnswer(clock) || clock.state !== 'open') return undefined
  const calls = counted(state, clock)
  return calls.length > attemptsOf(state.plan).further ? calls[0] : undefined
}

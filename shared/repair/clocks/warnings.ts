import { instantAtShare } from '../../kernel/deadline.ts'
import { defined } from '../../kernel/fields.ts'
import { earliest, type Instant, later, millisBetween } from '../../kernel/instant.ts'
import type { Clock } from '../../promise/clock.ts'
import { heldUntil } from '../state/mute.ts'
import type { Repair } from '../state/repair.ts'
import { workingTimeOf } from '../state/working-time.ts'
import { overdueAt } from './attempts.ts'
import type { ClockEvent } from './events.ts'
import { isRunning } from './moving.ts'

const pendingWarnings = (state: Repair, clock: Clock): readonly number[] =>
  clock.drives ? state.plan.warnAt.filter((share) => !clock.warned.includes(share)) : []

/** When the people responsible are warned of it: the promise that pages, and no other. */
export const warnedAt = (state: Pick<Repair, 'timezone' | 'plan'>, clock: Clock): Instant[] =>
  clock.drives ? state.plan.warnAt.map((share) => warnAt(state, clock, share)) : []

function warnAt(state: Pick<Repair, 'timezone' | 'plan'>, clock: Clock, share: number): Instant {
  if (clock.agreedAt === clock.dueAt)
    return later(clock.startedAt, Math.floor(share * millisBetween(clock.startedAt, clock.dueAt)))
  const term = { limit: clock.limit, window: clock.term.window }
  return instantAtShare(term, clock.startedAt, clock.pauses, workingTimeOf(state), share)
}

/** When something is next said or recorded of a running clock: its next warning, or its end. */
export const nextOf = (state: Repair, clock: Clock): Instant =>
  earliest(
    pendingWarnings(state, clock)
      .map((share) => warnAt(state, clock, share))
      .concat(overdueAt(state, clock)),
  ) ?? clock.dueAt

/**
 * The people responsible hear of a deadline before it passes; of several thresholds passed at once, only the last. While the
 * desk tries itself (C24), or planned work holds pages back, no engineer is.
 */
export function warnings(state: Repair, now: Instant): ClockEvent[] {
  const isQuiet = state.desk !== undefined || heldUntil(state) !== undefined
  const person = state.assignee ?? (isQuiet ? undefined : state.paging?.person)
  return state.clocks.filter(isRunning).flatMap((clock): ClockEvent[] => {
    const shares = pendingWarnings(state, clock).filter((share) => warnAt(state, clock, share) <= now)
    if (shares.length === 0) return []
    const share = Math.max(...shares)
    return [{ type: 'clockWarned', clock: clock.id, clause: clock.term.clause, share, ...defined({ person }) }]
  })
}

import { nameOf } from '../kernel/actor.ts'
import { type Duration, durationMs, type Instant, later } from '../kernel/instant.ts'
import { without } from '../kernel/without.ts'
import type { RecordedEvent } from './events.ts'
import { reach } from './state/reach.ts'
import type { Repair } from './state/repair.ts'

// One of ours may record that the customer has confirmed; the customer has the last word on it. A repair that is closed by what
// we recorded is open again if they say that they never did.

/** So long after the close the customer may say so. */
const CONTESTABLE: Duration = 'P7D'

/** Until when the customer may say that nobody of theirs confirmed it; undefined where they did so themselves. */
export const contestableUntil = ({ closed, confirmedFor }: Repair): Instant | undefined =>
  closed?.how === 'confirmed' && confirmedFor ? later(closed.at, durationMs(CONTESTABLE)) : undefined

export const isContestable = (state: Repair, now: Instant): boolean => {
  const until = contestableUntil(state)
  return until !== undefined && now <= until
}

/** Whose word it was. Nobody rates their own work. */
export function applyConfirmed(state: Repair, event: RecordedEvent & { type: 'confirmed' }): Repair {
  const { by, how, onBehalf, rating } = event
  const confirmed = reach(without(state, 'confirmedFor'), 'confirmed', event)
  const rated = rating === undefined || by.id === state.assignee?.id ? confirmed : { ...confirmed, rating }
  if (by.kind === 'customer') return rated
  return { ...rated, confirmedFor: { name: onBehalf ?? nameOf(by), how: how ?? 'phone' } }
}

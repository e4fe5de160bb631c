import type { RecordedEvent } from './events.ts'
import { factOf } from './state/reach.ts'
import type { Repair } from './state/repair.ts'

/** More calls than this in one round say nothing new. */
const MOST_ATTEMPTS = 20

export const applyAttempt = (state: Repair, event: RecordedEvent & { type: 'attempted' }): Repair => ({
  ...state,
  attempts: [...(state.attempts ?? []), factOf(event)].slice(0, MOST_ATTEMPTS),
})

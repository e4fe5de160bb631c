import type { RecordedEvent } from './events.ts'
import type { Fact, Repair } from './repair.ts'

export const factOf = (event: RecordedEvent): Fact => ({ at: event.at, seq: event.seq })

/** The first fact that reaches a milestone is the one that counts. */
export const reach = (state: Repair, milestone: keyof Repair['milestones'], event: RecordedEvent): Repair =>
  state.milestones[milestone] ? state : { ...state, milestones: { ...state.milestones, [milestone]: factOf(event) } }

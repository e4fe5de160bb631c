import type { RepairStamp } from './recorded.ts'
import type { Occurrence, Repair } from './repair.ts'

type When = Pick<RepairStamp, 'at' | 'seq'>

export const occurrenceOf = (event: When): Occurrence => ({ at: event.at, seq: event.seq })

/** The first fact that reaches a milestone is the one that counts. */
export const reach = (state: Repair, milestone: keyof Repair['milestones'], event: When): Repair =>
  state.milestones[milestone]
    ? state
    : { ...state, milestones: { ...state.milestones, [milestone]: occurrenceOf(event) } }

import type { Stamp } from './recorded.ts'
import type { Fact, Repair } from './repair.ts'

type When = Pick<Stamp, 'at' | 'seq'>

export const factOf = (event: When): Fact => ({ at: event.at, seq: event.seq })

/** The first fact that reaches a milestone is the one that counts. */
export const reach = (state: Repair, milestone: keyof Repair['milestones'], event: When): Repair =>
  state.milestones[milestone] ? state : { ...state, milestones: { ...state.milestones, [milestone]: factOf(event) } }

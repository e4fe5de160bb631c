import { type Duty, isOver, type RecordedDutyEvent } from '../duty/duty.ts'
import { turnsIn } from '../duty/plan.ts'
import { dutyStory } from '../duty/story.ts'
import type { Plot } from '../shell/deps.ts'
import { laddersOf, managersOnDuty } from './contract-people.ts'
import type { Deps } from './deps.ts'

/** Reinforced duty with what it looks up: what the customer's calendar and the contract say of it now, and who answers for it. */
export const dutyPlot: Plot<Duty, RecordedDutyEvent> = {
  ...dutyStory,

  // Read when a duty moves: most that is woken is a repair.
  advance: async (deps: Deps, state) => (await import('./look-at-duty.ts')).decided(deps, state),

  settle: async (deps: Deps, state) => (await import('./look-at-duty.ts')).followed(deps, state),

  /** Nobody is paged about it: who is on the watch is on the plan, and asked again in their turn. */
  pageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  messageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  isStillSo: (state, { person, values: { asked, from } }) => {
    const isIn = state.shifts.some((shift) => shift.person === person)
    if (asked === 'entry') return state.log.asked !== undefined && !isOver(state)
    if (asked === 'begins')
      return !isOver(state) && turnsIn(state.shifts).some((turn) => turn.person === person && turn.from === from)
    if (asked === 'lost') return !isIn
    return asked === 'gained' || asked === 'changed' ? isIn && !isOver(state) : !isOver(state) || asked === 'noDeputy'
  },
  managers: async (deps: Deps, state) => {
    const contract = state && (await deps.directory.contract(state.contract))
    return contract ? (await laddersOf(deps, contract)).papers.slice(-1).map(({ id }) => id) : managersOnDuty(deps)
  },
}

import type { Handovers, RecordedHandoverEvent } from '../handover/handovers.ts'
import { isStillSo } from '../handover/messages.ts'
import { rosterStory } from '../handover/story.ts'
import type { Plot } from '../shell/deps.ts'
import type { Deps } from './deps.ts'

/** A roster, as it is on file: who has duty in the coming weeks, and what is open. */
export const rosterPlot: Plot<Handovers, RecordedHandoverEvent> = {
  ...rosterStory,
  // Read when a roster moves: most that is woken is a repair.
  advance: async (deps: Deps, state) => (await import('./look-at-roster.ts')).decided(deps, state.id, state),
  /** Nobody is paged about it. */
  pageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  messageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  isStillSo: (state, { person, values }) => isStillSo(state, person, values),
  managers: async (_deps, state) => (state ? [state.manager.id] : []),
}

import { isStillOwed } from '../contract/asking.ts'
import type { ContractState } from '../contract/contract.ts'
import type { RecordedContractEvent } from '../contract/events.ts'
import { contractStory } from '../contract/story.ts'
import { type Instant, later } from '../kernel/instant.ts'
import { mayBeAskedAt } from '../promise/asking-hours.ts'
import type { Plot } from '../shell/deps.ts'
import { HOUR_MS } from '../subject/inbox.ts'
import { laddersOf, managersOnDuty } from './contract-people.ts'
import type { Deps } from './deps.ts'

/** A contract with what it looks up: what it binds now, and who answers for its papers. */
export const contractPlot: Plot<ContractState, RecordedContractEvent> = {
  ...contractStory,

  // Read when a contract moves: most that is woken is a repair.
  advance: async (deps: Deps, state) => (await import('./look-at-contract.ts')).decided(deps, state),

  async settle(deps: Deps, state) {
    const { planVisits } = await import('./plan-visits.ts')
    await planVisits(deps, state)
    if (state.facts.some(({ fact }) => fact.type === 'recorded' && fact.doneOn !== undefined)) {
      const { daysFollow } = await import('./record-on-contract.ts')
      await daysFollow(deps, state.id)
    }
    if (!state.papers.some(({ work }) => work === 'watch' || work === 'letter')) return
    const { lookAtDuties } = await import('./look-at-duty.ts')
    await lookAtDuties(deps, state)
  },

  /** Nobody is paged about a contract: a question that does not arrive is asked again in its turn. */
  pageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  messageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  isStillSo: (state, { template, values }, now) =>
    template === 'calendar' || values.asked === 'denied' || (isStillOwed(state, values.asked) && mayGo(state, now)),
  managers: async (deps: Deps, state) => {
    const contract = state && (await deps.directory.contract(state.id))
    return contract ? (await laddersOf(deps, contract)).papers.slice(-1).map(({ id }) => id) : managersOnDuty(deps)
  },
}

/** What a standstill kept goes at no hour at which nobody is asked; for its reader's sake a message is held for an hour at most. */
const mayGo = ({ terms }: ContractState, now: Instant): boolean =>
  !terms || mayBeAskedAt(terms, now) || mayBeAskedAt(terms, later(now, -HOUR_MS))

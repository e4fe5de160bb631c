import { isStillOwed } from '../contract/asking.ts'
import type { ContractState } from '../contract/contract.ts'
import { advance } from '../contract/decide.ts'
import type { RecordedContractEvent } from '../contract/events.ts'
import { contractStory } from '../contract/story.ts'
import { dutyId } from '../duty/subject.ts'
import { type Instant, later } from '../kernel/instant.ts'
import { mayBeAskedAt } from '../promise/asking-hours.ts'
import type { Plot } from '../shell/deps.ts'
import { HOUR_MS } from '../subject/inbox.ts'
import { boundTo } from './bound.ts'
import { laddersOf, managersOnDuty } from './contract-people.ts'
import type { Deps } from './deps.ts'
import { dutyOfWork } from './duties.ts'
import { lookAgain } from './duty-plot.ts'

/** A contract with what it looks up: what it binds now, and who answers for its papers. */
export const contractPlot: Plot<ContractState, RecordedContractEvent> = {
  ...contractStory,

  async advance(deps: Deps, state) {
    const bound = await boundTo(deps, state.id)
    // Of a contract that nobody can read now nothing is decided: what is on record stands.
    if (!bound) return { before: state, state, events: [] }
    return advance(state, bound, await laddersOf(deps, bound.contract), deps.clock.now())
  },

  async settle(deps: Deps, state) {
    const { planVisits } = await import('./plan-visits.ts')
    await planVisits(deps, state)
    for (const id of dutiesOf(state)) await lookAgain(deps, id)
  },

  /** Nobody is paged about a contract: a question that does not arrive is asked again in its turn. */
  pageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  messageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  isStillSo: (state, { template, values }, now) =>
    template === 'calendar' || (isStillOwed(state, values.asked) && mayGo(state, now)),
  managers: async (deps: Deps, state) => {
    const contract = state && (await deps.directory.contract(state.id))
    return contract ? (await laddersOf(deps, contract)).papers.slice(-1).map(({ id }) => id) : managersOnDuty(deps)
  },
}

/** Those that its planned work is of, as far as the customer's days are still to come, or were taken back lately. */
const dutiesOf = ({ id, papers }: ContractState): readonly string[] => [
  ...new Set(
    papers.flatMap(({ key }) => {
      const [clause = '', need = '', about = ''] = key.split('/')
      const duty = dutyOfWork(id, { clause, need, about })
      return duty ? [dutyId(duty)] : []
    }),
  ),
]

/** What a standstill kept goes at no hour at which nobody is asked; for its reader's sake a message is held for an hour at most. */
const mayGo = ({ terms }: ContractState, now: Instant): boolean =>
  !terms || mayBeAskedAt(terms, now) || mayBeAskedAt(terms, later(now, -HOUR_MS))

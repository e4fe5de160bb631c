import { isAnswered, type Notice, type RecordedNoticeEvent } from '../advisory/notice.ts'
import { advance, notTold, withdrawNotice } from '../advisory/notice-decide.ts'
import { noticeStory } from '../advisory/notice-story.ts'
import { type PersonRef, SYSTEM } from '../kernel/actor.ts'
import type { Plot } from '../shell/deps.ts'
import { loadAdvisory } from './advisories.ts'
import { laddersOf, managersOnDuty } from './contract-people.ts'
import type { Deps } from './deps.ts'
import { personRef } from './team.ts'

/** A notice with whoever is to call its customer, as they are on file now. */
export const noticePlot: Plot<Notice, RecordedNoticeEvent> = {
  ...noticeStory,

  async advance(deps: Deps, state) {
    const [office, advisory] = await Promise.all([officeOf(deps, state), loadAdvisory(deps, state.advisory)])
    // It was withdrawn while this one was being sent.
    if (advisory?.withdrawn && !state.withdrawn)
      return withdrawNotice(state, advisory.withdrawn.reason, SYSTEM, deps.clock.now())
    const advice = { title: state.title, ...(advisory?.advice.todo && { todo: advisory.advice.todo }) }
    return advance(state, { office, advice }, deps.clock.now())
  },

  /** Nobody is paged about it: a question that does not arrive is asked again in its turn. */
  pageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  messageFailed: async (deps: Deps, state, { effect, cause }) =>
    notTold(state, effect.values.contact ?? '', cause, deps.clock.now()),
  isStillSo: (state, { values }) => values.asked !== 'call' || !isAnswered(state),
  managers: async (deps: Deps, state) =>
    state ? (await officeOf(deps, state)).slice(-1).map(({ id }) => id) : managersOnDuty(deps),
}

/** Whoever coordinates the contract, and its manager; where there is none, the manager on duty. */
async function officeOf(deps: Deps, { bound, coordinator }: Notice): Promise<readonly PersonRef[]> {
  const contract = bound && (await deps.directory.contract(bound.contract))
  if (contract) return (await laddersOf(deps, contract)).money.map(({ id, name }) => ({ id, name }))
  const ids = [coordinator?.id, ...(await managersOnDuty(deps))].filter((id) => id !== undefined)
  const people = await Promise.all([...new Set(ids)].map((id) => personRef(deps, id)))
  return people.filter((person) => person !== undefined)
}

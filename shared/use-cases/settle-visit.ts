import { SYSTEM } from '../kernel/actor.ts'
import { BadRequestError } from '../kernel/errors.ts'
import { change } from '../shell/commit.ts'
import { begin } from '../visit/decide.ts'
import type { VisitState } from '../visit/state/visit.ts'
import { visitStory } from '../visit/story.ts'
import { boundTo } from './bound.ts'
import { noteVisits } from './contract-ledger.ts'
import type { Deps } from './deps.ts'
import { notesOf } from './open-visit.ts'
import { recordOnContract } from './record-on-contract.ts'
import { owedWorks } from './visit-terms.ts'

/**
 * Tells its contract how a visit stands: what it has settled, and which works it is to settle when. May be repeated; whoever dies in between
 * leaves it to the next.
 */
export async function settleVisit(deps: Deps, visit: VisitState): Promise<void> {
  if (!visit.unnoted) return
  await recordDone(deps, visit)
  await noteVisits(deps, visit.contract, notesOf(visit))
  await change(deps, visitStory, visit.id, (state) => {
    const decision = begin(state, SYSTEM, deps.clock.now())
    // What has happened since is told next.
    return state.seq === visit.seq && state.unnoted ? decision.record({ type: 'contractTold' }) : decision
  })
}

/** Of each work that was done and is owed, the fact, with the visit as its proof. */
async function recordDone(deps: Deps, { id, contract, done }: VisitState): Promise<void> {
  const bound = done && (await boundTo(deps, contract))
  if (!done || !bound) return
  const owed = new Set((await owedWorks(deps, bound)).map(({ work }) => work.key))
  for (const key of done.keys.filter((one) => owed.has(one))) {
    const fact = { type: 'recorded', document: done.found, reference: id } as const
    try {
      await recordOnContract(deps, contract, whichOf(key), fact, done.by)
    } catch (error) {
      // Its contract asks for it no more: then nothing is settled by it.
      if (!(error instanceof BadRequestError)) throw error
      deps.log.warn('Not recorded: the contract does not ask for it now', { visit: id, key, error })
    }
  }
}

/** A key of a contract's papers, taken apart; what it is about may have slashes of its own. */
export const whichOf = (key: string) => {
  const [, clause = '', need = '', about = ''] = /^([^/]*)\/([^/]*)\/(.*)$/s.exec(key) ?? []
  return { clause, need, about }
}

import { whichOf } from '../evidence/papers.ts'
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
 * Reports what was found, issues the report of what is done, and tells its contract how a visit stands: what it has settled, and which works it is to settle when. May be repeated; whoever dies in between
 * leaves it to the next.
 */
export async function settleVisit(deps: Deps, before: VisitState): Promise<void> {
  if (!before.unnoted) return
  const found = await withScores(deps, await withFound(deps, before))
  await withoutDisputed(deps, found)
  await recordDone(deps, found)
  await noteVisits(deps, found.contract, notesOf(found))
  const visit = await withReport(deps, found)
  if (visit.suggestions?.length) await (await import('./suggestions.ts')).listAdvice(deps, visit)
  await change(deps, visitStory, visit.id, (state) => {
    const decision = begin(state, SYSTEM, deps.clock.now())
    // What has happened since is told next.
    return state.seq === visit.seq && state.unnoted ? decision.record({ type: 'contractTold' }) : decision
  })
}

/** Most visits find nothing, and end without a report: what takes it is read where it is taken. */
const withFound = async (deps: Deps, visit: VisitState): Promise<VisitState> =>
  visit.found?.some(({ repair, mended }) => repair === undefined || mended === 'toTell')
    ? (await import('./found-faults.ts')).reportFound(deps, visit)
    : visit
const withoutDisputed = async (deps: Deps, visit: VisitState): Promise<void> =>
  visit.disputed && (await import('./disputed-moves.ts')).takeBackDisputed(deps, visit)
/** Whoever rated a repair is heard where it is. */
const withScores = async (deps: Deps, visit: VisitState): Promise<VisitState> =>
  visit.works.some(({ problems }) => problems) ? (await import('./note-scores.ts')).noteScores(deps, visit) : visit
const withReport = async (deps: Deps, visit: VisitState): Promise<VisitState> =>
  visit.done && !visit.report && visit.filled?.some(({ isReported }) => isReported)
    ? (await import('./issue-report.ts')).issueReport(deps, visit)
    : visit

/** Of each work that was done and is owed, the fact, with the visit as its proof. */
async function recordDone(deps: Deps, { id, contract, done }: VisitState): Promise<void> {
  const bound = done && (await boundTo(deps, contract))
  if (!done || !bound) return
  const owed = new Set((await owedWorks(deps, bound)).map(({ work }) => work.key))
  for (const key of done.keys.filter((one) => owed.has(one))) {
    const fact = { type: 'recorded', document: done.found, reference: id, doneAt: done.at } as const
    try {
      await recordOnContract(deps, contract, whichOf(key), fact, done.by)
    } catch (error) {
      // Its contract asks for it no more: then nothing is settled by it.
      if (!(error instanceof BadRequestError)) throw error
      deps.log.warn('Not recorded: the contract does not ask for it now', { visit: id, key, error })
    }
  }
}

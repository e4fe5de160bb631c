import type { ContractState, Paper } from '../contract/contract.ts'
import { plannedFrom, withFirst } from '../contract/visits.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import { wake } from '../shell/commit.ts'
import { ownProblems } from '../visit/features/filling/forms.ts'
import { visitSubject } from '../visit/state/subject.ts'
import type { VisitState, VisitWork } from '../visit/state/visit.ts'
import { boundTo } from './bound.ts'
import type { Deps } from './deps.ts'
import { openVisit, takeAlong } from './open-visit.ts'
import { type OwedWork, owedWorks } from './visit-terms.ts'
import { loadVisit } from './visits.ts'

/**
 * What of a contract's work comes due is planned: it is taken along by a visit that is there, or one is opened for all that may be done at
 * that place and in that way by then. May be repeated: the contract knows which work is planned, and no two visits have one.
 */
export async function planVisits(deps: Deps, state: ContractState): Promise<void> {
  if (state.unfinished || !state.terms) return
  await wakeConcerned(deps, state)
  const now = deps.clock.now()
  const due = new Set(state.papers.filter((paper) => (plannedFrom(paper) ?? '~') <= now).map(({ key }) => key))
  const bound = due.size > 0 ? await boundTo(deps, state.id) : undefined
  if (!bound) return
  const papers = new Map(state.papers.map((paper) => [paper.key, paper]))
  const free = (await owedWorks(deps, bound)).filter(({ work }) => work.opensAt <= now && papers.has(work.key))
  for (const together of Map.groupBy(free, ({ place, way }) => `${way} ${place}`).values()) {
    const works = withFirst(
      together.flatMap(({ work }) => (papers.get(work.key)?.visit === undefined ? work : [])),
      due,
    )
    const [first] = together
    if (!first || works.length === 0) continue
    if (await joined(deps, together, papers, works)) continue
    const { place, way } = first
    await openVisit(deps, bound, { place, way, works, because: 'due', by: SYSTEM })
  }
}

/** Whether a visit that goes there anyway takes these along. */
async function joined(
  deps: Deps,
  together: readonly OwedWork[],
  papers: ReadonlyMap<string, Paper>,
  works: readonly VisitWork[],
): Promise<boolean> {
  const known = together.map(({ work }) => papers.get(work.key)?.visit).filter((visit) => visit && !visit.over)
  for (const id of new Set(known.flatMap((visit) => visit?.id ?? []))) {
    const visit = await loadVisit(deps, id)
    if (visit && works.every((work) => fits(visit, work, deps.clock.now())) && (await takeAlong(deps, id, works)))
      return true
  }
  return false
}

/** A date is still looked for, and in time; or it is agreed for one at which this may be done and is not late. What was forgotten takes nothing along. */
const fits = ({ stage, slot, works, engineer }: VisitState, work: VisitWork, now: Instant): boolean => {
  const { opensAt, dueAt } = work
  // Nobody is given a call about their own work.
  if (ownProblems([work], engineer?.id).length > 0) return false
  return stage === 'planning'
    ? works.every((one) => one.dueAt >= now)
    : stage === 'appointment' && slot !== undefined && slot.from >= opensAt && slot.to <= dueAt
}

/** What was settled otherwise, or is due on another day, concerns the visit that has it. */
async function wakeConcerned(deps: Deps, { papers }: ContractState): Promise<void> {
  const concerned = papers.flatMap(({ visit, endedAt, dueAt }) =>
    visit && !visit.over && (endedAt !== undefined || visit.dueAt !== dueAt) ? [visit.id] : [],
  )
  for (const id of new Set(concerned)) {
    const visit = await loadVisit(deps, id)
    if (visit && visit.stage !== 'ended') await wake(deps, visitSubject(id))
  }
}

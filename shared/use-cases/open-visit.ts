import type { Bound } from '../contract/decide.ts'
import { type Actor, SYSTEM } from '../kernel/actor.ts'
import { dayOf } from '../kernel/calendar.ts'
import { change, commit } from '../shell/commit.ts'
import { begin, open } from '../visit/decide.ts'
import type { OpenedEvent } from '../visit/events.ts'
import { visitSubject } from '../visit/state/subject.ts'
import type { VisitState, VisitWork } from '../visit/state/visit.ts'
import { visitStory } from '../visit/story.ts'
import { noteVisits } from './contract-ledger.ts'
import type { Deps } from './deps.ts'
import { startOrWake } from './start-subject.ts'
import { termsFor } from './visit-terms.ts'

/** What a visit is opened for. */
export interface Opening extends Pick<OpenedEvent, 'way' | 'place' | 'works' | 'because'> {
  readonly by: Actor
}

/** Opens a visit; undefined where another has one of these works: whoever was first. Its contract knows of it before it is started. */
export async function openVisit(
  deps: Deps,
  bound: Bound,
  { by, ...opening }: Opening,
): Promise<VisitState | undefined> {
  const contract = bound.contract.id
  const terms = await termsFor(deps, bound, opening.place)
  const now = deps.clock.now()
  const day = `V${dayOf(now, terms.timezone).slice(2).replaceAll('-', '')}`
  const visit = `${day}-${String(await deps.store.nextNumber(day)).padStart(4, '0')}`
  const decided = open({ visit, contract, terms, ...opening }, by, now)
  const saved = await commit(deps, visitStory, decided)
  if (saved.outcome !== 'saved') return undefined
  await noteVisits(deps, contract, notesOf(saved.state))
  await startOrWake(deps, visitSubject(visit))
  return saved.state
}

/** Takes works along on a visit that is open; false where another has one of them, or it is over. */
export async function takeAlong(deps: Deps, id: string, works: readonly VisitWork[]): Promise<boolean> {
  const result = await change(deps, visitStory, id, (state) => {
    const decision = begin(state, SYSTEM, deps.clock.now())
    if (state.stage === 'ended') return decision
    const news = works.filter(({ key }) => !state.works.some((work) => work.key === key))
    return decision.record(...news.map((work) => ({ type: 'workAdded', work }) as const))
  })
  if (!result || 'outcome' in result || result.state.stage === 'ended') return false
  await noteVisits(deps, result.state.contract, notesOf(result.state))
  await startOrWake(deps, visitSubject(id))
  return true
}

/** What its contract is to know of a visit. */
export function notesOf(visit: VisitState): Parameters<typeof noteVisits>[2] {
  const { id, works, slot, ended, dropped } = visit
  const isOver = ended?.how === 'cancelled'
  return [
    ...works.map(({ key, dueAt }) => ({
      key,
      ...((!ended || isOver) && {
        visit: { id, dueAt, ...(slot && { at: slot.from }), ...(isOver && { over: true as const }) },
      }),
    })),
    ...dropped.map(({ key, byHand }) => ({ key, ...(byHand && { visit: { id, dueAt: '', over: true as const } }) })),
  ]
}

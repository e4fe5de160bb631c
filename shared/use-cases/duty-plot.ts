import { advance, owesRecord } from '../duty/decide.ts'
import { type Duty, isOver, type RecordedDutyEvent } from '../duty/duty.ts'
import { dutyStory } from '../duty/story.ts'
import { dutySubject } from '../duty/subject.ts'
import { change, wake } from '../shell/commit.ts'
import type { Plot } from '../shell/deps.ts'
import { laddersOf, managersOnDuty } from './contract-people.ts'
import type { Deps } from './deps.ts'
import { loadDuty, seenOf } from './duties.ts'

/** Reinforced duty with what it looks up: what the customer's calendar and the contract say of it now, and who answers for it. */
export const dutyPlot: Plot<Duty, RecordedDutyEvent> = {
  ...dutyStory,

  advance: async (deps: Deps, state) => decided(deps, state),

  settle: (deps: Deps, state) => followed(deps, state),

  /** Nobody is paged about it: who is on the watch is on the plan, and asked again in their turn. */
  pageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  messageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  isStillSo: (state, { person, values: { asked } }) => {
    const isIn = state.shifts.some((shift) => shift.person === person)
    if (asked === 'entry') return state.log.asked !== undefined && !isOver(state)
    if (asked === 'lost') return !isIn
    return asked === 'gained' || asked === 'changed' ? isIn && !isOver(state) : !isOver(state) || asked === 'noDeputy'
  },
  managers: async (deps: Deps, state) => {
    const contract = state && (await deps.directory.contract(state.contract))
    return contract ? (await laddersOf(deps, contract)).papers.slice(-1).map(({ id }) => id) : managersOnDuty(deps)
  },
}

async function decided(deps: Deps, state: Duty) {
  const seen = await seenOf(deps, state)
  if (!seen) return { before: state, state, events: [] }
  const contract = await deps.directory.contract(state.contract)
  const [office] = contract ? (await laddersOf(deps, contract)).papers : []
  return advance(state, seen, office && { id: office.id, name: office.name }, deps.clock.now())
}

/** The roster, repairs for the faults that were seen, and the contract's file. */
async function followed(deps: Deps, state: Duty): Promise<void> {
  // Read when a duty moves: most that is woken is a repair.
  const [{ layAgain }, { recordWatch, reportSeen }] = await Promise.all([
    import('./duty-layer.ts'),
    import('./watch-log.ts'),
  ])
  await layAgain(deps, state)
  await reportSeen(deps, state)
  const known = await loadDuty(deps, state.id)
  if (known && owesRecord(known)) await recordWatch(deps, known)
}

/** Something of its contract, or of the customer's calendar, has changed: whoever dies in between leaves it to whoever looks next. */
export async function lookAgain(deps: Deps, id: string): Promise<void> {
  const result = await change(deps, dutyStory, id, (state) => decided(deps, state))
  if (!result || !('state' in result)) return
  await followed(deps, result.state)
  if (result.saved) await wake(deps, dutySubject(id))
}

import type { ContractState } from '../contract/contract.ts'
import { advance, owesFiling, owesRecord } from '../duty/decide.ts'
import type { Duty } from '../duty/duty.ts'
import { dutyStory } from '../duty/story.ts'
import { dutyId, dutySubject } from '../duty/subject.ts'
import { change, wake } from '../shell/commit.ts'
import { laddersOf } from './contract-people.ts'
import type { Deps } from './deps.ts'
import { dutyOfWork, loadDuty, seenOf } from './duties.ts'
import { layAgain } from './duty-layer.ts'
import { recordWatch, reportSeen } from './watch-log.ts'

/** What is due of it now, by what is seen of its contract and of the customer's calendar. */
export async function decided(deps: Deps, state: Duty) {
  const seen = await seenOf(deps, state)
  if (!seen) return { before: state, state, events: [] }
  const contract = await deps.directory.contract(state.contract)
  const [office] = contract ? (await laddersOf(deps, contract)).papers : []
  return advance(state, seen, office && { id: office.id, name: office.name }, deps.clock.now())
}

/** The roster, repairs for the faults that were seen, and the contract's file. */
export async function followed(deps: Deps, state: Duty): Promise<void> {
  await layAgain(deps, state)
  await reportSeen(deps, state)
  const known = await loadDuty(deps, state.id)
  if (known && owesRecord(known)) await recordWatch(deps, known)
  if (known && owesFiling(known)) await (await import('./duty-report.ts')).fileReport(deps, known)
}

/** Something of its contract, or of the customer's calendar, has changed: whoever dies in between leaves it to whoever looks next. */
async function lookAgain(deps: Deps, id: string): Promise<void> {
  const result = await change(deps, dutyStory, id, (state) => decided(deps, state))
  if (!result || !('state' in result)) return
  await followed(deps, result.state)
  if (result.saved) await wake(deps, dutySubject(id))
}

/** Whatever has changed for a contract may have changed for the duty that its days ask for. */
export async function lookAtDuties(deps: Deps, state: ContractState): Promise<void> {
  for (const id of dutiesOf(state)) await lookAgain(deps, id)
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

import type { ContractState } from '../contract/contract.ts'
import { advance, isAttended } from '../contract/decide.ts'
import type { Asked, RecordedContractEvent } from '../contract/events.ts'
import { contractStory } from '../contract/story.ts'
import type { Contract } from '../directory/directory.ts'
import { dutyAt } from '../oncall/shifts.ts'
import type { DirectoryReader } from '../ports/directory.ts'
import type { Plot } from '../shell/deps.ts'
import { boundTo } from './bound.ts'
import type { Deps } from './deps.ts'

/** A contract with what it looks up: what it binds now, and who answers for its papers. */
export const contractPlot: Plot<ContractState, RecordedContractEvent> = {
  ...contractStory,

  async advance(deps: Deps, state) {
    const bound = await boundTo(deps, state.id)
    // Of a contract that nobody can read now nothing is decided: what is on record stands.
    if (!bound) return { before: state, state, events: [] }
    return advance(state, bound, await ladderOf(deps, bound.contract), deps.clock.now())
  },

  /** Nobody is paged about a contract: a question that does not arrive is asked again in its turn. */
  pageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  messageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  isStillSo: isAttended,
  managers: async (deps: Deps, state) => {
    const contract = state && (await deps.directory.contract(state.id))
    return contract ? (await ladderOf(deps, contract)).slice(-1).map(({ id }) => id) : managersOnDuty(deps)
  },
}

type LadderDeps = Pick<Deps, 'clock'> & { readonly directory: DirectoryReader }

/** Who is asked, nearest first; where the contract names nobody on file, the manager of the roster that reports of no known site go to. */
export async function ladderOf(deps: LadderDeps, contract: Contract): Promise<readonly Asked[]> {
  const { papersBy, coordinator, manager } = contract
  const named = await asked(
    deps,
    [papersBy, coordinator, manager].filter((id) => id !== undefined),
  )
  return named.length > 0 ? named : asked(deps, await managersOnDuty(deps))
}

/** Whether this person is among those who are asked about the contract now. */
export const answersFor = async (deps: LadderDeps, contract: Contract, person: string): Promise<boolean> =>
  (await ladderOf(deps, contract)).some(({ id }) => id === person)

async function asked({ directory }: LadderDeps, ids: readonly string[]): Promise<readonly Asked[]> {
  const people = await Promise.all([...new Set(ids)].map((id) => directory.person(id)))
  return people.flatMap((person) =>
    person ? [{ id: person.id, name: person.name, ...(person.email && { hasMail: true as const }) }] : [],
  )
}

async function managersOnDuty({ directory, clock }: LadderDeps): Promise<readonly string[]> {
  const { defaultRoster } = await directory.supplier()
  const found = await directory.roster(defaultRoster)
  return found ? [dutyAt(found.roster, clock.now()).manager] : []
}

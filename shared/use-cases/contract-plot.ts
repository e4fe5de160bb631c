import { isStillOwed, type Ladders } from '../contract/asking.ts'
import type { ContractState } from '../contract/contract.ts'
import { advance } from '../contract/decide.ts'
import type { Asked, RecordedContractEvent } from '../contract/events.ts'
import { contractStory } from '../contract/story.ts'
import type { Contract } from '../directory/directory.ts'
import { type Instant, later } from '../kernel/instant.ts'
import { dutyAt } from '../oncall/shifts.ts'
import type { DirectoryReader } from '../ports/directory.ts'
import { mayBeAskedAt } from '../promise/asking-hours.ts'
import type { Plot } from '../shell/deps.ts'
import { HOUR_MS } from '../subject/inbox.ts'
import { boundTo } from './bound.ts'
import type { Deps } from './deps.ts'

/** A contract with what it looks up: what it binds now, and who answers for its papers. */
export const contractPlot: Plot<ContractState, RecordedContractEvent> = {
  ...contractStory,

  async advance(deps: Deps, state) {
    const bound = await boundTo(deps, state.id)
    // Of a contract that nobody can read now nothing is decided: what is on record stands.
    if (!bound) return { before: state, state, events: [] }
    return advance(state, bound, await laddersOf(deps, bound.contract), deps.clock.now())
  },

  /** Nobody is paged about a contract: a question that does not arrive is asked again in its turn. */
  pageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  messageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  isStillSo: (state, { values }, now) => isStillOwed(state, values.asked) && mayGo(state, now),
  managers: async (deps: Deps, state) => {
    const contract = state && (await deps.directory.contract(state.id))
    return contract ? (await laddersOf(deps, contract)).papers.slice(-1).map(({ id }) => id) : managersOnDuty(deps)
  },
}

/** What a standstill kept goes at no hour at which nobody is asked; for its reader's sake a message is held for an hour at most. */
const mayGo = ({ terms }: ContractState, now: Instant): boolean =>
  !terms || mayBeAskedAt(terms, now) || mayBeAskedAt(terms, later(now, -HOUR_MS))

type LadderDeps = Pick<Deps, 'clock'> & { readonly directory: DirectoryReader }

/** Where the contract names nobody on file, the manager of the roster that reports of no known site go to is asked. */
export async function laddersOf(deps: LadderDeps, { papersBy, coordinator, manager }: Contract): Promise<Ladders> {
  const named = await asked(deps, [papersBy, coordinator, manager])
  const forMoney = named.filter(({ id }) => id === coordinator || id === manager)
  const onDuty = forMoney.length > 0 ? [] : await asked(deps, await managersOnDuty(deps))
  return { papers: named.length > 0 ? named : onDuty, money: forMoney.length > 0 ? forMoney : onDuty }
}

/** Whether this person is among those who are asked about the contract now. */
export async function answersFor(deps: LadderDeps, contract: Contract, person: string): Promise<boolean> {
  const { papers, money } = await laddersOf(deps, contract)
  return [...papers, ...money].some(({ id }) => id === person)
}

async function asked({ directory }: LadderDeps, ids: readonly (string | undefined)[]): Promise<readonly Asked[]> {
  const named = new Set(ids.filter((id) => id !== undefined))
  const people = await Promise.all([...named].map((id) => directory.person(id)))
  return people.flatMap((person) =>
    person ? [{ id: person.id, name: person.name, ...(person.email && { hasMail: true as const }) }] : [],
  )
}

export async function managersOnDuty({ directory, clock }: LadderDeps): Promise<readonly string[]> {
  const { defaultRoster } = await directory.supplier()
  const found = await directory.roster(defaultRoster)
  return found ? [dutyAt(found.roster, clock.now()).manager] : []
}

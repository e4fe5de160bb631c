import type { Ladders } from '../contract/asking.ts'
import type { Asked } from '../contract/events.ts'
import type { Contract } from '../directory/directory.ts'
import { dutyAt } from '../oncall/shifts.ts'
import type { DirectoryReader } from '../ports/directory.ts'
import type { Deps } from './deps.ts'

// Who answers for a contract, and is asked about what it owes.

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

import type { Ladders } from '../contract/asking.ts'
import type { Bound } from '../contract/decide.ts'
import type { Asked } from '../contract/events.ts'
import type { Contract } from '../directory/directory.ts'
import { isMobile } from '../directory/mobile.ts'
import { pick } from '../kernel/fields.ts'
import { dutyAt } from '../oncall/shifts.ts'
import { clausesWith } from '../plan/document.ts'
import type { DirectoryReader } from '../ports/directory.ts'
import type { Deps } from './deps.ts'

// Who answers for a contract, and is asked about what it owes.

type LadderDeps = Pick<Deps, 'clock'> & { readonly directory: DirectoryReader }

/** Where the contract names no manager on file, the manager of the roster that reports of no known site go to is asked. */
export async function laddersOf(deps: LadderDeps, { papersBy, coordinator, manager }: Contract): Promise<Ladders> {
  const named = await asked(deps, [papersBy, coordinator, manager])
  const isManaged = named.some(({ id }) => id === manager)
  const onDuty = isManaged ? [] : await asked(deps, await managersOnDuty(deps))
  const papers = [...named, ...onDuty.filter(({ id }) => !named.some((one) => one.id === id))]
  const forMoney = named.filter(({ id }) => id === coordinator || id === manager)
  return { papers, money: forMoney.length > 0 ? forMoney : onDuty }
}

/** The same, and who at the customer's is written to where the plan wants them told of what they owe. */
export async function addresseesOf(
  deps: LadderDeps,
  { contract, document, sites }: Pick<Bound, 'contract' | 'document' | 'sites'>,
): Promise<Ladders> {
  const ladders = await laddersOf(deps, contract)
  if (!clausesWith(document, 'payment').some(({ notice }) => notice !== undefined)) return ladders
  const found = (await Promise.all(sites.map(({ id }) => deps.directory.contactsOf(id)))).flat()
  const contact = found.find(
    ({ customer, email, phone }) =>
      customer === contract.customer && (email !== undefined || (phone !== undefined && isMobile(phone))),
  )
  return { ...ladders, ...(contact && { contact: pick(contact, 'id', 'name') }) }
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

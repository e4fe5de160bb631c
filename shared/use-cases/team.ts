import type { PersonRef } from '../kernel/actor.ts'
import type { OnFile } from '../oncall/duty-problems.ts'
import { managerAt } from '../oncall/layers.ts'
import type { Team } from '../plan/rules.ts'
import type { Repair } from '../repair/state/repair.ts'
import type { Deps } from './deps.ts'

/**
 * Who is asked beyond the desk. Nobody is asked in vain: where the directory names no one for the team, the manager of the
 * repair's roster is, whose escalation path ends with them. Empty only where there is no manager either.
 */
export async function teamOf(deps: Deps, team: Team, repair: Repair): Promise<readonly PersonRef[]> {
  const { teams } = await deps.directory.supplier()
  const people = await peopleOf(deps, teams?.[team] ?? [])
  return people.length > 0 ? people : managersOf(deps, repair)
}

/** C25: who answers for its archive: whoever the directory names, otherwise the manager of the repair's roster. */
export async function keeperOf(deps: Deps, repair: Repair): Promise<PersonRef | undefined> {
  const { keeper } = await deps.directory.supplier()
  return (keeper ? await personRef(deps, keeper) : undefined) ?? managerOf(deps, repair)
}

/** The manager of the repair's roster; undefined where there is none. */
export const managerOf = async (deps: Deps, repair: Repair): Promise<PersonRef | undefined> =>
  (await managersOf(deps, repair))[0]

async function managersOf(deps: Deps, { roster }: Repair): Promise<readonly PersonRef[]> {
  const found = await deps.directory.roster(roster)
  return found ? peopleOf(deps, [managerAt(found.roster, found.people, deps.clock.now())]) : []
}

async function peopleOf(deps: Deps, ids: readonly string[]): Promise<readonly PersonRef[]> {
  const people = await Promise.all(ids.map((id) => personRef(deps, id)))
  return people.filter((person) => person !== undefined)
}

/** Someone of ours as a repair keeps them; undefined when nobody has that id. */
export async function personRef(deps: Deps, id: string): Promise<PersonRef | undefined> {
  const person = await deps.directory.person(id)
  return person && { id: person.id, name: person.name }
}

/** Every roster with its people. */
export async function rostersOnFile({ directory }: Pick<Deps, 'directory'>): Promise<readonly OnFile[]> {
  const rosters = await directory.rosters()
  const found = await Promise.all(rosters.map(({ id }) => directory.roster(id)))
  return found.filter((one) => one !== undefined)
}

import { escalationPath, MANAGER_TIER } from '../oncall/on-call.ts'
import type { Repair } from '../repair/state/repair.ts'
import type { Deps } from './deps.ts'

/** Everyone else of the repair's roster, in the order in which they would be asked now; `tier` but for the manager. */
export async function colleaguesOf(
  deps: Deps,
  { roster, assignee }: Repair,
): Promise<readonly { readonly id: string; readonly name: string; readonly tier?: string }[]> {
  const found = await deps.directory.roster(roster)
  if (!found) return []
  return escalationPath(found.roster, found.people, deps.clock.now())
    .filter(({ person }) => person.id !== assignee?.id)
    .map(({ person: { id, name }, tierName }) => ({ id, name, ...(tierName !== MANAGER_TIER && { tier: tierName }) }))
}

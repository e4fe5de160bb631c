import type { Person, Roster } from '../directory/directory.ts'
import { reachedAt } from '../directory/reached.ts'
import type { Instant } from '../kernel/instant.ts'
import { escalationPath, gapsAhead } from '../oncall/on-call.ts'
import type { Deps } from './deps.ts'

/** Someone of ours with the number to call them by. */
type Reachable = Pick<Person, 'id' | 'name' | 'phone' | 'language'>

export interface OnCall {
  readonly roster: string
  readonly name: string
  /** In the order in which a page climbs. */
  readonly path: readonly { readonly person: Reachable; readonly tier: string }[]
  /** H21: when nobody is on duty in the four weeks after. */
  readonly gaps: readonly { readonly from: Instant; readonly to: Instant }[]
}

/** Who would be paged at that instant (default now), for every roster. */
export async function whoIsOnCall(deps: Deps, at: Instant = deps.clock.now()): Promise<readonly OnCall[]> {
  const rosters = await deps.directory.rosters()
  return Promise.all(
    rosters.map(async ({ id, name }) => {
      const found = await deps.directory.roster(id)
      const path = found ? pathOf(found, at) : []
      const gaps = found ? gapsAhead(found.roster, found.people, at) : []
      return { roster: id, name, path, gaps }
    }),
  )
}

const pathOf = ({ roster, people }: { roster: Roster; people: readonly Person[] }, at: Instant): OnCall['path'] =>
  escalationPath(roster, people, at).flatMap(({ person: { id }, tierName }) => {
    const person = people.find((one) => one.id === id)
    return person ? [{ person: reachable(reachedAt(person, at)), tier: tierName }] : []
  })

const reachable = ({ id, name, phone, language }: Person): Reachable => ({ id, name, phone, language })

import type { PersonRef } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import { escalationPath, gapsAhead } from '../oncall/on-call.ts'
import type { Deps } from './deps.ts'

export interface OnCall {
  readonly roster: string
  readonly name: string
  /** In the order in which a page climbs. */
  readonly path: readonly { readonly person: PersonRef; readonly tier: string }[]
  /** H21: when nobody is on duty in the four weeks after. */
  readonly gaps: readonly { readonly from: Instant; readonly to: Instant }[]
}

/** Who would be paged at that instant (default now), for every roster. */
export async function whoIsOnCall(deps: Deps, at: Instant = deps.clock.now()): Promise<readonly OnCall[]> {
  const rosters = await deps.directory.rosters()
  return Promise.all(
    rosters.map(async ({ id, name }) => {
      const found = await deps.directory.roster(id)
      const path = found ? escalationPath(found.roster, found.people, at) : []
      const gaps = found ? gapsAhead(found.roster, found.people, at) : []
      return { roster: id, name, path: path.map(({ person, tierName }) => ({ person, tier: tierName })), gaps }
    }),
  )
}

import { later } from '../kernel/instant.ts'
import type { FollowUp } from '../ports/watch.ts'
import type { WatchDeps } from './deps.ts'
import { refreshRepair } from './rebuild.ts'

/** What cannot be done now is tried again after so long; others go before it. */
const REST_MS = 15 * 60_000

/** Does what should have followed a save and has not, whatever gave it up. How much was done; what fails keeps no other from it. */
export async function followLeft(deps: WatchDeps, before: string, limit: number): Promise<number> {
  const left = await deps.watch.unfollowed(before, limit)
  const done = await Promise.all(left.map((one) => tryToFollow(deps, one)))
  return done.filter(Boolean).length
}

async function tryToFollow(deps: WatchDeps, followUp: FollowUp): Promise<boolean> {
  try {
    await follow(deps, followUp)
    await deps.watch.followed(followUp)
    return true
  } catch (error) {
    deps.log.error('Not followed up', { ...followUp, error })
    await deps.watch.postpone(followUp, later(deps.clock.now(), REST_MS))
    return false
  }
}

async function follow(deps: WatchDeps, { repairId, what }: FollowUp): Promise<void> {
  switch (what) {
    case 'ledger':
      await refreshRepair(deps, repairId)
      return
    case 'record': {
      const record = await deps.records.ofRepair(repairId)
      if (record) await deps.records.index(record)
      return
    }
    default:
      return what satisfies never
  }
}

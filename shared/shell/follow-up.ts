import { later } from '../kernel/instant.ts'
import { idOf } from '../kernel/subject.ts'
import type { FollowUp } from '../ports/watch.ts'
import type { ShellWatchDeps } from './deps.ts'
import { refreshLines } from './in-line.ts'

/** What cannot be done now is tried again after so long; others go before it. */
const REST_MS = 15 * 60_000

/** Does what should have followed a save and has not, whatever gave it up. How much was done; what fails keeps no other from it. */
export async function followLeft(deps: ShellWatchDeps, before: string, limit: number): Promise<number> {
  const left = await deps.watch.unfollowed(before, limit)
  const done = await Promise.all(left.map((one) => tryToFollow(deps, one)))
  return done.filter(Boolean).length
}

async function tryToFollow(deps: ShellWatchDeps, followUp: FollowUp): Promise<boolean> {
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

async function follow(deps: ShellWatchDeps, { subject, what }: FollowUp): Promise<void> {
  switch (what) {
    case 'ledger':
      await refreshLines(deps, subject)
      return
    case 'record': {
      const record = await deps.records.ofRepair(idOf(subject))
      if (record) await deps.records.index(record)
      return
    }
    default:
      return what satisfies never
  }
}

import type { SmsEffect } from '../message/sms.ts'
import { escalationPath } from '../oncall/on-call.ts'
import { pageFailed } from '../repair/decide.ts'
import { change, wake } from './commit.ts'
import type { Deps } from './deps.ts'

/** Each page of a message that was refused failed for its own repair: there the next person is asked. The repairs' numbers. */
export async function recordFailures(
  deps: Deps,
  pages: readonly SmsEffect[],
  cause: string,
): Promise<readonly string[]> {
  for (const { repairId, person } of pages) {
    await change(deps, repairId, async (repair) => {
      const found = await deps.directory.roster(repair.roster)
      const path = found ? escalationPath(found.roster, found.people, deps.clock.now()) : []
      return pageFailed(repair, person, cause, path.length, deps.clock.now())
    })
  }
  return pages.map(({ repairId }) => repairId)
}

/** The executions of those repairs ask the next person now; whoever calls looks after its `own`. */
export const wakeOthers = async (deps: Deps, failed: readonly string[], own?: string): Promise<void> => {
  for (const repairId of new Set(failed)) if (repairId !== own) await wake(deps, repairId)
}

import { idOf, type Subject } from '../kernel/subject.ts'
import type { SmsEffect } from '../subject/effect.ts'
import { change, plotOf, wake } from './commit.ts'
import type { ShellDeps } from './deps.ts'

/** Each page of a message that was refused failed for its own subject: there the next person is asked. Of which subjects. */
export async function recordFailures(
  deps: ShellDeps,
  pages: readonly SmsEffect[],
  cause: string,
): Promise<readonly Subject[]> {
  for (const page of pages) {
    const plot = plotOf(deps, page.about)
    try {
      await change(deps, plot, idOf(page.about), (state) => plot.pageFailed(deps, state, page, cause))
    } catch (error) {
      // It climbs when its time to answer is over; those after it at once.
      deps.log.error('A page that failed could not be recorded', { key: page.key, error })
    }
  }
  return pages.map(({ about }) => about)
}

/** The executions of those subjects ask the next person now; whoever calls looks after its `own`. */
export const wakeOthers = async (deps: ShellDeps, failed: readonly Subject[], own?: Subject): Promise<void> => {
  for (const subject of new Set(failed)) if (subject !== own) await wake(deps, subject)
}

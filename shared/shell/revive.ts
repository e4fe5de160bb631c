import type { Overdue } from '../ports/store.ts'
import type { ShellDeps } from './deps.ts'
import { executionName } from './execution.ts'

/** At most so many names that have been used are passed over at once; the next run goes on from there. */
const PASSED_OVER = 20

export type Revived =
  | { readonly outcome: 'woken' }
  /** `ended`: all names so far had been used; `generation` is where to go on. */
  | { readonly outcome: 'started' | 'running' | 'ended'; readonly generation: number }

/** Wakes the execution that waits; where none does, starts the next one. One that is running is left to do its work. */
export async function revive(
  deps: Pick<ShellDeps, 'workflow' | 'digest'>,
  { subject, armed, revival }: Overdue,
): Promise<Revived> {
  if (armed && (await deps.workflow.wake(armed.token)) === 'woken') return { outcome: 'woken' }
  const first = Math.max(armed?.generation ?? 1, revival?.generation ?? 1)
  for (let generation = first; generation < first + PASSED_OVER; generation++) {
    const outcome = await deps.workflow.start(executionName(subject, generation, deps.digest), subject)
    if (outcome !== 'ended') return { outcome, generation }
  }
  return { outcome: 'ended', generation: first + PASSED_OVER }
}

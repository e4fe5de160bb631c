import type { Armed } from '../ports/store.ts'
import type { Deps } from './deps.ts'
import { executionName } from './execution.ts'

/** Wakes the execution that waits; where none does, starts the next one. One that is running is left to do its work. */
export async function revive(
  deps: Deps,
  repairId: string,
  armed: Armed | undefined,
): Promise<'woken' | 'started' | 'running'> {
  if (armed && (await deps.workflow.wake(armed.token)) === 'woken') return 'woken'
  for (let generation = armed?.generation ?? 1; ; generation++) {
    const started = await deps.workflow.start(executionName(repairId, generation), repairId)
    if (started !== 'ended') return started
  }
}

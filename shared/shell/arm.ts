import { later } from '../kernel/instant.ts'
import type { Subject } from '../kernel/subject.ts'
import type { ShellDeps } from './deps.ts'
import { generationOf } from './execution.ts'

export interface ArmRequest {
  readonly subject: Subject
  readonly token: string
  readonly version: number
  readonly execution: string
  readonly waitSeconds: number
}

/**
 * Begins a timed wait. The token is kept only while the subject is still as `Advance` saw it; if someone acted in between,
 * the wait ends at once, so no wake-up is lost. A wait of an execution that this one replaces is ended too.
 */
export async function arm(deps: ShellDeps, request: ArmRequest): Promise<void> {
  const { subject, token, version, execution, waitSeconds } = request
  const previous = await deps.store.armed(subject)
  const generation = generationOf(execution)
  const at = deps.clock.now()
  const until = later(at, waitSeconds * 1000)
  const result =
    previous && previous.generation > generation
      ? 'moved'
      : await deps.store.arm(subject, { token, generation, at, until, version })
  if (result === 'moved') await deps.workflow.wake(token)
  else if (previous && previous.generation < generation) await deps.workflow.wake(previous.token)
}

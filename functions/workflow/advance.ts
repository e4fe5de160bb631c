import { BadRequestError } from '../../shared/kernel/errors.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import { type Advanced, advance } from '../../shared/use-cases/advance.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { taskHandler } from '../middleware/task.ts'

/** What the state machine passes to `Advance`. */
export interface AdvanceEvent {
  readonly repairId: string
  /** Name of the execution, and when it began. */
  readonly execution: string
  readonly startedAt: Instant
}

export const advanceHandler = (deps: Deps) =>
  taskHandler('advance', deps, async ({ repairId, execution, startedAt }: AdvanceEvent, deps): Promise<Advanced> => {
    if (!repairId || !execution) throw new BadRequestError(['repairId and execution: are needed'])
    return advance(deps, { repairId, execution, startedAt })
  })

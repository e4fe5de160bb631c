import { BadRequestError } from '../../shared/kernel/errors.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import { type Advanced, advance } from '../../shared/shell/advance.ts'
import type { ShellDeps } from '../../shared/shell/deps.ts'
import { taskHandler } from '../middleware/task.ts'
import { type Named, subjectIn } from './subject.ts'

/** What the state machine passes to `Advance`. */
export interface AdvanceEvent extends Named {
  /** Name of the execution, and when it began. */
  readonly execution: string
  readonly startedAt: Instant
}

export const advanceHandler = (deps: ShellDeps) =>
  taskHandler('advance', deps, async ({ execution, startedAt, ...event }: AdvanceEvent, deps): Promise<Advanced> => {
    const subject = subjectIn(event)
    if (!subject || !execution) throw new BadRequestError(['subject and execution: are needed'])
    return advance(deps, { subject, execution, startedAt })
  })

import { BadRequestError } from '../../shared/kernel/errors.ts'
import { defined } from '../../shared/kernel/fields.ts'
import { type ArmRequest, arm } from '../../shared/shell/arm.ts'
import type { ShellDeps } from '../../shared/shell/deps.ts'
import { taskHandler } from '../middleware/task.ts'
import { type Named, subjectIn } from './subject.ts'

/** What the state machine passes to `Await`. */
export type AwaitEvent = Omit<ArmRequest, 'subject'> & Named

/** Begins a timed wait: the state machine passes the token that ends it. */
export const awaitHandler = (deps: ShellDeps) =>
  taskHandler('await', deps, async ({ repairId, ...request }: AwaitEvent, deps): Promise<void> => {
    const subject = subjectIn({ ...request, ...defined({ repairId }) })
    if (!subject || !request.token) throw new BadRequestError(['subject and token: are needed'])
    await arm(deps, { ...request, subject })
  })

import { BadRequestError } from '../../shared/kernel/errors.ts'
import { type ArmRequest, arm } from '../../shared/use-cases/arm.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { taskHandler } from '../middleware/task.ts'

/** Begins a timed wait: the state machine passes the token that ends it. */
export const awaitHandler = (deps: Deps) =>
  taskHandler('await', deps, async (request: ArmRequest, deps): Promise<void> => {
    if (!request.repairId || !request.token) throw new BadRequestError(['repairId and token: are needed'])
    await arm(deps, request)
  })

import { dayOf } from '../kernel/calendar.ts'
import { defined } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import { repairSubject } from '../repair/holds.ts'
import { executionName } from '../shell/execution.ts'
import { revive } from '../shell/revive.ts'
import type { Deps } from './deps.ts'

/** `261120-0007`: the seventh report of that day where the customer is. */
export async function newNumber(deps: Deps, reportedAt: Instant, timezone: string): Promise<string> {
  const day = dayOf(reportedAt, timezone).slice(2).replaceAll('-', '')
  const number = await deps.store.nextNumber(day)
  return `${day}-${String(number).padStart(4, '0')}`
}

/** Should this fail, the repair is saved all the same and the sweeper starts its execution. */
export async function startWorkflow(deps: Deps, repairId: string): Promise<void> {
  const subject = repairSubject(repairId)
  try {
    await deps.workflow.start(executionName(subject, 1, deps.digest), subject)
  } catch (error) {
    deps.log.error('Workflow not started; the sweeper will', { subject, error })
  }
}

/** The execution ended with the repair. Should this fail, the sweeper starts the next one. */
export async function startAgain(deps: Deps, repairId: string): Promise<void> {
  const subject = repairSubject(repairId)
  try {
    const armed = await deps.store.armed(subject)
    await revive(deps, { subject, ...defined({ armed }) })
  } catch (error) {
    deps.log.warn('Workflow not started again; the sweeper will', { subject, error })
  }
}

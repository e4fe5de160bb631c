import { defined } from '../kernel/fields.ts'
import type { Subject } from '../kernel/subject.ts'
import { revive } from '../shell/revive.ts'
import type { Deps } from './deps.ts'

/** Has its execution look at it now, or starts one. Should this fail, what is recorded stands, and the sweeper finds it. */
export async function startOrWake(
  deps: Pick<Deps, 'store' | 'workflow' | 'digest' | 'log'>,
  subject: Subject,
): Promise<void> {
  try {
    const armed = await deps.store.armed(subject)
    await revive(deps, { subject, ...defined({ armed }) })
  } catch (error) {
    deps.log.warn('Workflow not started; the sweeper will', { subject, error })
  }
}

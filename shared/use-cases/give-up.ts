import { messageFailed } from '../repair/message-failed.ts'
import type { CustomerEffect } from '../subject/effect.ts'
import { change, wake } from './commit.ts'
import type { Deps } from './deps.ts'

/**
 * Gives up what could not be told to a contact for a day: it stands on the repair's record from then on, for whoever works on it
 * to call them, and rings. A repair of which nothing can be recorded any more keeps no message alive.
 */
export async function giveUp(deps: Deps, effect: CustomerEffect, cause: string): Promise<void> {
  const { key, repairId, channel, template, link } = effect
  const now = deps.clock.now()
  deps.log.error('Message given up', { key })
  deps.metrics.count('MessagesGivenUp')
  try {
    // Given up before, and the process died before that was noted: it stands there once.
    const history = await deps.store.history(repairId)
    if (!history.some((event) => event.type === 'messageFailed' && event.message === key)) {
      const failed = { channel, template, cause, message: key, ...(link && { holder: link.holder }) }
      await change(deps, repairId, (repair) => messageFailed(repair, failed, now))
      await wake(deps, repairId)
    }
  } catch (error) {
    deps.log.error('Message given up, and not recorded', { key, error })
  }
  await deps.store.settleEffect(effect, 'failed', now)
}

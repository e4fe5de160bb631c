import { idOf } from '../kernel/subject.ts'
import type { CustomerEffect } from '../subject/effect.ts'
import { change, plotOf, wake } from './commit.ts'
import type { ShellDeps } from './deps.ts'

/**
 * Gives up what could not be told to a contact for a day: it stands on the record from then on, for whoever works on it to call
 * them, and rings. A subject of which nothing can be recorded any more keeps no message alive.
 */
export async function giveUp(deps: ShellDeps, effect: CustomerEffect, cause: string): Promise<void> {
  const { key, about } = effect
  const now = deps.clock.now()
  deps.log.error('Message given up', { key })
  deps.metrics.count('MessagesGivenUp')
  try {
    const plot = plotOf(deps, about)
    await change(deps, plot, idOf(about), (state) => plot.messageFailed(deps, state, { effect, cause }))
    await wake(deps, about)
  } catch (error) {
    deps.log.error('Message given up, and not recorded', { key, error })
  }
  await deps.store.settleEffect(effect, 'failed', now)
}

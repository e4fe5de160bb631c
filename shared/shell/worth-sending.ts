import { type Duration, durationMs, type Instant, millisBetween } from '../kernel/instant.ts'
import type { SmsEffect } from '../subject/effect.ts'
import { WINDOW_MS } from '../subject/inbox.ts'
import { loadState, plotOf } from './commit.ts'
import type { ShellDeps } from './deps.ts'

/** An SMS older than this is not sent at all. */
const WORTH_READING: Duration = 'PT1H'
/** A reminder may have been held back for the reader's sake. */
const HELD_FOR: Duration = 'P1D'

/**
 * What is still worth sending, as it stands now. After a standstill nobody is woken by what was due hours ago; a reminder of what
 * somebody has taken meanwhile, or of what is over, says something that is not so.
 */
export async function worthSending(deps: ShellDeps, effects: readonly SmsEffect[]): Promise<readonly SmsEffect[]> {
  const now = deps.clock.now()
  const worth = await Promise.all(
    effects.map(async (effect): Promise<SmsEffect[]> => {
      const isOver = givenUp(deps, effect, now)
      if (!isOver && !(await isMoot(deps, effect, now))) return [asOf(effect, now)]
      await deps.store.settleEffect(effect, isOver ? 'failed' : 'overtaken', now)
      return []
    }),
  )
  return worth.flat()
}

/** Whether it is too old to be read: then it is given up, which is noted. */
export function givenUp({ log, metrics }: ShellDeps, { key, createdAt, turn }: SmsEffect, now: Instant): boolean {
  const worthReading = turn === 'routine' ? HELD_FOR : WORTH_READING
  if (millisBetween(createdAt, now) <= durationMs(worthReading)) return false
  log.error('Message given up', { key })
  metrics.count('MessagesGivenUp')
  return true
}

async function isMoot(deps: ShellDeps, effect: SmsEffect, now: Instant): Promise<boolean> {
  const { key, turn, template, about, values } = effect
  if (template === 'warning' && values.dueAt !== undefined && values.dueAt <= now) return true
  if (turn !== 'routine') return false
  try {
    const state = await loadState(deps, about)
    return !state || !plotOf(deps, about).isStillSo(state, effect, now)
  } catch (error) {
    // One message may speak of many: what cannot be read keeps nothing back about the others.
    deps.log.error('Not known whether a message is still so; it goes', { key, error })
    return false
  }
}

/** What was held says nothing of times that have passed since. */
function asOf(effect: SmsEffect, now: Instant): SmsEffect {
  if (millisBetween(effect.createdAt, now) < WINDOW_MS / 2) return effect
  const { answerBy, respondBy, ...values } = effect.values
  const ahead = (name: string, at: string | undefined) => (at && at > now ? { [name]: at } : {})
  return {
    ...effect,
    values: { ...values, ...ahead('answerBy', answerBy), ...ahead('respondBy', respondBy), sentAt: now },
  }
}

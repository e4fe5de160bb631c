import type { DatabaseSync } from 'node:sqlite'
import { durationMs, later } from '../../shared/kernel/instant.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { SubjectStore } from '../../shared/ports/store.ts'
import { STUCK_AFTER } from '../../shared/shell/take-up.ts'

/** What is late, in numbers alone: anyone may ask. */
export interface Health {
  readonly status: 'ok' | 'late'
  /** Repairs that nothing watches, and those among the open ones for which everything fails. */
  readonly repairs: number
  readonly stuck: number
  /** Messages nobody has handed over. */
  readonly messages: number
  /** The latest that should be there is not. */
  readonly backup?: 'late'
  /** Since the last sweep that did all its work; absent before the first. */
  readonly sweptSecondsAgo?: number
}

/** Later than two sweeps would leave them. */
const LATE_MS = durationMs('PT3M')
/** So many or more: an answer costs the same whatever is late. */
const COUNTED = 100

export function createHealth(
  db: DatabaseSync,
  store: SubjectStore,
  clock: Clock,
  steadyMs: () => number,
  isBackupLate: () => boolean = () => false,
) {
  const stuck = db.prepare(`
    SELECT count(*) AS n FROM revivals JOIN subjects ON subject = name
    WHERE attention IS NOT NULL AND revival ->> 'tries' >= ?`)
  // What is held back for its reader waits by intent; what a contact was refused waits since it was called for.
  const waiting = db.prepare(`
    SELECT count(*) AS n FROM (
      SELECT 1 FROM effects WHERE waiting_since IS NOT NULL AND
        CASE WHEN effect ->> 'channel' = 'sms' THEN waiting_since < ? ELSE created_at < ? END
      LIMIT ?)`)
  let since = steadyMs()
  let sweptAt: number | undefined

  return {
    /** Of each sweep that did all its work. */
    swept(): void {
      sweptAt = steadyMs()
      since = sweptAt
    },
    async ask(isSweeping: boolean): Promise<Health> {
      const before = later(clock.now(), -LATE_MS)
      const repairs = (await store.overdueForAttention(before, COUNTED)).length
      const messages = Number(waiting.get(before, before, COUNTED)?.n)
      const stuckNow = Number(stuck.get(STUCK_AFTER)?.n)
      const isBackedUp = !isBackupLate()
      const isSwept = !isSweeping || steadyMs() - since <= LATE_MS
      return {
        status: repairs + messages + stuckNow === 0 && isSwept && isBackedUp ? 'ok' : 'late',
        repairs,
        stuck: stuckNow,
        messages,
        ...(!isBackedUp && { backup: 'late' as const }),
        ...(sweptAt !== undefined && { sweptSecondsAgo: Math.round((steadyMs() - sweptAt) / 1000) }),
      }
    },
  }
}

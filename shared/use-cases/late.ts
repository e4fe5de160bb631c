import { durationMs, type Instant, later } from '../kernel/instant.ts'
import type { Subject } from '../kernel/subject.ts'
import { WAITING_KINDS, type WaitingKind } from '../ports/store.ts'
import type { Deps } from './deps.ts'

/** Later than two sweeps would leave them. */
const LATE_AFTER = 'PT3M'
/** So many of each are looked at: an answer costs the same whatever is late. */
export const MOST_LATE = 50

/** What nobody has moved on or handed over, though it should be. */
export interface Late {
  /** The longest first; `tries`: begun anew in vain. */
  readonly subjects: readonly { readonly subject: Subject; readonly tries?: number }[]
  readonly messages: readonly { readonly kind: WaitingKind; readonly count: number; readonly oldestAt: Instant }[]
}

export async function lateIn({ store, clock }: Pick<Deps, 'store' | 'clock'>): Promise<Late> {
  const before = later(clock.now(), -durationMs(LATE_AFTER))
  const [overdue, ...waiting] = await Promise.all([
    store.overdueForAttention(before, MOST_LATE),
    ...WAITING_KINDS.map((kind) => store.pendingEffects({ before, limit: MOST_LATE, kind })),
  ])
  return {
    subjects: overdue.map(({ subject, revival }) => ({ subject, ...(revival && { tries: revival.tries }) })),
    messages: WAITING_KINDS.flatMap((kind, index) => {
      const effects = waiting[index] ?? []
      const [oldest] = effects.map(({ createdAt }) => createdAt).toSorted()
      return oldest === undefined ? [] : [{ kind, count: effects.length, oldestAt: oldest }]
    }),
  }
}

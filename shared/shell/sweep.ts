import { later } from '../kernel/instant.ts'
import { inTurns } from '../message/retry.ts'
import { WAITING_KINDS } from '../ports/store.ts'
import { deliverLeft } from './deliver.ts'
import type { ShellWatchDeps } from './deps.ts'
import { followLeft } from './follow-up.ts'
import { isStuck, takeUp } from './take-up.ts'

/** What should have moved this long ago has not: longer than any normal step takes, shorter than any promise. */
const GRACE_MS = 30_000
/** At most so many of each kind per run, so that one run always ends; the next run takes the rest. */
const BATCH = 200

export interface Swept {
  readonly restarted: number
  readonly woken: number
  readonly delivered: number
}

/**
 * The watchdog: finds subjects whose wait is over or was never armed, and messages nobody handed over. Whatever was
 * lost – a wake-up, an execution, a process between two steps – is taken up here. Finding anything is worth an alarm. Nothing
 * is under way where the only process has just started: no grace then. A part that fails keeps no other from being done. `others`: what else is to be done in each run.
 *
 * @throws AggregateError of what failed, when all else is done.
 */
export async function sweep(
  deps: ShellWatchDeps,
  others: readonly (() => Promise<void>)[],
  graceMs = GRACE_MS,
): Promise<Swept> {
  const before = later(deps.clock.now(), -graceMs)
  const [revived, delivered, followed] = [
    await settled(() => reviveOverdue(deps, before)),
    await settled(() => deliverLeftovers(deps, before)),
    await settled(async () => ({ count: await followLeft(deps, before, BATCH) })),
  ]
  // Told before what is only counted: its report says that a sweep has finished its work.
  if (revived.done && delivered.done && followed.done)
    deps.metrics.count('SweeperFinds', revived.done.overdue + delivered.done.count + followed.done.count)
  const rest: Settled<void>[] = []
  for (const other of others) rest.push(await settled(other))
  const parts = [revived, delivered, followed, ...rest]
  const failures = parts.flatMap((part) => ('failure' in part ? [part.failure] : []))
  const { overdue = 0, restarted = 0, woken = 0 } = revived.done ?? {}
  const [count, behind] = [delivered.done?.count ?? 0, followed.done?.count ?? 0]
  if (overdue + count + behind > 0)
    deps.log.warn('Sweeper found work', { restarted, woken, delivered: count, followed: behind })
  if (failures.length > 0) throw new AggregateError(failures, `A part of the sweep failed: ${failures.join('; ')}`)
  return { restarted, woken, delivered: count }
}

type Settled<T> = { readonly done: T } | { readonly done?: undefined; readonly failure: unknown }
const settled = async <T>(work: () => Promise<T>): Promise<Settled<T>> =>
  work().then(
    (done) => ({ done }),
    (failure: unknown) => ({ failure }),
  )

/** What is stuck has alarms of its own, and must not make these ring for days, so that nobody hears the next. */
async function reviveOverdue(deps: ShellWatchDeps, before: string) {
  const overdue = await deps.store.overdueForAttention(before, BATCH)
  const outcomes = await takeUp(deps, overdue, before)
  const found = overdue.filter((one) => !isStuck(one)).length
  deps.metrics.count('UnarmedClocks', found)
  const countOf = (wanted: string) => outcomes.filter(({ outcome }) => outcome === wanted).length
  return { overdue: found, restarted: countOf('started'), woken: countOf('woken') }
}

/** What is urgent first, each kind for itself, and each subject in its turn: nobody waits because another has much, or is refused. */
async function deliverLeftovers(deps: ShellWatchDeps, before: string): Promise<{ readonly count: number }> {
  let count = 0
  for (const kind of WAITING_KINDS) {
    const waiting = await deps.store.pendingEffects({ before, limit: 2 * BATCH, kind })
    count += await deliverLeft(deps, inTurns(waiting, BATCH))
  }
  return { count }
}

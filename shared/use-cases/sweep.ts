import type { Armed } from '../ports/store.ts'
import { stockOf } from '../repair/stock.ts'
import { later } from '../time/instant.ts'
import { refreshDueContracts } from './contract-ledger.ts'
import { deliverLeft } from './deliver.ts'
import type { Deps } from './deps.ts'
import { revive } from './revive.ts'
import { openRepairs } from './stock.ts'

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
 * The watchdog: finds open repairs whose wait is over or was never armed, and messages nobody handed over. Whatever was
 * lost – a wake-up, an execution, a process between two steps – is taken up here. Finding anything is worth an alarm. Nothing
 * is under way where the only process has just started: no grace then.
 */
export async function sweep(deps: Deps, graceMs = GRACE_MS): Promise<Swept> {
  const before = later(deps.clock.now(), -graceMs)
  const stuck = await deps.store.overdueForAttention(before, BATCH)
  const outcomes = await Promise.all(stuck.map(({ repairId, armed }) => tryToRevive(deps, repairId, armed)))
  const restarted = outcomes.filter((outcome) => outcome === 'started').length
  const woken = outcomes.filter((outcome) => outcome === 'woken').length
  const delivered = await deliverLeftovers(deps, before)
  await refreshDueContracts(deps)
  deps.metrics.count('SweeperFinds', stuck.length + delivered)
  deps.metrics.count('UnarmedClocks', stuck.length)
  await measureOpen(deps)
  if (stuck.length + delivered > 0) deps.log.warn('Sweeper found work', { restarted, woken, delivered })
  return { restarted, woken, delivered }
}

/** One that cannot be revived now keeps nobody else waiting; the next run tries again. */
async function tryToRevive(deps: Deps, repairId: string, armed: Armed | undefined) {
  try {
    return await revive(deps, repairId, armed)
  } catch (error) {
    deps.log.error('Repair not revived', { repairId, error })
    return 'failed'
  }
}

const deliverLeftovers = async (deps: Deps, before: string): Promise<number> =>
  deliverLeft(deps, await deps.store.pendingEffects({ before, limit: BATCH }))

/** What the dashboard shows as open now, and of how many models the loaners will not be enough. */
async function measureOpen(deps: Deps): Promise<void> {
  const [repairs, free] = await Promise.all([openRepairs(deps), deps.store.freeLoaners()])
  const stock = stockOf(
    free.map((loaner) => ({ loaner })),
    repairs,
  )
  deps.metrics.count('OpenRepairs', repairs.length)
  deps.metrics.count(
    'OpenClocks',
    repairs.reduce((sum, { openClocks }) => sum + openClocks, 0),
  )
  deps.metrics.count('LoanersShort', stock.filter(({ short }) => short).length)
}

import type { DatabaseSync } from 'node:sqlite'
import { durationMs, later } from '../../shared/kernel/instant.ts'
import { refreshContracts } from '../../shared/use-cases/contract-ledger.ts'
import type { WatchDeps } from '../../shared/use-cases/deps.ts'
import { keepWatch } from '../../shared/use-cases/keep-watch.ts'
import { lookAtRosters } from '../../shared/use-cases/look-at-roster.ts'
import { rebuild } from '../../shared/use-cases/rebuild.ts'
import { settleOwed } from './database.ts'
import type { Engine } from './engine/engine.ts'
import type { createMailStream } from './mail-stream.ts'
import { clearTokens } from './outbox-links.ts'
import type { SqliteSubjectStore } from './store/subject-store.ts'

/** Step Functions keeps the history of closed executions for 90 days. */
const HISTORY_KEPT_MS = durationMs('P90D')
/** More mails than this left behind by a crash are the sweeper's. */
const LEFT_BEHIND = 1000

interface LeftBehind {
  readonly db: DatabaseSync
  readonly deps: WatchDeps
  readonly store: SqliteSubjectStore
  readonly engine: Engine
  readonly mails: ReturnType<typeof createMailStream>
  /** The master data is not what it was. */
  readonly hasNewDirectory: boolean
  readonly onError: (error: unknown) => void
}

/** What is done once at every start: what an earlier version owes, and what an earlier run left behind. */
export async function takeUp(left: LeftBehind): Promise<void> {
  const { db, deps, store, engine, mails, onError } = left
  const now = deps.clock.now()
  await settleOwed(db, 'ledger', async () => {
    deps.log.info('The promise ledger of what is on file is derived', { ...(await rebuild(deps)) })
  }).catch(onError)
  await settleOwed(db, 'outbox', async () => clearTokens(db))
  store.lapseClaims()
  engine.prune(later(now, -HISTORY_KEPT_MS))
  engine.start()
  // The stream of an earlier run ended with it: what it had not handed over yet.
  mails.add(await store.pendingEffects({ before: later(deps.clock.now(), 1), limit: LEFT_BEHIND }))
  // Nobody else is at work: what an earlier run had not begun is begun at once.
  await keepWatch(deps, 0).catch(onError)
  // One contract that cannot be read stops no watch: what is owed is tried again at the next start.
  let refreshed: Promise<void> | undefined
  const refresh = () => (refreshed ??= refreshContracts(deps))
  if (left.hasNewDirectory) await refresh().catch(onError)
  if (left.hasNewDirectory) await lookAtRosters(deps).catch(onError)
  await settleOwed(db, 'contracts', refresh).catch(onError)
}

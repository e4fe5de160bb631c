import type { Log } from '../../shared/ports/observe.ts'

/** Well below a minute: the next sweep must not wait for it. */
const PATIENCE_MS = 5_000

/**
 * The dead man's switch: calls an address of the operator's, which rings when it hears nothing for some minutes. Nobody to hear it
 * is not our trouble: it is logged, and goes on. Without an address it does nothing.
 */
export function heartbeat(url: string | undefined, log: Log): () => Promise<void> {
  if (!url) return async () => {}
  return async () => {
    try {
      const { ok, status } = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) })
      if (!ok) log.warn('Heartbeat not taken', { status })
    } catch (error) {
      // The address may hold a key: only what went wrong is told.
      log.warn('Heartbeat not heard', { cause: error instanceof Error ? error.name : 'unknown' })
    }
  }
}

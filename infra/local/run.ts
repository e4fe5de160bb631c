import { once } from 'node:events'
import type { Server } from 'node:http'
import { createServer } from 'node:net'
import type { Host } from './host.ts'

/** Throws what `listen` throws: before the data are touched, for whoever has the port may be at work on them. */
export async function requireFree(port: number, bind: string): Promise<void> {
  const probe = createServer().listen(port, bind)
  await once(probe, 'listening')
  probe.close()
  await once(probe, 'close')
}

const SAME_SIGNAL_MS = 500

/** Runs the host behind its server until the process is told to stop; `before` stops what else runs beside it. */
export async function run(host: Host, server: Server, at: { port: number; bind: string }, before = () => {}) {
  await host.start()
  server.listen(at.port, at.bind)
  await once(server, 'listening')

  let stoppingSince: number | undefined
  const stop = async (): Promise<void> => {
    if (stoppingSince !== undefined) {
      // Whoever asks again does not want to wait: nothing is lost by it. What npm passes on is no second time.
      if (performance.now() - stoppingSince > SAME_SIGNAL_MS) process.exit(1)
      return
    }
    stoppingSince = performance.now()
    before()
    server.close()
    server.closeAllConnections()
    await host.stop()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createHost } from '../../infra/local/host.ts'
import { addressOf, createHttpServer } from '../../infra/local/http/server.ts'
import { playground } from '../../infra/local/playground/front.ts'
import { durationMs, later } from '../../shared/kernel/instant.ts'
import { figuresOf, type Measured } from './figures.ts'

const BEGIN = '2026-11-20T00:30:00.000Z'
const quiet = { info: () => {}, warn: () => {}, error: console.error }

/**
 * What a repair takes on the disk of one machine, all that hangs on it included: over the busy morning, in which some are closed and
 * some have just come in, and after two days in which nobody answers, so that what is open climbs and is told again and again.
 */
export async function measureDisk(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-disk-'))
  const host = createHost({ folder, publicUrl: 'https://cn.example.com', frozenAt: BEGIN, log: quiet })
  const server = createHttpServer(host, playground())
  try {
    await host.start()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await host.idle()
    const empty = kilobytesIn(folder)
    const played = await fetch(`${addressOf(server)}/local/morning`, { method: 'POST', body: '' })
    const { repairs, refused } = (await played.json()) as { repairs: number; refused: readonly string[] }
    await host.idle()
    const morning = (kilobytesIn(folder) - empty) / repairs
    await host.advance(later(host.clock.now(), durationMs('P2D')))
    await host.idle()
    return {
      figures: figuresOf([{ morning, unanswered: (kilobytesIn(folder) - empty) / repairs }], {
        morning: { name: 'disk per repair of a busy morning, without photos', unit: 'kB' },
        unanswered: { name: 'the same after two days in which nobody answers', unit: 'kB' },
      }),
      faults: refused.map((one) => `disk: the morning was refused ${one}`),
    }
  } finally {
    server.close()
    server.closeAllConnections()
    await host.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Pages in use, the log taken in. */
function kilobytesIn(folder: string): number {
  const db = new DatabaseSync(join(folder, 'chengnuo.db'), { timeout: 5000 })
  const of = (name: string): number => Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0])
  const bytes = (of('page_count') - of('freelist_count')) * of('page_size')
  db.close()
  return bytes / 1000
}

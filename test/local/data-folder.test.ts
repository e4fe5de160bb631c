import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { backUp } from '../../infra/local/backup.ts'
import { RealProcess } from '../crash/process.ts'

const CALL = { callId: 'call-1', serial: 'BWC-2025-0117' }

function folder(): string {
  const place = mkdtempSync(join(tmpdir(), 'chengnuo-data-'))
  onTestFinished(() => rmSync(place, { recursive: true, force: true }))
  return place
}
const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8)

/** A folder in which a repair was opened; whatever ended the process. */
async function withRepair(end: 'stop' | 'kill', place = folder()): Promise<string> {
  const system = await new RealProcess(place).ready()
  expect((await system.call(CALL)).status).toBe(201)
  if (end === 'kill') await expect.poll(() => existsSync(join(place, 'chengnuo.seal')), { timeout: 10_000 }).toBe(true)
  await system[end]()
  return place
}

/** What a process says that must not start. */
async function refusal(place: string): Promise<string> {
  const system = new RealProcess(place, { LC_ALL: 'en_US.UTF-8' })
  await expect(system.ready()).rejects.toThrow('ended at its start')
  expect(system.printed.trim().split('\n')).toHaveLength(1)
  return system.printed
}

it('files are 600 and the folder 700, also those that an earlier version left open to others', async () => {
  const place = await withRepair('stop')
  // It leaves a note there.
  await backUp(place, join(folder(), 'chengnuo.backup'))
  chmodSync(place, 0o755)
  chmodSync(join(place, 'chengnuo.db'), 0o644)
  const system = await new RealProcess(place).ready()
  expect(modeOf(place)).toBe('700')
  const names = ['chengnuo.db', 'chengnuo.db-wal', 'last-backup.json', 'secrets.json']
  expect(readdirSync(place)).toEqual(expect.arrayContaining(names))
  for (const name of readdirSync(place)) expect([name, modeOf(join(place, name))]).toEqual([name, '600'])
  await system.stop()
}, 60_000)

it('a second process on the folder is refused at once; killed, the first one keeps nobody out', async () => {
  const place = folder()
  const first = await new RealProcess(place).ready()
  expect(await refusal(place)).toContain(`${place} is in use by another running Chengnuo`)
  expect((await first.call(CALL)).status).toBe(201)
  await first.kill()
  const next = await new RealProcess(place).ready()
  expect((await next.call(CALL)).status).toBe(200)
  await next.stop()
}, 60_000)

it('damage is found at the start, and what to do is said', async () => {
  const file = (place: string) => join(place, 'chengnuo.db')
  const empty = await withRepair('stop')
  truncateSync(file(empty), 0)
  expect(await refusal(empty)).toMatch(/is gone or empty.*npm run restore/)
  rmSync(file(empty))
  expect(await refusal(empty)).toMatch(/is gone or empty/)

  const garbage = await withRepair('stop')
  const { size } = statSync(file(garbage))
  writeFileSync(file(garbage), 'x'.repeat(size / 2), { flag: 'r+' })
  expect(await refusal(garbage)).toMatch(/no data file of Chengnuo, or damaged.*npm run restore/)

  const torn = await withRepair('stop')
  // The head with its list of tables stays; of every page in the second half the beginning is overwritten.
  const pages = readFileSync(file(torn))
  const half = Math.floor(pages.length / 8192) * 4096
  for (let page = half; page < pages.length; page += 4096) pages.fill(0xff, page, page + 8)
  writeFileSync(file(torn), pages)
  expect(await refusal(torn)).toMatch(/is damaged: npm run restore/)
}, 120_000)

it('a lost WAL is found at the start; put back, nothing is missing', async () => {
  const place = folder()
  await withRepair('stop', place)
  const system = await new RealProcess(place).ready()
  for (const n of [2, 3, 4]) await system.call({ callId: `call-${n}`, serial: `X-${n}` })
  const sealed = statSync(join(place, 'chengnuo.seal')).mtimeMs
  await expect.poll(() => statSync(join(place, 'chengnuo.seal')).mtimeMs, { timeout: 10_000 }).toBeGreaterThan(sealed)
  await system.kill()
  const wal = join(place, 'chengnuo.db-wal')
  const kept = readFileSync(wal)
  rmSync(wal)
  expect(await refusal(place)).toMatch(/has lost \d+ decisions \(its -wal file is gone/)
  rmSync(join(place, 'chengnuo.db-shm'), { force: true })
  writeFileSync(wal, kept)
  const next = await new RealProcess(place).ready()
  expect((await next.call({ callId: 'call-4', serial: 'X-4' })).status).toBe(200)
  await next.stop()
}, 60_000)

it('SIGTERM ends within ten seconds, though the mail server takes connections and says nothing', async () => {
  const mute = createServer(() => {}).listen(0, '127.0.0.1')
  await once(mute, 'listening')
  onTestFinished(() => void mute.close())
  const { port } = mute.address() as { port: number }
  const connected = once(mute, 'connection')
  const place = folder()
  const system = await new RealProcess(place, { SMTP_URL: `smtp://127.0.0.1:${port}` }).ready()
  await system.call(CALL)
  await connected
  const since = performance.now()
  await system.stop()
  expect(performance.now() - since).toBeLessThan(10_000)
  // What the server never took waits for the next start.
  const db = new DatabaseSync(join(place, 'chengnuo.db'), { readOnly: true })
  expect(db.prepare("SELECT count(*) AS n FROM effects WHERE status = 'pending'").get()?.n).toBeGreaterThan(0)
  db.close()
}, 60_000)

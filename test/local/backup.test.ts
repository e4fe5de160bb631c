import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { RealProcess } from '../crash/process.ts'

async function run(command: 'backup' | 'restore' | 'ledger', argument: string, folder: string) {
  const { TABLE_NAME: _, ...rest } = process.env
  const env = { ...rest, LC_ALL: 'en_US.UTF-8', DATA_DIR: folder }
  const child = spawn(process.execPath, [`infra/${command}.ts`, argument], { env })
  const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, says: (out + err).trim() }
}

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-backup-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Keys of all that was ever handed over, from the file of a system that has ended. */
function handedOver(folder: string): string[] {
  const db = new DatabaseSync(join(folder, 'chengnuo.db'), { readOnly: true })
  const keys = db.prepare('SELECT key FROM outbox ORDER BY key').all()
  db.close()
  return keys.map(({ key }) => String(key))
}

it('a backup taken under load and restored elsewhere keeps every promise from there on, and pages nobody twice', async () => {
  const folder = place()
  const system = await new RealProcess(folder).ready()
  const call = (to: RealProcess, n: number) => to.call({ callId: `call-${n}`, serial: `UNIT-${n}` })
  const answers = new Map<number, string>()
  for (let n = 0; n < 10; n++) answers.set(n, (await call(system, n)).json.repairId)
  // Pages go out at once; give those of the last call their moment.
  await expect.poll(() => system.printed.match(/^📱/gmu)?.length ?? 0).toBeGreaterThanOrEqual(1)
  await system.move('PT1S')

  const file = join(folder, 'backups/night.db')
  const [backedUp] = await Promise.all([
    run('backup', file, folder),
    (async () => {
      for (let n = 10; n < 40; n++) await call(system, n)
    })(),
  ])
  expect(backedUp).toMatchObject({ code: 0, says: expect.stringMatching(/night\.db: \d+ decisions, looked through/) })
  expect(readdirSync(join(folder, 'backups')).toSorted()).toEqual(['night.db', 'night.db.secrets.json'])
  for (const name of ['night.db', 'night.db.secrets.json'])
    expect((statSync(join(folder, 'backups', name)).mode & 0o777).toString(8)).toBe('600')
  expect(await run('backup', file, folder)).toMatchObject({
    code: 1,
    says: expect.stringContaining('is there already'),
  })
  await system.stop()

  const elsewhere = join(place(), 'data')
  expect(await run('restore', file, elsewhere)).toMatchObject({ code: 0, says: expect.stringContaining('is in place') })
  const paged = handedOver(elsewhere)
  expect(paged.length).toBeGreaterThan(0)
  expect(await run('ledger', 'check', elsewhere)).toMatchObject({ code: 0 })
  const again = await new RealProcess(elsewhere).ready()
  for (const [n, repairId] of answers) {
    const { status, json } = await call(again, n)
    expect([status, json.repairId]).toEqual([200, repairId])
  }
  expect((await again.move('PT1M')).status).toBe(200)
  expect(await run('restore', file, elsewhere)).toMatchObject({ code: 1, says: expect.stringContaining('is in use') })
  await again.stop()
  // Everything is handed over under its own key, once; what had gone out before the backup is not printed again.
  const keys = handedOver(elsewhere)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys).toEqual(expect.arrayContaining(paged))
  expect(again.printed.match(/^📱|^✉️/gmu)?.length ?? 0).toBe(keys.length - paged.length)
  expect(await run('ledger', 'check', elsewhere)).toMatchObject({ code: 0 })
}, 120_000)

it('restored over what is there, that stays beside it; what is no backup is refused and changes nothing', async () => {
  const folder = place()
  const system = await new RealProcess(folder).ready()
  await system.call({ callId: 'call-1', serial: 'UNIT-1' })
  const file = join(place(), 'b.db')
  expect((await run('backup', file, folder)).code).toBe(0)
  await system.call({ callId: 'call-2', serial: 'UNIT-2' })
  await system.stop()
  const bad = join(place(), 'bad.db')
  writeFileSync(bad, 'x'.repeat(8192))
  expect(await run('restore', bad, folder)).toMatchObject({ code: 1, says: expect.stringContaining('damaged') })
  const foreign = new DatabaseSync(join(place(), 'foreign.db'))
  foreign.exec('CREATE TABLE t (v)')
  expect((await run('restore', foreign.location() ?? '', folder)).says).toContain('is no data file of Chengnuo')
  foreign.close()
  expect((await run('restore', join(folder, 'none.db'), folder)).says).toContain('there is no')
  const { code, says } = await run('restore', file, folder)
  expect([code, says]).toEqual([0, expect.stringMatching(/what was there is now .*chengnuo\.db\.before-\d+T\d+/)])
  const next = await new RealProcess(folder).ready()
  expect((await next.call({ callId: 'call-1', serial: 'UNIT-1' })).status).toBe(200)
  expect((await next.call({ callId: 'call-2', serial: 'UNIT-2' })).status).toBe(201)
  await next.stop()
}, 120_000)

it('says how to use it', async () => {
  expect(await run('backup', '', place())).toMatchObject({
    code: 2,
    says: expect.stringContaining('usage: npm run backup'),
  })
}, 30_000)

import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { backUp } from '../../infra/local/backup.ts'
import { takeOver } from '../../infra/local/production/take-over.ts'
import { RealProcess } from '../crash/process.ts'

const NOW = new Date().toISOString()
const place = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-standby-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Keys of all that was ever handed over there; with `parts`, also of what was told together with others. */
function handedOver(folder: string, parts = ''): string[] {
  const db = new DatabaseSync(join(folder, 'chengnuo.db'), { readOnly: true })
  const keys = db.prepare(`SELECT key FROM outbox ${parts} ORDER BY key`).all()
  db.close()
  return keys.map(({ key }) => String(key))
}

it('the second machine starts from the newest copy once the first is dead, and not before: nobody unpaged, nothing twice that the copy knew', async () => {
  const [first, second] = [place(), place()]
  const [backups, copied, data] = [join(first, 'backups'), join(second, 'backups'), join(second, 'data')]
  const system = await new RealProcess(first).ready()
  const standby = { dataDir: data, backup: { folder: copied }, publicUrl: system.url }
  const call = (to: RealProcess, n: number) => to.call({ callId: `call-${n}`, serial: `UNIT-${n}` })
  const known = new Map<number, string>()
  const takes = async (n: number) => known.set(n, (await call(system, n)).json.repairId)
  for (const n of [0, 1, 2]) await takes(n)
  await backUp(first, join(backups, 'chengnuo-20261129T193000Z.db'))
  for (const n of [3, 4]) await takes(n)
  await expect.poll(() => system.printed.match(/^📱/gmu)?.length ?? 0).toBeGreaterThan(0)
  await system.move('PT1S')
  await backUp(first, join(backups, 'chengnuo-20261130T193000Z.db'))
  cpSync(backups, copied, { recursive: true })
  expect((await call(system, 5)).status).toBe(201)

  await expect(takeOver(standby, NOW)).rejects.toThrow('still lives')
  await system.kill()
  const nothing = { ...standby, backup: { folder: join(second, 'nothing') } }
  await expect(takeOver(nothing, NOW)).rejects.toThrow('there is no backup')
  expect((await takeOver(standby, NOW)).file).toBe(join(copied, 'chengnuo-20261130T193000Z.db'))
  await expect(takeOver(standby, NOW)).rejects.toThrow('holds data already')

  const paged = handedOver(data)
  expect(paged.length).toBeGreaterThan(0)
  const next = await new RealProcess(data).ready()
  for (const [n, repairId] of known) {
    const { status, json } = await call(next, n)
    expect([status, json.repairId]).toEqual([200, repairId])
  }
  // What the copy did not know is reported again, as its sender repeats it.
  expect((await call(next, 5)).status).toBe(201)
  expect((await next.move('PT4M')).status).toBe(200)
  await next.stop()
  const keys = handedOver(data)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys).toEqual(expect.arrayContaining(paged))
  expect(next.printed.match(/^📱|^✉️/gmu)?.length ?? 0).toBe(keys.length - paged.length)
  const all = handedOver(data, 'UNION SELECT key FROM outbox_parts')
  for (const repairId of known.values())
    expect(all, repairId).toContainEqual(expect.stringMatching(new RegExp(`^${repairId}/.*/page/`)))
}, 180_000)

import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { lateBackupTeller } from '../../infra/local/production/backup-mail.ts'
import { backUpNow, backupsOf, forgetOld, isDue } from '../../infra/local/production/backups.ts'
import { warnOfUnreached } from '../../infra/local/production/unreached.ts'
import { durationMs, fromMs, later } from '../../shared/kernel/instant.ts'
import { World } from '../support/world.ts'

const SHANGHAI = { timezone: 'Asia/Shanghai', at: ['03:30', '15:00'] }

it.each([
  ['none yet', undefined, '2026-11-30T10:00:00.000Z', true],
  ['just before the time', '2026-11-28T20:00:00.000Z', '2026-11-29T06:59:59.999Z', false],
  ['at the time', '2026-11-28T20:00:00.000Z', '2026-11-29T07:00:00.000Z', true],
  ['done since', '2026-11-29T07:00:00.001Z', '2026-11-29T19:29:59.999Z', false],
  ['the night, at the end of a month', '2026-11-30T07:00:05.000Z', '2026-11-30T19:30:00.000Z', true],
  ['the first hours of a year, before its first time', '2026-12-31T08:00:00.000Z', '2026-12-31T19:29:00.000Z', false],
  ['after a week without power', '2027-02-22T19:31:00.000Z', '2027-03-01T01:00:00.000Z', true],
])('a backup is due: %s', (_, last, now, due) => {
  expect(isDue(SHANGHAI, last, now)).toBe(due)
})

it('an hour that a summer has not comes about at another', () => {
  const berlin = { timezone: 'Europe/Berlin', at: ['02:30'] }
  expect(isDue(berlin, '2027-03-27T02:00:00.000Z', '2027-03-28T00:59:00.000Z')).toBe(false)
  expect(isDue(berlin, '2027-03-27T02:00:00.000Z', '2027-03-28T01:30:00.000Z')).toBe(true)
})

it('so many are kept, each with what stands beside it; what others keep there stays', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-backups-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const day of ['28', '29', '30']) {
    const name = join(folder, `chengnuo-202611${day}T193000Z.db`)
    writeFileSync(name, '')
    writeFileSync(`${name}.secrets.json`, '{}')
    mkdirSync(`${name}.attachments`)
  }
  for (const other of ['by-hand.db', 'chengnuo-20261101.db', 'chengnuo-20261128T193000Z.db.mine'])
    writeFileSync(join(folder, other), '')
  forgetOld(folder, 2)
  expect(readdirSync(folder).toSorted()).toEqual(
    [
      ...['29', '30'].flatMap((day) =>
        ['', '.attachments', '.secrets.json'].map((end) => `chengnuo-202611${day}T193000Z.db${end}`),
      ),
      ...['by-hand.db', 'chengnuo-20261101.db', 'chengnuo-20261128T193000Z.db.mine'],
    ].toSorted(),
  )
})

it('one that fails is told in the log, and takes none of the others away', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-backups-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const names = ['27', '28', '29'].map((day) => `chengnuo-202611${day}T193000Z.db`)
  for (const name of names) writeFileSync(join(folder, name), '')
  const said: string[] = []
  const log = {
    info: () => {},
    warn: () => {},
    error: (words: string, fields?: object) => void said.push(words + JSON.stringify(fields)),
  }
  await backUpNow({ dataDir: join(folder, 'nothing'), folder, at: [], timezone: 'UTC', keep: 2 }, log)
  expect(said).toEqual([expect.stringMatching(/^Backup failed.*there is no/)])
  expect(readdirSync(folder).filter((name) => name.startsWith('chengnuo-'))).toEqual(names)
})

it('one that has failed for an hour is told the managers, once a day, and by /health, until one is there', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'chengnuo-backups-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  let now = fromMs(Date.now() - durationMs('P4D'))
  const pass = (duration: `P${string}`) => {
    now = later(now, durationMs(duration))
  }
  const disk = join(dataDir, 'chengnuo.db.disk')
  writeFileSync(disk, 'no folder')
  const plan = { dataDir, folder: join(disk, 'backups'), at: ['03:30'], timezone: 'Asia/Shanghai', keep: 2 }
  const quiet = { info: () => {}, warn: () => {}, error: () => {} }
  const backups = backupsOf(plan, quiet, () => now)
  const world = await World.start(now, { folder: dataDir, isBackupLate: backups.isLate })
  const manager = world.host.demo.people.find(({ id }) => id === 'liu-fang') ?? expect.fail('no manager')
  await world.host.deps.directory.merge({ people: [{ ...manager, email: 'liu-fang@example.com' }] })
  const look = () => backups.look(lateBackupTeller(world.host.deps, plan.timezone))
  const health = async () => {
    const { status, json } = await world.fetch('/health')
    return [status, json.backup]
  }
  const mails = () => world.messages().map(({ to, subject }) => `${to} ${subject}`)

  await look()
  pass('PT59M59S')
  await look()
  expect([mails(), await health()]).toEqual([[], [200, undefined]])
  pass('PT1S')
  await look()
  const told = ['liu-fang@example.com 承诺设备服务有限公司：售后系统的备份没做成']
  expect(mails()).toEqual(told)
  expect(await health()).toEqual([503, 'late'])
  const { machine } = (await world.api('/api/settings', undefined, 'manager')).json
  expect(machine.backup).toEqual({ kind: 'file', isLate: true })
  // Told of this day already, also by a process that has started anew since.
  await look()
  expect(mails()).toEqual([])
  pass('P1D')
  await look()
  expect(mails()).toEqual(told)

  rmSync(disk)
  await look()
  expect([mails(), await health()]).toEqual([[], [200, undefined]])
}, 60_000)

it('who would not hear of something is said at the start: of a late backup, of a page, of one that rings', async () => {
  const world = await World.start('2026-11-20T02:00:00.000Z')
  const warnings: string[] = []
  const log = {
    info: () => {},
    error: () => {},
    warn: (_: string, fields?: object) => void warnings.push(JSON.stringify(fields)),
  }
  const said = async (...carries: readonly ('text' | 'voice')[]) => {
    warnings.length = 0
    await warnOfUnreached(
      { ...world.host.deps, log },
      carries.map((kind) => ({ carries: kind })),
      'en',
    )
    return warnings.join('\n')
  }
  const { directory } = world.host.deps
  const set = async (fields: object, ...ids: readonly string[]) => {
    const people = (await directory.all()).people.filter(({ id }) => ids.includes(id))
    await directory.merge({ people: people.map((person) => ({ ...person, ...fields })) })
  }
  const all = world.host.demo.people
  for (const { id, phone } of all) await set({ verified: phone, email: `${id}@example.com` }, id)
  expect(await said('text')).toBe('')
  await set({ ringAfter: ['PT1M'] }, 'wang-qiang')
  expect(await said('text')).toMatch(/no channel carries calls, and wang-qiang /)
  expect(await said('text', 'voice')).toBe('')
  await set({ email: undefined, verified: '+8613700000001' }, 'liu-fang')
  const both = await said('voice')
  expect(both).toMatch(/late backup: liu-fang\./)
  expect(both).toMatch(/verified, and are called all the same: liu-fang\./)
})

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '../../../infra/local/database.ts'
import { createHost } from '../../../infra/local/host.ts'
import { SqliteDirectoryRecord } from '../../../infra/local/store/directory-record.ts'
import { versionOf } from '../../../shared/directory/change.ts'
import type { Unit } from '../../../shared/directory/directory.ts'
import { editDirectory } from '../../../shared/use-cases/edit-directory.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const DEMO = join(import.meta.dirname, '../../../infra/local/demo/directory.yaml')
const WHO = { role: 'manager', actor: { kind: 'staff', id: 'liu-fang' } } as const

it('a directory file takes back nothing that was edited here, says so in one warning, and gives the rest', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-record-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const warnings: string[] = []
  const warn = (message: string, fields: object = {}) => void warnings.push(`${message} ${JSON.stringify(fields)}`)
  const log = { info: () => {}, error: () => {}, warn }
  const file = join(folder, 'directory.yaml')
  cpSync(DEMO, file)
  const first = createHost({ publicUrl: 'https://cn.example.com', frozenAt: at('11-20 10:00'), log, folder })
  await first.start()
  const db = openDatabase(join(folder, 'chengnuo.db'))
  const deps = { ...first.deps, directoryRecord: new SqliteDirectoryRecord(db) }
  const edit = async (id: string, entry?: (unit: Unit) => Unit) => {
    const unit = (await deps.directory.unit(id)) ?? expect.fail()
    const wanted = { list: 'units', id, version: versionOf(deps, unit), reason: '核对' } as const
    return editDirectory(deps, WHO, { ...wanted, ...(entry && { entry: entry(unit) }) })
  }
  expect((await edit('DOC-2025-0021', (unit) => ({ ...unit, name: '改过的' }))).outcome).toBe('saved')
  expect((await edit('IDS-2025-0001')).outcome).toBe('saved')
  // A number that was proved is no edit: another one in the file counts, once it is proved as well.
  const known = (await deps.directory.person('zhou-jie')) ?? expect.fail()
  const proved = { list: 'people', id: 'zhou-jie', version: versionOf(deps, known), reason: 'code' } as const
  await editDirectory(deps, WHO, { ...proved, entry: { ...known, verified: known.phone } })
  db.close()
  await first.stop()
  const written = readFileSync(file, 'utf8')
    .replace('病人监护仪 305 室', '病人监护仪 三〇五')
    .replace(known.phone, '+8613700000002')
  writeFileSync(file, written)
  const second = await World.start(at('11-20 11:00'), { folder, directory: file, log })
  const name = async (id: string) => (await second.host.deps.directory.unit(id))?.name
  expect([await name('DOC-2025-0021'), await name('IDS-2025-0001'), await name('MON-2024-0305')]).toEqual([
    ...['改过的', undefined, '病人监护仪 三〇五'],
  ])
  expect(await second.host.deps.directory.person('zhou-jie')).toEqual({
    ...{ ...known, phone: '+8613700000002' },
    verified: known.phone,
  })
  const said = warnings.filter((one) => one.includes('在系统里改过'))
  expect(said).toEqual([expect.stringMatching(/2 条.*units\/DOC-2025-0021, units\/IDS-2025-0001/)])
  second.messages()
})

import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, it, onTestFinished } from 'vitest'
import type { Table } from '../../../functions/adapters/dynamodb/queries.ts'
import { exportAll } from '../../../infra/import/whole/export-all.ts'
import { fileIn, secretsIn, thingsInFile } from '../../../infra/import/whole/file.ts'
import { importIntoFolder, importIntoTable } from '../../../infra/import/whole/import-all.ts'
import { folderSource, type Source, tableSource } from '../../../infra/import/whole/source.ts'
import type { Thing } from '../../../infra/import/whole/things.ts'
import { backUp, restore } from '../../../infra/local/backup.ts'
import { MemoryAttachments } from '../../../infra/local/store/attachments.ts'
import { canonical } from '../../../shared/kernel/canonical.ts'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { dynamoPorts } from '../../support/dynamodb/dynamodb-ports.ts'
import { onDynamoDb } from '../../support/dynamodb/on-dynamodb.ts'
import { jpeg } from '../../support/files/pictures.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const NOON = at('11-20 12:10')
/** Some minutes before anything is started at the new place. */
const PUT_AT = at('11-20 12:05')
const OPERATOR = { role: 'operator', actor: { kind: 'staff', id: 'root' } } as const
const place = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-whole-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A busy morning, and something of all that is kept besides, played once: a copy as of noon. */
let copy: Promise<string> | undefined
const busyFolder = async (): Promise<string> => {
  copy ??= playedMorning()
  const folder = place()
  restore(folder, await copy, NOON)
  return folder
}
const kept = mkdtempSync(join(tmpdir(), 'chengnuo-whole-'))
afterAll(() => rmSync(kept, { recursive: true, force: true }))

async function playedMorning(): Promise<string> {
  const folder = place()
  const world = await World.start(at('11-20 08:30'), { folder })
  expect((await world.fetch('/local/morning', { method: 'POST', body: '' })).json.refused).toEqual([])
  const manager = (path: string, body?: object) => world.api(path, body, 'manager/liu-fang')
  const unit = `/api/directory/units/${CUSTOMERS.police.serial}`
  const { version } = (await manager(unit)).json
  const cells = { serial: CUSTOMERS.police.serial, model: 'BWC-9' }
  expect((await manager(unit, { version, reason: '换型号', cells })).json).toMatchObject({ outcome: 'saved' })
  const mute = { site: 'tianshan-machine-room', until: at('11-21 12:00'), reason: '机房停电检修' }
  expect((await manager('/api/mutes', mute)).status).toBe(201)
  expect((await manager('/api/views', { id: 'v-1', name: '夜班', query: 'show=nobody' })).status).toBe(201)
  expect((await manager('/api/links/revoke', { person: 'chen-wei', reason: '离职' })).status).toBe(200)
  const { text } = world.messages().findLast(({ kind, text }) => kind === 'sms' && text.includes('/p/')) ?? { text: '' }
  const photo = new FormData()
  photo.set('action', 'attach')
  photo.set('file', new File([new Uint8Array(jpeg())], 'IMG_1.jpg'))
  const link = /\/p\/[\w-]+/.exec(text)?.[0] ?? ''
  expect((await world.fetch(link, { method: 'POST', body: photo })).status).toBe(303)
  world.messages()
  expect(world.now).toBe(NOON)
  const file = join(kept, 'noon.db')
  await backUp(folder, file)
  return file
}

async function exported(source: Source): Promise<string> {
  const folder = join(place(), 'moved')
  try {
    await exportAll(source, OPERATOR, folder)
  } finally {
    source.close()
  }
  return folder
}

/** Without the line of each export on the audit record. */
async function thingsIn(folder: string): Promise<string[]> {
  const things: string[] = []
  for await (const thing of thingsInFile(folder))
    if (!(thing.of === 'audit' && thing.entry.what === 'installation')) things.push(canonical(thing))
  return things.toSorted()
}

const kindsIn = (things: readonly string[]) => [...new Set(things.map((thing) => JSON.parse(thing).of as Thing['of']))]

/** What everybody was told since, whenever within the minute and in whatever order. */
const told = (world: World): string[] =>
  world
    .messages()
    .map(({ kind, to, subject, text }) => `${kind} ${to} ${subject ?? ''} ${text}`)
    .toSorted()

onDynamoDb('an installation moves', 'moving to a table and back (test/adapters/whole)', (local) => {
  // Its client is the tests', and stays open.
  const open = (table: Table, bucket: MemoryAttachments) => ({ ...tableSource(table, bucket), close: () => {} })

  it('to a table and back, and goes on as if it had not: the same record, nobody told twice or not at all', async () => {
    const first = await exported(folderSource(await busyFolder()))
    const things = await thingsIn(first)
    expect(kindsIn(things).toSorted()).toEqual([
      'audit',
      'changes',
      'commits',
      'directory',
      'holds',
      'inboxes',
      'lines',
      'links',
      'messages',
      'mutes',
      'numbers',
      'plans',
      'records',
      'revocations',
      'shelf',
      'states',
      'subjects',
    ])

    const table = await local().createTable()
    const bucket = new MemoryAttachments()
    expect(await importIntoTable(first, table, bucket, PUT_AT)).toMatchObject({ files: 1 })
    const onTable = place()
    copyFileSync(secretsIn(first), join(onTable, 'secrets.json'))
    const second = await exported(open(table, bucket))
    expect(await thingsIn(second)).toEqual(things)

    // From here on three go on side by side: the one that stayed, one back in a folder, one on the table.
    const back = place()
    copyFileSync(secretsIn(first), secretsIn(second))
    expect(await importIntoFolder(second, join(back, 'data'), PUT_AT)).toMatchObject({ files: 1 })
    const stayed = await World.start(NOON, { folder: await busyFolder() })
    stayed.messages()
    const returned = await World.start(NOON, { folder: join(back, 'data') })
    const away = await World.start(NOON, {
      folder: onTable,
      outside: () => ({ ...dynamoPorts(table), attachments: bucket }),
    })
    for (const one of [returned, away]) expect(await check(one.host.deps)).toEqual([])
    for (const one of [stayed, returned, away]) {
      await one.advance('PT2H')
      await one.host.sweep()
      await one.host.idle()
    }
    const all = told(stayed)
    expect(all.length).toBeGreaterThan(20)
    for (const one of [returned, away]) expect(told(one)).toEqual(all)
    const next = await stayed.report({ callId: 'after', serial: undefined, caller: '+8613700137000' })
    for (const one of [returned, away]) {
      expect(await check(one.host.deps)).toEqual([])
      expect(await one.report({ callId: 'after', serial: undefined, caller: '+8613700137000' })).toBe(next)
    }
    for (const one of [stayed, returned, away]) one.messages()
  }, 300_000)

  it('cut short it goes on with the same file, and with no other; what has moved on meanwhile stays', async () => {
    const folder = await busyFolder()
    const moved = await exported(folderSource(folder))
    const table = await local().createTable()
    const bucket = new MemoryAttachments()
    const broken = { ...bucket, list: bucket.list.bind(bucket), put: () => Promise.reject(new Error('cut')) }
    await expect(importIntoTable(moved, table, broken as never, PUT_AT)).rejects.toThrow('cut')
    const other = await exported(folderSource(folder))
    await expect(importIntoTable(other, table, bucket, PUT_AT)).rejects.toThrow('is not empty')
    await importIntoTable(moved, table, bucket, PUT_AT)
    await expect(importIntoTable(moved, table, bucket, PUT_AT)).rejects.toThrow('is not empty')
    expect(await thingsIn(await exported(open(table, bucket)))).toEqual(await thingsIn(moved))
  }, 300_000)
})

it('is refused while the system runs, over what is there, and from a file that is not whole', async () => {
  const folder = await busyFolder()
  const running = await World.start(NOON, { folder })
  expect(() => folderSource(folder)).toThrow('is in use by another running')
  running.messages()

  const still = await busyFolder()
  const moved = await exported(folderSource(still))
  await expect(importIntoFolder(moved, still, PUT_AT)).rejects.toThrow('is there already')
  const torn = place()
  writeFileSync(fileIn(torn), readFileSync(fileIn(moved)).subarray(0, -100))
  const data = join(place(), 'data')
  await expect(importIntoFolder(torn, data, PUT_AT)).rejects.toThrow('is not whole')
  expect(existsSync(join(data, 'chengnuo.db'))).toBe(false)
}, 120_000)

/** A new table says whether it moves. */
it('knows every table of the file', async () => {
  const db = new DatabaseSync(join(await busyFolder(), 'chengnuo.db'), { readOnly: true })
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all()
  db.close()
  const moves = [
    ...'plans directory loaners contracts prices directory_changes subjects commits holds links'.split(' '),
  ]
  const also = 'revocations counters obligations service_records contract_facts audit shelf mutes inboxes effects'
  const derived = ['record_terms', 'contact_sites']
  const stays = 'audit_once rounds tallies revivals owed settings outbox outbox_parts engine_definitions'
  const engine = ['engine_executions', 'engine_history']
  expect(tables.map(({ name }) => String(name)).toSorted()).toEqual(
    [...moves, ...also.split(' '), ...derived, ...stays.split(' '), ...engine].toSorted(),
  )
}, 60_000)

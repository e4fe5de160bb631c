import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { expect, it, onTestFinished } from 'vitest'
import { putItems } from '../../functions/adapters/dynamodb/batches.ts'
import { DynamoDirectory } from '../../functions/adapters/dynamodb/directory.ts'
import { linkItem, newsOf } from '../../functions/adapters/dynamodb/items.ts'
import { armKey, boardKey, effectKey, headKey, linkKey } from '../../functions/adapters/dynamodb/keys.ts'
import { DynamoLedger } from '../../functions/adapters/dynamodb/ledger.ts'
import { DynamoLinks } from '../../functions/adapters/dynamodb/links.ts'
import { DynamoServiceRecords } from '../../functions/adapters/dynamodb/records.ts'
import { DynamoSubjectStore } from '../../functions/adapters/dynamodb/subject-store.ts'
import { DynamoWatch } from '../../functions/adapters/dynamodb/watch.ts'
import { idOf } from '../../shared/kernel/subject.ts'
import type { RepairEvent } from '../../shared/repair/events.ts'
import { fold } from '../../shared/repair/evolve.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import { obligationsOf } from '../../shared/repair/lines.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { positionOf, summaryOf } from '../../shared/repair/summary.ts'
import { refreshLines } from '../../shared/shell/in-line.ts'
import { keepWatch } from '../../shared/use-cases/keep-watch.ts'
import { withSubjects } from '../../shared/use-cases/subjects.ts'
import { Meter } from '../bench/meter.ts'
import { dynamoPorts } from '../support/dynamodb/dynamodb-ports.ts'
import { onDynamoDb } from '../support/dynamodb/on-dynamodb.ts'
import {
  aCall,
  aChange,
  aClock,
  aCommit,
  aDirectory,
  aLink,
  anArm,
  anEffect,
  anEvent,
  anObligation,
  aRecord,
  aRepair,
  epochSeconds,
  minute,
  next,
  numbered,
  START,
  theLoaner,
  theNumber,
  theUnit,
} from '../support/repair-fixtures.ts'
import { stage } from '../unit/functions/support.ts'
import { storeSuite } from './suites/store.suite.ts'

onDynamoDb('DynamoDB', 'the suites of the DynamoDB adapter (test/adapters/dynamodb.test.ts)', (local) => {
  storeSuite(async () => dynamoPorts(await local().createTable()), 12)

  it('lets expired links be tidied up, by an expiry in whole seconds that is never too early', async () => {
    const table = await local().createTable()
    const link = aLink(aRepair(), { expiresAt: '2026-11-27T00:00:00.001Z' })
    await new DynamoLinks(table).save(link)
    const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: linkKey(link.hash) }))
    // 400 days after: it may last as long as the repair.
    expect(Item?.expiresAt).toBe(epochSeconds('2028-01-01T00:00:01.000Z'))
  })

  it('reads what an earlier version wrote, when everything was about repairs', async () => {
    const table = await local().createTable()
    const { store, links, inboxes, repairs, directory } = withSubjects(dynamoPorts(table))
    await directory.put(aDirectory())
    const [repair, repairId] = [aRepair(), aRepair().id]
    const [page, link] = [anEffect(repair, 1), aLink(repair)]
    const before = <T extends object>({ about: _, ...kept }: T & { about: unknown }) => ({ ...kept, repairId })
    await store.save(aCommit(repair))
    const [key, more] = [effectKey(page), { channel: 'sms', status: 'pending', gsi2pk: 'SMS#0', gsi2sk: START }]
    const held = [{ key: page.key, repairId, at: START, rank: 0, turn: 'first' }]
    const inbox = { version: 1, sent: [START], held, taken: [], repairs: [repairId] }
    await putItems(table, [
      { ...key, ...more, effect: JSON.stringify({ ...before(page), link: before(page.link ?? expect.fail()) }) },
      { ...linkItem(link), link: JSON.stringify(before(link)) },
      { pk: 'PERSON#chen-wei', sk: 'INBOX', version: 1, inbox: JSON.stringify(inbox) },
      { pk: 'CALL#call-1', sk: 'CALL', repairId },
      { pk: 'UNIT#U-1', sk: 'OPEN', repairId },
      { pk: 'NUMBER#+8613900139000', sk: 'LATEST', repairId },
      { pk: 'LOANERS', sk: 'LOAN-1', data: JSON.stringify(aDirectory().loaners[0]), repairId },
    ])
    expect(await store.pendingEffects({ about: page.about })).toEqual([page])
    expect(await store.pendingEffects({ before: minute(9), limit: 9 })).toEqual([page])
    expect(await inboxes.effect(page.about, page.key)).toEqual(page)
    expect(await links.list({ about: link.about }, 9)).toEqual([link])
    expect(await links.find(link.hash)).toEqual(link)
    expect(await inboxes.load('chen-wei')).toMatchObject({ held: [{ about: page.about }], subjects: [page.about] })
    expect(await repairs.ofCall('call-1')).toBe(repairId)
    expect(await repairs.openOfUnit('u-1')).toBe(repairId)
    expect(await repairs.latestOfNumber('+8613900139000')).toBe(repairId)
    expect((await repairs.loaners()).map((one) => one.repairId)).toEqual([repairId, undefined])
    const [other, by] = [aRepair({ id: '261120-0002' }), repairSubject(repairId)]
    for (const take of [aCall('call-1'), theUnit('U-1')])
      expect(await store.save(aCommit(other, { take: [take] }))).toEqual({ outcome: 'taken', hold: take.hold, by })
    for (const take of [theLoaner('LOAN-1'), theNumber('+8613900139000')])
      expect(await store.save(aCommit(other, { take: [take] }))).toEqual({ outcome: 'conflict' })
    const release = ['unit/U-1', 'loaner/LOAN-1']
    await store.save(aCommit(next(repair), { release }))
    expect([await repairs.openOfUnit('U-1'), await repairs.ofLoaner('LOAN-1')]).toEqual([undefined, undefined])
  })

  it('knows who waits from where an earlier version noted it, until somebody is armed anew', async () => {
    const table = await local().createTable()
    const { store } = dynamoPorts(table)
    const [repair, by] = [aRepair(), repairSubject(aRepair().id)]
    await store.save(aCommit(repair))
    const { Item: head } = await table.client.send(new GetCommand({ TableName: table.name, Key: headKey(by) }))
    const old = anArm(repair, { until: minute(1) })
    await putItems(table, [{ ...head, arm: old, gsi2sk: old.until }])
    expect(await store.armed(by)).toEqual(old)
    expect(await store.overdueForAttention(minute(2), 9)).toEqual([{ subject: by, armed: old }])
    const anew = anArm(repair, { token: 'token-2', generation: 2, until: minute(3) })
    expect(await store.arm(by, anew)).toBe('armed')
    expect(await store.armed(by)).toEqual(anew)
    expect(await store.overdueForAttention(minute(4), 9)).toEqual([{ subject: by, armed: anew }])
  })

  it('is woken also where whoever armed it died halfway: the token is there, and it is due for a look', async () => {
    const table = await local().createTable()
    const { store } = dynamoPorts(table)
    const [repair, by] = [aRepair(), repairSubject(aRepair().id)]
    await store.save(aCommit(repair))
    const armed = anArm(repair, { until: minute(15) })
    await putItems(table, [{ ...armKey(by), armed }])
    expect(await store.armed(by)).toEqual(armed)
    expect(await store.overdueForAttention(minute(1), 9)).toEqual([{ subject: by, armed }])
  })

  it('marks effects, and nothing else, for the stream', async () => {
    const table = await local().createTable()
    const repair = aRepair()
    const effect = anEffect(repair, 1, { createdAt: minute(1) })
    await new DynamoSubjectStore(table).save(aCommit(repair, { effects: [effect], take: [aCall('c'), theUnit('U-1')] }))
    await new DynamoLinks(table).save(aLink(repair))
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }))
    expect(Items.filter(({ pk }) => !pk.startsWith('PLAN#'))).toHaveLength(7)
    const marked = Items.filter((item) => item.kind === 'effect')
    expect(marked).toMatchObject([{ channel: 'sms' }])
    expect(newsOf({ kind: { S: 'effect' }, effect: { S: marked[0]?.effect } })).toEqual({ kind: 'effect', effect })
  })

  it('marks service records for the stream, each time they change, and the words behind them are no news', async () => {
    const table = await local().createTable()
    const records = new DynamoServiceRecords(table)
    await new DynamoSubjectStore(table).save(
      aCommit(aRepair(), { record: aRecord(), lines: aChange([anObligation()]) }),
    )
    await records.index(aRecord())
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }))
    expect(Items.filter(({ kind }) => kind !== undefined)).toMatchObject([{ kind: 'record' }])
    const [item] = Items.filter(({ kind }) => kind === 'record')
    const image = { kind: { S: 'record' }, record: { S: item?.record } }
    expect(newsOf(image)).toEqual({ kind: 'record', record: aRecord(), isFiled: false })
    expect(() => newsOf({ pk: { S: 'WORD#x' }, sk: { S: 'y' } })).toThrow('WORD#x y')
  })

  it('brings a ledger up to date that its save had no room for', async () => {
    const table = await local().createTable()
    const [store, ledger] = [new DynamoSubjectStore(table), new DynamoLedger(table)]
    const clocks = Array.from({ length: 130 }, (_, index) => aClock({ id: `R6/responded/${index + 1}` }))
    const opened = anEvent(1, openingOf(aRepair()))
    const started = clocks.map((clock, index) => anEvent(index + 2, { type: 'clockStarted', clock }))
    const repair = fold([opened, ...started])
    if (!repair) throw new Error('nothing happened')
    const commit = aCommit(
      { ...repair, version: 1 },
      { events: [opened, ...started], lines: aChange(obligationsOf(repair)) },
    )
    expect(
      await store.save({ ...commit, effects: Array.from({ length: 40 }, (_, seq) => anEffect(repair, seq)) }),
    ).toEqual({
      outcome: 'saved',
    })
    expect(await ledger.ofSubject(`repair/${repair.id}`)).toHaveLength(100 - 3 - 40 - 1)
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }))
    expect(Items.filter(({ kind }) => kind === 'owed')).toMatchObject([{ repairId: repair.id }])
    await refreshLines({ ...(await stage()), store, ledger }, repairSubject(repair.id))
    expect(await ledger.ofSubject(`repair/${repair.id}`)).toHaveLength(130)
  })

  it('finds what the stream gave up, a ledger that is owed and a record without its words, until it has followed', async () => {
    const table = await local().createTable()
    const [store, watch] = [new DynamoSubjectStore(table), new DynamoWatch(table)]
    const repair = aRepair({ updatedAt: minute(1) })
    const effects = Array.from({ length: 96 }, (_, seq) => anEffect(repair, seq))
    const lines = aChange(Array.from({ length: 9 }, (_, seq) => anObligation({ id: `repair/${repair.id}/x/${seq}` })))
    await store.save(aCommit(repair, { effects: effects.slice(0, 90), lines, record: aRecord() }))
    const found = await watch.unfollowed(minute(2), 10)
    expect(found.map(({ what, subject }) => [what, idOf(subject)]).toSorted()).toEqual([
      ['ledger', repair.id],
      ['record', repair.id],
    ])
    expect(await watch.unfollowed(minute(1), 10)).toEqual([])
    const [first, second] = found
    if (!first || !second) throw new Error('nothing to follow')
    // Another save asks for the same again: what was done for the one before says nothing of it.
    const next = { ...repair, version: repair.version + 1, updatedAt: minute(3) }
    await store.save(aCommit(next, { effects: effects.slice(0, 90), lines, record: aRecord({ cause: '电池' }) }))
    for (const one of found) await watch.followed(one)
    const again = await watch.unfollowed(minute(4), 10)
    expect(again).toHaveLength(2)
    for (const one of again) await watch.postpone(one, minute(20))
    expect(await watch.unfollowed(minute(19), 10)).toEqual([])
    for (const one of await watch.unfollowed(minute(21), 10)) await watch.followed(one)
    expect(await watch.unfollowed(minute(99), 10)).toEqual([])
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }))
    expect(Items.filter(({ kind }) => kind === 'owed')).toEqual([])
    const record = Items.find(({ kind }) => kind === 'record')
    expect(record).toMatchObject({ filed: true })
    expect(newsOf({ kind: { S: 'record' }, record: { S: record?.record }, filed: { BOOL: true } })).toMatchObject({
      isFiled: true,
    })
  })

  it('a sweep costs the same with seven hundred open repairs and with four times as many', async () => {
    const table = await local().createTable()
    const meter = new Meter()
    const deps = await stage(undefined, {
      store: new DynamoSubjectStore(table),
      watch: new DynamoWatch(table),
      ledger: new DynamoLedger(table),
    })
    const open = async (from: number, to: number) =>
      putItems(
        table,
        numbered(from, to).map((repair) => ({
          ...headKey(repairSubject(repair.id)),
          ...boardKey('open', repairSubject(repair.id), positionOf(repair)),
          version: 1,
          summary: summaryOf(repair),
        })),
      )
    meter.watch(table.client)
    onTestFinished(() => meter.unwatch(table.client))
    const cost = async () => {
      const before = meter.reads + meter.writes
      await keepWatch(deps)
      return meter.reads + meter.writes - before
    }
    await open(1, 700)
    const few = [await cost(), await cost(), await cost()]
    await open(701, 2800)
    const many = [await cost(), await cost(), await cost()]
    expect(Math.max(...many)).toBeLessThanOrEqual(Math.max(...few) + 1)
    expect(Math.max(...many)).toBeLessThan(120)
  }, 60_000)

  it('is filled by the script that loads a directory, unless the file has a problem', async () => {
    const table = await local().createTable()
    const load = (file: string) =>
      run(local().endpoint, 'infra/load-directory.ts', file, '--table', table.name, '--lang', 'en')
    expect(await load('infra/local/demo/directory.yaml')).toEqual({
      code: 0,
      says: expect.stringContaining('13 units'),
    })
    const unit = await new DynamoDirectory(table).unit('BWC-2025-0117')
    expect(unit).toMatchObject({ site: 'lanting-east', purchasedOn: '2025-03-18' })
    // A roster that was there before, on whose only tier stands nobody whom the directory knows.
    const rotation = { people: ['nobody'], start: '2026-11-02T09:00', every: 'day' } as const
    const night = { id: 'night', name: '夜班', timezone: 'Asia/Shanghai', manager: 'liu-fang', overrides: [] }
    await new DynamoDirectory(table).merge({ rosters: [{ ...night, tiers: [{ name: '夜班', rotation }] }] })
    expect((await load('infra/local/demo/directory.yaml')).says).toMatch(
      /note rosters\.night: nobody is on duty, \d+ \w+ \d\d:\d\d – \d+ \w+ \d\d:\d\d \(Asia\/Shanghai\)/,
    )
    expect(await load('biome.json')).toEqual({ code: 1, says: expect.stringContaining('supplier: is missing') })
    expect(await new DynamoLedger(table).ofSubject('contract/TS-2025-004')).not.toEqual([])
  }, 30_000)

  it('takes an import, and an export of it changes nothing', async () => {
    const table = await local().createTable()
    const folder = mkdtempSync(join(tmpdir(), 'chengnuo-dynamodb-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const on = (script: string, ...args: string[]) => run(local().endpoint, script, ...args, '--table', table.name)
    await on('infra/load-directory.ts', 'infra/local/demo/directory.yaml')
    writeFileSync(join(folder, 'contracts.csv'), '合同编号,合同金额（元）\nTS-2025-004,1286000.01\n')
    expect(await on('infra/import/import.ts', join(folder, 'contracts.csv'))).toEqual({
      code: 0,
      says: expect.stringContaining('~ TS-2025-004  合同金额（元） 1286000.00 → 1286000.01'),
    })
    const before = await new DynamoDirectory(table).all()
    expect(before.contracts.find(({ id }) => id === 'TS-2025-004')?.priceFen).toBe(128_600_001)
    const workbook = join(folder, 'all.xlsx')
    expect((await on('infra/import/export.ts', workbook)).code).toBe(0)
    const again = await on('infra/import/import.ts', workbook, '--lang', 'en')
    expect(again.says.split('\n').filter((line) => line && !line.includes('0 added, 0 changed'))).toEqual([
      `all of it is in ${table.name} already`,
    ])
    expect(await new DynamoDirectory(table).all()).toEqual(before)
  }, 60_000)
})

const openingOf = ({ id, severity, reportedAt, calls: [call], contacts, ...subject }: Repair): RepairEvent => {
  if (!call) throw new Error('nobody has called')
  return { type: 'opened', repairId: id, subject, severity, reportedAt, call, contacts }
}

/** Runs one of the scripts on the local table, as whoever operates the system would. */
async function run(endpoint: string, ...args: string[]): Promise<{ code: number; says: string }> {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  }
  const child = spawn(process.execPath, args, { env })
  const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, says: out + err }
}

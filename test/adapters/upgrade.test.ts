import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { hashOf } from '../../functions/adapters/capabilities.ts'
import { openDatabase, settleOwed } from '../../infra/local/database.ts'
import { createHost, type Host } from '../../infra/local/host.ts'
import { defined, without } from '../../shared/kernel/fields.ts'
import { type Instant, later } from '../../shared/kernel/instant.ts'
import { fold } from '../../shared/repair/evolve.ts'
import type { FaultReport } from '../../shared/repair/state/call.ts'
import { act } from '../../shared/use-cases/act.ts'
import { liveLinks, revokeLinks } from '../../shared/use-cases/links.ts'
import { check } from '../../shared/use-cases/rebuild.ts'
import { reportFault } from '../../shared/use-cases/report-fault.ts'
import { type Ask, ask } from '../unit/functions/support.ts'

/**
 * The file of an embedded system from before there was a ledger, as that version wrote it: R repaired, refused, repaired again
 * and closed; a report first taken for N's, then identified as the hospital's; N open, nobody has answered.
 */
const VERSION_1 = join(import.meta.dirname, 'files/version-1.db.gz')
/**
 * The file of version 5, in which everything was about repairs, in the middle of a night: one page goes unanswered, the next one is
 * held back until the minute of the first is over; a loaner is lent; a mail is refused; a report waits for the end of planned work.
 */
const VERSION_5 = join(import.meta.dirname, 'files/version-5.db.gz')
const [POLICE, HOSPITAL, DATA] = ['261120-0001', '261120-0002', '261120-0003'] as const

let folder: string
let file: string
const unpack = (version: string) => {
  folder = mkdtempSync(join(tmpdir(), 'chengnuo-upgrade-'))
  file = join(folder, 'chengnuo.db')
  writeFileSync(file, gunzipSync(readFileSync(version)))
  onTestFinished(() => rmSync(folder, { recursive: true }))
}

const unwritten = () => {
  folder = mkdtempSync(join(tmpdir(), 'chengnuo-upgrade-'))
  file = join(folder, 'chengnuo.db')
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return file
}

/** Time stands where that file left it. */
const startedAt = async (frozenAt: Instant): Promise<Host> => {
  const errors: unknown[] = []
  const log = { info: () => {}, warn: () => {}, error: (...what: unknown[]) => void errors.push(what) }
  const host = createHost({ folder, publicUrl: 'https://cn.example.com', frozenAt, log })
  onTestFinished(async () => {
    await host.stop().catch(() => {})
    expect(errors).toEqual([])
  })
  await host.start()
  await host.idle()
  return host
}

describe('a file written by an earlier version', () => {
  beforeEach(() => unpack(VERSION_1))
  const started = () => startedAt('2026-11-20T00:00:00.000Z')
  const ledgerOf = async ({ deps }: Host, repair: string) =>
    (await deps.ledger.ofSubject(`repair/${repair}`)).map(
      ({ clause, what, state, lateBy }) => `${clause} ${what} ${state}${lateBy ? ` ${lateBy}` : ''}`,
    )

  it('opens, and its ledger and records are derived from the events of every repair', async () => {
    const host = await started()
    expect(await ledgerOf(host, POLICE)).toEqual([
      'R5 responded kept',
      'R6 responded kept',
      'R6 triaged kept',
      'R5 repaired broken PT1H',
      'R5 responded kept',
      'R6 responded kept',
      'R6 triaged kept',
      'R6 arrived kept',
      'R6 arrived fallenAway',
      'R7 repaired kept',
    ])
    expect((await ledgerOf(host, HOSPITAL)).filter((line) => !line.endsWith('superseded'))).toEqual([
      'H4 responded broken',
      'H14 repaired open',
    ])
    expect((await ledgerOf(host, DATA)).filter((line) => line.endsWith('open'))).not.toEqual([])
    expect(await check(host.deps)).toEqual([])
    const { ledger, records } = host.deps
    expect(await ledger.tally({ by: 'engineer', id: 'wang-qiang', month: '2026-11' })).toMatchObject({
      kept: 8,
      broken: 1,
    })
    expect((await records.search({ words: '黑屏 BAT-5', limit: 5 }))[0]?.record.repair).toBe(POLICE)
    expect((await records.ofUnit('BWC-2025-0117'))[0]).toMatchObject({
      outcome: 'confirmed',
      failures: 1,
      done: '复位',
    })
  })

  it('is upgraded by a start, and by no command beside a system that may be running', () => {
    expect(() => openDatabase(file, { mayUpgrade: false })).toThrow(/older version/)
    openDatabase(file).close()
    openDatabase(file, { mayUpgrade: false }).close()
  })

  it('derives them again when the first start was cut short, and not once it is done', async () => {
    const db = openDatabase(file)
    const fails = settleOwed(db, 'ledger', async () => {
      throw new Error('cut short')
    })
    await expect(fails).rejects.toThrow('cut short')
    db.close()
    const host = await started()
    expect(await ledgerOf(host, HOSPITAL)).toHaveLength(8)
    await host.stop()
    const again = openDatabase(file)
    await settleOwed(again, 'ledger', async () => {
      throw new Error('done twice')
    })
    again.close()
  })

  it('its messages lose the tokens of their links, and keep the hash by which each is on file', async () => {
    const links = (db: DatabaseSync) => db.prepare('SELECT text, html, link FROM outbox ORDER BY id').all()
    const before = openDatabase(file)
    const tokens = before
      .prepare('SELECT text FROM outbox ORDER BY id')
      .all()
      .flatMap(({ text }) => /\/[pci]\/([\w-]{12})/.exec(String(text))?.[1] ?? [])
    before.close()
    const host = await started()
    const shown = JSON.stringify(host.outbox.list())
    await host.stop()
    const after = new DatabaseSync(file, { readOnly: true })
    const kept = links(after)
    after.close()
    expect(tokens.length).toBeGreaterThan(3)
    expect(tokens.filter((token) => JSON.stringify(kept).includes(token))).toEqual([])
    expect(kept.flatMap(({ link }) => link ?? [])).toEqual(expect.arrayContaining(tokens.map(hashOf)))
    // The secret that made them is not here.
    expect(shown).toMatch(/\/p\/…/)
  })

  it('is marked, so that the earlier version refuses it', () => {
    openDatabase(file).close()
    openDatabase(file).close()
    const db = new DatabaseSync(file)
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 8 })
    db.close()
  })

  it('owes nothing when it is new', async () => {
    const db = openDatabase(':memory:')
    await settleOwed(db, 'ledger', async () => {
      throw new Error('not owed')
    })
    db.close()
  })
})

it('a file of version 7: its messages stay as they are and in their order, and may end overtaken from then on', () => {
  const messages = new DatabaseSync(unwritten())
  messages.exec(`
    CREATE TABLE effects (
      key TEXT PRIMARY KEY, about TEXT NOT NULL, status TEXT NOT NULL CHECK (status IN ('pending', 'sent', 'failed')),
      created_at TEXT NOT NULL, waiting_since TEXT, claimed_until TEXT, settled_at TEXT, effect TEXT NOT NULL
    ) STRICT;
    CREATE INDEX effects_waiting ON effects (waiting_since) WHERE waiting_since IS NOT NULL;
    PRAGMA user_version = 7`)
  const add = messages.prepare('INSERT INTO effects VALUES (?, ?, ?, ?, ?, NULL, ?, ?)')
  for (const [key, status, waits] of [
    ['3/1', 'pending', '2026-11-20T00:00:00.000Z'],
    ['1/1', 'sent', null],
    ['2/1', 'failed', null],
  ] as const)
    add.run(key, 'repair/1', status, '2026-11-20T00:00:00.000Z', waits, null, `{"key":"${key}"}`)
  // Their order is that of the rows, whatever was deleted meanwhile.
  messages.exec("DELETE FROM effects WHERE key = '1/1'")
  const rows = (db: DatabaseSync) => db.prepare('SELECT rowid, * FROM effects ORDER BY rowid').all()
  const before = rows(messages)
  messages.close()
  const db = openDatabase(file)
  expect(rows(db)).toEqual(before)
  expect(before.map(({ key }) => key)).toEqual(['3/1', '2/1'])
  const end = db.prepare('UPDATE effects SET status = ? WHERE key = ?')
  expect(end.run('overtaken', '3/1').changes).toBe(1)
  expect(() => end.run('lost', '3/1')).toThrow(/CHECK constraint failed/)
  expect(db.prepare("SELECT name FROM sqlite_schema WHERE name LIKE 'effects%' ORDER BY name").all()).toEqual([
    { name: 'effects' },
  ])
  db.close()
})

describe('a file of version 5', () => {
  const NOW = '2026-11-20T02:36:30.000Z'
  const [LENT, CLOSED, UNKNOWN, CAMPUS, MUTED, PAGED, HELD] = [1, 2, 3, 4, 5, 6, 7].map((n) => `261120-000${n}`) as [
    string,
    ...string[],
  ]
  /** As they were sent. */
  const [ENGINEERS, CUSTOMERS] = ['/p/lOg3_jAZk52G', '/c/Slyu4JhzDiRH']
  const WANG = '+8613800138103'

  beforeEach(() => {
    unpack(VERSION_5)
    writeFileSync(join(folder, 'secrets.json'), JSON.stringify({ link: 'links of version 5' }))
  })
  const started = () => startedAt(NOW)
  const repairOf = async ({ deps }: Host, id = '') => (await deps.repairs.load(id)) ?? expect.fail(`no repair ${id}`)
  const on = (host: Host, link: string, more: Partial<Ask> = {}) => {
    const parameters = { token: link.slice(3) }
    return ask(host.handlers.links, { path: link, parameters, ...more }).finally(() => host.idle())
  }
  const tap = (host: Host, link: string, action: string, fields: Record<string, string> = {}) =>
    on(host, link, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ action, ...fields }).toString(),
    })
  const sentSince = (host: Host, at: Instant) => host.outbox.list().filter((message) => message.at >= at)
  const pass = async (host: Host, ms: number) => {
    await host.advance(later(host.clock.now(), ms))
    await host.idle()
  }
  const report = (host: Host, fields: Partial<FaultReport>) =>
    reportFault(host.deps, { callId: 'another', channel: 'api', symptoms: '还是不行', ...fields })

  it('opens with everything in its place, and nothing on it differs from what the events say', async () => {
    const host = await started()
    expect(await check(host.deps)).toEqual([])
    const { items } = await host.deps.repairs.list({ status: 'open', limit: 50 })
    expect(items.map(({ id }) => id)).toEqual([LENT, UNKNOWN, CAMPUS, MUTED, PAGED, HELD])
    const { items: closed } = await host.deps.repairs.list({ status: 'closed', month: '2026-11', limit: 50 })
    expect(closed.map(({ id }) => id)).toEqual([CLOSED])
    for (const id of [LENT, CLOSED, UNKNOWN, CAMPUS, MUTED, PAGED, HELD]) {
      const history = await host.deps.repairs.history(id ?? '')
      const kept = await repairOf(host, id)
      const folded = fold(history)
      // Whom a question went to stood in its event alone then: what is kept of it since says it too.
      const escalations = folded?.escalations?.map((question) => without(question, 'people'))
      expect({ ...folded, ...defined({ escalations }), version: kept.version }).toEqual(kept)
    }
    expect(host.outbox.list().filter(({ about }) => about === `repair/${PAGED}`)).toHaveLength(2)
  })

  it('goes on paging: what was held back goes with the minute, and who does not answer is passed over', async () => {
    const host = await started()
    await pass(host, 30_000)
    expect(sentSince(host, NOW).filter(({ to }) => to === WANG)).toMatchObject([{ about: `repair/${HELD}` }])
    await pass(host, 150_000)
    expect((await repairOf(host, PAGED)).paging?.person?.id).not.toBe('wang-qiang')
    const history = await host.deps.repairs.history(PAGED ?? '')
    expect(history.at(-1)).toMatchObject({ type: 'paged', reason: 'unanswered' })
    // The log stays as it was written; what is read of it, and what is written from now on, says who and copies no number.
    const log = await host.deps.store.history(`repair/${PAGED}`)
    expect(JSON.stringify(log)).toContain(WANG)
    expect(JSON.stringify([history, log.slice(-1), await host.deps.store.load(`repair/${PAGED}`)])).not.toContain(WANG)
    // By the executions that were under way, each as it was begun.
    expect(host.engine.openExecutions().map(({ name }) => name)).toContain(PAGED)
    expect(host.engine.describeExecution(PAGED ?? '')?.input).toEqual({ repairId: PAGED })
  })

  it("opens an engineer's link of before, which acts, and the execution of before sees the repair to its end", async () => {
    const host = await started()
    expect((await on(host, ENGINEERS)).status).toBe(200)
    expect((await tap(host, ENGINEERS, 'acknowledge')).status).toBe(303)
    expect((await repairOf(host, PAGED)).assignee?.id).toBe('wang-qiang')
    await act(host.deps, PAGED ?? '', { type: 'solveRemotely', cause: '设置', done: '已重置' }, WANG_QIANG)
    await host.idle()
    await act(host.deps, PAGED ?? '', { type: 'confirm' }, { kind: 'customer', id: 'he-ping' })
    await host.idle()
    expect((await repairOf(host, PAGED)).stage).toBe('closed')
    expect(host.engine.describeExecution(PAGED ?? '')?.status).toBe('SUCCEEDED')
    expect(await host.deps.repairs.openOfUnit('BWC-2025-0117')).toBeUndefined()
  })

  it("knows a customer's link, and ends what is revoked from now on", async () => {
    const host = await started()
    expect((await on(host, CUSTOMERS)).status).toBe(200)
    const [link] = await liveLinks(host.deps, { about: `repair/${PAGED}` })
    expect(link?.link.kind).toBeDefined()
    const who = { role: 'manager', actor: LIU_FANG } as const
    const { revoked } = await revokeLinks(host.deps, who, {
      holder: { of: 'person', id: 'wang-qiang' },
      reason: '手机丢了',
    })
    expect(revoked.length).toBeGreaterThan(1)
    expect((await on(host, ENGINEERS)).status).toBe(404)
  })

  it('hands over the mail that was refused', async () => {
    const host = await started()
    await pass(host, 60_000)
    await host.sweep()
    await host.idle()
    const mails = sentSince(host, NOW).filter(({ kind, about }) => kind === 'email' && about === `repair/${CAMPUS}`)
    expect(mails.map(({ subject }) => subject?.split(' ')[0])).toEqual(['工程师已接单', '报修已受理'])
    expect(await host.deps.store.pendingEffects({ about: `repair/${CAMPUS}` })).toEqual([])
  })

  it('holds what was held: units, calls, numbers and the loaner', async () => {
    const host = await started()
    const again = { callId: 'call-police', serial: 'BWC-2025-0117' }
    expect(await report(host, again)).toMatchObject({ outcome: 'repeated', repair: { id: PAGED } })
    expect(await report(host, { callId: 'call-data' })).toMatchObject({ outcome: 'repeated', repair: { id: CLOSED } })
    expect(await report(host, { serial: 'bwc-2025-0117' })).toMatchObject({ outcome: 'joined', repair: { id: PAGED } })
    const [number, callId] = ['+8613900139000', 'much later']
    expect(await host.deps.repairs.latestOfNumber(number)).toBe(UNKNOWN)
    const { outcome, repair } = await report(host, { callId, caller: number })
    expect([outcome, await host.deps.repairs.latestOfNumber(number)]).toEqual(['opened', repair.id])

    const isFree = async () => (await host.deps.repairs.freeLoaners()).some(({ serial }) => serial === 'LOAN-PM-01')
    expect([await host.deps.repairs.ofLoaner('LOAN-PM-01'), await isFree()]).toEqual([LENT, false])
    expect(await act(host.deps, LENT ?? '', { type: 'returnLoaner' }, LIU_FANG)).toMatchObject({ outcome: 'done' })
    expect([await host.deps.repairs.ofLoaner('LOAN-PM-01'), await isFree()]).toEqual([undefined, true])
    await host.idle()
  })

  it('pages at the end of the planned work, and knows the files of its contracts', async () => {
    const host = await started()
    expect((await repairOf(host, MUTED)).paging?.person).toBeUndefined()
    await pass(host, 20 * 60_000)
    expect((await host.deps.repairs.history(MUTED ?? '')).some(({ type }) => type === 'paged')).toBe(true)
    const { contracts, directory } = host.deps
    expect((await contracts.facts('JN-2025-017')).map(({ fact }) => fact.type)).toEqual(['recorded', 'waived'])
    expect((await directory.contract('LT-2024-009'))?.planVersion).toBe(2)
    expect(await check(host.deps)).toEqual([])
  })
})

const LIU_FANG = { kind: 'staff', id: 'liu-fang', name: '刘芳' } as const
const WANG_QIANG = { kind: 'engineer', id: 'wang-qiang', name: '王强' } as const

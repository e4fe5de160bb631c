import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { hashOf } from '../../functions/adapters/capabilities.ts'
import { openDatabase, settleOwed } from '../../infra/local/database.ts'
import { createHost, type Host } from '../../infra/local/host.ts'
import { check } from '../../shared/use-cases/rebuild.ts'

/**
 * The file of an embedded system from before there was a ledger, as that version wrote it: R repaired, refused, repaired again
 * and closed; a report first taken for N's, then identified as the hospital's; N open, nobody has answered.
 */
const VERSION_1 = join(import.meta.dirname, 'files/version-1.db.gz')
const [POLICE, HOSPITAL, DATA] = ['261120-0001', '261120-0002', '261120-0003'] as const

describe('a file written by an earlier version', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'chengnuo-upgrade-'))
    file = join(folder, 'chengnuo.db')
    writeFileSync(file, gunzipSync(readFileSync(VERSION_1)))
    onTestFinished(() => rmSync(folder, { recursive: true }))
  })

  /** Time stands where that file left it. */
  const started = async (): Promise<Host> => {
    const errors: unknown[] = []
    const log = { info: () => {}, warn: () => {}, error: (...what: unknown[]) => void errors.push(what) }
    const host = createHost({ folder, publicUrl: 'https://cn.example.com', frozenAt: '2026-11-20T00:00:00.000Z', log })
    onTestFinished(async () => {
      await host.stop().catch(() => {})
      expect(errors).toEqual([])
    })
    await host.start()
    await host.idle()
    return host
  }
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
    expect(db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 5 })
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

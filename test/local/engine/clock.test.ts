import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { openClock } from '../../../infra/local/clock.ts'
import { createFlush, migrate, openDatabase, transaction } from '../../../infra/local/database.ts'
import { START } from './support.ts'

const T0 = Date.parse(START)

/** A real time that a test lets pass, and a system clock that it sets. */
function realTime() {
  const real = { ms: T0, setBy: 0 }
  const log = {
    lines: [] as string[],
    info: () => {},
    error: () => {},
    warn: (line: string) => void log.lines.push(line),
  }
  return { real, log, time: { wallMs: () => real.ms + real.setBy, steadyMs: () => real.ms } }
}

describe('the movable clock', () => {
  test('runs with real time, and on from where it was moved', () => {
    const { real, time } = realTime()
    const clock = openClock(openDatabase(':memory:'), { time })
    expect(clock.now()).toBe(START)
    clock.moveTo('2026-11-19T20:00:00.000Z')
    real.ms += 1500
    expect(clock.now()).toBe('2026-11-19T20:00:01.500Z')
  })

  test('never goes back: not when asked, not when the system clock is set back', () => {
    const { real, time } = realTime()
    const clock = openClock(openDatabase(':memory:'), { time })
    expect(() => clock.moveTo('2026-11-19T18:12:59.999Z')).toThrow(RangeError)
    expect(() => clock.moveTo('yesterday')).toThrow(RangeError)
    clock.now()
    real.setBy = -60_000
    expect(clock.now()).toBe(START)
  })

  test('the system clock set eight hours forward and back within five seconds moves nothing, and stops nothing', () => {
    const { real, time, log } = realTime()
    const clock = openClock(openDatabase(':memory:'), { time, log })
    real.setBy = 8 * 3_600_000
    expect(clock.now()).toBe(START)
    real.ms += 5000
    expect(clock.now()).toBe('2026-11-19T18:13:05.000Z')
    real.setBy = 0
    expect(clock.now()).toBe('2026-11-19T18:13:05.000Z')
    real.ms += 5000
    expect(clock.now()).toBe('2026-11-19T18:13:10.000Z')
    expect(log.lines).toEqual([expect.stringContaining('it jumped'), expect.stringContaining('agrees with ours again')])
  })

  test('a jump forward that lasts a minute is followed, as after a sleep; who waits is told', () => {
    const { real, time, log } = realTime()
    const clock = openClock(openDatabase(':memory:'), { time, log })
    const seen: string[] = []
    clock.onMove(() => seen.push(clock.now()))
    real.setBy = 3_600_000
    clock.now()
    real.ms += 59_999
    expect(clock.now()).toBe('2026-11-19T18:13:59.999Z')
    real.ms += 1
    expect(clock.now()).toBe('2026-11-19T19:14:00.000Z')
    expect(seen).toEqual(['2026-11-19T19:14:00.000Z'])
    expect(log.lines).toHaveLength(2)
  })

  test('a clock set back for good: ours never goes back nor stops, and goes slower until both agree', () => {
    const { real, time, log } = realTime()
    const clock = openClock(openDatabase(':memory:'), { time, log })
    real.setBy = -30_000
    const ahead = () => Date.parse(clock.now()) - time.wallMs()
    expect(ahead()).toBe(30_000)
    let before = clock.now()
    for (let second = 0; second < 360; second++) {
      real.ms += 1000
      expect(Date.parse(clock.now()) - Date.parse(before)).toBeGreaterThanOrEqual(899)
      before = clock.now()
    }
    expect(ahead()).toBeLessThanOrEqual(1000)
    real.ms += 20_000
    expect(ahead()).toBe(0)
    expect(log.lines).toEqual([expect.stringContaining('it jumped'), expect.stringContaining('agrees with ours again')])
  })

  test('keeps its offset over a restart', () => {
    const { real, time } = realTime()
    const db = openDatabase(':memory:')
    openClock(db, { time }).moveTo('2027-01-01T00:00:00.000Z')
    real.ms += 1000
    expect(openClock(db, { time }).now()).toBe('2027-01-01T00:00:01.000Z')
  })

  test('stands still when frozen, and goes on from there', () => {
    const { real, time } = realTime()
    const clock = openClock(openDatabase(':memory:'), { time })
    clock.freeze()
    real.ms += 5000
    expect(clock.now()).toBe(START)
    clock.resume()
    expect(clock.now()).toBe(START)
    real.ms += 10
    expect(clock.now()).toBe('2026-11-19T18:13:00.010Z')
  })

  test('a frozen one starts where told, or where it had come to', () => {
    const db = openDatabase(':memory:')
    const clock = openClock(db, { frozenAt: START })
    clock.moveTo('2026-11-20T00:00:00.000Z')
    expect(openClock(db, { frozenAt: START }).now()).toBe('2026-11-20T00:00:00.000Z')
  })

  test('tells who listens that it moved', () => {
    const clock = openClock(openDatabase(':memory:'), { frozenAt: START })
    const seen: string[] = []
    const stop = clock.onMove(() => seen.push(clock.now()))
    clock.moveTo('2026-11-20T00:00:00.000Z')
    stop()
    clock.moveTo('2026-11-21T00:00:00.000Z')
    expect(seen).toEqual(['2026-11-20T00:00:00.000Z'])
  })
})

describe('the database', () => {
  test('is durable, checked and created with its folder', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'chengnuo-')), 'a', 'b.db')
    const db = openDatabase(file)
    expect(db.prepare('PRAGMA journal_mode').get()?.journal_mode).toBe('wal')
    expect(db.prepare('PRAGMA foreign_keys').get()?.foreign_keys).toBe(1)
    db.close()
    openDatabase(file).close()
  })

  test('commits of one moment share a flush; one made while it runs waits for the next', async () => {
    const db = openDatabase(join(mkdtempSync(join(tmpdir(), 'chengnuo-')), 'x.db'))
    const syncs: (() => void)[] = []
    const flush = createFlush(db, () => new Promise((resolve) => syncs.push(resolve)))
    const done: string[] = []
    const flushed = (name: string) => flush().then(() => done.push(name))
    const together = [flushed('a'), flushed('b')]
    await setImmediate()
    const later = [flushed('c'), flushed('d')]
    await setImmediate()
    expect([syncs.length, done]).toEqual([1, []])
    syncs[0]?.()
    await Promise.all(together)
    await setImmediate()
    expect([syncs.length, done]).toEqual([2, ['a', 'b']])
    syncs[1]?.()
    await Promise.all(later)
    expect(done).toEqual(['a', 'b', 'c', 'd'])
    db.close()
  })

  test('a flush that fails is told, and the next one is tried', async () => {
    const db = openDatabase(join(mkdtempSync(join(tmpdir(), 'chengnuo-')), 'x.db'))
    let fails = true
    const flush = createFlush(db, async () => {
      if (fails) throw new Error('disk full')
    })
    await expect(flush()).rejects.toThrow('disk full')
    fails = false
    await expect(flush()).resolves.toBeUndefined()
    db.close()
  })

  test('a file from a newer version is refused and left alone', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'chengnuo-')), 'x.db')
    const db = openDatabase(file)
    db.exec('PRAGMA user_version = 99')
    db.close()
    expect(() => openDatabase(file)).toThrow(/newer version/)
    expect(() => openDatabase(file)).toThrow(/99/)
  })

  test('a transaction is all or nothing, and joins the one around it', () => {
    const db = openDatabase(':memory:')
    migrate(db, 'CREATE TABLE IF NOT EXISTS t (v INTEGER) STRICT')
    const count = () => db.prepare('SELECT count(*) AS n FROM t').get()?.n
    const add = (v: number) => transaction(db, () => db.prepare('INSERT INTO t VALUES (?)').run(v))
    expect(() =>
      transaction(db, () => {
        add(1)
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(count()).toBe(0)
    transaction(db, () => {
      add(1)
      add(2)
    })
    expect(count()).toBe(2)
  })
})

import { describe, expect, test } from 'vitest'
import { openClock } from '../../../infra/local/clock.ts'
import { openDatabase } from '../../../infra/local/database.ts'
import { callback, machine, openBench, START, task } from './support.ts'

/** Waits as long as its input says, then tells `Note`, again and again. */
const ticking = machine('Await', {
  Await: callback('Await', {
    TimeoutSeconds: '{% $states.input.seconds %}',
    Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Note', Output: '{% $states.input %}' }],
  }),
  Note: task('Note', { Output: '{% $states.input %}', Next: 'Await' }),
})

const nothing = async () => {}
const inDays = (days: number) => new Date(Date.parse(START) + days * 86_400_000).toISOString()

describe('advanceTo', () => {
  test('fires every timer in between at its own instant, in order, ties as they were set', async () => {
    const seen: string[] = []
    const { engine, clock } = openBench({
      machines: { m: ticking },
      functions: {
        Await: nothing,
        Note: async (input) => void seen.push(`${(input as { name: string }).name} ${clock.now()}`),
      },
    })
    for (const [name, seconds] of [
      ['b', 20],
      ['a', 10],
      ['c', 20],
    ] as const) {
      engine.startExecution({ machine: 'm', name, input: { name, seconds } })
    }
    await engine.advanceTo('2026-11-19T18:13:40.000Z')
    expect(seen).toEqual([
      'a 2026-11-19T18:13:10.000Z',
      'b 2026-11-19T18:13:20.000Z',
      'c 2026-11-19T18:13:20.000Z',
      'a 2026-11-19T18:13:20.000Z',
      'a 2026-11-19T18:13:30.000Z',
      'b 2026-11-19T18:13:40.000Z',
      'c 2026-11-19T18:13:40.000Z',
      'a 2026-11-19T18:13:40.000Z',
    ])
    expect(clock.now()).toBe('2026-11-19T18:13:40.000Z')
  })

  test('lets the other work of the host come to rest before time moves on', async () => {
    const mails: string[] = []
    const delivered: string[] = []
    const { engine, clock } = openBench({
      machines: { m: ticking },
      functions: { Await: nothing, Note: async () => void mails.push(clock.now()) },
      idle: [
        async () => {
          await new Promise((resolve) => setTimeout(resolve, 2))
          for (const sentAt of mails.splice(0)) delivered.push(`${sentAt} ${clock.now()}`)
        },
      ],
    })
    engine.startExecution({ machine: 'm', name: 'x', input: { seconds: 60 } })
    await engine.advanceTo('2026-11-19T18:15:00.000Z')
    expect(delivered).toEqual([
      '2026-11-19T18:14:00.000Z 2026-11-19T18:14:00.000Z',
      '2026-11-19T18:15:00.000Z 2026-11-19T18:15:00.000Z',
    ])
  })

  test('two journeys at once happen one after the other; one into the past is refused', async () => {
    const { engine, clock } = openBench({ machines: { m: ticking }, functions: { Await: nothing, Note: nothing } })
    await Promise.all([engine.advanceTo('2026-11-20T00:00:00.000Z'), engine.advanceTo('2026-11-21T00:00:00.000Z')])
    expect(clock.now()).toBe('2026-11-21T00:00:00.000Z')
    await expect(engine.advanceTo('2026-11-20T00:00:00.000Z')).rejects.toThrow(RangeError)
    await engine.advanceTo('2026-11-21T00:00:00.001Z')
  })

  test('two years of daily waits', async () => {
    const notes: unknown[] = []
    const { engine } = openBench({
      machines: { m: ticking },
      functions: { Await: nothing, Note: async (input) => void notes.push(input) },
    })
    engine.startExecution({ machine: 'm', name: 'x', input: { seconds: 86_400 } })
    await engine.advanceTo(inDays(730))
    expect(notes.length).toBe(730)
    expect(engine.counts()).toMatchObject([{ transitions: 1 + 2 * 730 }])
  })
})

describe('a running clock', () => {
  test('fires a timer by itself, and not before its instant', async () => {
    const db = openDatabase(':memory:')
    const clock = openClock(db)
    const fired: string[] = []
    const { engine } = openBench({
      db,
      clock,
      machines: { m: ticking },
      functions: { Await: nothing, Note: async () => void fired.push(clock.now()) },
    })
    const startedAt = clock.now()
    engine.startExecution({ machine: 'm', name: 'x', input: { seconds: 1 } })
    await expect.poll(() => fired.length, { timeout: 3000 }).toBe(1)
    expect(Date.parse(fired[0] ?? '') - Date.parse(startedAt)).toBeGreaterThanOrEqual(1000)
    await engine.stop()
  })

  test('a system clock that jumps forward and back fires nothing early, and nothing late', async () => {
    const db = openDatabase(':memory:')
    let setBy = 0
    const time = { wallMs: () => Date.now() + setBy, steadyMs: () => performance.now() }
    const clock = openClock(db, { time })
    const fired: number[] = []
    const { engine } = openBench({
      db,
      clock,
      machines: { m: ticking },
      functions: { Await: nothing, Note: async () => void fired.push(performance.now()) },
    })
    const startedAt = performance.now()
    engine.startExecution({ machine: 'm', name: 'x', input: { seconds: 1 } })
    setBy = 8 * 3_600_000
    engine.startExecution({ machine: 'm', name: 'y', input: { seconds: 1 } })
    await new Promise((resolve) => setTimeout(resolve, 200))
    setBy = 0
    await expect.poll(() => fired.length, { timeout: 3000 }).toBeGreaterThanOrEqual(2)
    expect(fired[0]).toBeGreaterThan(startedAt + 990)
    await engine.stop()
  })

  test('runs on after time was moved, and a move alone fires what is due', async () => {
    const db = openDatabase(':memory:')
    const clock = openClock(db)
    const notes: unknown[] = []
    const { engine } = openBench({
      db,
      clock,
      machines: { m: ticking },
      functions: { Await: nothing, Note: async (input) => void notes.push(input) },
    })
    engine.startExecution({ machine: 'm', name: 'x', input: { seconds: 3600 } })
    await engine.advanceTo(new Date(Date.parse(clock.now()) + 2 * 3_600_000 + 60_000).toISOString())
    expect(notes.length).toBe(2)
    expect(clock.frozen).toBe(false)
    clock.moveTo(new Date(Date.parse(clock.now()) + 3_600_000).toISOString())
    await expect.poll(() => notes.length).toBe(3)
    await engine.stop()
  })

  test('a wait longer than setTimeout can count does not fire early', async () => {
    const db = openDatabase(':memory:')
    const notes: unknown[] = []
    const { engine } = openBench({
      db,
      clock: openClock(db),
      machines: { m: ticking },
      functions: { Await: nothing, Note: async (input) => void notes.push(input) },
    })
    engine.startExecution({ machine: 'm', name: 'x', input: { seconds: 90 * 86_400 } })
    const warnings: Error[] = []
    const warned = (warning: Error) => warnings.push(warning)
    process.on('warning', warned)
    await new Promise((resolve) => setTimeout(resolve, 50))
    process.off('warning', warned)
    // Node warns when it shortens a timeout to 1 ms.
    expect(warnings).toEqual([])
    expect(notes.length).toBe(0)
    await engine.stop()
  })
})

describe('many executions', () => {
  test('1,000 at once each go their own way', async () => {
    const rounds = new Map<string, number>()
    const { engine, problems } = openBench({
      machines: { m: ticking },
      functions: {
        Await: nothing,
        Note: async (input) => {
          const { name } = input as { name: string }
          await new Promise((resolve) => setImmediate(resolve))
          rounds.set(name, (rounds.get(name) ?? 0) + 1)
        },
      },
    })
    for (let i = 0; i < 1000; i += 1) {
      engine.startExecution({ machine: 'm', name: `r${i}`, input: { name: `r${i}`, seconds: 600 } })
    }
    await engine.drain()
    expect(engine.openExecutions()).toHaveLength(1000)
    await engine.advanceTo('2026-11-19T18:33:00.000Z')
    expect([...rounds.values()].every((count) => count === 2)).toBe(true)
    expect(rounds.size).toBe(1000)
    expect(problems).toEqual([])
  })

  test('1,000 timers due at one instant run side by side in live mode, up to the limit', async () => {
    let running = 0
    let most = 0
    const notes: unknown[] = []
    const { engine, clock } = openBench({
      machines: { m: ticking },
      concurrency: 16,
      functions: {
        Await: nothing,
        Note: async (input) => {
          running += 1
          most = Math.max(most, running)
          await new Promise((resolve) => setImmediate(resolve))
          running -= 1
          notes.push(input)
        },
      },
    })
    for (let i = 0; i < 1000; i += 1) engine.startExecution({ machine: 'm', name: `r${i}`, input: { seconds: 600 } })
    await engine.drain()
    clock.moveTo('2026-11-19T18:23:00.000Z')
    await expect.poll(() => notes.length, { timeout: 10_000 }).toBe(1000)
    expect(most).toBe(16)
  })
})

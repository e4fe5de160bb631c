import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openClock } from '../../../infra/local/clock.ts'
import { openDatabase } from '../../../infra/local/database.ts'
import { callback, defer, machine, openBench, START, task, tokenOf } from './support.ts'

const await90Days = machine('Await', {
  Await: callback('Await', { TimeoutSeconds: 90 * 86_400, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Due' }] }),
  Due: { Type: 'Succeed', Output: 'due' },
})
const ask = machine('Ask', { Ask: task('Ask', { TimeoutSeconds: 60, Output: '{% $states.result.Payload %}' }) })

const newFile = () => join(mkdtempSync(join(tmpdir(), 'chengnuo-engine-')), 'engine.db')
const nothing = async () => {}

describe('names', () => {
  const start = (input: unknown) => ({ machine: 'm', name: 'r1', input })
  const bench = () => openBench({ machines: { m: await90Days }, functions: { Await: nothing } })

  test('the same name and input while it runs is the same execution', async () => {
    const { engine } = bench()
    expect(engine.startExecution(start({ a: 1 }))).toBe('started')
    expect(engine.startExecution(start({ a: 1 }))).toBe('already-running')
    await engine.drain()
    expect(engine.startExecution(start({ a: 1 }))).toBe('already-running')
    expect(engine.openExecutions()).toHaveLength(1)
  })

  test('another input, or a closed execution, is refused, also after pruning', async () => {
    const { engine } = bench()
    const refused = expect.objectContaining({ name: 'ExecutionAlreadyExists' })
    engine.startExecution(start({ a: 1 }))
    expect(() => engine.startExecution(start({ a: 2 }))).toThrow(refused)
    engine.stopExecution('r1', 'Cancelled', 'by the customer')
    expect(() => engine.startExecution(start({ a: 1 }))).toThrow(refused)
    engine.prune('2026-11-19T18:13:00.001Z')
    expect(engine.history('r1')).toEqual([])
    expect(engine.describeExecution('r1')).toMatchObject({ status: 'ABORTED', input: null, error: 'Cancelled' })
    expect(() => engine.startExecution(start({ a: 1 }))).toThrow(refused)
  })

  test.each(['', 'a b', 'a/b', 'a:b', 'x'.repeat(81)])('"%s" is no name', (name) => {
    const { engine } = bench()
    const invalid = expect.objectContaining({ name: 'InvalidName' })
    expect(() => engine.startExecution({ machine: 'm', name, input: {} })).toThrow(invalid)
  })

  test('an unknown machine is refused, an unknown execution is not described and cannot be stopped', () => {
    const { engine } = bench()
    const missing = (name: string) => expect.objectContaining({ name })
    expect(() => engine.startExecution({ machine: 'n', name: 'x', input: 1 })).toThrow(
      missing('StateMachineDoesNotExist'),
    )
    expect(engine.describeExecution('gone')).toBeUndefined()
    expect(() => engine.stopExecution('gone')).toThrow(missing('ExecutionDoesNotExist'))
  })

  test('a stopped execution does nothing more', async () => {
    const tokens: string[] = []
    const { engine } = openBench({
      machines: { m: await90Days },
      functions: { Await: async (payload) => void tokens.push(tokenOf(payload)) },
    })
    engine.startExecution(start({}))
    await engine.drain()
    engine.stopExecution('r1')
    engine.stopExecution('r1')
    const ended = expect.objectContaining({ name: 'TaskTimedOut' })
    expect(() => engine.sendTaskSuccess(tokens[0] ?? '', {})).toThrow(ended)
    await engine.advanceTo('2027-03-01T00:00:00.000Z')
    expect(engine.describeExecution('r1')).toMatchObject({ status: 'ABORTED', stoppedAt: START })
  })
})

describe('a restart', () => {
  test('keeps a wait of 90 days, its token and its instant', async () => {
    const file = newFile()
    const tokens: string[] = []
    const options = {
      machines: { m: await90Days },
      functions: { Await: async (payload: unknown) => void tokens.push(tokenOf(payload)) },
      file,
    }
    const first = openBench(options)
    first.engine.startExecution({ machine: 'm', name: 'due', input: {} })
    first.engine.startExecution({ machine: 'm', name: 'answered', input: {} })
    await first.engine.advanceTo('2027-01-01T00:00:00.000Z')
    await first.engine.stop()
    first.db.close()

    const second = openBench(options)
    await second.engine.drain()
    expect(tokens).toHaveLength(2)
    second.engine.sendTaskSuccess(tokens[1] ?? '', 'answered')
    await second.engine.advanceTo('2027-02-17T18:12:59.999Z')
    expect(second.engine.describeExecution('due')?.status).toBe('RUNNING')
    await second.engine.advanceTo('2027-02-17T18:13:00.000Z')
    expect(second.engine.describeExecution('due')).toMatchObject({ status: 'SUCCEEDED', output: 'due' })
    expect(second.engine.describeExecution('answered')?.output).toBe('answered')
  })

  test('repeats an interrupted function; a callback keeps its token and instant, a call gets its full time', async () => {
    const file = newFile()
    const tokens: string[] = []
    const calls: unknown[] = []
    const machines = { wait: await90Days, ask }
    const hanging = openBench({
      file,
      machines,
      functions: {
        Ask: (payload) => new Promise(() => void calls.push(payload)),
        Await: (payload) => new Promise(() => void tokens.push(tokenOf(payload))),
      },
    })
    hanging.engine.startExecution({ machine: 'wait', name: 'w', input: {} })
    hanging.engine.startExecution({ machine: 'ask', name: 'a', input: {} })
    await expect.poll(() => calls.length + tokens.length).toBe(2)
    // As after kill -9: a second engine on the same file, later; the first is left hanging with its functions.
    const clock = openClock(hanging.db, { frozenAt: '2026-11-20T00:00:00.000Z' })
    const { engine } = openBench({
      file,
      clock,
      machines,
      functions: { Ask: async () => 'again', Await: async (payload) => void tokens.push(tokenOf(payload)) },
    })
    await engine.drain()
    expect(engine.describeExecution('a')).toMatchObject({ status: 'SUCCEEDED', output: 'again' })
    expect(tokens[1]).toBe(tokens[0])
    expect(engine.openExecutions()).toMatchObject([{ name: 'w', dueAt: '2027-02-17T18:13:00.000Z' }])
    engine.sendTaskSuccess(tokens[0] ?? '', 'ok')
    await engine.drain()
    expect(engine.describeExecution('w')?.output).toBe('ok')
  })

  test('lets running functions finish when it is stopped in good order', async () => {
    const file = newFile()
    const answer = defer<string>()
    const first = openBench({ file, machines: { ask }, functions: { Ask: () => answer.promise } })
    first.engine.startExecution({ machine: 'ask', name: 'a', input: {} })
    await expect.poll(() => first.engine.openExecutions()[0]?.phase).toBe('running')
    const stopped = first.engine.stop()
    answer.resolve('the only answer')
    await stopped
    first.db.close()
    const second = openBench({
      file,
      machines: { ask },
      functions: { Ask: () => Promise.reject(new Error('called twice')) },
    })
    await second.engine.drain()
    expect(second.engine.describeExecution('a')).toMatchObject({ output: 'the only answer' })
  })

  test('an execution keeps the definition it began with', async () => {
    const file = newFile()
    const options = { file, functions: { Await: nothing } }
    const first = openBench({ ...options, machines: { m: await90Days } })
    first.engine.startExecution({ machine: 'm', name: 'old', input: {} })
    await first.engine.drain()
    await first.engine.stop()
    first.db.close()
    const renamed = machine('Wait', { Wait: callback('Await', { TimeoutSeconds: 5 }) })
    const second = openBench({ ...options, machines: { m: renamed } })
    second.engine.startExecution({ machine: 'm', name: 'new', input: {} })
    await second.engine.advanceTo('2027-03-01T00:00:00.000Z')
    expect(second.engine.describeExecution('old')).toMatchObject({ status: 'SUCCEEDED', output: 'due' })
    expect(second.engine.describeExecution('new')).toMatchObject({ status: 'FAILED', error: 'States.Timeout' })
  })

  test('overdue timers fire at once, in the order of their instants', async () => {
    const file = newFile()
    const definition = machine('Await', {
      Await: callback('Await', {
        TimeoutSeconds: '{% $states.input.seconds %}',
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Note', Output: '{% $states.input.seconds %}' }],
      }),
      Note: task('Note'),
    })
    const noted: unknown[] = []
    const options = {
      machines: { m: definition },
      functions: { Await: nothing, Note: async (seconds: unknown) => void noted.push(seconds) },
      file,
    }
    const first = openBench(options)
    for (const seconds of [50, 10, 40, 20, 30]) {
      first.engine.startExecution({ machine: 'm', name: `w${seconds}`, input: { seconds } })
    }
    await first.engine.drain()
    await first.engine.stop()
    first.db.close()
    const db = openDatabase(file)
    const second = openBench({ ...options, db, clock: openClock(db, { frozenAt: '2026-11-19T18:14:00.000Z' }) })
    await second.engine.drain()
    expect(noted).toEqual([10, 20, 30, 40, 50])
  })
})

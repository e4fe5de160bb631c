import { describe, expect, test } from 'vitest'
import { callback, defer, machine, openBench, repairLike, runOnce, START, task, tokenOf } from './support.ts'

const waiting = machine('Await', {
  Await: callback('Await', {
    TimeoutSeconds: 900,
    Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late', Output: '{% $states.errorOutput %}' }],
  }),
  Late: { Type: 'Succeed' },
})

function waitingBench(name = 'x') {
  const tokens: string[] = []
  const bench = openBench({
    machines: { m: waiting },
    functions: { Await: async (payload) => void tokens.push(tokenOf(payload)) },
  })
  bench.engine.startExecution({ machine: 'm', name, input: {} })
  return { ...bench, tokens }
}

describe('a task that waits for its token', () => {
  test('is still waiting one millisecond before its timeout, and can be completed', async () => {
    const { engine, tokens } = waitingBench()
    await engine.advanceTo('2026-11-19T18:27:59.999Z')
    expect(engine.describeExecution('x')?.status).toBe('RUNNING')
    engine.sendTaskSuccess(tokens[0] ?? '', { by: '李工' })
    await engine.drain()
    expect(engine.describeExecution('x')).toMatchObject({ status: 'SUCCEEDED', output: { by: '李工' } })
  })

  test('times out exactly at the instant', async () => {
    const { engine, tokens } = waitingBench()
    await engine.advanceTo('2026-11-19T18:28:00.000Z')
    expect(engine.describeExecution('x')).toMatchObject({
      status: 'SUCCEEDED',
      output: { Error: 'States.Timeout' },
      stoppedAt: '2026-11-19T18:28:00.000Z',
    })
    expect(() => engine.sendTaskSuccess(tokens[0] ?? '', {})).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }))
  })

  test('refuses a token at the very instant of its timeout, even before the timer has fired', async () => {
    const { engine, tokens, clock } = waitingBench()
    await engine.drain()
    clock.moveTo('2026-11-19T18:28:00.000Z')
    expect(() => engine.sendTaskSuccess(tokens[0] ?? '', {})).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }))
    await engine.drain()
    expect(engine.describeExecution('x')?.output).toEqual({ Error: 'States.Timeout' })
  })

  test('refuses a token that has been used', async () => {
    const { engine, tokens } = waitingBench()
    await engine.drain()
    engine.sendTaskSuccess(tokens[0] ?? '', 1)
    expect(() => engine.sendTaskSuccess(tokens[0] ?? '', 2)).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }))
    await engine.drain()
    expect(engine.describeExecution('x')?.output).toBe(1)
  })

  test('refuses what is no token, and a token of an unknown execution', async () => {
    const { engine, tokens } = waitingBench()
    await engine.drain()
    expect(() => engine.sendTaskSuccess('hello', {})).toThrow(expect.objectContaining({ name: 'InvalidToken' }))
    const foreign = (tokens[0] ?? '').replace(/^1\./, '99.')
    expect(() => engine.sendTaskSuccess(foreign, {})).toThrow(expect.objectContaining({ name: 'TaskDoesNotExist' }))
  })

  test('is completed while its function still runs; what the function then throws is ignored', async () => {
    const answer = defer<void>()
    const given = defer<string>()
    const { engine, problems } = openBench({
      machines: { m: waiting },
      functions: {
        Await: (payload) => {
          given.resolve(tokenOf(payload))
          return answer.promise
        },
      },
    })
    engine.startExecution({ machine: 'm', name: 'x', input: {} })
    engine.sendTaskSuccess(await given.promise, 'answered')
    await expect.poll(() => engine.describeExecution('x')?.status).toBe('SUCCEEDED')
    answer.reject(new Error('too late'))
    await engine.drain()
    expect(engine.describeExecution('x')?.output).toBe('answered')
    expect(engine.history('x').map(({ type }) => type)).not.toContain('TaskFailed')
    expect(problems).toEqual([])
  })

  test('is completed from inside its own function', async () => {
    const { engine } = openBench({
      machines: { m: waiting },
      functions: { Await: async (payload) => engine.sendTaskSuccess(tokenOf(payload), 'at once') },
    })
    engine.startExecution({ machine: 'm', name: 'x', input: {} })
    await engine.drain()
    expect(engine.describeExecution('x')?.output).toBe('at once')
  })

  test('fails when its function fails', async () => {
    const { engine } = await runOnce(machine('Await', { Await: callback('Await') }), {
      Await: async () => {
        throw new TypeError('no such repair')
      },
    })
    expect(engine.describeExecution('x')).toMatchObject({
      status: 'FAILED',
      error: 'TypeError',
      cause: '{"errorType":"TypeError","errorMessage":"no such repair"}',
    })
  })

  test('gets a new token with every attempt', async () => {
    const tokens: string[] = []
    const definition = machine('Await', {
      Await: callback('Await', {
        TimeoutSeconds: 60,
        Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 10, MaxAttempts: 1 }],
      }),
    })
    const { engine } = await runOnce(definition, { Await: async (payload) => void tokens.push(tokenOf(payload)) })
    await engine.advanceTo('2026-11-19T18:14:10.000Z')
    expect(new Set(tokens).size).toBe(2)
    expect(() => engine.sendTaskSuccess(tokens[0] ?? '', {})).toThrow(expect.objectContaining({ name: 'TaskTimedOut' }))
    // The second attempt has its full 60 seconds again.
    await engine.advanceTo('2026-11-19T18:15:09.999Z')
    engine.sendTaskSuccess(tokens[1] ?? '', 'second')
    await engine.drain()
    expect(engine.describeExecution('x')?.output).toBe('second')
  })
})

test('the repair workflow goes round with every checkpoint and ends closed', async () => {
  const asked: string[] = []
  const tokens: string[] = []
  const { engine, clock, problems } = openBench({
    machines: { repair: repairLike },
    functions: {
      AdvanceFunction: async (payload) => {
        expect(payload).toEqual({ repairId: 'r1' })
        asked.push(clock.now())
        return asked.length < 4 ? { stage: 'response', waitSeconds: 300 } : { stage: 'closed', waitSeconds: 0 }
      },
      AwaitFunction: async (payload) => void tokens.push(tokenOf(payload)),
    },
  })
  engine.startExecution({ machine: 'repair', name: 'r1', input: { repairId: 'r1' } })
  await engine.advanceTo('2026-11-19T18:25:00.000Z')
  expect(asked).toEqual([START, '2026-11-19T18:18:00.000Z', '2026-11-19T18:23:00.000Z'])
  expect(engine.openExecutions()).toEqual([
    { name: 'r1', machine: 'repair', state: 'AwaitResponse', phase: 'submitted', dueAt: '2026-11-19T18:28:00.000Z' },
  ])
  engine.sendTaskSuccess(tokens[2] ?? '', {})
  await engine.drain()
  expect(engine.describeExecution('r1')).toMatchObject({
    status: 'SUCCEEDED',
    output: { repairId: 'r1', stage: 'closed' },
  })
  expect(problems).toEqual([])
})

test('state transitions are counted as they are billed', async () => {
  let stage = 0
  const stages = [
    { stage: 'response', waitSeconds: 60 },
    { stage: 'closed', waitSeconds: 0 },
  ]
  const { engine } = await runOnce(
    repairLike,
    { AdvanceFunction: async () => stages[stage++], AwaitFunction: async () => {} },
    { repairId: 'r1' },
  )
  await engine.advanceTo('2026-11-19T18:14:00.000Z')
  expect(engine.describeExecution('x')?.output).toEqual({ repairId: 'r1', stage: 'closed' })
  // Start, Advance, Stage?, AwaitResponse, Advance, Stage?, Closed
  expect(engine.counts()).toEqual([{ name: 'x', machine: 'm', transitions: 7 }])
  expect(engine.history('x').map(({ type }) => type)).toEqual([
    'ExecutionStarted',
    'PassStateEntered',
    'PassStateExited',
    ...['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited'],
    ...['ChoiceStateEntered', 'ChoiceStateExited'],
    ...['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSubmitted', 'TaskTimedOut', 'TaskStateExited'],
    ...['TaskStateEntered', 'TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited'],
    ...['ChoiceStateEntered', 'ChoiceStateExited', 'SucceedStateEntered', 'SucceedStateExited', 'ExecutionSucceeded'],
  ])
})

test('a request/response task does not give its token away', async () => {
  const seen: unknown[] = []
  const definition = machine('Ask', {
    Ask: task('Ask', {
      Arguments: { FunctionName: `\${Ask}`, Payload: "{% {'has': $exists($states.context.Task.Token)} %}" },
    }),
  })
  await runOnce(definition, { Ask: async (payload) => void seen.push(payload) })
  expect(seen).toEqual([{ has: false }])
})

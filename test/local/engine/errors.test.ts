import { describe, expect, test } from 'vitest'
import { callback, defer, machine, openBench, runOnce, START, task } from './support.ts'

class ThrottledError extends Error {
  override name = 'ThrottledError'
}

/** Fails `times` times, then answers; notes when it was called. */
function failing(times: number) {
  const calls: string[] = []
  return {
    calls,
    function: (now: () => string) => async () => {
      calls.push(now())
      if (calls.length <= times) throw new ThrottledError('slow down')
      return 'done'
    },
  }
}

function retryBench(retry: unknown, times: number, random?: () => number) {
  const { calls, function: fail } = failing(times)
  const bench = openBench({
    machines: { m: machine('Try', { Try: task('Try', { Retry: retry, Output: '{% $states.result.Payload %}' }) }) },
    functions: { Try: (payload) => attempt(payload) },
    ...(random === undefined ? {} : { random }),
  })
  const attempt = fail(bench.clock.now) as (payload: unknown) => Promise<unknown>
  bench.engine.startExecution({ machine: 'm', name: 'x', input: {} })
  return { ...bench, calls }
}

describe('Retry', () => {
  test('waits with backoff up to its longest delay, and counts as a transition each time', async () => {
    const entry = {
      ErrorEquals: ['ThrottledError'],
      IntervalSeconds: 10,
      BackoffRate: 3,
      MaxAttempts: 3,
      MaxDelaySeconds: 60,
    }
    const { engine, calls } = retryBench([entry], 3)
    await engine.advanceTo('2026-11-19T19:00:00.000Z')
    // 10 s, 30 s, then 90 s cut to 60 s
    expect(calls).toEqual([START, '2026-11-19T18:13:10.000Z', '2026-11-19T18:13:40.000Z', '2026-11-19T18:14:40.000Z'])
    expect(engine.describeExecution('x')).toMatchObject({ status: 'SUCCEEDED', output: 'done' })
    expect(engine.counts()).toMatchObject([{ transitions: 4 }])
  })

  test('gives up after MaxAttempts', async () => {
    const { engine, calls } = retryBench([{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }], 9)
    await engine.advanceTo('2026-11-19T19:00:00.000Z')
    expect(calls).toHaveLength(3)
    expect(engine.describeExecution('x')).toMatchObject({ status: 'FAILED', error: 'ThrottledError' })
  })

  test.each([
    [0, START],
    [0.25, '2026-11-19T18:13:05.000Z'],
    [0.99999, '2026-11-19T18:13:20.000Z'],
  ])('full jitter of %d stays within the delay', async (drawn, at) => {
    const entry = { ErrorEquals: ['States.ALL'], IntervalSeconds: 20, MaxAttempts: 1, JitterStrategy: 'FULL' }
    const { engine, calls } = retryBench([entry], 1, () => drawn)
    await engine.advanceTo('2026-11-19T19:00:00.000Z')
    expect(calls).toEqual([START, at])
  })

  test('counts each entry by itself, and RetryCount all of them', async () => {
    const errors = ['A', 'B', 'A']
    const counts: unknown[] = []
    const definition = machine('Try', {
      Try: task('Try', {
        Arguments: { FunctionName: `\${Try}`, Payload: '{% $states.context.State.RetryCount %}' },
        Retry: [
          { ErrorEquals: ['A'], MaxAttempts: 2 },
          { ErrorEquals: ['B'], MaxAttempts: 1 },
        ],
      }),
    })
    const { engine } = await runOnce(definition, {
      Try: async (count) => {
        counts.push(count)
        const name = errors.shift()
        if (name !== undefined) throw Object.assign(new Error(name), { name })
      },
    })
    await engine.advanceTo('2026-11-19T19:00:00.000Z')
    expect(counts).toEqual([0, 1, 2, 3])
    expect(engine.describeExecution('x')?.status).toBe('SUCCEEDED')
  })
})

const caught = (errors: string[]) =>
  machine('Try', {
    Try: task('Try', {
      Catch: [{ ErrorEquals: errors, Next: 'Caught', Assign: { why: '{% $states.errorOutput.Error %}' } }],
    }),
    Caught: { Type: 'Succeed', Output: "{% {'why': $why, 'input': $states.input} %}" },
  })

const throwing = (error: unknown) => ({
  Try: async () => {
    throw error
  },
})

describe('Catch', () => {
  test.each([[['ThrottledError']], [['States.ALL']], [['States.TaskFailed']]])(
    '%j gets a thrown error',
    async (errors) => {
      const { engine } = await runOnce(caught(errors), throwing(new ThrottledError('slow down')))
      const cause = '{"errorType":"ThrottledError","errorMessage":"slow down"}'
      expect(engine.describeExecution('x')).toMatchObject({
        status: 'SUCCEEDED',
        output: { why: 'ThrottledError', input: { Error: 'ThrottledError', Cause: cause } },
      })
    },
  )

  test('lets other errors pass, and they fail the execution', async () => {
    const { engine } = await runOnce(caught(['SomethingElse']), throwing(new ThrottledError('slow down')))
    expect(engine.describeExecution('x')).toMatchObject({ status: 'FAILED', error: 'ThrottledError' })
  })

  test('survives functions that throw what is no error, or return what is no JSON', async () => {
    const thrown = await runOnce(caught(['States.ALL']), throwing('just text'))
    expect(thrown.engine.describeExecution('x')).toMatchObject({ output: { why: 'Error' } })
    const returned = await runOnce(caught(['States.ALL']), { Try: async () => ({ big: 1n }) })
    expect(returned.engine.describeExecution('x')).toMatchObject({ output: { why: 'TypeError' } })
  })

  test.each([
    ['States.TaskFailed', 'FAILED'],
    ['States.ALL', 'SUCCEEDED'],
    ['States.Timeout', 'SUCCEEDED'],
  ])('%s and a function that never answers: %s', async (name, status) => {
    const definition = caught([name])
    Object.assign(definition.States.Try as object, { TimeoutSeconds: 30 })
    const late = defer<string>()
    const { engine, clock } = openBench({ machines: { m: definition }, functions: { Try: () => late.promise } })
    engine.startExecution({ machine: 'm', name: 'x', input: {} })
    await expect.poll(() => engine.openExecutions()[0]?.phase).toBe('running')
    clock.moveTo('2026-11-19T18:13:30.000Z')
    await expect.poll(() => engine.describeExecution('x')?.status).toBe(status)
    late.resolve('too late')
    await engine.drain()
    expect(engine.describeExecution('x')?.stoppedAt).toBe('2026-11-19T18:13:30.000Z')
  })

  test.each(['an answer', 'an error'])(
    '%s that comes after the timeout does not touch the state reached since',
    async (what) => {
      const definition = machine('Try', {
        Try: task('Try', { TimeoutSeconds: 30, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Await' }] }),
        Await: callback('Await', { TimeoutSeconds: 600 }),
      })
      const late = defer<string>()
      const functions = { Try: () => late.promise, Await: async () => {} }
      const { engine, clock, problems } = openBench({ machines: { m: definition }, functions })
      engine.startExecution({ machine: 'm', name: 'x', input: {} })
      await expect.poll(() => engine.openExecutions()[0]?.phase).toBe('running')
      clock.moveTo('2026-11-19T18:13:30.000Z')
      await expect.poll(() => engine.openExecutions()[0]?.phase).toBe('submitted')
      const before = [engine.openExecutions(), engine.history('x')]
      if (what === 'an answer') late.resolve('late')
      else late.reject(new Error('late'))
      await engine.drain()
      expect([engine.openExecutions(), engine.history('x')]).toEqual(before)
      expect(problems).toEqual([])
    },
  )

  test('a function that hangs is given up in real time, as Lambda does', async () => {
    const { engine } = openBench({
      machines: { m: caught(['Sandbox.Timedout']) },
      functions: { Try: () => new Promise(() => {}) },
      functionLimitMs: 20,
    })
    engine.startExecution({ machine: 'm', name: 'x', input: {} })
    await engine.drain()
    expect(engine.describeExecution('x')).toMatchObject({ output: { why: 'Sandbox.Timedout' } })
  })

  test('a failing expression is an error of the task', async () => {
    const definition = caught(['States.QueryEvaluationError'])
    Object.assign(definition.States.Try as object, { Output: '{% $states.result.Payload.missing %}' })
    const { engine } = await runOnce(definition, { Try: async () => ({}) })
    expect(engine.describeExecution('x')).toMatchObject({ output: { why: 'States.QueryEvaluationError' } })
  })

  test.each([0, -1, 1.5, 'soon'])('TimeoutSeconds of %j is an error of the task', async (seconds) => {
    const definition = caught(['States.QueryEvaluationError'])
    Object.assign(definition.States.Try as object, { TimeoutSeconds: '{% $states.input.seconds %}' })
    const { engine } = await runOnce(definition, { Try: async () => ({}) }, { seconds })
    expect(engine.describeExecution('x')).toMatchObject({ output: { why: 'States.QueryEvaluationError' } })
  })

  test('too much data is only caught by its own name', async () => {
    const big = { Try: async () => 'x'.repeat(300_000) }
    const byName = await runOnce(caught(['States.DataLimitExceeded']), big)
    expect(byName.engine.describeExecution('x')?.status).toBe('SUCCEEDED')
    const byAll = await runOnce(caught(['States.ALL']), big)
    expect(byAll.engine.describeExecution('x')).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' })
  })
})

describe('variables and output', () => {
  test('Assign and Output are evaluated side by side, from the old variables', async () => {
    const definition = machine('One', {
      One: { Type: 'Pass', Assign: { n: 1 }, Next: 'Two' },
      Two: { Type: 'Pass', Assign: { n: '{% $n + 1 %}', before: '{% $n %}' }, Output: '{% $n %}', Next: 'End' },
      End: { Type: 'Succeed', Output: "{% {'n': $n, 'before': $before, 'output': $states.input} %}" },
    })
    const { engine } = await runOnce(definition, {})
    expect(engine.describeExecution('x')?.output).toEqual({ n: 2, before: 1, output: 1 })
  })

  test('a task gives its result, a caught one its error, unless Output says otherwise', async () => {
    const { engine } = await runOnce(
      machine('Try', { Try: task('Try') }),
      { Try: async (payload) => ({ echo: payload }) },
      [1],
    )
    const result = { ExecutedVersion: '$LATEST', Payload: { echo: [1] }, StatusCode: 200 }
    expect(engine.describeExecution('x')?.output).toEqual(result)
  })

  test('the context names the execution and the state', async () => {
    const definition = machine('Try', {
      Try: task('Try', { Arguments: { FunctionName: `\${Try}`, Payload: '{% $states.context %}' } }),
    })
    const seen: unknown[] = []
    await runOnce(definition, { Try: async (payload) => void seen.push(payload) }, { a: 1 })
    expect(seen).toEqual([
      {
        Execution: { Id: 'm:x', Name: 'x', Input: { a: 1 }, StartTime: START },
        State: { Name: 'Try', EnteredTime: START, RetryCount: 0 },
        StateMachine: { Id: 'm', Name: 'm' },
      },
    ])
  })

  test('literal JSON around expressions is kept, lists included', async () => {
    const definition = machine('Try', {
      Try: { Type: 'Succeed', Output: { list: ['{% $states.input.a %}', null, 2], text: 'a {% b %}' } },
    })
    const { engine } = await runOnce(definition, {}, { a: [7] })
    expect(engine.describeExecution('x')?.output).toEqual({ list: [[7], null, 2], text: 'a {% b %}' })
  })
})

describe('Choice and Fail', () => {
  const choose = (fields: object) =>
    machine('Choose', {
      Choose: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input.go %}', Next: 'Yes', Output: 'by rule' }],
        ...fields,
      },
      Yes: { Type: 'Succeed' },
      No: { Type: 'Fail', Error: 'Refused', Cause: "{% 'because ' & $states.input.why %}" },
    })

  test('takes the first rule that holds', async () => {
    const { engine } = await runOnce(choose({}), {}, { go: true })
    expect(engine.describeExecution('x')?.output).toBe('by rule')
  })

  test('otherwise takes the Default', async () => {
    const { engine } = await runOnce(choose({ Default: 'No' }), {}, { go: false, why: 'of rain' })
    expect(engine.describeExecution('x')).toMatchObject({
      status: 'FAILED',
      error: 'Refused',
      cause: 'because of rain',
    })
  })

  test('without a Default fails', async () => {
    const { engine } = await runOnce(choose({}), {}, { go: false })
    expect(engine.describeExecution('x')).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' })
  })

  test('a condition that is no boolean fails', async () => {
    const { engine } = await runOnce(choose({}), {}, { go: 'yes' })
    expect(engine.describeExecution('x')).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' })
  })

  test('a circle without a task ends at the event limit, as on Step Functions', async () => {
    const circle = machine('A', { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } })
    const { engine } = await runOnce(circle, {})
    expect(engine.describeExecution('x')).toMatchObject({ status: 'FAILED', error: 'States.Runtime' })
    expect(engine.history('x').length).toBeLessThanOrEqual(500)
  })
})

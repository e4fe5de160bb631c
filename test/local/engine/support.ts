import type { DatabaseSync } from 'node:sqlite'
import { type MovableClock, openClock } from '../../../infra/local/clock.ts'
import { openDatabase } from '../../../infra/local/database.ts'
import { createEngine, type Engine, type EngineOptions } from '../../../infra/local/engine/engine.ts'

export const START = '2026-11-19T18:13:00.000Z'

const INVOKE = 'arn:aws:states:::lambda:invoke'

export const machine = (StartAt: string, States: Record<string, unknown>) => ({
  QueryLanguage: 'JSONata',
  StartAt,
  States,
})

export const task = (functionName: string, fields: Record<string, unknown> = {}) => ({
  Type: 'Task',
  Resource: INVOKE,
  Arguments: { FunctionName: `\${${functionName}}`, Payload: '{% $states.input %}' },
  ...('Next' in fields ? {} : { End: true }),
  ...fields,
})

export const callback = (functionName: string, fields: Record<string, unknown> = {}) =>
  task(functionName, {
    Resource: `${INVOKE}.waitForTaskToken`,
    Arguments: {
      FunctionName: `\${${functionName}}`,
      Payload: "{% {'token': $states.context.Task.Token, 'name': $states.context.Execution.Name} %}",
    },
    ...fields,
  })

/** The shape of the repair workflow: ask the domain, wait for a person or the next checkpoint, ask again. */
export const repairLike = machine('Start', {
  Start: { Type: 'Pass', Assign: { repairId: '{% $states.input.repairId %}' }, Next: 'Advance' },
  Advance: task('AdvanceFunction', {
    Arguments: { FunctionName: `\${AdvanceFunction}`, Payload: "{% {'repairId': $repairId} %}" },
    TimeoutSeconds: 30,
    Assign: { stage: '{% $states.result.Payload.stage %}', waitSeconds: '{% $states.result.Payload.waitSeconds %}' },
    Output: '{% $states.result.Payload %}',
    Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 3, BackoffRate: 2 }],
    Next: 'Stage?',
  }),
  'Stage?': {
    Type: 'Choice',
    Choices: [
      { Condition: "{% $stage = 'response' %}", Next: 'AwaitResponse' },
      { Condition: "{% $stage = 'closed' %}", Next: 'Closed' },
    ],
    Default: 'Unknown',
  },
  AwaitResponse: callback('AwaitFunction', {
    TimeoutSeconds: '{% $waitSeconds %}',
    Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Advance' }],
    Next: 'Advance',
  }),
  Closed: { Type: 'Succeed', Output: "{% {'repairId': $repairId, 'stage': $stage} %}" },
  Unknown: { Type: 'Fail', Error: 'UnknownStage', Cause: "{% 'stage ' & $stage %}" },
})

export interface Bench {
  readonly db: DatabaseSync
  readonly clock: MovableClock
  readonly engine: Engine
  /** Problems reported outside executions; a test expects none. */
  readonly problems: unknown[]
}

export type BenchOptions = Pick<EngineOptions, 'machines' | 'functions'> & Partial<EngineOptions> & { file?: string }

/** A started engine on a throw-away database and a clock that stands still. */
export function openBench(options: BenchOptions): Bench {
  const db = options.db ?? openDatabase(options.file ?? ':memory:')
  const clock = options.clock ?? openClock(db, { frozenAt: START })
  const problems: unknown[] = []
  const engine = createEngine({ onError: (error) => problems.push(error), ...options, db, clock })
  engine.start()
  return { db, clock, engine, problems }
}

/** Runs one execution of a machine to its end or to its first wait. */
export async function runOnce(definition: unknown, functions: EngineOptions['functions'], input: unknown = {}) {
  const bench = openBench({ machines: { m: definition }, functions })
  bench.engine.startExecution({ machine: 'm', name: 'x', input })
  await bench.engine.drain()
  return bench
}

export function defer<T>() {
  let resolve: (value: T) => void = () => {}
  let reject: (error: unknown) => void = () => {}
  const promise = new Promise<T>((yes, no) => {
    resolve = yes
    reject = no
  })
  return { promise, resolve, reject }
}

/** The token that a callback function was given. */
export const tokenOf = (payload: unknown): string => String((payload as { token: unknown }).token)

import { readFileSync } from 'node:fs'
import jsonata from 'jsonata'
import { describe, expect, test } from 'vitest'
import * as names from '../../shared/kernel/error-names.ts'
import * as errors from '../../shared/kernel/errors.ts'
import { STAGES } from '../../shared/repair/state/repair.ts'
import type { ChoiceState, State, TaskState } from '../../workflows/definition.ts'
import {
  ADVANCE_FUNCTION_SECONDS,
  ADVANCE_TASK_SECONDS,
  AWAIT_FUNCTION_SECONDS,
} from '../../workflows/policies/timeouts.ts'
import { WORKFLOW_KINDS } from '../../workflows/shapes.ts'
import { definitionFile, print, synthesizeDefinition } from '../../workflows/synthesize.ts'

const definition = synthesizeDefinition()
const states = Object.entries(definition.States)
const tasks = states.filter((entry): entry is [string, TaskState] => entry[1].Type === 'Task')
const waits = tasks.filter(([, { Resource }]) => Resource.endsWith('.waitForTaskToken'))
const task = (name: string): TaskState => {
  const found = tasks.find(([id]) => id === name)
  if (found === undefined) throw new Error(`no task ${name}`)
  return found[1]
}

test.each(WORKFLOW_KINDS)(
  'the committed definition of a %s is what CDK synthesizes now (`npm run synth` writes it)',
  (kind) => {
    expect(readFileSync(definitionFile(kind), 'utf8')).toBe(print(synthesizeDefinition(kind)))
  },
)

describe('every task', () => {
  test.each(tasks)('%s has a timeout, retries and a catch for whatever is left', (_name, state) => {
    expect(state.TimeoutSeconds).toBeDefined()
    expect(state.Retry.some(({ MaxAttempts }) => MaxAttempts > 0)).toBe(true)
    expect(state.Catch.at(-1)).toEqual({ ErrorEquals: ['States.ALL'], Next: 'SweeperTakesOver' })
  })

  test.each(tasks)('%s retries and catches only errors that exist', (_name, state) => {
    const cited = [...state.Retry, ...state.Catch].flatMap(({ ErrorEquals }) => ErrorEquals)
    const known: string[] = Object.values(names)
    expect(cited.filter((name) => !/^(States|Lambda)\./.test(name) && !known.includes(name))).toEqual([])
  })

  test.each(tasks)('%s does not repeat what cannot succeed', (_name, state) => {
    expect(state.Retry[0]).toEqual({ ErrorEquals: [names.BAD_REQUEST, names.NOT_FOUND], MaxAttempts: 0 })
  })
})

test('error names cited by the workflow are those the thrown classes bear', () => {
  expect(new errors.BadRequestError([]).name).toBe(names.BAD_REQUEST)
  expect(new errors.NotFoundError('').name).toBe(names.NOT_FOUND)
})

describe('retries and timeouts are as their comments reckon', () => {
  const pauses = (state: TaskState): number =>
    state.Retry.flatMap(({ MaxAttempts, IntervalSeconds = 1, BackoffRate = 2 }) =>
      Array.from({ length: MaxAttempts }, (_, n) => IntervalSeconds * BackoffRate ** n),
    ).reduce((sum, pause) => sum + pause, 0)

  test('Advance pauses 31 s in all', () => {
    expect(pauses(task('Advance'))).toBe(31)
  })
  test('Advance, all its attempts and the sweep that follows fit into 5 minutes', () => {
    const attempts = 1 + (task('Advance').Retry.at(-1)?.MaxAttempts ?? 0)
    expect(pauses(task('Advance')) + attempts * ADVANCE_TASK_SECONDS + 60).toBeLessThan(300)
  })
  test('Advance outlives its function', () => {
    expect(task('Advance').TimeoutSeconds).toBe(ADVANCE_TASK_SECONDS)
    expect(ADVANCE_FUNCTION_SECONDS).toBeLessThan(ADVANCE_TASK_SECONDS)
  })
  test.each(waits)(
    '%s makes a checkpoint late by 7 s of pauses at most, half a minute with slow attempts',
    (_, state) => {
      expect(pauses(state)).toBe(7)
      expect(7 + 3 * AWAIT_FUNCTION_SECONDS).toBeLessThan(30)
    },
  )
})

describe('every wait', () => {
  test.each(waits)('%s ends in another look at the record, acted upon or timed out', (_name, state) => {
    expect(state.TimeoutSeconds).toBe('{% $waitSeconds %}')
    expect(state.Next).toBe('Advance')
    expect(state.Catch[0]).toEqual({ ErrorEquals: ['States.Timeout'], Next: 'Advance' })
  })
  test.each(waits)('%s does not retry its own time-out: it is no failure', (_name, state) => {
    const retried = state.Retry.flatMap(({ ErrorEquals }) => ErrorEquals)
    expect(retried).not.toContain('States.Timeout')
    expect(retried).not.toContain('States.ALL')
  })
  test.each(waits)('%s hands its token, and what it knows of the record, to AwaitFunction', (_name, state) => {
    expect(state.Arguments.FunctionName).toMatch(/^\$\{AwaitFunction\}$/)
    expect(state.Arguments.Payload).toEqual({
      subject: '{% $states.context.Execution.Input.subject %}',
      token: '{% $states.context.Task.Token %}',
      version: '{% $version %}',
      execution: '{% $states.context.Execution.Name %}',
      waitSeconds: '{% $waitSeconds %}',
    })
  })
})

describe('the choice', () => {
  const choice = definition.States['Stage?'] as ChoiceState
  const follow = async (stage: string): Promise<string> => {
    for (const { Condition, Next } of choice.Choices) {
      if (await jsonata(Condition.slice(2, -2)).evaluate({}, { stage })) return Next
    }
    return choice.Default
  }

  test.each([
    ['response', 'AwaitResponse'],
    ['remoteFix', 'AwaitRemoteFix'],
    ['arrival', 'AwaitArrival'],
    ['repair', 'AwaitRepair'],
    ['confirmation', 'AwaitConfirmation'],
    ['loanerOut', 'AwaitLoanerReturn'],
    ['looseEnds', 'AwaitLooseEnds'],
    ['closed', 'Closed'],
    ['superseded', 'Superseded'],
    ['a stage of a later version', 'SweeperTakesOver'],
  ])('%s leads to %s', async (stage, next) => {
    expect(await follow(stage)).toBe(next)
  })

  test('knows every stage of a repair', async () => {
    const next = await Promise.all(STAGES.map(follow))
    expect(next).not.toContain('SweeperTakesOver')
  })
})

describe('the graph', () => {
  const nextOf = (state: State): string[] => {
    switch (state.Type) {
      case 'Task':
        return [state.Next, ...state.Catch.map(({ Next }) => Next)]
      case 'Choice':
        return [state.Default, ...state.Choices.map(({ Next }) => Next)]
      case 'Succeed':
      case 'Fail':
        return []
      default:
        return state satisfies never
    }
  }
  const reachableFrom = (start: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(start)) return seen
    seen.add(start)
    const state = definition.States[start]
    if (state === undefined) throw new Error(`no state ${start}`)
    for (const next of nextOf(state)) reachableFrom(next, seen)
    return seen
  }

  test('every state is reachable', () => {
    expect([...reachableFrom(definition.StartAt)].sort()).toEqual(Object.keys(definition.States).sort())
  })
  test.each(Object.keys(definition.States))('from %s there is a way to Closed, or it is an end', (name) => {
    const state = definition.States[name]
    const isEnd = state?.Type === 'Succeed' || state?.Type === 'Fail'
    expect(isEnd || reachableFrom(name).has('Closed')).toBe(true)
  })
  test('no name holds a slash', () => {
    expect(Object.keys(definition.States).filter((name) => name.includes('/'))).toEqual([])
  })
})

test('the definition holds no rule and no clock of its own', () => {
  expect(JSON.stringify(definition)).not.toMatch(/\$(now|millis|toMillis|fromMillis)\(/)
})

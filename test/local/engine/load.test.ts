import { describe, expect, test } from 'vitest'
import { DefinitionError } from '../../../infra/local/engine/errors.ts'
import { loadMachine } from '../../../infra/local/engine/load.ts'
import { callback, machine, repairLike, task } from './support.ts'

const functions = new Set(['Try', 'AdvanceFunction', 'AwaitFunction'])
const load = (definition: unknown) => loadMachine('m', definition, functions)
const one = (state: unknown) => machine('One', { One: state, Done: { Type: 'Succeed' } })

test('the repair workflow loads', () => {
  expect([...load(repairLike).states.keys()]).toEqual([
    'Start',
    'Advance',
    'Stage?',
    'AwaitResponse',
    'Closed',
    'Unknown',
  ])
})

test.each([
  'arn:aws:states:::lambda:invoke',
  'arn:aws-cn:states:::lambda:invoke',
  `arn:\${AWS::Partition}:states:::lambda:invoke`,
])('the resource %s loads', (Resource) => void load(one(task('Try', { Resource }))))

describe('refused, naming the state and the field', () => {
  test.each<[string, unknown, RegExp]>([
    ['no object at all', 'hello', /state machine "m"/],
    ['JSONPath', { StartAt: 'A', States: { A: { Type: 'Succeed' } } }, /state "A", field "QueryLanguage"/],
    ['a machine timeout', { ...one({ Type: 'Succeed' }), TimeoutSeconds: 5 }, /field "": .*"TimeoutSeconds"/],
    ['a missing start', machine('Gone', { A: { Type: 'Succeed' } }), /StartAt.*"Gone"/],
    ['a Wait state', one({ Type: 'Wait', Seconds: 5, Next: 'Done' }), /state "One", field "Type"/],
    ['a Map state', one({ Type: 'Map', End: true }), /state "One", field "Type"/],
    ['a Parallel state', one({ Type: 'Parallel', Branches: [], End: true }), /state "One", field "Type"/],
    [
      'another service',
      one(task('Try', { Resource: 'arn:aws:states:::sns:publish' })),
      /state "One", field "Resource"/,
    ],
    ['a heartbeat', one(task('Try', { HeartbeatSeconds: 5 })), /state "One".*"HeartbeatSeconds"/],
    ['InputPath', one({ Type: 'Pass', InputPath: '$', End: true }), /state "One".*"InputPath"/],
    ['TimeoutSecondsPath', one(task('Try', { TimeoutSecondsPath: '$.x' })), /state "One".*"TimeoutSecondsPath"/],
    ['a timeout of 0', one(task('Try', { TimeoutSeconds: 0 })), /state "One", field "TimeoutSeconds"/],
    ['a timeout in plain text', one(task('Try', { TimeoutSeconds: '5' })), /state "One", field "TimeoutSeconds"/],
    [
      'an ARN as function',
      one(task('x', { Arguments: { FunctionName: 'arn:x' } })),
      /state "One", field "Arguments.FunctionName"/,
    ],
    ['an unknown function', one(task('Nobody')), /state "One", field "Arguments.FunctionName": there is no function/],
    [
      'an invocation type',
      one(task('Try', { Arguments: { FunctionName: `\${Try}`, InvocationType: 'Event' } })),
      /"InvocationType"/,
    ],
    ['an unknown Next', one({ Type: 'Pass', Next: 'Gone' }), /state "One", field "Next": there is no state "Gone"/],
    ['neither Next nor End', one({ Type: 'Pass' }), /state "One", field "Next": either/],
    ['both Next and End', one({ Type: 'Pass', Next: 'Done', End: true }), /state "One", field "Next": either/],
    [
      'an unknown Default',
      one({ Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'Done' }], Default: 'Gone' }),
      /field "Default"/,
    ],
    [
      'an unknown Next in a rule',
      one({ Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'Gone' }] }),
      /Choices\[0\].Next/,
    ],
    [
      'a JSONPath rule',
      one({ Type: 'Choice', Choices: [{ Variable: '$.x', IsNull: true, Next: 'Done' }] }),
      /Choices.0/,
    ],
    [
      'an unknown Next in a catcher',
      one(task('Try', { Catch: [{ ErrorEquals: ['A'], Next: 'Gone' }] })),
      /Catch\[0\].Next/,
    ],
    [
      'ResultPath in a catcher',
      one(task('Try', { Catch: [{ ErrorEquals: ['A'], Next: 'Done', ResultPath: '$' }] })),
      /"ResultPath"/,
    ],
    [
      'States.ALL before others',
      one(task('Try', { Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }] })),
      /Retry\[0\].ErrorEquals/,
    ],
    [
      'an unknown States error',
      one(task('Try', { Retry: [{ ErrorEquals: ['States.Tiemout'] }] })),
      /States.Tiemout is not/,
    ],
    [
      'a JSONata syntax error',
      one({ Type: 'Succeed', Output: '{% 1 + %}' }),
      /state "One", field "Output": JSONata syntax/,
    ],
    [
      '$eval',
      one({ Type: 'Succeed', Output: "{% $eval('1') %}" }),
      /state "One", field "Output": \$eval is not supported/,
    ],
    [
      '$now',
      one({ Type: 'Succeed', Output: { at: '{% $now() %}' } }),
      /state "One", field "Output": \$now is not supported/,
    ],
    ['a variable nobody assigns', one({ Type: 'Succeed', Output: '{% $repiarId %}' }), /\$repiarId is not supported/],
    [
      'a result before it exists',
      one({ Type: 'Succeed', Output: '{% $states.result.x %}' }),
      /\$states.result does not exist/,
    ],
    [
      'errorOutput outside Catch',
      one(task('Try', { Output: '{% $states.errorOutput %}' })),
      /\$states.errorOutput does not exist/,
    ],
    ['$$', one({ Type: 'Succeed', Output: '{% $$.x %}' }), /\$\$ is not supported/],
    ['a variable named states', one({ Type: 'Pass', Assign: { states: 1 }, End: true }), /field "Assign.states"/],
  ])('%s', (_, definition, message) => {
    expect(() => load(definition)).toThrow(DefinitionError)
    expect(() => load(definition)).toThrow(message)
  })
})

test('expressions may bind their own variables, and use those of any state', () => {
  const definition = machine('One', {
    One: callback('Try', {
      Assign: { found: '{% ($x := 1; $map([1], function($v) { $v + $x })) %}' },
      End: undefined,
      Next: 'Two',
    }),
    Two: { Type: 'Succeed', Output: '{% $found %}' },
  })
  expect(load(definition).startAt).toBe('One')
})

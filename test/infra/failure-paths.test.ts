import { describe, expect, test } from 'vitest'
import { RESERVED } from '../../infra/aws/concurrency.ts'
import { FUNCTION_IDS, type FunctionId } from '../../infra/aws/functions.ts'
import { resources, synthesize } from './support.ts'

const { service, observability } = synthesize()

/** Who calls a function, and so who hears that it failed. */
type Caller = 'events' | 'edge' | 'connect' | 'workflow' | 'stream' | 'schedule'
const CALLER: Record<FunctionId, Caller> = {
  TwilioFunction: 'edge',
  CallsFunction: 'edge',
  ReceiptsFunction: 'edge',
  LinksFunction: 'edge',
  ApiFunction: 'edge',
  LedgerFunction: 'edge',
  DirectoryFunction: 'edge',
  SignInFunction: 'edge',
  MailEventsFunction: 'events',
  ConnectFunction: 'connect',
  AdvanceFunction: 'workflow',
  AwaitFunction: 'workflow',
  DeliverFunction: 'stream',
  SweepFunction: 'schedule',
}

describe('no failure of a function is lost', () => {
  const template = JSON.stringify(service.toJSON().Resources)
  /** The first resource of a type that refers to the function. */
  const about = (type: string, id: FunctionId, principal = '') =>
    resources(service, type).find(([, { Properties }]) => {
      const text = JSON.stringify(Properties)
      return text.includes(`"${id}"`) && text.includes(principal)
    })?.[1].Properties

  /** Where each kind of caller stands in the template. */
  const FOUND: Record<Caller, (id: FunctionId) => unknown> = {
    events: (id) => about('AWS::Events::Rule', id),
    edge: (id) => about('AWS::ApiGatewayV2::Integration', id),
    connect: (id) => about('AWS::Lambda::Permission', id, 'connect.amazonaws.com'),
    workflow: (id) => about('AWS::StepFunctions::StateMachine', id),
    stream: (id) => about('AWS::Lambda::EventSourceMapping', id),
    schedule: (id) => about('AWS::Scheduler::Schedule', id),
  }
  test.each(FUNCTION_IDS)('%s is called by one kind of caller', (id) => {
    const callers = (Object.keys(FOUND) as Caller[]).filter((caller) => FOUND[caller](id))
    expect(callers).toEqual([CALLER[id]])
  })

  test('whoever waits for the answer hears of it: the edge and Connect by the error, the workflow by its catch', () => {
    const waiting = FUNCTION_IDS.filter((id) => ['edge', 'connect', 'workflow'].includes(CALLER[id]))
    expect(waiting.filter((id) => FOUND.workflow(id))).toEqual(['AdvanceFunction', 'AwaitFunction'])
    const tasks = template.match(/\\"Type\\":\\"Task\\"/g) ?? []
    expect(template.match(/\\"Next\\":\\"SweeperTakesOver\\"\}\]/g)).toHaveLength(tasks.length)
  })

  test('what nobody waits for ends in a dead-letter queue that alarms', () => {
    const asynchronous = FUNCTION_IDS.filter((id) => ['events', 'stream', 'schedule'].includes(CALLER[id]))
    for (const id of asynchronous) {
      const type = CALLER[id] === 'stream' ? 'AWS::Lambda::EventSourceMapping' : 'AWS::Lambda::EventInvokeConfig'
      expect(about(type, id)?.DestinationConfig, id).toMatchObject({
        OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringContaining('DeadLetters'), 'Arn'] } },
      })
    }
  })

  /** Seconds after which a caller gives up, or calls again. */
  const PATIENCE: Record<Caller, (id: FunctionId) => number> = {
    edge: (id) => Number(about('AWS::ApiGatewayV2::Integration', id)?.TimeoutInMillis) / 1000,
    connect: () => 8,
    // An armed wait lasts at least a second, and a token that is noted too late wakes nobody: see workflows/policies/timeouts.ts.
    workflow: (id) =>
      id === 'AdvanceFunction' ? Number(/\\"TimeoutSeconds\\":(\d+)/.exec(template)?.[1]) : Number.POSITIVE_INFINITY,
    stream: () => Number.POSITIVE_INFINITY,
    events: () => Number.POSITIVE_INFINITY,
    schedule: () => 60,
  }
  test.each(FUNCTION_IDS)('%s ends before its caller gives up', (id) => {
    const found = resources(service, 'AWS::Lambda::Function').find(([logicalId]) => logicalId === id)
    expect(Number(found?.[1].Properties.Timeout)).toBeLessThan(PATIENCE[CALLER[id]](id))
  })
})

/**
 * What keeps one function from starving the rest. Where the account has room, the hotline's and the clock's have functions of their own
 * besides: a new account has 10, of which none can be kept.
 */
const CONCURRENCY: Record<Caller, string> = {
  edge: 'the throttle of its routes: see flood.test.ts',
  connect: 'as many as there are calls at once',
  workflow: 'one at a time per open repair, and Step Functions retries what Lambda throttles',
  stream: 'one batch per shard',
  events: 'as many as mails come back, which is few, and Lambda tries again',
  schedule: 'one a minute that ends within 50 s',
}
test.each(FUNCTION_IDS)(
  '%s reserves concurrency where it is for the hotline or the clock, and the account has room',
  (id) => {
    const found = resources(service, 'AWS::Lambda::Function').find(([logicalId]) => logicalId === id)
    const reserved = RESERVED[id] && { 'Fn::If': ['ReservesConcurrency', RESERVED[id], { Ref: 'AWS::NoValue' }] }
    expect(found?.[1].Properties.ReservedConcurrentExecutions).toEqual(reserved)
    expect(CONCURRENCY[CALLER[id]]).toBeTruthy()
  },
)
test('nothing is reserved unless a deployment says that there is room', () => {
  const { Default, AllowedValues } = service.findParameters('ReserveConcurrency').ReserveConcurrency ?? {}
  expect([Default, AllowedValues]).toEqual(['no', ['yes', 'no']])
  expect(service.toJSON().Conditions.ReservesConcurrency).toEqual({
    'Fn::Equals': [{ Ref: 'ReserveConcurrency' }, 'yes'],
  })
})

/** Each way in which a deadline could pass unseen, and the alarms that tell. */
const UNSEEN: Record<string, readonly string[]> = {
  'the report is not taken': [
    'hotline-throttled',
    'hotline-refused',
    'edge-throttled',
    'intake-errors',
    'edge-errors',
    'signature-refused',
    'function-throttles',
  ],
  'an execution is lost, or never armed': [
    'executions-failed',
    'executions-timed-out',
    'unarmed-clocks',
    'sweeper-finds',
    'repair-stuck',
    'newly-stuck',
  ],
  'the timer fires late': ['executions-throttled', 'function-throttles'],
  'the timer fires, and nothing is decided': ['advance-errors', 'await-errors'],
  'nobody is there to be paged': ['nobody-on-call'],
  'the page does not leave': ['pages-failed', 'sms-spend'],
  'the mail does not leave': ['mails-failed', 'mail-dead-letters', 'mail-stream-late', 'messages-given-up'],
  'the watchdog itself is dead': ['sweeper-not-running', 'sweep-dead-letters'],
}
test('an alarm exists for each failure that would hide a missed deadline, and none without such a reason', () => {
  const names = resources(observability, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) =>
    String(Properties.AlarmName).replace('chengnuo-', ''),
  )
  expect(names.sort()).toEqual([...new Set(Object.values(UNSEEN).flat())].sort())
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Match } from 'aws-cdk-lib/assertions'
import { describe, expect, test } from 'vitest'
import { METRICS } from '../../shared/subject/figures.ts'
import { WORKFLOW_KINDS } from '../../workflows/shapes.ts'
import { type Resource, resources, synthesize } from './support.ts'

const { observability } = synthesize()
const alarms = new Map<unknown, Resource>(
  resources(observability, 'AWS::CloudWatch::Alarm').map(([, alarm]) => [alarm.Properties.AlarmName, alarm]),
)
const alarm = (name: string) => alarms.get(`chengnuo-${name}`)?.Properties
const [[, dashboard] = []] = resources(observability, 'AWS::CloudWatch::Dashboard')
const dashboardText = JSON.stringify(dashboard?.Properties.DashboardBody)

/** While one of these rings, deadlines pass unseen or calls are lost. */
const PRESSING = [
  ...['sweeper-not-running', 'unarmed-clocks', 'newly-stuck', 'nobody-on-call', 'pages-failed', 'advance-errors'],
  ...['executions-throttled', 'intake-errors', 'hotline-throttled', 'hotline-refused', 'function-throttles'],
]

/** What is counted of each kind of subject, together. */
const ofAllMachines = (metric: string) => ({
  Threshold: 1,
  Metrics: expect.arrayContaining(
    WORKFLOW_KINDS.map(() =>
      expect.objectContaining({
        MetricStat: expect.objectContaining({
          Metric: expect.objectContaining({ Namespace: 'AWS/States', MetricName: metric }),
        }),
      }),
    ),
  ),
})

describe('alarms', () => {
  const own = (MetricName: string, more: object = {}) => ({
    Namespace: 'Chengnuo',
    MetricName,
    Dimensions: [{ Name: 'service', Value: 'chengnuo' }],
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    Threshold: 1,
    ...more,
  })
  const aws = (Namespace: string, MetricName: string, more: object = {}) => ({ Namespace, MetricName, ...more })

  test.each([
    ['sweeper-finds', own('SweeperFinds', { Statistic: 'Sum' })],
    ['unarmed-clocks', own('UnarmedClocks', { Statistic: 'Maximum' })],
    ['repair-stuck', own('StuckRepairs', { Statistic: 'Maximum', Period: 1800 })],
    ['newly-stuck', own('NewlyStuck', { Statistic: 'Sum', Period: 60 })],
    ['nobody-on-call', own('NobodyOnCall')],
    ['pages-failed', own('PagesFailed')],
    ['mails-failed', own('MailsFailed')],
    ['messages-given-up', own('MessagesGivenUp')],
    ['signature-refused', own('SignatureRefused', { Threshold: 5 })],
    ['sweep-dead-letters', aws('AWS/SQS', 'NumberOfMessagesSent', { Threshold: 1, Statistic: 'Sum', Period: 60 })],
    ['mail-dead-letters', aws('AWS/SQS', 'NumberOfMessagesSent', { Threshold: 1, Statistic: 'Sum', Period: 60 })],
    ['mail-stream-late', aws('AWS/Lambda', 'IteratorAge', { Threshold: 300_000, Statistic: 'Maximum' })],
    ['advance-errors', aws('AWS/Lambda', 'Errors', { Threshold: 1, Statistic: 'Sum' })],
    ['await-errors', aws('AWS/Lambda', 'Errors', { Threshold: 1, Statistic: 'Sum' })],
    ['executions-failed', ofAllMachines('ExecutionsFailed')],
    ['executions-timed-out', ofAllMachines('ExecutionsTimedOut')],
    ['executions-throttled', ofAllMachines('ExecutionThrottled')],
    ['hotline-throttled', { Namespace: 'Chengnuo/chengnuo', MetricName: 'HotlineThrottled', Threshold: 1 }],
    ['hotline-refused', { MetricName: 'HotlineRefused', Threshold: 5, Period: 300 }],
    ['edge-throttled', { MetricName: 'Throttled', Threshold: 100, Period: 60 }],
    ['edge-errors', aws('AWS/ApiGateway', '5xx', { Threshold: 1, Statistic: 'Sum' })],
    ['sms-spend', aws('AWS/SNS', 'SMSMonthToDateSpentUSD', { Threshold: { Ref: 'SmsSpendAlarmUsd' } })],
  ])('%s watches its failure', (name, expected) => {
    expect(alarm(name)).toMatchObject(expected)
  })

  test('sweeper-not-running rings when no finished sweep has reported for three minutes', () => {
    expect(alarm('sweeper-not-running')).toMatchObject(
      own('SweeperFinds', {
        Statistic: 'SampleCount',
        ComparisonOperator: 'LessThanThreshold',
        Period: 60,
        EvaluationPeriods: 3,
        TreatMissingData: 'breaching',
      }),
    )
  })

  test.each([
    ['intake-errors', 'Errors', ['Twilio', 'Calls', 'Connect']],
    [
      'function-throttles',
      'Throttles',
      ['Twilio', 'Calls', 'Connect', 'Links', 'Api', 'Ledger', 'Advance', 'Await', 'Deliver', 'Sweep'],
    ],
  ])('%s sums %s of %s', (name, metric, functions) => {
    const { Metrics } = alarm(name) as { Metrics: { Expression?: string; MetricStat?: object }[] }
    const parts = Metrics.filter(({ MetricStat }) => MetricStat !== undefined).map((part) => JSON.stringify(part))
    expect(parts).toHaveLength(functions.length)
    for (const [n, id] of functions.entries()) {
      expect(parts[n]).toContain(`"${metric}"`)
      expect(parts[n]).toContain(`${id}Function`)
    }
  })

  test('each tells someone, when it rings and when it is over, and names its runbook', () => {
    const [topic, operator] = resources(observability, 'AWS::SNS::Topic').map(([Ref]) => ({ Ref }))
    const pressing = new Set(PRESSING.map((alarm) => `chengnuo-${alarm}`))
    for (const [name, { Properties }] of alarms) {
      expect(Properties, String(name)).toMatchObject({
        AlarmActions: pressing.has(String(name)) ? [topic, operator] : [topic],
        OKActions: [topic],
      })
      const anchor = String(name).replace('chengnuo-', '')
      expect(Properties.AlarmDescription).toMatch(new RegExp(`\\S.*docs/runbook\\.md#${anchor}$`))
    }
  })

  test('those that wake somebody do so each by itself, and each can ring again: none lasts longer than what it tells of', () => {
    expect(observability.findResources('AWS::CloudWatch::CompositeAlarm')).toEqual({})
    for (const name of PRESSING) {
      const { Period, Metrics } = (alarm(name) ?? {}) as { Period?: number; Metrics?: { Period?: number }[] }
      const periods = [Period, ...(Metrics ?? []).map((each) => each.Period)].filter((each) => each !== undefined)
      expect(Math.max(...periods, 60), name).toBeLessThanOrEqual(300)
    }
    for (const [id, protocol] of [
      ['OperatorPhone', 'sms'],
      ['OperatorUrl', 'https'],
    ] as const)
      observability.hasResource('AWS::SNS::Subscription', {
        Condition: `Has${id}`,
        Properties: { Protocol: protocol, Endpoint: { Ref: id } },
      })
  })

  test('may reach their topic, which has a policy of its own', () =>
    observability.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Action: 'sns:Publish',
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      },
    }))

  test('go to the address given at deployment', () =>
    observability.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: { Ref: 'AlarmEmail' },
    }))
})

test('what the alarms cost is what the pages on cost say: a tenth of a dollar for each metric that one adds up', () => {
  const metrics = [...alarms.values()].flatMap(({ Properties }) => {
    const parts = (Properties.Metrics ?? [{ MetricStat: {} }]) as { MetricStat?: object }[]
    return parts.filter(({ MetricStat }) => MetricStat !== undefined)
  })
  const page = (name: string) => readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8')
  const usd = `$${(metrics.length / 10).toFixed(2)}`
  expect(page('cost-and-speed.md')).toContain(`${alarms.size} alarms on ${metrics.length} metrics ${usd}`)
  expect(page('zh-CN/cost-and-speed.md')).toContain(`${alarms.size} 个告警共 ${metrics.length} 项指标 ${usd}`)
})

describe('metrics', () => {
  const watched = [...alarms.values()]
    .filter(({ Properties }) => Properties.Namespace === 'Chengnuo')
    .map(({ Properties }) => String(Properties.MetricName))

  test('every one watched is one that the functions emit', () => {
    expect(watched.filter((name) => !(METRICS as readonly string[]).includes(name))).toEqual([])
  })
  test.each([
    'OpenClocks',
    'BrokenClocks',
    'LoanersShort',
    'ClocksBroken',
    'PagesUnacknowledged',
    'SweeperFinds',
    'SMSMonthToDateSpentUSD',
    'Errors',
    'Throttles',
    'ApproximateNumberOfMessagesVisible',
    'ExecutionsFailed',
    'ExecutionsTimedOut',
    'IteratorAge',
  ])('the dashboard shows %s', (name) => {
    expect(dashboardText).toContain(`\\"${name}\\"`)
  })
})

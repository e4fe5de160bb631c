import { Duration } from 'aws-cdk-lib'
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import type { FunctionId } from './functions.ts'
import type { ServiceStack } from './service-stack.ts'

// What AWS counts of this installation, as alarms and dashboard show it.

const MINUTE = Duration.minutes(1)

/** Of every kind of subject together. */
export const ofAll = (
  workflows: ServiceStack['workflows'],
  metric: 'metricFailed' | 'metricTimedOut' | 'metricThrottled',
): MathExpression =>
  new MathExpression({
    expression: Object.keys(workflows)
      .map((kind) => `FILL(${kind}${metric}, 0)`)
      .join(' + '),
    usingMetrics: Object.fromEntries(
      Object.entries(workflows).map(([kind, { stateMachine }]) => [
        `${kind}${metric}`,
        stateMachine[metric]({ period: MINUTE }),
      ]),
    ),
    label: metric,
    period: MINUTE,
  })

/** What came into it: what lies in it already must not hide the next. */
export const arrivals = (queue: IQueue): IMetric =>
  queue.metricNumberOfMessagesSent({ period: MINUTE, statistic: Stats.SUM })

export const depth = (queue: IQueue): IMetric =>
  queue.metricApproximateNumberOfMessagesVisible({ period: MINUTE, statistic: Stats.MAXIMUM })

/** Per account and region, since the first of the month. */
export const smsSpend = (): IMetric =>
  new Metric({
    namespace: 'AWS/SNS',
    metricName: 'SMSMonthToDateSpentUSD',
    statistic: Stats.MAXIMUM,
    period: Duration.minutes(5),
  })

export const iteratorAge = (FunctionName: string): IMetric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName: 'IteratorAge',
    dimensionsMap: { FunctionName },
    statistic: Stats.MAXIMUM,
    period: MINUTE,
  })

/** A Lambda metric over several functions. */
export function sum(
  ids: readonly FunctionId[],
  functions: ServiceStack['functions'],
  metric: 'Errors' | 'Throttles',
): IMetric {
  const metrics = ids.map(
    (id, n) => [`${metric.toLowerCase()}${n}`, functions[id].metric(metric, { statistic: Stats.SUM })] as const,
  )
  return new MathExpression({
    expression: metrics.map(([name]) => `FILL(${name}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(metrics),
    period: MINUTE,
    label: metric,
  })
}

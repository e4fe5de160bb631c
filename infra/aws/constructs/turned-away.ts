import { Duration } from 'aws-cdk-lib'
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, type LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Installation } from '../installation.ts'

/**
 * Whom the edge turned away, read from its access log: API Gateway counts what is refused without saying why, and metrics of each
 * route cost as much as there are routes.
 */
const PATTERNS = {
  HotlineRefused: '{ $.route = "*/hotline/*" && $.status = "4*" }',
  HotlineThrottled: '{ $.route = "*/hotline/*" && $.status = "429" }',
  Throttled: '{ $.status = "429" }',
} as const
export type TurnedAway = Readonly<Record<keyof typeof PATTERNS, Metric>>

export function countTurnedAway(log: LogGroup, { name: installation }: Installation): TurnedAway {
  const counted = Object.entries(PATTERNS).map(([name, pattern]) => {
    const filter = log.addMetricFilter(name, {
      filterPattern: FilterPattern.literal(pattern),
      metricNamespace: `Chengnuo/${installation}`,
      metricName: name,
    })
    return [name, filter.metric({ statistic: 'Sum', period: Duration.minutes(1) })] as const
  })
  return Object.fromEntries(counted) as Record<keyof typeof PATTERNS, Metric>
}

import { Duration } from 'aws-cdk-lib'
import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch'

/** A metric that the functions emit; names as in `shared/ports/observe.ts`. */
export const chengnuoMetric = (metricName: string, options: MetricOptions = {}) =>
  new Metric({
    namespace: 'Chengnuo',
    metricName,
    dimensionsMap: { service: 'chengnuo' },
    statistic: 'Sum',
    period: Duration.minutes(1),
    ...options,
  })

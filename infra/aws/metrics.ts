import { Duration } from 'aws-cdk-lib'
import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch'
import type { MetricName } from '../../shared/subject/figures.ts'
import type { Installation } from './installation.ts'

export type OwnMetric = (metricName: MetricName, options?: MetricOptions) => Metric

/** Metrics that the functions of an installation emit. */
export const ownMetrics =
  ({ name }: Installation): OwnMetric =>
  (metricName, options = {}) =>
    new Metric({
      namespace: 'Chengnuo',
      metricName,
      dimensionsMap: { service: name },
      statistic: 'Sum',
      period: Duration.minutes(1),
      ...options,
    })

import { Logger } from '@aws-lambda-powertools/logger'
import { MetricUnit, Metrics as PowertoolsMetrics } from '@aws-lambda-powertools/metrics'
import { maskPhone } from '../../shared/kernel/mask.ts'
import type { Log, Metrics } from '../../shared/ports/observe.ts'

type Fields = Readonly<Record<string, unknown>>

/** JSON log lines through Powertools. Phone numbers that slip through are masked once more here. */
export const powertoolsLog = (logger = new Logger()): Log => ({
  info: (message, fields) => logger.info(message, masked(fields)),
  warn: (message, fields) => logger.warn(message, masked(fields)),
  error: (message, fields) => logger.error(message, masked(fields)),
})

const masked = (fields: Fields | undefined): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields ?? {}).map(([name, value]) => [name, mask(value)]))

const mask = (value: unknown): unknown => {
  if (typeof value === 'string') return maskPhones(value)
  if (value instanceof Error) return maskError(value)
  if (Array.isArray(value)) return value.map(mask)
  if (typeof value === 'object' && value !== null) return masked(value as Fields)
  return value
}

const maskError = (error: Error): Record<string, unknown> => ({
  name: error.name,
  message: maskPhones(error.message),
  ...(error.stack !== undefined && { stack: maskPhones(error.stack) }),
  ...(error.cause !== undefined && { cause: mask(error.cause) }),
})

const maskPhones = (text: string): string => text.replace(/\+\d{8,15}/g, maskPhone)

/** Metrics as embedded metric format (EMF): log lines that CloudWatch turns into metrics, one per count. */
export const powertoolsMetrics = (metrics = new PowertoolsMetrics()): Metrics => ({
  count: (name, value = 1) => {
    metrics.singleMetric().addMetric(name, MetricUnit.Count, value)
  },
})

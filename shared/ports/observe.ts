import type { MetricName } from '../subject/figures.ts'

/** Structured log lines. Callers mask phone numbers (`maskPhone`) and never pass secrets. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void
  error(message: string, fields?: Readonly<Record<string, unknown>>): void
}

export interface Metrics {
  count(name: MetricName, value?: number): void
}

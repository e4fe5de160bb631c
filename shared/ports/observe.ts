/** Structured log lines. Callers mask phone numbers (`maskPhone`) and never pass secrets. */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void
  error(message: string, fields?: Readonly<Record<string, unknown>>): void
}

export const METRICS = [
  'RepairsOpened',
  'OpenRepairs',
  'OpenClocks',
  'BrokenClocks',
  'ClocksBroken',
  'PagesSent',
  'PagesUnacknowledged',
  'PagesFailed',
  'MailsSent',
  'MailsFailed',
  'MessagesGivenUp',
  'SweeperFinds',
  'UnarmedClocks',
  'StuckRepairs',
  'NewlyStuck',
  'LoanersShort',
  'NobodyOnCall',
  'SignatureRefused',
] as const
export type MetricName = (typeof METRICS)[number]

export interface Metrics {
  count(name: MetricName, value?: number): void
}

/** What is counted, by the names that alarms and monitors know. */
export const METRICS = [
  'RepairsOpened',
  'OpenRepairs',
  'OpenClocks',
  'BrokenClocks',
  'ClocksBroken',
  'PagesSent',
  'PagesUnacknowledged',
  'PagesFailed',
  'CallsPlaced',
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

import { Duration } from 'aws-cdk-lib'
import { type IMetric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { arrivals, iteratorAge, ofAll, smsSpend, sum } from './figures.ts'
import { FUNCTION_IDS, type FunctionId } from './functions.ts'
import type { ServiceStack } from './service-stack.ts'

/** One failure that would hide a missed deadline. Its name is stable: it is the alarm's name and its anchor in docs/runbook.md. */
export interface AlarmSpec {
  readonly name: string
  /** What is wrong when it rings, for whoever is woken by it. */
  readonly meaning: string
  readonly metric: IMetric
  /** Rings at this value or above … */
  readonly threshold: number
  /** … or, for `below`, under it. */
  readonly below?: boolean
  /** Deadlines or calls may be lost while it rings: whoever looks after the system is woken. Each by itself: one that lasts must not hide the next. */
  readonly isPressing?: true
  /** So many periods in a row; default 1. */
  readonly periods?: number
  /** Default: no data, no problem. */
  readonly missing?: TreatMissingData
}

export function alarmsOf(service: ServiceStack, smsSpendUsd: number): readonly AlarmSpec[] {
  return [
    ...sweeper(service),
    ...people(service),
    ...messages(service, smsSpendUsd),
    ...workflow(service),
    ...edge(service),
  ]
}

const sweeper = ({ sweepSchedule, metric }: ServiceStack): AlarmSpec[] => [
  {
    name: 'sweeper-not-running',
    isPressing: true,
    meaning: 'No sweep has finished for three minutes, so a lost execution would stay lost',
    // Every finished sweep reports its finds, 0 included: reports are counted, not finds.
    metric: metric('SweeperFinds', { statistic: Stats.SAMPLE_COUNT }),
    threshold: 1,
    below: true,
    periods: 3,
    missing: TreatMissingData.BREACHING,
  },
  {
    name: 'sweeper-finds',
    meaning: 'The sweeper had to finish work that the workflow or the mail stream should have done',
    metric: metric('SweeperFinds'),
    threshold: 1,
  },
  {
    name: 'unarmed-clocks',
    isPressing: true,
    meaning: 'Open clocks have no armed timer',
    metric: metric('UnarmedClocks', { statistic: Stats.MAXIMUM }),
    threshold: 1,
  },
  {
    name: 'repair-stuck',
    meaning: 'The executions of a repair fail each time, so its deadlines pass unwatched; its manager was told by SMS',
    // It is tried again, and counted, every quarter of an hour.
    metric: metric('StuckRepairs', { statistic: Stats.MAXIMUM, period: Duration.minutes(30) }),
    threshold: 1,
  },
  {
    name: 'newly-stuck',
    isPressing: true,
    meaning:
      'One more repair has become stuck, or is so for another day: rings for each, whatever else is stuck already',
    metric: metric('NewlyStuck'),
    threshold: 1,
  },
  {
    name: 'sweep-dead-letters',
    meaning: 'A sweep could not be started or failed',
    metric: arrivals(sweepSchedule.deadLetters),
    threshold: 1,
  },
]

const people = ({ metric }: ServiceStack): AlarmSpec[] => [
  {
    name: 'nobody-on-call',
    isPressing: true,
    meaning: 'A page found nobody on duty',
    metric: metric('NobodyOnCall'),
    threshold: 1,
  },
  {
    name: 'pages-failed',
    isPressing: true,
    meaning: 'The SMS provider refused pages; the next person was asked instead',
    metric: metric('PagesFailed'),
    threshold: 1,
  },
]

const messages = ({ mailStream, functions, metric }: ServiceStack, smsSpendUsd: number): AlarmSpec[] => [
  {
    name: 'sms-spend',
    meaning: 'SMS spending nears the account limit, at which SNS stops sending pages',
    metric: smsSpend(),
    threshold: smsSpendUsd,
  },
  {
    name: 'mails-failed',
    meaning: 'E-mails to customers were refused',
    metric: metric('MailsFailed'),
    threshold: 1,
  },
  {
    name: 'messages-given-up',
    meaning: 'Messages could not be handed over for too long and were given up: somebody has to be called instead',
    metric: metric('MessagesGivenUp'),
    threshold: 1,
  },
  {
    name: 'mail-dead-letters',
    meaning:
      'The stream gave up on what has to follow a save, which the sweeper then does; or a mail came back and could not be noted',
    metric: arrivals(mailStream.deadLetters),
    threshold: 1,
  },
  {
    name: 'mail-stream-late',
    meaning: 'E-mails leave more than five minutes after they were called for',
    metric: iteratorAge(functions.DeliverFunction.functionName),
    threshold: Duration.minutes(5).toMilliseconds(),
  },
]

const workflow = ({ workflows, functions }: ServiceStack): AlarmSpec[] => [
  {
    name: 'advance-errors',
    isPressing: true,
    meaning: 'Advance fails: deadlines are not acted on until a retry or the sweeper succeeds',
    metric: functions.AdvanceFunction.metricErrors({ period: MINUTE }),
    threshold: 1,
  },
  {
    name: 'await-errors',
    meaning: 'Waits cannot be armed',
    metric: functions.AwaitFunction.metricErrors({ period: MINUTE }),
    threshold: 1,
  },
  {
    name: 'executions-failed',
    meaning: 'Executions failed; the sweeper starts fresh ones',
    metric: ofAll(workflows, 'metricFailed'),
    threshold: 1,
  },
  {
    name: 'executions-timed-out',
    meaning: "Executions reached Step Functions' one-year limit, so they were not renewed in time",
    metric: ofAll(workflows, 'metricTimedOut'),
    threshold: 1,
  },
  {
    name: 'executions-throttled',
    isPressing: true,
    meaning: 'Step Functions slows the workflow down: timers act late',
    metric: ofAll(workflows, 'metricThrottled'),
    threshold: 1,
    periods: 2,
  },
]

const edge = ({ functions, edge: { stage, turnedAway }, metric }: ServiceStack): AlarmSpec[] => [
  {
    name: 'hotline-throttled',
    isPressing: true,
    meaning: 'The hotline turned calls away because there were too many at once',
    metric: turnedAway.HotlineThrottled,
    threshold: 1,
  },
  {
    name: 'hotline-refused',
    isPressing: true,
    meaning: 'The hotline refuses what it is sent (4xx), which telephone providers take for a failure of ours',
    metric: turnedAway.HotlineRefused.with({ period: Duration.minutes(5) }),
    threshold: 5,
  },
  {
    name: 'edge-throttled',
    meaning: 'So many requests that routes turn some away: a flood, which the hotline does not feel',
    metric: turnedAway.Throttled,
    threshold: 100,
  },
  {
    name: 'intake-errors',
    isPressing: true,
    meaning: 'Hotline calls could not be taken: repairs may be missing',
    metric: sum(['TwilioFunction', 'CallsFunction', 'ConnectFunction'], functions, 'Errors'),
    threshold: 1,
  },
  {
    name: 'edge-errors',
    meaning: 'The HTTP edge answers with server errors: calls, taps and confirmations may be missing',
    metric: stage.metricServerError({ period: MINUTE, statistic: Stats.SUM }),
    threshold: 1,
  },
  {
    name: 'function-throttles',
    isPressing: true,
    meaning: 'Lambda refuses to start functions: the account has too little concurrency',
    metric: sum(BUSY, functions, 'Throttles'),
    threshold: 1,
  },
  {
    name: 'signature-refused',
    meaning:
      'Webhooks with wrong signatures keep coming: a secret or PublicUrl does not match, so calls are lost, or someone is trying',
    metric: metric('SignatureRefused', { period: Duration.minutes(5) }),
    threshold: 5,
  },
]

/** An alarm adds up ten metrics at most. Concurrency is the account's: whoever is refused here, these are too. */
const SELDOM: readonly FunctionId[] = ['DirectoryFunction', 'SignInFunction', 'ReceiptsFunction', 'MailEventsFunction']
const BUSY = FUNCTION_IDS.filter((id) => !SELDOM.includes(id))

const MINUTE = Duration.minutes(1)

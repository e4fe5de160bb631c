import { Aws, CfnCondition, CfnParameter, Fn, Stack, type StackProps } from 'aws-cdk-lib'
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  SingleValueWidget,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import type { MetricName } from '../../shared/subject/figures.ts'
import { type AlarmSpec, alarmsOf } from './alarms.ts'
import { depth, iteratorAge, ofAll, smsSpend, sum } from './figures.ts'
import { FUNCTION_IDS } from './functions.ts'
import type { ServiceStack } from './service-stack.ts'

export interface ObservabilityStackProps extends StackProps {
  readonly service: ServiceStack
}

/** What watches: alarms to one topic, and a dashboard. */
export class ObservabilityStack extends Stack {
  private readonly topic: Topic
  private readonly operator: Topic
  private readonly prefix: string

  constructor(scope: Construct, id: string, { service, ...props }: ObservabilityStackProps) {
    super(scope, id, { ...props, description: 'Chengnuo: alarms and dashboard' })
    const email = new CfnParameter(this, 'AlarmEmail', {
      description: 'Who is told when an alarm rings; must confirm the subscription',
      allowedPattern: '^[^@\\s]+@[^@\\s]+$',
      constraintDescription: 'An e-mail address.',
    })
    const smsSpendUsd = new CfnParameter(this, 'SmsSpendAlarmUsd', {
      type: 'Number',
      description:
        "Month's SMS spending that rings: about 80 % of the account's SNS limit, which is 1 USD until raised",
      default: 0.8,
    })
    this.prefix = service.installation.name
    this.topic = this.createTopic('Alarms')
    this.topic.addSubscription(new EmailSubscription(email.valueAsString))
    this.operator = this.createTopic('Operator')
    this.subscribe('OperatorPhone', 'sms', '^$|^\\+[1-9][0-9]{6,14}$', 'Telephone that gets an SMS')
    this.subscribe(
      'OperatorUrl',
      'https',
      '^$|^https://.+$',
      'Address of a pager service that takes notifications of SNS',
    )
    for (const spec of alarmsOf(service, smsSpendUsd.valueAsNumber)) this.createAlarm(spec)
    this.createDashboard(service)
  }

  /** Who is woken by what cannot wait; nobody where nothing is given. */
  private subscribe(parameterId: string, protocol: string, allowedPattern: string, description: string): void {
    const endpoint = new CfnParameter(this, parameterId, {
      description: `${description} when deadlines or calls may be lost; empty: none`,
      default: '',
      allowedPattern,
    })
    const given = new CfnCondition(this, `Has${parameterId}`, {
      expression: Fn.conditionNot(Fn.conditionEquals(endpoint, '')),
    })
    const { topicArn } = this.operator
    const subscription = new CfnSubscription(this, `${parameterId}Subscription`, {
      topicArn,
      protocol,
      endpoint: endpoint.valueAsString,
    })
    subscription.cfnOptions.condition = given
  }

  private createTopic(id: 'Alarms' | 'Operator'): Topic {
    const topic = new Topic(this, id, { displayName: `${this.prefix} ${id.toLowerCase()}`, enforceSSL: true })
    // Any policy, such as the one on SSL, replaces the default by which alarms of this account may publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    )
    return topic
  }

  private createAlarm({ name, meaning, metric, threshold, below, periods, missing, isPressing }: AlarmSpec): void {
    const alarm = new Alarm(this, name, {
      alarmName: `${this.prefix}-${name}`,
      alarmDescription: `${meaning}. Runbook: docs/runbook.md#${name}`,
      metric,
      threshold,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods ?? 1,
      treatMissingData: missing ?? TreatMissingData.NOT_BREACHING,
    })
    alarm.addAlarmAction(new SnsAction(this.topic), ...(isPressing ? [new SnsAction(this.operator)] : []))
    alarm.addOkAction(new SnsAction(this.topic))
  }

  private createDashboard({ functions, workflows, mailStream, sweepSchedule, metric }: ServiceStack): void {
    const gauge = (name: MetricName) => metric(name, { statistic: Stats.MAXIMUM })
    const dashboard = new Dashboard(this, 'Dashboard', { dashboardName: this.prefix })
    dashboard.addWidgets(
      new SingleValueWidget({
        title: 'Now',
        width: 24,
        metrics: [gauge('OpenRepairs'), gauge('OpenClocks'), gauge('UnarmedClocks'), gauge('LoanersShort')],
      }),
    )
    dashboard.addWidgets(
      graph('Open clocks', gauge('OpenClocks'), gauge('BrokenClocks')),
      graph('Breaches', metric('ClocksBroken')),
      graph('Pages', metric('PagesSent'), metric('PagesFailed'), metric('PagesUnacknowledged')),
    )
    dashboard.addWidgets(
      graph('Sweeper finds', metric('SweeperFinds'), gauge('UnarmedClocks'), gauge('StuckRepairs')),
      graph('SMS spend this month (USD)', smsSpend()),
      graph('Mails', metric('MailsSent'), metric('MailsFailed')),
    )
    dashboard.addWidgets(
      graph('Functions', sum(FUNCTION_IDS, functions, 'Errors'), sum(FUNCTION_IDS, functions, 'Throttles')),
      graph('Executions', ofAll(workflows, 'metricFailed'), ofAll(workflows, 'metricTimedOut')),
      graph('Dead letters', depth(mailStream.deadLetters), depth(sweepSchedule.deadLetters)),
      graph('Mail stream age (ms)', iteratorAge(functions.DeliverFunction.functionName)),
    )
  }
}

const graph = (title: string, ...left: IMetric[]) => new GraphWidget({ title, left, width: 6 })

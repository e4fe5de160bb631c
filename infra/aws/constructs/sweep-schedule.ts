import { Aws, Duration } from 'aws-cdk-lib'
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler'
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets'
import { Construct } from 'constructs'
import { DeadLetterQueue } from './dead-letter-queue.ts'

const PERIOD = Duration.minutes(1)

/** Runs the sweeper every minute. A sweep that fails is not tried again: the next one does the same work. */
export class SweepSchedule extends Construct {
  readonly deadLetters: DeadLetterQueue

  constructor(scope: Construct, id: string, sweep: LambdaFunction) {
    super(scope, id)
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters')
    sweep.configureAsyncInvoke({
      retryAttempts: 0,
      maxEventAge: PERIOD,
      onFailure: new SqsDestination(this.deadLetters),
    })
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    })
    new Schedule(this, 'EveryMinute', {
      schedule: ScheduleExpression.rate(PERIOD),
      target: new LambdaInvoke(sweep, {
        role,
        deadLetterQueue: this.deadLetters,
        retryAttempts: 0,
        maxEventAge: PERIOD,
      }),
      description: 'Chengnuo: finds what was left behind',
    })
  }
}

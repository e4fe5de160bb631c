import { Aws, CfnCondition, Duration, Fn } from 'aws-cdk-lib'
import { Rule } from 'aws-cdk-lib/aws-events'
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets'
import type { Function as Handler } from 'aws-cdk-lib/aws-lambda'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import { CfnConfigurationSet, CfnConfigurationSetEventDestination } from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'
import type { Installation } from '../installation.ts'
import type { DeadLetterQueue } from './dead-letter-queue.ts'

export interface MailEventsProps {
  readonly installation: Installation
  readonly handler: Handler
  /** Empty: SES sends nothing, or is not there. */
  readonly sender: string
  /** Where what could not be noted is seen. */
  readonly deadLetters: DeadLetterQueue
}

const NEWS = ['Bounce', 'Complaint', 'Reject']

/** What comes back of mails, from SES by the account's event bus, to those of this installation alone. */
export class MailEvents extends Construct {
  constructor(scope: Construct, id: string, props: MailEventsProps) {
    super(scope, id)
    const { installation, handler, sender, deadLetters } = props
    const { name } = installation
    const sends = new CfnCondition(this, 'SendsBySes', {
      expression: Fn.conditionNot(Fn.conditionEquals(sender, '')),
    })
    const set = new CfnConfigurationSet(this, 'Set', { name })
    set.cfnOptions.condition = sends
    const toBus = new CfnConfigurationSetEventDestination(this, 'ToBus', {
      configurationSetName: set.ref,
      eventDestination: {
        enabled: true,
        matchingEventTypes: NEWS.map((each) => each.toLowerCase()),
        eventBridgeDestination: {
          // SES tells no other bus.
          eventBusArn: `arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:event-bus/default`,
        },
      },
    })
    toBus.cfnOptions.condition = sends
    handler.configureAsyncInvoke({ retryAttempts: 2, onFailure: new SqsDestination(deadLetters) })
    new Rule(this, 'Rule', {
      description: 'Chengnuo: mails that came back',
      eventPattern: {
        source: ['aws.ses'],
        detail: { eventType: NEWS, mail: { tags: { 'ses:configuration-set': [name] } } },
      },
      targets: [new LambdaFunction(handler, { deadLetterQueue: deadLetters, maxEventAge: Duration.hours(1) })],
    })
  }
}

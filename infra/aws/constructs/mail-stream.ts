import { Duration } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { FilterCriteria, FilterRule, type Function as LambdaFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Construct } from 'constructs'
import type { TableInUse } from '../table-in-use.ts'
import { DeadLetterQueue } from './dead-letter-queue.ts'

export interface MailStreamProps {
  readonly table: TableInUse
  readonly deliver: LambdaFunction
}

/**
 * What has to follow a save does so as soon as it is saved: the table's stream, narrowed to new messages to customers, to service records, whose
 * words are written behind them, and to ledgers that a save had no room for.
 */
export class MailStream extends Construct {
  readonly deadLetters: DeadLetterQueue

  constructor(scope: Construct, id: string, { table, deliver }: MailStreamProps) {
    super(scope, id)
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters')
    deliver.addToRolePolicy(
      new PolicyStatement({
        actions: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        ],
        resources: [table.streamArn],
      }),
    )
    deliver.addEventSourceMapping('Effects', {
      eventSourceArn: table.streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: {
            NewImage: {
              kind: { S: FilterRule.isEqual('effect') },
              channel: { S: FilterRule.or('contact', 'email', 'text', 'call') },
            },
          },
        }),
        FilterCriteria.filter({
          eventName: FilterRule.or('INSERT', 'MODIFY'),
          dynamodb: { NewImage: { kind: { S: FilterRule.or('record', 'owed') } } },
        }),
      ],
      batchSize: 10,
      reportBatchItemFailures: true,
      // A message that fails again and again must not hold up the others of its shard for long. Nothing is lost by giving up here:
      // the effect stays pending in the table, the record and the owed ledger marked, where the sweeper finds them.
      retryAttempts: 5,
      maxRecordAge: Duration.hours(1),
      onFailure: new SqsDlq(this.deadLetters),
    })
  }
}

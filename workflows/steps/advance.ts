import { Duration } from 'aws-cdk-lib'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { TaskInput, type TaskStateBase, Timeout } from 'aws-cdk-lib/aws-stepfunctions'
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks'
import type { Construct } from 'constructs'
import { HOPELESS, RETRY_ADVANCE } from '../policies/retries.ts'
import { ADVANCE_TASK_SECONDS } from '../policies/timeouts.ts'

/**
 * Asks the domain what is due now and does it.
 * Result: `stage`, `waitSeconds` until the next checkpoint (1 to 2,592,000), `version` of the record it saw.
 * `startedAt` lets it hand over to a fresh execution before this one outgrows Step Functions' limits (`policies/history.ts`).
 */
export function advance(scope: Construct, lambdaFunction: IFunction): TaskStateBase {
  const task = LambdaInvoke.jsonata(scope, 'Advance', {
    lambdaFunction,
    payload: TaskInput.fromObject({
      subject: '{% $states.context.Execution.Input.subject %}',
      execution: '{% $states.context.Execution.Name %}',
      startedAt: '{% $states.context.Execution.StartTime %}',
    }),
    taskTimeout: Timeout.duration(Duration.seconds(ADVANCE_TASK_SECONDS)),
    retryOnServiceExceptions: false,
    outputs: '{% $states.result.Payload %}',
    assign: {
      stage: '{% $states.result.Payload.stage %}',
      waitSeconds: '{% $states.result.Payload.waitSeconds %}',
      version: '{% $states.result.Payload.version %}',
    },
  })
  return task.addRetry(HOPELESS).addRetry(RETRY_ADVANCE)
}

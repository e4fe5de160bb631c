import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { IntegrationPattern, TaskInput, type TaskStateBase, Timeout } from 'aws-cdk-lib/aws-stepfunctions'
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks'
import type { Construct } from 'constructs'
import { HOPELESS, RETRY_AWAIT } from '../policies/retries.ts'

/**
 * Waits until a person acts (`SendTaskSuccess` with the token) or the next checkpoint comes (`States.Timeout`).
 * They differ only in name, so that a look at the execution shows where its subject stands.
 */
export function awaitStage(scope: Construct, name: string, lambdaFunction: IFunction): TaskStateBase {
  const task = LambdaInvoke.jsonata(scope, name, {
    lambdaFunction,
    integrationPattern: IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    payload: TaskInput.fromObject({
      subject: '{% $states.context.Execution.Input.subject %}',
      token: '{% $states.context.Task.Token %}',
      version: '{% $version %}',
      execution: '{% $states.context.Execution.Name %}',
      waitSeconds: '{% $waitSeconds %}',
    }),
    taskTimeout: Timeout.jsonata('{% $waitSeconds %}'),
    retryOnServiceExceptions: false,
  })
  return task.addRetry(HOPELESS).addRetry(RETRY_AWAIT)
}

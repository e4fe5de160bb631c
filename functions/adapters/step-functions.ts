import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn'
import { kindOf } from '../../shared/kernel/subject.ts'
import type { WorkflowEngine } from '../../shared/ports/workflow.ts'
import { clientOptions } from './client-options.ts'

/** The workflow engine on Step Functions. Same name and input while it runs is one execution, so `started` may mean `running`. */
export const stepFunctions = (
  /** The machine of a kind of subject bears its name at the end. */
  machines: string,
  client = new SFNClient(clientOptions(3000, 2)),
): WorkflowEngine => ({
  start: async (name, subject) => {
    try {
      await client.send(
        new StartExecutionCommand({
          stateMachineArn: `${machines}${kindOf(subject)}`,
          name,
          input: JSON.stringify({ subject }),
        }),
      )
      return 'started'
    } catch (error) {
      // Closed, or one that an earlier version started and that runs with other input: the next one takes over from it.
      if (error instanceof ExecutionAlreadyExists) return 'ended'
      throw error
    }
  },
  wake: async (token) => {
    try {
      await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }))
      return 'woken'
    } catch (error) {
      if (MOVED_ON.some((type) => error instanceof type)) return 'gone'
      throw error
    }
  },
})

const MOVED_ON = [TaskTimedOut, TaskDoesNotExist, InvalidToken]

import { kindOf } from '../../shared/kernel/subject.ts'
import type { WorkflowEngine } from '../../shared/ports/workflow.ts'
import type { Engine } from './engine/engine.ts'
import {
  ExecutionAlreadyExistsError,
  InvalidTokenError,
  TaskDoesNotExistError,
  TaskTimedOutError,
} from './engine/errors.ts'

/** Each kind of subject has a machine of its own, by its name. */
const MOVED_ON = [TaskTimedOutError, TaskDoesNotExistError, InvalidTokenError]

/** The workflow port on the embedded engine. The engine needs the handlers and they need this port, so it is looked up late. */
export const engineWorkflow = (engine: () => Engine): WorkflowEngine => ({
  async start(name, subject) {
    try {
      const started = engine().startExecution({ machine: kindOf(subject), name, input: { subject } })
      return started === 'started' ? 'started' : 'running'
    } catch (error) {
      if (error instanceof ExecutionAlreadyExistsError) return 'ended'
      throw error
    }
  },
  async wake(token) {
    try {
      engine().sendTaskSuccess(token, {})
      return 'woken'
    } catch (error) {
      if (MOVED_ON.some((type) => error instanceof type)) return 'gone'
      throw error
    }
  },
})

import type { Subject } from '../kernel/subject.ts'

/** The engine that runs one timed execution per subject that somebody waits for; see `executionName`. */
export interface WorkflowEngine {
  /** Idempotent by name: `running` when it is already under way, `ended` when an execution of that name has ended. */
  start(name: string, subject: Subject): Promise<'started' | 'running' | 'ended'>
  /** Ends the timed wait that holds this token; `gone` when it has already moved on. */
  wake(token: string): Promise<'woken' | 'gone'>
}

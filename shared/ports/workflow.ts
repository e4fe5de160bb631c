/** The engine that runs one execution per open repair. Names are `repairId` for the first and `repairId.2`, … after a lost one. */
export interface WorkflowEngine {
  /** Idempotent by name: `running` when it is already under way, `ended` when an execution of that name has ended. */
  start(name: string, repairId: string): Promise<'started' | 'running' | 'ended'>
  /** Ends the timed wait that holds this token; `gone` when it has already moved on. */
  wake(token: string): Promise<'woken' | 'gone'>
}

/** Base of what the engine's calls throw. Each `name` is the one the AWS SDK uses, so that callers cannot tell the places apart. */
class EngineError extends Error {}

/** A state machine definition uses something outside the subset that the engine interprets. */
export class DefinitionError extends EngineError {
  override name = 'DefinitionError'
}

/** The name was used by an execution that is closed, or that runs with another input. */
export class ExecutionAlreadyExistsError extends EngineError {
  override name = 'ExecutionAlreadyExists'
}

export class ExecutionDoesNotExistError extends EngineError {
  override name = 'ExecutionDoesNotExist'
}

export class StateMachineDoesNotExistError extends EngineError {
  override name = 'StateMachineDoesNotExist'
}

/** An execution name is empty, too long or has a character that Step Functions refuses. */
export class InvalidNameError extends EngineError {
  override name = 'InvalidName'
}

/** The text is no task token at all. */
export class InvalidTokenError extends EngineError {
  override name = 'InvalidToken'
}

/** The token's execution is not known here. */
export class TaskDoesNotExistError extends EngineError {
  override name = 'TaskDoesNotExist'
}

/** The task was already completed, timed out or closed with its execution. */
export class TaskTimedOutError extends EngineError {
  override name = 'TaskTimedOut'
}

/** An error inside an execution, as Retry and Catch see it: never thrown out of the engine. */
export class StateError extends EngineError {
  override name = 'StateError'
  readonly error: string
  readonly errorCause: string | undefined

  constructor(error: string, cause?: string) {
    super(cause ?? error)
    this.error = error
    this.errorCause = cause
  }
}

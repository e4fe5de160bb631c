/** Base of every error this system throws on purpose. */
export class ChengnuoError extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = new.target.name
  }
}
/** The provider refused a message or could not be reached. */
export class MessageNotSentError extends ChengnuoError {}
/** The request cannot be served as it is; `problems` says what to fix, each beginning with the field's path. */
export class BadRequestError extends ChengnuoError {
  readonly problems: readonly string[]
  constructor(problems: readonly string[], options?: { cause?: unknown }) {
    super(problems.join('; '), options)
    this.problems = problems
  }
}
export class NotFoundError extends ChengnuoError {}
/** Too many others saved first, several times in a row. */
export class StoreBusyError extends ChengnuoError {}

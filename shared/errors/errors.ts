import { BAD_REQUEST, NOT_FOUND } from './names.ts'

/**
 * Base of every error this system throws on purpose. Each class spells out its name, because the workflow matches errors by
 * name and a bundler shortens those of classes.
 */
export abstract class ChengnuoError extends Error {
  abstract override readonly name: string
}
/** The provider refused a message or could not be reached. */
export class MessageNotSentError extends ChengnuoError {
  override readonly name = 'MessageNotSentError'
}
/** The request cannot be served as it is; `problems` says what to fix, each beginning with the field's path. */
export class BadRequestError extends ChengnuoError {
  override readonly name = BAD_REQUEST
  readonly problems: readonly string[]
  constructor(problems: readonly string[], options?: { cause?: unknown }) {
    super(problems.join('; '), options)
    this.problems = problems
  }
}
export class NotFoundError extends ChengnuoError {
  override readonly name = NOT_FOUND
}
/** Too many others saved first, several times in a row. */
export class StoreBusyError extends ChengnuoError {
  override readonly name = 'StoreBusyError'
}

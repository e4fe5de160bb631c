import { BadRequestError, ChengnuoError, NotFoundError, StoreBusyError } from '../../shared/errors/errors.ts'
import type { Requester } from '../../shared/use-cases/audit.ts'

/** An answer other than success that the handler itself decided on. */
export class HttpError extends ChengnuoError {
  override readonly name: string = 'HttpError'
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.status = status
    this.code = code
  }
}

/** Someone known may not do this. */
export class ForbiddenError extends HttpError {
  override readonly name = 'ForbiddenError'
  readonly who: Requester
  /** It stands on the audit record already. */
  readonly isOnRecord: boolean
  constructor(who: Requester, message: string, options: { onRecord?: true; cause?: unknown } = {}) {
    super(403, 'forbidden', message, options)
    this.who = who
    this.isOnRecord = options.onRecord === true
  }
}

/** An error as the outside sees it: never more than it needs to act on. */
export interface EdgeProblem {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly problems?: readonly string[]
}

/** The one place where errors become answers. What nobody threw on purpose is a 500 without detail. */
export const problemOf = (error: unknown): EdgeProblem => {
  if (error instanceof HttpError) return { status: error.status, code: error.code, message: error.message }
  if (error instanceof BadRequestError) {
    return { status: 400, code: 'badRequest', message: 'The request is not valid.', problems: error.problems }
  }
  if (error instanceof NotFoundError) return { status: 404, code: 'notFound', message: 'There is no such thing here.' }
  if (error instanceof StoreBusyError) return { status: 503, code: 'busy', message: 'Too busy just now; try again.' }
  return { status: 500, code: 'internal', message: 'Something went wrong on our side; try again.' }
}

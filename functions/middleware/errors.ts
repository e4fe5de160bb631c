import { BadRequestError, type Fault, NotFoundError, StoreBusyError, WordedError } from '../../shared/kernel/errors.ts'
import type { Text } from '../../shared/kernel/text.ts'
import type { Requester } from '../../shared/use-cases/audit.ts'

/** An answer other than success that the handler itself decided on. */
export class HttpError extends WordedError {
  override readonly name: string = 'HttpError'
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, text: Text | string, options?: { cause?: unknown }) {
    super(text, options)
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
  constructor(who: Requester, text: Text | string, options: { onRecord?: true; cause?: unknown } = {}) {
    super(403, 'forbidden', text, options)
    this.who = who
    this.isOnRecord = options.onRecord === true
  }
}

/** An error as the outside sees it: never more than it needs to act on. */
export interface EdgeProblem {
  readonly status: number
  readonly code: string
  readonly message: Text
  readonly faults?: readonly Fault[]
}

/** The one place where errors become answers. What nobody threw on purpose is a 500 without detail. */
export const problemOf = (error: unknown): EdgeProblem => {
  if (error instanceof HttpError) return { status: error.status, code: error.code, message: error.text }
  if (error instanceof BadRequestError) {
    return { status: 400, code: 'badRequest', message: INVALID, faults: error.faults }
  }
  if (error instanceof NotFoundError) return { status: 404, code: 'notFound', message: ABSENT }
  if (error instanceof StoreBusyError) return { status: 503, code: 'busy', message: BUSY }
  return { status: 500, code: 'internal', message: FAILED }
}
const INVALID: Text = { zh: '请求有误。', en: 'The request is not valid.' }
const ABSENT: Text = { zh: '这里没有这样的内容。', en: 'There is no such thing here.' }
const BUSY: Text = { zh: '现在太忙，请稍后再试。', en: 'Too busy just now; try again.' }
const FAILED: Text = { zh: '我们这边出了错，请再试一次。', en: 'Something went wrong on our side; try again.' }

import type { MiddlewareObj } from '@middy/core'
import { HttpError } from './errors.ts'
import type { HttpEvent, HttpResult } from './event.ts'

/** Lambda hands over 6 MB at most, the answer written as JSON; some of it is for status and headers. */
export const MOST_ANSWER_BYTES = 6 * 1024 * 1024 - 16_384

/** What is too large for Lambda would be a fault without a word: it is refused with what to do. The one-machine system does as AWS. */
export const limitAnswer = (): MiddlewareObj<HttpEvent, HttpResult> => ({
  after: ({ response }) => {
    if (sizeOf(response?.body ?? '') <= MOST_ANSWER_BYTES) return
    throw new HttpError(413, 'answerTooLarge', {
      zh: '结果超过 6 MB，无法返回：请缩小范围，例如更短的时间或更小的 limit。',
      en: 'The answer is over 6 MB: narrow the range, such as a shorter period or a lower limit.',
    })
  },
})

/** Quotes and backslashes take two bytes, characters of Chinese three. Most answers are far from it, and not counted. */
const sizeOf = (body: string): number =>
  body.length * 6 <= MOST_ANSWER_BYTES ? 0 : Buffer.byteLength(JSON.stringify(body))

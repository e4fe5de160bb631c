import type { MiddlewareObj } from '@middy/core'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { LARGEST_FILE } from '../../shared/kernel/file-kind.ts'
import { typed, typedIn } from '../../shared/kernel/typed.ts'
import { HttpError } from './errors.ts'

/** 256 kB. */
const MAX_BODY_BYTES = 262_144

export type WithBody = Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>

/** The body byte for byte, as signatures need it. API Gateway hands form bodies over base64-encoded. */
export const bodyBytes = ({ body = '', isBase64Encoded }: WithBody): Buffer =>
  Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')

export const bodyText = (event: WithBody): string => bodyBytes(event).toString('utf8')

export const bodyForm = (event: WithBody): URLSearchParams => typedForm(new URLSearchParams(bodyText(event)))

export const typedForm = (fields: Iterable<readonly [string, string]>): URLSearchParams =>
  new URLSearchParams(Array.from(fields, ([name, value]): [string, string] => [name, typed(value)]))

/** No request of ours goes half as deep. */
const DEEPEST = 20

/** Before anything walks through it. */
const isDeep = (text: string): boolean => {
  let [depth, isText] = [0, false]
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (isText && letter === '\\') at++
    else if (letter === '"') isText = !isText
    else if (!isText && (letter === '[' || letter === '{')) depth++
    else if (!isText && (letter === ']' || letter === '}')) depth--
    if (depth > DEEPEST) return true
  }
  return false
}

/** The JSON value of the body. Throws HttpError 400 when it is not JSON, or nested deeper than any of ours. */
export const bodyJson = (event: WithBody): unknown => {
  const text = bodyText(event)
  if (isDeep(text)) throw new HttpError(400, 'badRequest', { zh: '正文嵌套太深。', en: 'The body is nested too deep.' })
  try {
    return JSON.parse(text, typedIn)
  } catch (cause) {
    throw new HttpError(400, 'badRequest', { zh: '正文不是 JSON。', en: 'The body is not JSON.' }, { cause })
  }
}

export const isMultipart = (type: string | undefined): boolean => type?.startsWith('multipart/form-data') === true

/** What stands around a file in a form. */
const FORM_BYTES = 16_384

/** `takesFiles`: a form may bring one. */
export const limitBody = (takesFiles = false): MiddlewareObj<APIGatewayProxyEventV2> => ({
  before: ({ event }) => {
    const hasFile = takesFiles && isMultipart(event.headers['content-type'])
    const most = hasFile ? LARGEST_FILE + FORM_BYTES : MAX_BODY_BYTES
    if (bodyBytes(event).length > most) {
      throw new HttpError(413, 'tooLarge', {
        zh: `正文超过 ${most} 字节。`,
        en: `The body is larger than ${most} bytes.`,
      })
    }
  },
})

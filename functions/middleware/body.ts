import type { MiddlewareObj } from '@middy/core'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { HttpError } from './errors.ts'

/** 256 kB. */
export const MAX_BODY_BYTES = 262_144

type WithBody = Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>

/** The body byte for byte, as signatures need it. API Gateway hands form bodies over base64-encoded. */
export const bodyBytes = ({ body = '', isBase64Encoded }: WithBody): Buffer =>
  Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')

export const bodyText = (event: WithBody): string => bodyBytes(event).toString('utf8')

export const bodyForm = (event: WithBody): URLSearchParams => new URLSearchParams(bodyText(event))

/** The JSON value of the body. Throws HttpError 400 when it is not JSON. */
export const bodyJson = (event: WithBody): unknown => {
  try {
    return JSON.parse(bodyText(event))
  } catch (cause) {
    throw new HttpError(400, 'badRequest', { zh: '正文不是 JSON。', en: 'The body is not JSON.' }, { cause })
  }
}

export const limitBody = (): MiddlewareObj<APIGatewayProxyEventV2> => ({
  before: ({ event }) => {
    if (bodyBytes(event).length > MAX_BODY_BYTES) {
      throw new HttpError(413, 'tooLarge', {
        zh: `正文超过 ${MAX_BODY_BYTES} 字节。`,
        en: `The body is larger than ${MAX_BODY_BYTES} bytes.`,
      })
    }
  },
})

import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { z } from 'zod'
import { json } from '../../../functions/middleware/http.ts'

// What a request to a local route says.

// curl calls every body a form unless told otherwise.
export const isForm = (event: APIGatewayProxyEventV2): boolean =>
  /form-urlencoded/.test(event.headers['content-type'] ?? '') && !textOf(event).startsWith('{')

const textOf = ({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): string =>
  Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8').toString('utf8')

export const formOf = (event: APIGatewayProxyEventV2): URLSearchParams => new URLSearchParams(textOf(event))

export const jsonOf = (event: APIGatewayProxyEventV2): unknown => {
  try {
    return JSON.parse(textOf(event))
  } catch {
    return undefined
  }
}

export const badRequest = (error: z.ZodError): APIGatewayProxyStructuredResultV2 =>
  json(400, {
    error: 'badRequest',
    problems: error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`),
  })

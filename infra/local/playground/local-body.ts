import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { z } from 'zod'
import { bodyText } from '../../../functions/middleware/body.ts'
import { json } from '../../../functions/middleware/http.ts'

// What a request to a local route says.

export const jsonOf = (event: APIGatewayProxyEventV2): unknown => {
  try {
    return JSON.parse(bodyText(event))
  } catch {
    return undefined
  }
}

export const badRequest = (error: z.ZodError): APIGatewayProxyStructuredResultV2 =>
  json(400, {
    error: 'badRequest',
    problems: error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`),
  })

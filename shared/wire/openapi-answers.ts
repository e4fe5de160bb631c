import * as z from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from 'zod-openapi'
import { problemSchema } from './problem.ts'
import type { Route } from './routes.ts'

export const json = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/json': { schema } },
})
/** As JSON, or as a table for a spreadsheet. */
export const jsonOrCsv = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/json': { schema }, 'text/csv': { schema: z.string() } },
})
export const html = (description: string) => ({ description, content: { 'text/html': { schema: z.string() } } })
/** A request's body, in JSON unless it is a form. */
export const body = (schema: z.ZodType, type = 'application/json') => ({
  required: true,
  content: { [type]: { schema } },
})
export const form = (schema: z.ZodType) => body(schema, 'application/x-www-form-urlencoded')

const header = (description: string) => z.string().meta({ description })

/** What the edge itself says, before any function runs: API Gateway has a `message` and no code. */
const refusalSchema = z
  .looseObject({ error: z.string().exactOptional(), message: z.string() })
  .meta({ id: 'Refusal', description: 'Said by the edge before any function runs' })

/** Every route may be refused so, whoever asks. */
const OF_EVERY_ROUTE: ZodOpenApiResponsesObject = {
  '405': {
    id: 'WrongMethod',
    ...json('The path has no such method', refusalSchema),
    headers: z.object({ Allow: header('The methods that it has') }),
  },
  '431': { id: 'HeadTooLarge', description: 'Address and headers are longer than 16 kB' },
}
const RETRY = { headers: z.object({ 'Retry-After': header('Seconds to wait').exactOptional() }) }
const MANY = json('Too many requests just now: wait, then try again', refusalSchema)
const TOO_MANY: ZodOpenApiResponsesObject = { '429': { id: 'TooMany', ...MANY, ...RETRY } }
/** A link that is tapped over and over is refused in words; API Gateway refuses whoever it is. */
const TOO_MANY_TAPS: ZodOpenApiResponsesObject = {
  '429': {
    id: 'TooManyTaps',
    ...RETRY,
    ...MANY,
    content: { ...MANY.content, 'text/html': { schema: z.string() } },
  },
}
/** A signature or an address of this machine proves enough; everything else is for the address that links have. */
const WRONG_HOST: ZodOpenApiResponsesObject = {
  '421': { id: 'WrongHost', ...json('The Host is none that leads here; on one machine only', refusalSchema) },
}
const FOREIGN: ZodOpenApiResponsesObject = {
  '403': { id: 'ForeignOrigin', ...html('The form was sent by a page of another site') },
}
const BUSY = 'Too much at once on this subject, or on the store: try again'
const TOO_LARGE = 'The body is larger than 256 kB, with a file 4 MB, or the answer than 6 MB: narrow the range'

/** By who reads the refusal: programs JSON, people a page, Twilio a status alone. */
const OF_READER: Readonly<Record<'json' | 'html' | 'none', Readonly<Record<'busy' | 'tooLarge', object>>>> = {
  json: {
    busy: { id: 'Busy', ...json(BUSY, problemSchema) },
    tooLarge: { id: 'TooLarge', ...json(TOO_LARGE, problemSchema) },
  },
  html: { busy: { id: 'BusyPage', ...html(BUSY) }, tooLarge: { id: 'TooLargePage', ...html(TOO_LARGE) } },
  none: { busy: { description: BUSY }, tooLarge: { description: TOO_LARGE } },
}

const OF_STAFF: ZodOpenApiResponsesObject = {
  '401': { id: 'NoToken', ...json('No token, or none that is valid', refusalSchema) },
  '403': {
    id: 'Forbidden',
    ...json('The role may not, or it is not theirs: the message says what to do instead', problemSchema),
  },
}

/** What a route may answer besides what its own operation says. */
export const refusalsOf = ({ method, auth, function: name }: Route): ZodOpenApiResponsesObject => {
  const { busy, tooLarge } = OF_READER[name === 'links' ? 'html' : name === 'twilio' ? 'none' : 'json']
  return {
    ...OF_EVERY_ROUTE,
    ...(name === 'links' ? TOO_MANY_TAPS : TOO_MANY),
    '503': busy,
    ...((method === 'POST' || auth === 'jwt') && { '413': tooLarge }),
    ...(auth === 'jwt' && OF_STAFF),
    ...(name !== 'calls' && name !== 'twilio' && WRONG_HOST),
    ...(name === 'links' && method === 'POST' && FOREIGN),
  } as ZodOpenApiResponsesObject
}

/** How each function knows who calls. A link's capability is in its path, where OpenAPI has no word for it. */
export const SECURITY_SCHEMES = {
  staff: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'With the claims `sub` and `role`' },
  signature: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Chengnuo-Signature',
    description: 'Hex HMAC-SHA256 of `timestamp.rawBody`, by the secret that both sides hold',
  },
  twilio: { type: 'apiKey', in: 'header', name: 'X-Twilio-Signature', description: "Twilio's own signature" },
} as const

export const securityOf = ({ auth, function: name }: Route): NonNullable<ZodOpenApiOperationObject['security']> => {
  if (auth === 'jwt') return [{ staff: [] }]
  if (name === 'calls') return [{ signature: [] }]
  if (name === 'twilio') return [{ twilio: [] }]
  return []
}

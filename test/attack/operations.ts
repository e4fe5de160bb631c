import { openApiDocument } from '../../shared/wire/openapi.ts'
import { fitting, type Known, type Schema } from './values.ts'

/** As much of an operation as an attack needs. */
export interface Operation {
  readonly key: string
  readonly method: string
  readonly path: string
  readonly parameters: readonly {
    readonly in: string
    readonly name: string
    readonly schema: Schema
    readonly required?: boolean
  }[]
  /** Media type and schema. */
  readonly body?: readonly [string, Schema]
  readonly security: readonly Readonly<Record<string, unknown>>[]
  readonly statuses: readonly string[]
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}
interface Described {
  readonly parameters?: Operation['parameters']
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly security: Operation['security']
  readonly responses: Readonly<Record<string, unknown>>
}

const text: Schema = { type: 'string' }
const open = (responses: readonly string[]) => ({
  security: [],
  responses: Object.fromEntries([...responses, '403'].map((status) => [status, {}])),
})

/** What exists on one machine alone and stands in no document. Its clock is moved by so little that deadlines stay what they are. */
const LOCAL: Document['paths'] = {
  // Open to every address that the host is reached by, so a name that is not its own hears that (421).
  '/': { get: open(['303', '421']) },
  '/local/outbox': { get: open(['200']) },
  '/local/outbox/{id}': { get: { parameters: [{ in: 'path', name: 'id', schema: text }], ...open(['200', '404']) } },
  '/local/clock': {
    get: open(['200']),
    post: {
      requestBody: {
        content: {
          'application/json': { schema: { properties: { advance: { enum: ['PT0S', 'PT1S', 'PT0.001S'] } } } },
        },
      },
      ...open(['200', '400']),
    },
  },
  '/local/login': {
    post: {
      requestBody: {
        content: {
          'application/json': { schema: { properties: { role: { enum: ['viewer', 'manager'] }, subject: text } } },
        },
      },
      ...open(['200', '400']),
    },
  },
  '/local/phones': { get: open(['200']) },
  '/local/clock/next': { get: open(['200']) },
}

/** Every operation of the document, and of one machine alone; with values that fit a schema. */
export function operations(known: Known) {
  const { paths, components } = openApiDocument() as unknown as Document
  const all = Object.entries({ ...paths, ...LOCAL }).flatMap(([path, item]) =>
    Object.entries(item).map(([verb, described]): Operation => {
      const [body] = Object.entries(described.requestBody?.content ?? {})
      return {
        key: `${verb.toUpperCase()} ${path}`,
        method: verb.toUpperCase(),
        path,
        parameters: described.parameters ?? [],
        ...(body && { body: [body[0], body[1].schema] as const }),
        security: described.security,
        statuses: Object.keys(described.responses),
      }
    }),
  )
  return { all, valuesOf: fitting(components?.schemas ?? {}, known), actions: components?.schemas?.Action?.oneOf ?? [] }
}

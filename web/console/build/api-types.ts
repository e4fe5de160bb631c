/**
 * TypeScript types of an OpenAPI document: `Schemas` by name, and of every operation its path, query, body and answer. As far as
 * our own document goes, which zod writes: libraries that read every document need the compiler of TypeScript 5 beside ours.
 */

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
}
interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>
}
interface Parameter {
  readonly in: string
  readonly name: string
  readonly required?: boolean
  readonly schema?: Schema
}
interface Operation {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Content
  readonly responses?: Readonly<Record<string, Content>>
}
export interface Document {
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
  readonly paths?: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

export function typesOf({ components, paths = {} }: Document): string {
  const schemas = Object.entries(components?.schemas ?? {}).map(([name, schema]) => `  ${name}: ${typeOf(schema)}`)
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationType(`${method.toUpperCase()} ${path}`, operation)),
  )
  return [
    '// Made from the OpenAPI document by web/console/build/api-types.ts: not written by hand, not kept in git.',
    `export interface Schemas {\n${schemas.join('\n')}\n}`,
    `export interface Operations {\n${operations.join('\n')}\n}\n`,
  ].join('\n')
}

function operationType(key: string, { parameters = [], requestBody, responses = {} }: Operation): string {
  const given = (where: string) => parametersType(parameters.filter((one) => one.in === where))
  const answers = Object.entries(responses).filter(([status]) => status.startsWith('2'))
  const answer = union(answers.map(([, response]) => jsonOf(response)))
  return `  '${key}': { path: ${given('path')}; query: ${given('query')}; body: ${jsonOf(requestBody)}; answer: ${answer} }`
}

const parametersType = (all: readonly Parameter[]): string =>
  all.length === 0
    ? '{}'
    : `{ ${all.map(({ name, required, schema = {} }) => `${quoted(name)}${required ? '' : '?'}: ${typeOf(schema)}`).join('; ')} }`

const jsonOf = (what: Content | undefined): string => {
  const schema = what?.content?.['application/json']?.schema
  return schema ? typeOf(schema) : 'undefined'
}

function typeOf(schema: Schema): string {
  if (schema.$ref) return `Schemas['${schema.$ref.split('/').at(-1)}']`
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)))
  if (schema.allOf) return partsOf(schema).join(' & ') || 'unknown'
  const either = schema.anyOf ?? schema.oneOf
  if (either) return union(either.map(typeOf))
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeOf({ ...schema, type })))
  switch (schema.type) {
    case 'string':
      return 'string'
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    case 'array':
      return `readonly (${typeOf(schema.items ?? {})})[]`
    case 'object':
      return objectType(schema)
    default:
      return 'unknown'
  }
}

/** Patterns and the like say nothing to TypeScript. */
const partsOf = ({ allOf = [], ...own }: Schema): string[] =>
  [typeOf(own), ...allOf.map(typeOf)].filter((type) => type !== 'unknown')

function objectType({ properties = {}, required = [], additionalProperties = true }: Schema): string {
  const known = Object.entries(properties).map(
    ([name, schema]) => `${quoted(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)}`,
  )
  if (additionalProperties === false) return `{ ${known.join('; ')} }`
  const others = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'
  if (known.length === 0) return `{ readonly [name: string]: ${others} }`
  return `{ ${known.join('; ')} } & { readonly [name: string]: unknown }`
}

const quoted = (name: string): string => (/^\w+$/.test(name) ? name : `'${name}'`)
const union = (types: readonly string[]): string => [...new Set(types)].join(' | ') || 'undefined'

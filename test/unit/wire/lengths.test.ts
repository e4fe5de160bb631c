import { expect, test } from 'vitest'
import { openApiDocument } from '../../../shared/wire/openapi.ts'

type Schema = Readonly<Record<string, unknown>>
const document = openApiDocument() as unknown as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Schema>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

/** Texts and lists in a schema that have no end, by their place. */
function endless(schema: unknown, at: string, seen: readonly string[] = []): string[] {
  if (Array.isArray(schema)) return schema.flatMap((one, index) => endless(one, `${at}[${index}]`, seen))
  if (typeof schema !== 'object' || schema === null) return []
  const { $ref, ...own } = schema as Schema & { $ref?: string }
  if ($ref !== undefined) {
    const name = $ref.split('/').at(-1) ?? ''
    // An instant is as long as its format.
    return name === 'Instant' || seen.includes(name)
      ? []
      : endless(document.components.schemas[name], `${at}:${name}`, [...seen, name])
  }
  const isBounded = ['maxLength', 'enum', 'const', 'format', 'pattern', 'allOf'].some((limit) => limit in own)
  return [
    ...(own.type === 'string' && !isBounded ? [at] : []),
    ...(own.type === 'array' && !('maxItems' in own) ? [`${at}[]`] : []),
    ...Object.entries(own).flatMap(([key, value]) => endless(value, `${at}.${key}`, seen)),
  ]
}

/** What callers send, by operation. */
const sent = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => {
    const { parameters = [], requestBody } = operation as { parameters?: readonly Schema[]; requestBody?: Schema }
    // Segments of the path are bounded where they are read, fields of forms by the schema of what they make.
    const queried = parameters.filter((parameter) => parameter.in === 'query')
    const { 'application/json': body } = (requestBody?.content ?? {}) as Readonly<Record<string, Schema>>
    return [`${method} ${path}`, [queried, body]] as const
  }),
)

test.each(sent)('%s takes no text and no list without an end', (_, parts) => {
  expect(endless(parts, '')).toEqual([])
})

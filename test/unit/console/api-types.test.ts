import { expect, test } from 'vitest'
import { typesOf } from '../../../web/console/build/api-types.ts'

test.each([
  [{ type: 'string' }, 'string'],
  [{ type: 'integer' }, 'number'],
  [{ enum: ['a', 'b'] }, '"a" | "b"'],
  [{ const: 'x' }, '"x"'],
  [{ $ref: '#/components/schemas/Clock' }, "Schemas['Clock']"],
  [{ type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'null' }] } }, 'readonly (string | null)[]'],
  [{ type: 'object', additionalProperties: { type: 'number' } }, '{ readonly [name: string]: number }'],
  [
    { type: 'object', properties: { a: { type: 'string' }, 'b-c': {} }, required: ['a'], additionalProperties: false },
    "{ a: string; 'b-c'?: unknown }",
  ],
  // A pattern beside a type says nothing to TypeScript.
  [{ type: 'string', allOf: [{ pattern: '^20' }] }, 'string'],
])('%j is %s', (schema, type) => {
  expect(typesOf({ components: { schemas: { One: schema as object } } })).toContain(`  One: ${type}\n`)
})

test('an operation says what it takes and what it answers', () => {
  const query = { in: 'query', name: 'limit', schema: { type: 'integer' } }
  const path = { in: 'path', name: 'id', required: true, schema: { type: 'string' } }
  const json = (schema: object) => ({ content: { 'application/json': { schema } } })
  const get = {
    parameters: [query, path],
    responses: { '200': json({ type: 'string' }), '404': json({ type: 'number' }) },
  }
  expect(typesOf({ paths: { '/api/x/{id}': { get } } })).toContain(
    "'GET /api/x/{id}': { path: { id: string }; query: { limit?: number }; body: undefined; answer: string }",
  )
})

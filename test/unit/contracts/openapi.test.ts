import { describe, expect, test } from 'vitest'
import { openApiDocument } from '../../../shared/contracts/openapi.ts'
import { ROUTES } from '../../../shared/contracts/routes.ts'

const document = openApiDocument()
interface Operation {
  readonly security?: unknown
  readonly parameters?: readonly { in: string; name: string }[]
  readonly responses: object
}
const paths = (document.paths ?? {}) as Readonly<Record<string, Readonly<Record<string, Operation>>>>
const operationOf = (path: string, method: string) => paths[path]?.[method.toLowerCase()]

describe('the OpenAPI document', () => {
  test.each(ROUTES.map(({ method, path, auth }) => [method, path, auth] as const))(
    'describes %s %s',
    (method, path, auth) => {
      const operation = operationOf(path, method)
      expect(operation?.responses).toBeDefined()
      expect(operation?.security).toEqual(auth === 'jwt' ? [{ staff: [] }] : undefined)
      for (const [, name] of path.matchAll(/\{(\w+)\}/g)) {
        expect(operation?.parameters).toContainEqual(expect.objectContaining({ in: 'path', name, required: true }))
      }
    },
  )
  test('describes no other route', () => {
    const described = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(described.sort()).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`).sort())
  })
  test('is OpenAPI 3.1, with every reference leading somewhere', () => {
    expect(document.openapi).toBe('3.1.1')
    const names = Object.keys(document.components?.schemas ?? {})
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
      (match) => match[1],
    )
    expect(references.length).toBeGreaterThan(10)
    for (const name of references) expect(names).toContain(name)
  })
  test('refuses unknown fields, as the handlers do', () => {
    expect(document.components?.schemas?.Call).toMatchObject({
      additionalProperties: false,
      required: ['callId', 'caller', 'symptoms'],
    })
  })
})

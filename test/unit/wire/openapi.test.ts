import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openApiDocument } from '../../../shared/wire/openapi.ts'
import { ROUTES } from '../../../shared/wire/routes.ts'

const document = openApiDocument()
const LINTER = join(import.meta.dirname, '../../../node_modules/@redocly/cli/bin/cli.js')
interface Operation {
  readonly operationId?: string
  readonly security?: readonly object[]
  readonly parameters?: readonly { in: string; name: string }[]
  readonly responses: Readonly<Record<string, unknown>>
}
const paths = (document.paths ?? {}) as Readonly<Record<string, Readonly<Record<string, Operation>>>>
const operationOf = (path: string, method: string) => paths[path]?.[method.toLowerCase()]

/** Without a token: a signature, or nothing but the capability in the path. */
const SIGNED: Readonly<Record<string, readonly object[]>> = {
  '/hotline/calls': [{ signature: [] }],
  '/hotline/twilio/voice': [{ twilio: [] }],
}

describe('the OpenAPI document', () => {
  test.each(ROUTES.map(({ method, path, auth }) => [method, path, auth] as const))(
    'describes %s %s',
    (method, path, auth) => {
      const operation = operationOf(path, method)
      expect(operation?.responses).toBeDefined()
      expect(operation?.security).toEqual(auth === 'jwt' ? [{ staff: [] }] : (SIGNED[path] ?? []))
      for (const [, name] of path.matchAll(/\{(\w+)\}/g)) {
        expect(operation?.parameters).toContainEqual(expect.objectContaining({ in: 'path', name, required: true }))
      }
    },
  )
  test.each(ROUTES)('names every refusal of $method $path', ({ method, path, auth }) => {
    const named = Object.keys(operationOf(path, method)?.responses ?? {})
    const refusals = [
      '405',
      '429',
      '503',
      ...(method === 'POST' ? ['413'] : []),
      ...(auth === 'jwt' ? ['401', '403'] : []),
    ]
    expect(named).toEqual(expect.arrayContaining(refusals))
  })
  test('has an operation id for each, no two alike', () => {
    const ids = ROUTES.map(({ method, path }) => operationOf(path, method)?.operationId)
    expect(ids).not.toContain(undefined)
    expect(new Set(ids).size).toBe(ROUTES.length)
  })
  test('lints clean', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'chengnuo-openapi-')), 'openapi.json')
    onTestFinished(() => rmSync(dirname(file), { recursive: true }))
    writeFileSync(file, JSON.stringify({ ...document, servers: [{ url: 'https://chengnuo.example' }] }))
    const config = join(import.meta.dirname, 'redocly.yaml')
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
    const lint = spawnSync(process.execPath, [LINTER, 'lint', '--config', config, file], { env, encoding: 'utf8' })
    expect(lint.status, `${lint.stdout}${lint.stderr}`).toBe(0)
  })
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

import fc, { type Arbitrary } from 'fast-check'

/** As much of JSON Schema as the OpenAPI document uses. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
}

/** Values that mean something here, by the name of the field. */
export type Known = Readonly<Record<string, readonly string[]>>

const INSTANTS = [
  '2026-11-20T02:13:00Z',
  '2000-01-01T00:00:00Z',
  '2099-12-31T23:59:59.999Z',
  '2099-12-31T23:59:59+14:00',
  '2028-02-29T10:13:00+08:00',
]
const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
const instants = fc.oneof(fc.constantFrom(...INSTANTS), fc.integer({ min: -100, max: 400 }).map(soon))
const words = fc.oneof(
  fc.constantFrom('黑屏，无法开机', '换主板', 'will not start', '7', 'A-1'),
  fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
)

/** Values that fit a schema of the document. */
export const fitting = (schemas: Readonly<Record<string, Schema>>, known: Known) => {
  const of = (schema: Schema, name = ''): Arbitrary<unknown> => {
    if (schema.$ref?.endsWith('/Instant')) return instants
    if (schema.$ref) return of(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, name)
    if (schema.const !== undefined) return fc.constant(schema.const)
    if (schema.enum) return fc.constantFrom(...schema.enum)
    const either = schema.oneOf ?? schema.anyOf
    if (either) return fc.oneof(...either.map((one) => of(one, name)))
    if (schema.properties) return objectOf(schema)
    switch (schema.type) {
      case 'array':
        return fc.array(of(schema.items ?? {}, name), { maxLength: Math.min(schema.maxItems ?? 3, 3) })
      case 'boolean':
        return fc.boolean()
      case 'integer':
      case 'number':
        return fc.integer({ min: schema.minimum ?? -1000, max: Math.min(schema.maximum ?? 2 ** 31 - 1, 2 ** 31 - 1) })
      case 'object':
        return fc.dictionary(fc.string({ maxLength: 10 }), words, { maxKeys: 3 })
      default:
        return textOf(schema, name)
    }
  }
  const objectOf = ({ properties = {}, required = [] }: Schema) =>
    fc.record(Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, of(one, key)])), {
      requiredKeys: [...required],
    })
  const textOf = ({ format, pattern, maxLength = 200, allOf = [] }: Schema, name: string): Arbitrary<string> => {
    const meant = Object.hasOwn(known, name) ? (known[name] ?? []) : []
    if (meant.length > 0) return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...meant) }, words)
    if (format === 'date') return instants.map((instant) => instant.slice(0, 10))
    if (format === 'email') return fc.constantFrom('x@example.com', 'a.b+c@example.org')
    const expression = pattern ?? allOf.find((one) => one.pattern)?.pattern
    if (expression) return fc.stringMatching(new RegExp(expression))
    return words.map((text) => text.slice(0, maxLength))
  }
  return of
}

const LONG = 'x'.repeat(3000)
/** What no form, no program and no honest person sends. */
const ODD_TEXTS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfffy',
  '\u202e\u200b\ufeff',
  '👩‍👩‍👧‍👦'.repeat(40),
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '../../../etc/passwd',
  '..%2f..%2f',
  '%',
  '%00',
  '<script>alert(1)</script>',
  "' OR 1=1 --",
  '{{7*7}}<%= 7*7 %>',
  '\r\nset-cookie: a=b',
  '9999-12-31T23:59:59Z',
  '0000-01-01T00:00:00Z',
  '+275760-09-13T00:00:00.000Z',
  '2026-02-30T00:00:00Z',
  '2026-12-31T23:59:60Z',
  '2026-11-20T02:13:00+99:99',
  '2099-12-31T23:59:59-23:59',
  '9999-12-31',
  '0000-00-00',
  '2026-13',
  'PT0S',
  'P999999999Y',
  '-PT1S',
  'P1M',
  '-1',
  '0',
  '1e309',
  'NaN',
  '18446744073709551616',
  '+86138001380011',
  '+0000000000',
  LONG,
  '中'.repeat(5000),
  '\ud83d'.repeat(700),
  '+ '.repeat(2000),
]
const ODD_VALUES: readonly unknown[] = [
  ...ODD_TEXTS,
  null,
  true,
  0,
  -0,
  -1,
  1.5,
  1e21,
  2 ** 53,
  Number.MAX_VALUE,
  5e-324,
  [],
  {},
  [null],
  [[[[[[[[]]]]]]]],
  { length: -1 },
  JSON.parse('{"__proto__":{"role":"manager"}}'),
  { toString: 'x', toJSON: 'y' },
  Array.from({ length: 2000 }, () => 'x'),
]
const ODD_KEYS = ['__proto__', 'constructor', 'toString', 'role', '', 'x'.repeat(5000), '\ud800', 'id\u0000']

export const oddValue = fc.constantFrom(...ODD_VALUES).map((value) => structuredClone(value))
export const oddText = fc.constantFrom(...ODD_TEXTS)

type Place = readonly [container: Record<string, unknown>, key: string]
const placesIn = (value: unknown): Place[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [
        [value as Record<string, unknown>, key] as const,
        ...placesIn(inner),
      ])

/** The value with one thing wrong somewhere in it, or two. */
export const spoilt = (values: Arbitrary<unknown>): Arbitrary<unknown> =>
  fc
    .tuple(
      values,
      fc.array(fc.tuple(fc.nat(), fc.constantFrom('put', 'drop', 'add', 'list'), oddValue, fc.nat()), {
        minLength: 1,
        maxLength: 2,
      }),
    )
    .map(([value, changes]) => {
      const changed = structuredClone(value)
      for (const [where, how, odd, key] of changes) {
        const places = placesIn(changed)
        const place = places[where % places.length]
        if (!place) return odd
        const [container, name] = place
        if (how === 'drop') delete container[name]
        else
          define(
            container,
            how === 'add' ? (ODD_KEYS[key % ODD_KEYS.length] ?? '') : name,
            how === 'list' ? [odd, container[name]] : odd,
          )
      }
      return changed
    })

/** Also `__proto__`, as `JSON.parse` would. */
const define = (container: Record<string, unknown>, key: string, value: unknown): void =>
  void Object.defineProperty(container, key, { value, enumerable: true, configurable: true, writable: true })

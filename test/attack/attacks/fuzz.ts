import fc, { type Arbitrary } from 'fast-check'
import { ROLES, type Role } from '../../../functions/api/roles.ts'
import { type Probe, sendRaw } from '../http.ts'
import { type Operation, operations } from '../operations.ts'
import { knownIn, type Scene, setTheScene, signed, twilio } from '../scene.ts'
import type { System } from '../system.ts'
import { Tally } from '../tally.ts'
import { oddText, oddValue, spoilt } from '../values.ts'

/** At once, as an attacker on a line of their own would. */
const LINES = 4
const CHUNK = 500

/**
 * Requests made from the OpenAPI document: fitting ones, ones with something wrong somewhere, and ones that nobody would write.
 * The same seed gives the same requests.
 */
export async function fuzz(system: System, { count, seed }: { count: number; seed: number }): Promise<Tally> {
  const tally = new Tally('fuzz', system.name)
  const scene = await setTheScene(system)
  const { all, valuesOf } = operations(knownIn(scene))
  const requests = fc.oneof(
    ...all.map((operation) => ({ weight: weightOf(operation), arbitrary: requestOf(operation, valuesOf) })),
  )
  for (let done = 0; done < count; done += CHUNK) {
    const chunk = fc.sample(requests, { seed: seed + done, numRuns: Math.min(CHUNK, count - done) })
    await inLines(chunk, LINES, async (request) => {
      const probe = probeOf(system, scene, request)
      const answer = await system.send(probe)
      const told = () => `${request.operation.key} as ${request.who}: ${inWords(probe)} → ${answer.text.slice(0, 200)}`
      tally.take(answer, told)
      tally.hold(mayAnswer(request, answer.status), () => `${answer.status} stands in no document: ${told()}`)
    })
  }
  for (const line of ODD_LINES) tally.take(await sendRaw(system.url, line), () => line.slice(0, 100))
  return tally
}

async function inLines<T>(items: readonly T[], lines: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  const line = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item)
  }
  await Promise.all(Array.from({ length: lines }, line))
}

type Who = Role | 'nobody' | 'garbage' | 'signer' | 'forger'

interface Request {
  readonly operation: Operation
  readonly who: Who
  readonly method: string
  readonly path: Readonly<Record<string, string>>
  readonly query: readonly (readonly [string, string])[]
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  /** How the body is put into bytes. */
  readonly coding: (typeof CODINGS)[number]
  readonly isOdd: boolean
}

const CODINGS = ['plain', 'plain', 'plain', 'cut', 'empty', 'utf16', 'gbk', 'deep', 'twice', 'huge', 'not'] as const
const ODD_METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE', 'PROPFIND']
const ODD_HEADERS = [
  {},
  {},
  {},
  { 'content-type': 'text/plain; charset=x-unknown' },
  { 'content-type': 'application/json; charset=utf-16' },
  { 'content-type': 'multipart/form-data' },
  { 'accept-language': 'zh;q=x,,;'.repeat(300) },
  { authorization: `Bearer ${'.'.repeat(6000)}` },
  { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4Iiwicm9sZSI6Im1hbmFnZXIifQ.' },
  { accept: 'text/html' },
  { host: '\u00e4'.repeat(10) },
  { 'x-forwarded-host': 'evil.example', origin: 'https://evil.example' },
  { 'x-chengnuo-timestamp': '99999999999999', 'x-chengnuo-signature': 'ff'.repeat(2000) },
]

const weightOf = ({ method, path }: Operation): number =>
  path.endsWith('/actions') ? 8 : method === 'POST' && !path.startsWith('/local') ? 3 : 2

const requestOf = (operation: Operation, valuesOf: ReturnType<typeof operations>['valuesOf']): Arbitrary<Request> => {
  const named = (place: string) => operation.parameters.filter((one) => one.in === place)
  const fits = (one: Operation['parameters'][number]) =>
    valuesOf(one.schema, knownName(operation, one.name)).map(String)
  const path = fc.record(Object.fromEntries(named('path').map((one) => [one.name, fits(one)])))
  const query = fc
    .record(Object.fromEntries(named('query').map((one) => [one.name, fits(one)])), { requiredKeys: [] })
    .map((given) => Object.entries(given).map(([name, value]) => [name, String(value)] as const))
  const body: Arbitrary<unknown> = operation.body ? valuesOf(operation.body[1]) : fc.constant(undefined)
  const plain = fc.record({
    operation: fc.constant(operation),
    who: whoFor(operation),
    method: fc.constant(operation.method),
    path,
    query,
    headers: fc.constant({}),
    body,
    coding: fc.constant('plain' as const),
    isOdd: fc.constant(false),
  })
  const oddQuery = fc.array(
    fc.tuple(fc.oneof(oddText, fc.constantFrom('limit', 'cursor', 'from', 'lang', 'month')), oddText),
    {
      maxLength: 3,
    },
  )
  const oddPath = fc.record(Object.fromEntries(named('path').map(({ name }) => [name, oddText])))
  const odd = fc.record({
    operation: fc.constant(operation),
    who: fc.oneof(whoFor(operation), fc.constantFrom<Who>('nobody', 'garbage', 'forger')),
    method: fc.oneof({ weight: 8, arbitrary: fc.constant(operation.method) }, fc.constantFrom(...ODD_METHODS)),
    path: fc.oneof(path, oddPath),
    query: fc.oneof(query, oddQuery),
    headers: fc.constantFrom(...ODD_HEADERS) as Arbitrary<Record<string, string>>,
    body: fc.oneof({ weight: 4, arbitrary: spoilt(body) }, oddValue),
    coding: fc.constantFrom(...CODINGS),
    isOdd: fc.constant(true),
  })
  return fc.oneof({ weight: 2, arbitrary: plain }, { weight: 3, arbitrary: odd })
}

const whoFor = ({ security }: Operation): Arbitrary<Who> =>
  security[0] === undefined
    ? fc.constant('nobody')
    : 'staff' in security[0]
      ? fc.constantFrom<Who>(...ROLES, ...ROLES, 'nobody', 'garbage')
      : fc.oneof({ weight: 6, arbitrary: fc.constant<Who>('signer') }, fc.constant<Who>('forger'))

/** `{id}` of a repair, a contract and a mute are not the same thing. */
const knownName = ({ path }: Operation, name: string): string =>
  name === 'token' ? `token${path.slice(0, 2)}` : name === 'id' ? `id${path.split('/')[2]}` : name

function probeOf(system: System, scene: Scene, request: Request): Probe {
  const { operation, who, method } = request
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => encoded(request.path[name]))
  const search = request.query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&')
  const target = search ? `${path}?${search}` : path
  const body = operation.body && method !== 'GET' ? bytesOf(request, operation.body[0]) : undefined
  const type = { ...(operation.body && { 'content-type': operation.body[0] }) }
  const token = who in scene.tokens ? scene.tokens[who as Role] : who === 'garbage' ? 'x.y.z' : undefined
  const login = { ...(token !== undefined && { authorization: `Bearer ${token}` }) }
  const odd = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, latin(value)]))
  const plain: Probe = { method, target, headers: { ...type, ...login, ...odd }, ...(body !== undefined && { body }) }
  if (who !== 'signer' && who !== 'forger') return plain
  if (operation.path === '/hotline/calls') {
    const call = who === 'signer' ? signed(body ?? '') : signed(body ?? '', Date.now(), 'another secret')
    return { ...plain, headers: { ...call.headers, ...odd } }
  }
  const form = Object.fromEntries(new URLSearchParams(String(body)))
  const call = twilio(system, who === 'signer' ? form : { ...form, Forged: '1' }, search && `?${search}`)
  return { ...plain, headers: { ...call.headers, ...odd }, body: new URLSearchParams(form).toString() }
}

const encoded = (value: unknown): string =>
  encodeURIComponent((typeof value === 'object' ? JSON.stringify(value) : String(value)).toWellFormed()) || '%20'
/** What a header can carry at all. */
const latin = (text: string): string => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?')

function bytesOf({ body, coding }: Request, type: string): Buffer | string {
  const text = type.includes('json') ? (JSON.stringify(body) ?? '') : formText(body)
  switch (coding) {
    case 'plain':
      return text
    case 'cut':
      return text.slice(0, text.length / 2)
    case 'empty':
      return ''
    case 'utf16':
      return Buffer.from(text, 'utf16le')
    case 'gbk':
      return Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xba, 0xda, 0xc6, 0xc1, 0xff])])
    case 'deep':
      return `${'['.repeat(50_000)}${']'.repeat(50_000)}`
    case 'twice':
      return text.replace('{', `{"type":"note","text":"x","id":"y",`)
    case 'huge':
      return text.padEnd(270_000)
    case 'not':
      return Buffer.from([0xff, 0xfe, 0x00, 0xd8])
    default:
      return coding satisfies never
  }
}

const formText = (body: unknown): string =>
  typeof body === 'object' && body !== null
    ? Object.entries(body)
        .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
        .join('&')
    : String(body)

/** What HTTP itself may say of an odd request, whatever the route. */
const OF_HTTP = [400, 404, 405, 413, 414, 431]

/** Whether this answer is one of those that the document names; nobody without a token gets past the door. */
const mayAnswer = ({ operation, who, isOdd, headers, method }: Request, status: number): boolean => {
  const isStaff = operation.security.some((one) => 'staff' in one)
  const isStranger = (who === 'nobody' || who === 'garbage' || who === 'forger') && !('authorization' in headers)
  if (isStaff && isStranger && status < 300) return false
  if (method !== operation.method) return true
  return operation.statuses.includes(String(status)) || (isOdd && OF_HTTP.includes(status))
}

const inWords = ({ method, target, headers, body = '' }: Probe): string =>
  `${method} ${target.slice(0, 200)} ${headers?.['content-type'] ?? ''} ${String(body).slice(0, 250)}`

const HOST = 'host: 127.0.0.1'
const line = (first: string, ...headers: readonly string[]) =>
  `${[first, HOST, 'connection: close', ...headers].join('\r\n')}\r\n\r\n`
/** Requests that no client library would send. */
const ODD_LINES = [
  ...[
    '//',
    '///',
    '/\\',
    'http://[',
    'http://',
    '//[::',
    '//:99999',
    '/%',
    '/p/%ff',
    '/constructor',
    '*',
    '/?',
    '/#',
    '/api/repairs/%E0%A4%A',
  ].map((target) => line(`GET ${target} HTTP/1.1`)),
  line('GET /api/repairs HTTP/9.9'),
  line('GET  /api/repairs  HTTP/1.1'),
  line(`GET /${'x'.repeat(70_000)} HTTP/1.1`),
  line('GET / HTTP/1.1', `cookie: ${'a=b; '.repeat(9000)}`),
  line('GET / HTTP/1.1', 'host: second'),
  line('POST /hotline/calls HTTP/1.1', 'transfer-encoding: chunked', 'content-length: 3'),
  `${line('POST /local/login HTTP/1.1', 'transfer-encoding: chunked')}zz\r\n`,
  line('POST /local/login HTTP/1.1', 'content-length: -1'),
  line('POST /local/login HTTP/1.1', 'expect: 200-ok', 'content-length: 0'),
  line('GET /p/x HTTP/1.1', 'upgrade: websocket', 'connection: upgrade'),
  'GET /\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001',
]

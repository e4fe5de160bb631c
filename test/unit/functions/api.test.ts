import { beforeEach, describe, expect, test } from 'vitest'
import { apiHandler } from '../../../functions/api/api.ts'
import { MAY, ROLES } from '../../../functions/api/roles.ts'
import { reportFault } from '../../../shared/use-cases/report-fault.ts'
import { ACTION_TYPES } from '../../../shared/wire/actions.ts'
import { deadlinesAnswerSchema } from '../../../shared/wire/deadlines.ts'
import { onCallSchema } from '../../../shared/wire/on-call.ts'
import { openApiDocument } from '../../../shared/wire/openapi.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { notAllowedSchema, repairListSchema, repairViewSchema } from '../../../shared/wire/repairs.ts'
import { methodsOf, PATHS, ROUTES } from '../../../shared/wire/routes.ts'
import { minute, START } from '../../support/repair-fixtures.ts'
import { type Answer, type Ask, ask, type Stage, stage } from './support.ts'

let deps: Stage
let id: string
const api = () => ({ ...deps, openApi: openApiDocument })
beforeEach(async () => {
  deps = await stage()
  const report = { callId: 'c-1', channel: 'api', caller: '+8613800138001', symptoms: '无法开机' } as const
  id = (await reportFault(deps, report)).repair.id
})

const call = (route: string, more: Partial<Ask> & { role?: string; sub?: string } = {}): Promise<Answer> => {
  const { role = 'dispatcher', sub = 'zhao-min', ...rest } = more
  const [method = 'GET', template = ''] = route.split(' ')
  const path = template.replace('{id}', rest.parameters?.id ?? id)
  const parameters = template.includes('{id}') ? { parameters: { id } } : {}
  return ask(apiHandler(api()), { method, path, routeKey: route, claims: { sub, role }, ...parameters, ...rest })
}
const ACT = 'POST /api/repairs/{id}/actions'
const READ = 'GET /api/repairs/{id}'
const doIt = (body: unknown, more: Partial<Ask> & { role?: string; sub?: string } = {}) =>
  call(ACT, { body: JSON.stringify(body), ...more })

test.each(PATHS)('another method on %s is refused with those that it has', async (path) => {
  const refused = await ask(apiHandler(api()), { method: 'DELETE', path, routeKey: `ANY ${path}` })
  expect(refused).toMatchObject({ status: 405, json: { error: 'wrongMethod' }, headers: { allow: methodsOf(path) } })
  expect(methodsOf(path)).toMatch(/^(GET|POST|GET, POST)$/)
})

describe('who may call', () => {
  const guarded = ROUTES.filter((route) => route.function === 'api' && route.auth === 'jwt').map(
    ({ method, path }) => `${method} ${path}`,
  )
  test.each(guarded)('%s asks for a token with a role', async (route) => {
    expect(await ask(apiHandler(api()), { path: '/', routeKey: route })).toMatchObject({ status: 401 })
    expect(await call(route, { role: 'guest' })).toMatchObject({ status: 403, json: { error: 'forbidden' } })
  })
  test('the role may come as a custom claim', async () => {
    const claims = { sub: 'zhao-min', 'custom:role': 'viewer' }
    expect((await call('GET /api/plans', { claims })).status).toBe(200)
  })
  test('every action has its roles; a viewer has none', () => {
    expect(Object.keys(MAY).sort()).toEqual([...ACTION_TYPES].sort())
    for (const roles of Object.values(MAY)) {
      expect(roles).not.toContain('viewer')
      expect(roles).toContain('manager')
    }
    expect(ROLES).toHaveLength(4)
  })
  test.each([
    ['viewer', { type: 'note', text: 'x' }, 403],
    ['engineer', { type: 'withdraw', reason: 'x', agreedBy: 'Zhang', how: 'phone' }, 403],
    ['engineer', { type: 'note', text: 'x' }, 200],
    ['dispatcher', { type: 'withdraw', reason: 'x', agreedBy: 'Zhang', how: 'phone' }, 200],
  ])('a %s: %o → %i', async (role, action, status) => {
    expect((await doIt(action, { role, sub: 'chen-wei' })).status).toBe(status)
  })
})

describe('reading', () => {
  test('lists open repairs', async () => {
    const { status, json } = await call('GET /api/repairs')
    expect(status).toBe(200)
    expect(parse(repairListSchema, json).repairs.map((repair) => repair.id)).toEqual([id])
  })
  test('lists closed repairs of a month', async () => {
    await doIt({ type: 'withdraw', reason: 'x', agreedBy: 'Zhang', how: 'phone' })
    const { json } = await call('GET /api/repairs', { query: 'status=closed&month=2026-11' })
    expect(json.repairs).toHaveLength(1)
    expect((await call('GET /api/repairs', { query: 'status=closed' })).json).toEqual(json)
    expect((await call('GET /api/repairs', { query: 'status=closed&month=2026-10' })).json.repairs).toEqual([])
  })
  test.each([
    ['status=lost', 'status'],
    ['month=november', 'month'],
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['colour=red', 'colour: is not a known field'],
  ])('names what is wrong with ?%s', async (query, problem) => {
    const { status, json } = await call('GET /api/repairs', { query })
    expect(status).toBe(400)
    expect(json.problems).toEqual([expect.stringContaining(problem)])
  })
  test('shows a repair as the contract says', async () => {
    const { status, json } = await call(READ)
    expect(status).toBe(200)
    expect(parse(repairViewSchema, json)).toEqual(json)
    expect(json).toMatchObject({ id, stage: 'response', plan: 'R', version: 1, reportedAt: START })
    expect(json.clocks[0]).toMatchObject({
      clause: 'R5',
      milestone: 'responded',
      state: 'open',
      dueAt: minute(10),
      drives: true,
      explanation: '10 min from 02:13 → 02:23',
    })
    expect(json.timeline[0]).toMatchObject({
      seq: 1,
      type: 'opened',
      at: START,
      subject: { plan: 'R', planVersion: 2 },
    })
    expect(json.timeline[0].text).not.toBe('')
    expect(JSON.stringify(json)).not.toContain('acknowledgeWithin')
  })
  test('speaks Chinese when asked to', async () => {
    const { json } = await call(READ, { headers: { 'accept-language': 'zh-CN,zh;q=0.9' } })
    expect(json.clocks[0].explanation).toContain('02:13 起 10 分钟')
  })
  test('offers only what the role may', async () => {
    expect((await call(READ, { role: 'viewer' })).json.allowed).toEqual([])
    expect((await call(READ)).json.allowed).toContain('assign')
    expect((await call(READ, { role: 'engineer', sub: 'chen-wei' })).json.allowed).not.toContain('changeSeverity')
  })
  test('of no repair: 404', async () => {
    expect(await call(READ, { parameters: { id: '000000-0000' } })).toMatchObject({
      status: 404,
      json: { error: 'notFound' },
    })
  })
})

describe('acting', () => {
  test('answers with the repair after it', async () => {
    const { status, json } = await doIt({ type: 'acknowledge' }, { role: 'engineer', sub: 'chen-wei' })
    expect(status).toBe(200)
    expect(json.assignee).toMatchObject({ id: 'chen-wei' })
  })
  test('records who did it', async () => {
    await doIt({ type: 'note', text: 'x' })
    const history = await deps.repairs.history(id)
    expect(history.at(-1)).toMatchObject({ type: 'noted', by: { kind: 'staff', id: 'zhao-min' } })
  })
  test('what does not fit the stage: 409 with what does', async () => {
    const { status, json } = await doIt({ type: 'complete', cause: 'x', done: 'y' })
    expect(status).toBe(409)
    expect(parse(notAllowedSchema, json)).toMatchObject({ error: 'notAllowed', stage: 'response' })
    expect(json.allowed).toContain('respond')
  })
  test.each([
    ['an unknown field', { type: 'respond', colour: 'red' }, 'colour: is not a known field'],
    ['a missing field', { type: 'withdraw' }, 'reason: is missing'],
    ['an unknown action', { type: 'explode' }, 'type: is not a known value'],
    ['no action', {}, 'type: is not a known value'],
    ['no object', 7, 'body: '],
    ['a person nobody knows', { type: 'assign', person: 'nobody' }, 'person: nobody has the id'],
  ])('%s is named: 400', async (_, action, problem) => {
    const { status, json } = await doIt(action)
    expect(status).toBe(400)
    expect(json).toMatchObject({ error: 'badRequest', problems: [expect.stringContaining(problem)] })
  })
  test('a body that is not JSON: 400', async () => {
    expect((await call(ACT, { body: '{' })).status).toBe(400)
  })
  test('a body over 256 kB: 413', async () => {
    expect((await call(ACT, { body: ' '.repeat(262_145) })).status).toBe(413)
  })
  test('on no repair: 404', async () => {
    expect((await doIt({ type: 'note', text: 'x' }, { parameters: { id: 'none' } })).status).toBe(404)
  })
})

describe('planning', () => {
  test('says who is on call, now or at an instant', async () => {
    const now = await call('GET /api/oncall')
    expect(parse(onCallSchema, now.json)).toMatchObject({ at: START, rosters: [{ roster: 'east' }] })
    expect(now.json.rosters[0].path[0].person.id).toBe('li-na')
    const later = await call('GET /api/oncall', { query: `at=${minute(61)}` })
    expect(later.json.rosters[0].path[0].person.id).toBe('chen-wei')
  })
  test('an instant that is none: 400', async () => {
    expect((await call('GET /api/oncall', { query: 'at=now' })).json.problems[0]).toContain('at: ')
  })
  const preview = (body: unknown) => call('POST /api/deadlines', { body: JSON.stringify(body) })
  test('previews the deadlines of a report', async () => {
    const { status, json } = await preview({ plan: 'N', severity: 'ordinary', reportedAt: '2026-11-20T17:00:00+08:00' })
    expect(status).toBe(200)
    expect(parse(deadlinesAnswerSchema, json).clocks).toContainEqual(
      expect.objectContaining({ clause: 'N2', milestone: 'arrived', dueAt: '2026-11-23T04:00:00.000Z' }),
    )
    expect(json.clocks[0].explanation).toContain('from')
  })
  test('warns of a year whose holidays are not published', async () => {
    const { json } = await preview({ plan: 'N', severity: 'ordinary', reportedAt: '2030-01-07T01:00:00Z' })
    expect(json.clocks.find(({ clause }: { clause: string }) => clause === 'N2').warnings[0]).toContain('2030')
  })
  test.each([
    [{ plan: 'X', severity: 'ordinary', reportedAt: START }, 'plan: must be one of'],
    [{ plan: 'N', severity: 'urgent', reportedAt: START }, 'severity: must be one of'],
    [{ plan: 'N', severity: 'ordinary' }, 'reportedAt: is missing'],
    [{ plan: 'N', severity: 'ordinary', reportedAt: START, x: 1 }, 'x: is not a known field'],
  ])('%o is named: 400', async (body, problem) => {
    expect(await preview(body)).toMatchObject({ status: 400, json: { problems: [expect.stringContaining(problem)] } })
  })
  test('shows the plans', async () => {
    const { json } = await call('GET /api/plans', { role: 'viewer' })
    expect(json.plans.map((plan: { id: string }) => plan.id).sort()).toEqual(
      ['C', 'H', 'N', 'R'].flatMap((plan) => [plan, plan, plan, plan]),
    )
  })
})

test('the description is open to all', async () => {
  const answer = await ask(apiHandler(api()), { path: '/api/openapi.json' })
  expect(answer).toMatchObject({
    status: 200,
    json: { openapi: '3.1.1', servers: [{ url: 'https://chengnuo.example' }] },
  })
})

test('a route that is none: 404', async () => {
  expect((await call('GET /api/toString')).status).toBe(404)
  expect((await call('toString')).status).toBe(404)
})

import { beforeEach, describe, expect, test } from 'vitest'
import { fixedKeys } from '../../../../functions/adapters/keys.ts'
import { callsHandler } from '../../../../functions/hotline/calls.ts'
import { hmacSignature, signatureOf } from '../../../../functions/hotline/hmac-signature.ts'
import { StoreBusyError } from '../../../../shared/kernel/errors.ts'
import { later } from '../../../../shared/kernel/instant.ts'
import { minute, START } from '../../../support/repair-fixtures.ts'
import { ask, type Stage, stage } from '../support.ts'

const CALL = {
  callId: 'call-7',
  caller: '+8613800138001',
  serial: 'BWC-2025-0117',
  severity: 'urgent',
  symptoms: '无法开机',
}
let deps: Stage
beforeEach(async () => {
  deps = await stage()
})

const post = (body: unknown, headers: Record<string, string> = {}, of: Stage = deps) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const timestamp = String(Date.parse(START) / 1000)
  const verifier = hmacSignature({ keys: fixedKeys('secret'), clocks: () => [of.clock.now()] })
  return ask(callsHandler({ ...of, verifier }), {
    method: 'POST',
    path: '/hotline/calls',
    headers: {
      'x-chengnuo-timestamp': timestamp,
      'x-chengnuo-signature': signatureOf('secret', timestamp, text),
      ...headers,
    },
    body: text,
  })
}

describe('a signed call', () => {
  test('opens a repair and answers with its number and clocks', async () => {
    const answer = await post(CALL)
    expect(answer.status).toBe(201)
    expect(answer.json.repairId).toBe('261120-0001')
    expect(answer.json.clocks).toContainEqual({ clause: 'R5', milestone: 'responded', dueAt: minute(10) })
    expect(Object.keys(answer.json)).toEqual(['repairId', 'clocks'])
  })
  test('sent again gives the same answer and no second repair', async () => {
    const first = await post(CALL)
    const second = await post(CALL)
    expect(second.status).toBe(200)
    expect(second.body).toBe(first.body)
  })
  test('about a unit with an open repair joins it: 201 the first time, 200 after', async () => {
    await post(CALL)
    expect(await post({ ...CALL, callId: 'call-8' })).toMatchObject({ status: 201, json: { repairId: '261120-0001' } })
    expect(await post({ ...CALL, callId: 'call-8' })).toMatchObject({ status: 200, json: { repairId: '261120-0001' } })
  })
  test('counts from when it was reported', async () => {
    const { json } = await post({ ...CALL, reportedAt: '2026-11-20T02:11:00+08:00' })
    expect(json.clocks).toContainEqual({ clause: 'R5', milestone: 'responded', dueAt: minute(8) })
  })
})

describe('a call that cannot be read in full', () => {
  const opened = async (id: string) => (await deps.repairs.load(id)) ?? expect.fail(`no repair ${id}`)

  test.each([
    ['an unknown field', { ...CALL, colour: 'red' }, ['colour: is not a known field']],
    ['a missing field', { ...CALL, symptoms: undefined }, ['symptoms: is missing']],
    ['a wrong type', { ...CALL, symptoms: 42 }, ['symptoms: Invalid input: expected string, received number']],
    [
      'a number not in E.164',
      { ...CALL, caller: '13800138001' },
      ['caller: must be a phone number in E.164, such as +8613800138000'],
    ],
    ['a nested field', { ...CALL, contact: { phone: '1' } }, ['contact.name: is missing', 'contact.phone: ']],
    ['a time that is none', { ...CALL, reportedAt: 'yesterday' }, ['reportedAt: must be an instant']],
    [
      'a time of another age',
      { ...CALL, reportedAt: '9999-12-31T23:59:59-14:00' },
      ['reportedAt: must be an instant of the years'],
    ],
    ['a time to come', { ...CALL, reportedAt: later(START, 300_001) }, ['reportedAt: is in the future']],
    ['not JSON', '{"callId": ', ['body: is not JSON']],
    ['no object', '[1]', ['body: must be a JSON object']],
  ])('(%s) is refused by field, and opened all the same', async (_, body, problems) => {
    const answer = await post(body)
    expect(answer.status).toBe(400)
    expect(answer.json).toMatchObject({ error: 'badRequest', repairId: '261120-0001' })
    expect(answer.json.clocks.length).toBeGreaterThan(0)
    expect(answer.json.problems).toHaveLength(problems.length)
    for (const [index, problem] of problems.entries()) expect(answer.json.problems[index]).toContain(problem)
    const { calls } = await opened('261120-0001')
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    expect(calls[0]?.problems).toEqual([...answer.json.problems, `received: ${text}`])
  })

  test('keeps what can be read', async () => {
    await post({ ...CALL, colour: 'red', contact: { name: '何平', phone: 7, email: 'office@example.com' } })
    const repair = await opened('261120-0001')
    expect(repair).toMatchObject({ severity: 'urgent', symptoms: '无法开机', unit: { serial: 'BWC-2025-0117' } })
    expect(repair.contacts).toContainEqual(expect.objectContaining({ name: '何平', email: 'office@example.com' }))
  })
  test('without a call id is known again by its bytes', async () => {
    const first = await post('nonsense')
    const second = await post('nonsense')
    expect(second.status).toBe(400)
    expect(second.json.repairId).toBe(first.json.repairId)
    expect((await opened(first.json.repairId)).calls[0]?.callId).toMatch(/^sha256:[0-9a-f]{64}$/)
  })
  test('of a clock slightly ahead is in order', async () => {
    expect((await post({ ...CALL, reportedAt: later(START, 300_000) })).status).toBe(201)
  })
})

describe('a call is refused', () => {
  test('with 403 and no detail for a wrong signature', async () => {
    const answer = await post(CALL, { 'x-chengnuo-signature': '00' })
    expect(answer).toMatchObject({ status: 403, json: { error: 'forbidden', message: 'Forbidden.' } })
    expect(deps.counted).toEqual(['SignatureRefused'])
    expect(await deps.repairs.ofCall('call-7')).toBeUndefined()
  })
  test('with 409 for a stale timestamp', async () => {
    deps.setNow(later(START, 300_001))
    expect(await post(CALL)).toMatchObject({ status: 409, json: { error: 'stale' } })
    expect(await deps.repairs.ofCall('call-7')).toBeUndefined()
  })
  test.each([
    [262_144, 400],
    [262_145, 413],
  ])('with a body of %i bytes: %i', async (bytes, status) => {
    expect((await post(`"${'x'.repeat(bytes - 2)}"`)).status).toBe(status)
  })
  test('with 503 while too many write at once, so that the sender tries again', async () => {
    const busy = await stage(undefined, {
      repairs: { ...deps.repairs, ofCall: () => Promise.reject(new StoreBusyError('busy')) },
    })
    expect(await post(CALL, {}, busy)).toMatchObject({ status: 503, json: { error: 'busy' } })
  })
  test('with 500 and no detail for a fault of ours, which is logged with the request', async () => {
    const broken = await stage(undefined, {
      repairs: { ...deps.repairs, ofCall: () => Promise.reject(new Error('secret table name')) },
    })
    const answer = await post(CALL, {}, broken)
    expect(answer.status).toBe(500)
    expect(answer.body).not.toContain('secret')
    expect(broken.lines).toMatchObject([{ level: 'error', fields: { requestId: 'request-1' } }])
  })
})

test('every answer is marked as not to be stored', async () => {
  const { headers } = await post(CALL)
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
})

import { beforeEach, describe, expect, test } from 'vitest'
import { fixedKeys } from '../../../functions/adapters/keys.ts'
import { callsHandler } from '../../../functions/hotline/calls.ts'
import { hmacSignature, signatureOf } from '../../../functions/hotline/hmac-signature.ts'
import { START } from '../../support/repair-fixtures.ts'
import { ask, type Stage, stage } from '../../unit/functions/support.ts'

let deps: Stage
beforeEach(async () => {
  deps = await stage()
})

const CALL = { callId: 'call-1', caller: '+8613800138001', symptoms: '无法开机' }

const post = async (body: Buffer, headers: Record<string, string> = {}) => {
  const timestamp = String(Date.parse(START) / 1000)
  const verifier = hmacSignature({ keys: fixedKeys('secret'), clocks: () => [deps.clock.now()] })
  const answer = await ask(callsHandler({ ...deps, verifier }), {
    method: 'POST',
    path: '/hotline/calls',
    headers: {
      'x-chengnuo-timestamp': timestamp,
      'x-chengnuo-signature': signatureOf('secret', timestamp, body),
      ...headers,
    },
    body,
  })
  const repair = await deps.repairs.load(answer.json.repairId)
  return { ...answer, repair: repair ?? expect.fail('no repair was opened') }
}
const json = (value: unknown) => Buffer.from(JSON.stringify(value))

describe('a signed call that cannot be read opens a repair all the same:', () => {
  test('with 20,000 unknown keys; twenty are named, and the record stays small', async () => {
    const keys = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, 1]))
    const { status, json: answer, repair } = await post(json({ ...CALL, ...keys }))
    expect(status).toBe(400)
    expect(answer.problems.length).toBeLessThan(25)
    expect(answer.problems[0]).toBe('k0: is not a known field')
    expect(repair.symptoms).toBe('无法开机')
    expect(Buffer.byteLength(JSON.stringify(repair))).toBeLessThan(40_000)
  })
  test('with one key of 200,000 characters', async () => {
    const { status, repair } = await post(json({ ...CALL, ['长'.repeat(60_000)]: 1 }))
    expect(status).toBe(400)
    expect(Buffer.byteLength(JSON.stringify(repair))).toBeLessThan(40_000)
  })
  test.each([
    ['charset=GBK', { 'content-type': 'application/json; charset=GBK' }],
    ['no charset at all', { 'content-type': 'application/json' }],
    ['a charset that is none', { 'content-type': 'application/json; charset=martian' }],
    ['a charset that it is not', { 'content-type': 'application/json; charset=utf-8' }],
  ])('in GBK, with %s', async (_, headers) => {
    // 无法开机 in GBK.
    const words = Buffer.from([0xce, 0xde, 0xb7, 0xa8, 0xbf, 0xaa, 0xbb, 0xfa])
    const [before = '', after = ''] = JSON.stringify({ ...CALL, symptoms: '?' }).split('?')
    const { status, repair } = await post(Buffer.concat([Buffer.from(before), words, Buffer.from(after)]), headers)
    expect(status).toBe(201)
    expect(repair.symptoms).toBe('无法开机')
  })
  test('with half a character in every text', async () => {
    const half = '\ud83d'
    const call = { callId: `c${half}`, symptoms: `坏${half}了`, serial: half, severity: half, contact: { name: half } }
    const { repair } = await post(Buffer.from(`${JSON.stringify({ ...CALL, ...call })}`))
    expect(repair.symptoms).toBe('坏\ufffd了')
    expect(JSON.stringify(repair)).not.toContain('\\ud83d')
    expect(repair.calls[0]?.callId).toMatch(/^sha256:/)
  })
  test('with what no keyboard writes in every text, lines and tabs apart', async () => {
    const call = { callId: 'c\u0000', symptoms: '坏\u0000\u001b[31m了\n\t又坏' }
    const { repair } = await post(json({ ...CALL, ...call }))
    expect(repair.symptoms).toBe('坏[31m了\n\t又坏')
    expect(repair.calls[0]?.callId).toMatch(/^sha256:/)
  })
  test('with an id and a serial number of 3,000 characters', async () => {
    const {
      status,
      json: answer,
      repair,
    } = await post(json({ ...CALL, callId: 'i'.repeat(3000), serial: 's'.repeat(3000) }))
    expect(status).toBe(400)
    expect(answer.problems.map((problem: string) => problem.split(':')[0])).toEqual(['callId', 'serial'])
    expect(repair.calls[0]?.callId).toMatch(/^sha256:/)
  })
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['bytes of no encoding', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xff])],
    ['brackets 100,000 deep', Buffer.from('['.repeat(100_000))],
  ])('with %s', async (_, body) => {
    expect((await post(body)).status).toBe(400)
  })
})

import { describe, expect, it } from 'vitest'
import { signatureOf } from '../../../functions/hotline/hmac-signature.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
const start = () => World.start(NOW)
const CALL = JSON.stringify({ callId: 'c-1', ...CUSTOMERS.police, symptoms: '黑屏' })
const opened = async (world: World) => (await world.api('/api/repairs')).json.repairs.length

describe('the hotline webhook', () => {
  it.each([
    ['a wrong signature', { 'x-chengnuo-signature': 'ab'.repeat(32) }],
    ['none', { 'x-chengnuo-signature': '' }],
    ['a timestamp that was not signed', { 'x-chengnuo-timestamp': '1763575981' }],
    ['no timestamp', { 'x-chengnuo-timestamp': '' }],
  ])('%s: 403 without detail, nothing opened', async (_, headers) => {
    const world = await start()
    const answer = await world.postCall(CALL, headers)
    expect([answer.status, answer.json]).toEqual([403, { error: 'forbidden', message: 'Forbidden.' }])
    expect(await opened(world)).toBe(0)
  })

  it('signed more than five minutes ago: 409; at five minutes it is taken', async () => {
    const world = await start()
    const sentAgo = (seconds: number) => {
      const timestamp = String(Date.parse(NOW) / 1000 - seconds)
      const signature = signatureOf(world.host.secrets.hotline, timestamp, CALL)
      return world.postCall(CALL, { 'x-chengnuo-timestamp': timestamp, 'x-chengnuo-signature': signature })
    }
    expect((await sentAgo(301)).status).toBe(409)
    expect(await opened(world)).toBe(0)
    expect((await sentAgo(300)).status).toBe(201)
    world.messages()
  })

  it('over 256 kB: 413; exactly 256 kB is read', async () => {
    const world = await start()
    const ofSize = (bytes: number) => CALL.padEnd(bytes + CALL.length - Buffer.byteLength(CALL), ' ')
    expect((await world.postCall(ofSize(262_145))).status).toBe(413)
    expect((await world.postCall('x'.repeat(11 * 1024 * 1024))).status).toBe(413)
    expect(await opened(world)).toBe(0)
    expect((await world.postCall(ofSize(262_144))).status).toBe(201)
    world.messages()
  })

  it('unknown fields and wrong types: 400 naming each, and a repair with what could be read', async () => {
    const world = await start()
    const { status, json } = await world.call({ colour: 'red', severity: 7, contact: { name: '', mail: 'x' } })
    expect(status).toBe(400)
    const named = json.problems.map((line: string) => line.split(':')[0])
    expect(named.toSorted()).toEqual(['colour', 'contact.mail', 'contact.name', 'severity'])
    const repair = await world.repair(json.repairId)
    expect(repair).toMatchObject({
      plan: 'R',
      severity: 'urgent',
      unit: { serial: 'BWC-2025-0117' },
      stage: 'response',
    })
    expect(repair.timeline[0].call.problems).toEqual(expect.arrayContaining(json.problems))
    world.sms('wang-qiang')
    world.mail('报修已受理')
  })

  it('of words that are too long as many are kept as there is room for, the sender is told, and a repair is there', async () => {
    const world = await start()
    const { status, json } = await world.call({ symptoms: '长'.repeat(10_001) })
    expect([status, json.problems]).toEqual([400, ['symptoms: is longer than 10000 characters']])
    expect((await world.repair(json.repairId)).timeline[0].call.symptoms).toBe('长'.repeat(10_000))
    expect((await world.call({ callId: 'c-2', symptoms: '长'.repeat(10_000) })).status).toBe(201)
    // A colleague who types is still there to shorten it.
    const typed = { callId: 'fax-1', through: 'fax', symptoms: '长'.repeat(10_001) }
    const refused = await world.api('/api/repairs', typed)
    expect([refused.status, refused.json.problems]).toEqual([400, ['symptoms: is longer than 10000 characters']])
    expect(await opened(world)).toBe(1)
    world.messages()
  })

  it.each([
    ['not JSON', '无法开机，请速来 BWC-2025-0117'],
    ['not an object', '["BWC-2025-0117"]'],
    ['nothing', ''],
  ])(
    '%s, but rightly signed: still a repair, with what was received on record; the same again is the same',
    async (_, body) => {
      const world = await start()
      const first = await world.postCall(body)
      expect(first.status).toBe(400)
      const repair = await world.repair(first.json.repairId)
      expect(repair).toMatchObject({ stage: 'response', needsIdentification: true, plan: 'N' })
      expect(repair.timeline[0].call.problems.at(-1)).toBe(`received: ${body}`)
      world.sms('wang-qiang')
      expect((await world.postCall(body)).json.repairId).toBe(first.json.repairId)
      expect(await opened(world)).toBe(1)
    },
  )
})

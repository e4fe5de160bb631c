import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { twilioCall } from '../../support/twilio.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
const STRANGER = '+8613900139000'
const unknown = { caller: STRANGER, serial: undefined, severity: undefined }
const open = async (world: World): Promise<readonly string[]> =>
  (await world.api('/api/repairs')).json.repairs.map(({ id }: { id: string }) => id)
const calls = async (world: World, id: string) =>
  (await world.repair(id)).timeline.filter(({ type }: { type: string }) => type === 'opened' || type === 'callJoined')

describe('calls of one number that nobody knows', () => {
  it.each([
    ['just before ten minutes', 'PT9M59.999S', 1],
    ['at ten minutes', 'PT10M', 1],
    ['just after ten minutes', 'PT10M0.001S', 2],
  ])('%s', async (_, after, repairs) => {
    const world = await World.start(NOW)
    const id = await world.report({ ...unknown, symptoms: '喂？' })
    await world.advance(after)
    const again = await world.report({ ...unknown, symptoms: '喂？' })
    expect(await open(world)).toHaveLength(repairs)
    expect(again === id).toBe(repairs === 1)
    world.messages()
  })

  it('at the same instant: exactly one repair, every call on record', async () => {
    const world = await World.start(NOW)
    const said = Array.from({ length: 8 }, (_, n) => `喂 ${n}`)
    const answers = await Promise.all(said.map((symptoms) => world.call({ ...unknown, symptoms })))
    const ids = new Set(answers.map(({ json }) => json.repairId))
    expect([...ids]).toEqual(await open(world))
    const [id = ''] = ids
    expect(
      (await calls(world, id)).map(({ call }: { call: { symptoms: string } }) => call.symptoms).toSorted(),
    ).toEqual(said)
    world.messages()
  })

  it('whoever was paged hears once that the words differ, and reads all of them', async () => {
    const world = await World.start(NOW)
    const id = await world.report({ ...unknown, symptoms: '喂？' })
    const page = world.sms('wang-qiang')
    await world.advance('PT1M')
    await world.report({ ...unknown, symptoms: '喂？' })
    expect(world.messages()).toEqual([])
    await world.report({ ...unknown, symptoms: '防火墙亮红灯' })
    expect(world.sms('wang-qiang', '又来电').text).toContain(id)
    await world.report({ ...unknown, symptoms: '快来人' })
    expect(world.messages()).toEqual([])
    const { text } = await world.fetch(page.link)
    for (const words of ['喂？', '防火墙亮红灯', '快来人']) expect(text).toContain(words)
  })

  it('the fault and what arrived damaged are two matters, and a unit that is said to be another one is another fault', async () => {
    const world = await World.start(NOW)
    await world.report({ ...unknown, symptoms: '黑屏', serial: 'X-1' })
    await world.report({ ...unknown, symptoms: '少一箱', matter: 'delivery' })
    await world.report({ ...unknown, symptoms: '黑屏', serial: 'X-2' })
    expect(await open(world)).toHaveLength(3)
    world.messages()
  })

  it('a number on file goes by its unit and site as ever', async () => {
    const world = await World.start(NOW)
    const { caller } = CUSTOMERS.police // one site, two units
    await world.report({ caller, serial: undefined, symptoms: '一台坏了' })
    await world.report({ caller, serial: undefined, symptoms: '另一台坏了' })
    expect(await open(world)).toHaveLength(2)
    world.messages()
  })

  it.each(['+266696687', '+7378742833', '+2562533', '+86282452253', '+864008001300', '+8695588'])(
    'a withheld or shared number (%s) never joins',
    async (caller) => {
      const world = await World.start(NOW)
      await world.call({ ...unknown, caller, symptoms: '喂？' })
      await world.call({ ...unknown, caller, symptoms: '喂？' })
      expect(await open(world)).toHaveLength(2)
      world.messages()
    },
  )

  it.each(['anonymous', '', '+266696687', 'Restricted'])(
    'by telephone, withheld (%j): two calls are two repairs; one that is not withheld joins',
    async (from) => {
      const world = await World.start(NOW)
      for (const n of [1, 2]) await twilioCall(world, from, `CA-w${n}`)
      expect(await open(world)).toHaveLength(2)
      for (const n of [1, 2]) await twilioCall(world, STRANGER, `CA-s${n}`)
      expect(await open(world)).toHaveLength(3)
      world.messages()
    },
  )

  it('a switchboard, or a number of several contacts: the customer is known, and nobody joins', async () => {
    const world = await World.start(NOW)
    const { directory } = world.host.deps
    const [one] = await directory.contactsByPhone(CUSTOMERS.data.caller)
    if (!one) return expect.fail('no contact')
    const board = { ...one, id: 'board', name: '总机', phone: '+8657188001234', switchboard: true }
    const shared = ['+8657188005678'].flatMap((phone) => [
      { ...one, id: 'shared-1', phone },
      { ...one, id: 'shared-2', phone, sites: ['lanting-east'], customer: 'lanting-police' },
    ])
    await directory.merge({ contacts: [board, ...shared] })
    for (const caller of [board.phone, '+8657188005678']) {
      const before = (await open(world)).length
      const first = await world.report({ ...unknown, caller, symptoms: '喂？' })
      await world.report({ ...unknown, caller, symptoms: '喂？' })
      expect(await open(world)).toHaveLength(before + 2)
      expect((await world.repair(first)).unit).toBeUndefined()
    }
    world.messages()
  })

  it('a colleague’s request of the same number joins too, with what was said', async () => {
    const world = await World.start(NOW)
    const id = await world.report({ ...unknown, symptoms: '喂？' })
    const request = { callId: 'd-1', through: 'phone', caller: STRANGER, symptoms: '说是防火墙' }
    const { status, json } = await world.api('/api/repairs', request)
    expect([status, json.repairId]).toEqual([201, id])
    expect(json.clocks.length).toBeGreaterThan(0)
    world.messages()
  })
})

describe('two faults after all', () => {
  async function joined(world: World): Promise<{ id: string; link: string }> {
    const id = await world.report({ ...unknown, symptoms: '黑屏' })
    const { link } = world.sms('wang-qiang')
    await world.advance('PT2M')
    await world.report({ ...unknown, callId: 'second', symptoms: '打印机卡纸', severity: '一般' })
    world.messages()
    return { id, link }
  }

  it('one tap makes a repair of a call, with clocks from that call; each names the other, and a double tap makes one', async () => {
    const world = await World.start(NOW)
    const { id } = await joined(world)
    await world.advance('PT3M')
    const split = await world.act(id, { type: 'split', call: 'second' }, 'engineer/wang-qiang')
    expect(split.status).toBe(200)
    const [, other = ''] = await open(world)
    const made = await world.repair(other)
    expect(made).toMatchObject({ reportedAt: at('11-20 02:15'), severity: 'ordinary', symptoms: '打印机卡纸' })
    expect(made.clocks[0].startedAt).toBe(at('11-20 02:15'))
    expect(made.timeline[0].splitFrom).toBe(id)
    expect(split.json.timeline.find(({ type }: { type: string }) => type === 'callSplit')).toMatchObject({ to: other })
    expect(world.sms('wang-qiang').text).toContain(other)
    const again = await world.act(id, { type: 'split', call: 'second' }, 'engineer/wang-qiang')
    expect(again.status).toBe(409)
    expect(await open(world)).toHaveLength(2)
    expect((await world.call({ ...unknown, callId: 'second', symptoms: '打印机卡纸' })).json.repairId).toBe(id)
    world.messages()
  })

  it('from the page of the SMS, beside the call', async () => {
    const world = await World.start(NOW)
    const { id, link } = await joined(world)
    expect((await world.fetch(link)).text).toContain('另立报修')
    expect((await world.tap(link, 'split', { call: 'second' })).status).toBe(303)
    const ids = await open(world)
    expect(ids).toHaveLength(2)
    expect((await world.fetch(link)).text).toContain(`→ ${ids.find((other) => other !== id)}`)
    world.messages()
  })

  it('the first call cannot be split off, nor one that is not there', async () => {
    const world = await World.start(NOW)
    const { id } = await joined(world)
    for (const call of ['call-1', 'nothing'])
      expect((await world.act(id, { type: 'split', call })).json.problems).toEqual(['call: must be one of second'])
    expect((await world.act(await world.report(), { type: 'split', call: 'x' })).status).toBe(409)
    world.messages()
  })
})

import { describe, expect, it } from 'vitest'
import { ON_ONE_MACHINE } from '../../../functions/channels/on-one-machine.ts'
import { chosen } from '../../../functions/channels/through.ts'
import { at } from '../../support/play.ts'
import { loopback } from '../../support/providers/loopback.ts'
import { World } from '../../support/world.ts'

/** Wang Qiang wants to be rung up a minute after a page; the plan gives him two to answer. */
async function night(options: Parameters<typeof World.start>[1] = {}) {
  const world = await World.start(at('11-20 02:13'), options)
  const people = world.host.demo.people.filter(({ id }) => id === 'wang-qiang')
  await world.host.deps.directory.merge({ people: people.map((person) => ({ ...person, ringAfter: ['PT1M'] })) })
  const id = await world.report()
  const page = world.sms('wang-qiang').link
  world.messages()
  const press = (link: string, keys: Readonly<Record<string, string>>) =>
    world.fetch(link, { method: 'POST', body: new URLSearchParams(keys) })
  const types = async () => (await world.host.deps.repairs.history(id)).map(({ type }) => type)
  return { world, id, page, press, types }
}

describe('[H3] [N14] a phone that rings', () => {
  it('[R5] reads out who, how bad, where and by when; 1 takes the repair, as the button does', async () => {
    const { world, id, press, types } = await night()
    await world.advance('PT59S')
    expect(await types()).not.toContain('phoned')
    await world.advance('PT1S')
    const call = world.ring('wang-qiang')
    expect(call.text.split('\n')[0]).toMatch(
      /^.+报修值班。紧急报修。.*城东.*。无法开机。请在 02:\d\d 前接单。接单请按 1。$/,
    )
    const answer = await press(call.link, { Digits: '1' })
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('已接单')])
    expect((await world.repair(id)).assignee).toMatchObject({ id: 'wang-qiang' })
    // Pressed twice, as a provider that repeats itself does, it is taken once.
    await press(call.link, { Digits: '1' })
    expect((await types()).filter((type) => type === 'acknowledged')).toHaveLength(1)
    await world.advance('PT10M')
    expect(world.messages().filter(({ kind }) => kind === 'call')).toEqual([])
  })

  it('another key, or none, takes nothing; one that is picked up too late says so', async () => {
    const { world, id, press } = await night()
    await world.advance('PT1M')
    const call = world.ring('wang-qiang')
    expect((await press(call.link, { Digits: '2' })).text).toContain('没有接单')
    expect((await press(call.link, {})).text).toContain('没有接单')
    expect((await world.repair(id)).assignee).toBeUndefined()
    await world.advance('PT2M')
    await world.tap(world.sms('zhou-jie').link, 'acknowledge')
    world.messages()
    expect((await press(call.link, { Digits: '1' })).text).toContain('不用您处理')
    expect((await world.repair(id)).assignee).toMatchObject({ id: 'zhou-jie' })
  })

  it('whoever answered on the page is left to sleep, and nobody rings who does not want to', async () => {
    const { world, page } = await night()
    await world.advance('PT30S')
    await world.tap(page, 'acknowledge')
    await world.advance('PT10M')
    expect(world.messages().filter(({ kind }) => kind === 'call')).toEqual([])
    const other = await World.start(at('11-20 02:13'))
    await other.report()
    await other.advance('PT10M')
    expect(other.messages().filter(({ kind }) => kind === 'call')).toEqual([])
  })

  it('the key of a link that has ended, or of a customer, opens nothing', async () => {
    const { world, id, press } = await night()
    await world.advance('PT1M')
    const { link } = world.ring('wang-qiang')
    await world.api('/api/links/revoke', { person: 'wang-qiang', repair: id, reason: '手机丢了' }, 'manager')
    expect((await press(link, { Digits: '1' })).status).toBe(404)
    expect((await press('/p/AAAAAAAAAAAA/key', { Digits: '1' })).status).toBe(404)
    expect((await world.repair(id)).assignee).toBeUndefined()
    world.messages()
  })

  it('is rung once, should the process die right before or after', async () => {
    const { world, id } = await night()
    await world.advance('PT1M')
    world.ring('wang-qiang')
    const call = (await world.host.deps.store.sentAbout(`repair/${id}`)).filter(({ key }) => key.includes('/call/'))
    expect(call).toHaveLength(1)
    expect(call[0]?.to).toMatch(/\*/)
    await world.host.sweep()
    await world.host.idle()
    expect(world.messages().filter(({ kind }) => kind === 'call')).toEqual([])
  })

  it('rings nowhere where nothing carries a call: the text message has gone, the ladder climbs, and nobody is said to have been rung', async () => {
    const { world, id } = await night({ channels: [{ name: 'sms', carries: 'text', send: async () => {} }] })
    await world.advance('PT4M')
    const messages = world.messages()
    expect(messages.filter(({ kind }) => kind === 'call')).toEqual([])
    expect(messages.some(({ text }) => text.includes('无人接'))).toBe(true)
    const sent = await world.host.deps.store.sentAbout(`repair/${id}`)
    expect(sent.filter(({ key }) => key.includes('/call/'))).toEqual([])
  })

  it('by a provider that tells the key afterwards: 1 takes it, once; another key, another call or a link that has ended nothing', async () => {
    const alibaba = await loopback((_, to) => to.end('{"Code":"OK","CallId":"1^2"}'))
    const told = { ALIBABA_VOICE_KEY_ID: 'LTAI', ALIBABA_VOICE_KEY_SECRET: 's', ALIBABA_VOICE_TEMPLATE: 'TTS_1' }
    const channels = chosen(ON_ONE_MACHINE, { ...told, ALIBABA_VOICE_URL: alibaba.url })
    const pressing =
      ({ world }: Awaited<ReturnType<typeof night>>) =>
      async (dtmf: string, call_id = '1^2') => {
        const body = JSON.stringify([{ call_id, dtmf, status_code: '200000' }])
        expect((await world.fetch('/receipts/alibaba-voice', { method: 'POST', body })).status).toBe(200)
      }
    const one = await night({ channels })
    await one.world.advance('PT1M')
    expect(alibaba.received[0]?.url).toContain('CalledNumber=13800138103')
    const pressed = pressing(one)
    await pressed('2')
    await pressed('1', '3^4')
    expect((await one.world.repair(one.id)).assignee).toBeUndefined()
    await pressed('1')
    await pressed('1')
    expect((await one.world.repair(one.id)).assignee).toMatchObject({ id: 'wang-qiang' })
    expect((await one.types()).filter((type) => type === 'acknowledged')).toHaveLength(1)
    one.world.messages()

    const other = await night({ channels })
    await other.world.advance('PT1M')
    const lost = { person: 'wang-qiang', repair: other.id, reason: '手机丢了' }
    await other.world.api('/api/links/revoke', lost, 'manager')
    await pressing(other)('1')
    expect((await other.world.repair(other.id)).assignee).toBeUndefined()
    other.world.messages()
  })
})

import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
const HE_PING = '+8613800138001'

/** The telephone of the playground: the hotline's real voice menu. */
const phone = async (world: World, said: object) =>
  (await world.fetch('/local/telephone', { method: 'POST', body: JSON.stringify(said) })).json
const dial = async (world: World, from = HE_PING): Promise<string> => (await phone(world, { from })).call
/** Who is on the line, as that role is told. */
const told = async (world: World, who = 'dispatcher') => (await world.api('/api/changes', undefined, who)).json.calls

describe('a call on the line', () => {
  it('shows at once who it is, to those at the desk and to nobody else', async () => {
    const world = await World.start(NOW)
    expect(await told(world)).toEqual({ count: 0, newest: [] })
    const id = await dial(world)
    const call = { id, since: NOW, until: at('11-20 02:16'), caller: HE_PING, name: '何平', place: '城东所' }
    expect(await told(world)).toEqual({ count: 1, newest: [call] })
    expect(await told(world, 'manager')).toEqual({ count: 1, newest: [call] })
    for (const who of ['engineer/wang-qiang', 'viewer']) expect(await told(world, who)).toBeUndefined()
    await dial(world, 'anonymous')
    expect((await told(world)).newest.find((one: { id: string }) => one.id !== id)).not.toHaveProperty('caller')
  })

  it('is picked up: colleagues see by whom', async () => {
    const world = await World.start(NOW)
    const id = await dial(world)
    const pickUp = (who: string) => world.api(`/api/calls/${id}/pick-up`, {}, who)
    expect((await pickUp('engineer/wang-qiang')).status).toBe(403)
    expect((await pickUp('dispatcher/xie-min')).json).toMatchObject({ takenBy: '谢敏' })
    expect((await told(world, 'dispatcher/other')).newest).toMatchObject([{ id, takenBy: '谢敏' }])
    // Pressing a key takes nothing from whoever has it.
    await phone(world, { call: id, digits: '1' })
    expect((await told(world)).newest).toMatchObject([{ id, takenBy: '谢敏' }])
    await phone(world, { call: id, hangUp: true })
    expect((await pickUp('dispatcher')).status).toBe(404)
    world.messages()
  })

  it('that became a repair at the desk is none any more, and the voice menu gives its number', async () => {
    const world = await World.start(NOW)
    const id = await dial(world)
    await world.advance('PT1M')
    const request = { callId: id, through: 'phone', caller: HE_PING, serial: 'BWC-2025-0117', symptoms: '开不了机' }
    const saved = await world.api('/api/repairs', { ...request, reportedAt: NOW })
    expect(saved.json).toMatchObject({ repairId: '261120-0001' })
    expect(await world.repair('261120-0001')).toMatchObject({ reportedAt: NOW })
    expect(await told(world)).toEqual({ count: 0, newest: [] })
    await phone(world, { call: id, digits: '1' })
    expect(await phone(world, { call: id, speech: '还是开不了机' })).toMatchObject({ repair: '261120-0001' })
    expect(await told(world)).toEqual({ count: 0, newest: [] })
    const { items } = await world.host.deps.repairs.list({ status: 'open', limit: 5 })
    expect(items.map(({ id: found }) => found)).toEqual(['261120-0001'])
    world.messages()
  })

  it('whose repair the voice menu opened leads there, until they hang up', async () => {
    const world = await World.start(NOW)
    const id = await dial(world)
    await phone(world, { call: id, digits: '1' })
    await phone(world, { call: id, speech: '开不了机' })
    expect(await told(world)).toMatchObject({ count: 1, newest: [{ id, repair: '261120-0001' }] })
    await phone(world, { call: id, hangUp: true })
    expect(await told(world)).toEqual({ count: 0, newest: [] })
    world.messages()
  })

  it('of which nothing more is heard is over by itself', async () => {
    const world = await World.start(NOW)
    const id = await dial(world)
    await world.advance('PT2M')
    await phone(world, { call: id, digits: '1' })
    await world.advance('PT2M')
    expect(await told(world)).toMatchObject({ count: 1, newest: [{ since: NOW }] })
    await world.advance('PT2M')
    expect(await told(world)).toEqual({ count: 0, newest: [] })
  })

  it('is one of many in a flood: the newest are told, with how many there are, and the oldest give way', async () => {
    const world = await World.start(NOW)
    const calls: string[] = []
    for (let second = 0; second < 60; second++) {
      calls.push(await dial(world, `+86139000000${String(second).padStart(2, '0')}`))
      await world.advance('PT1S')
    }
    const { count, newest } = await told(world)
    expect([count, newest.map(({ id }: { id: string }) => id)]).toEqual([50, calls.toReversed().slice(0, 20)])
  })
})

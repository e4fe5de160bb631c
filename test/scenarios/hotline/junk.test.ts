import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
const STRANGER = '+8613900139000'
const unknown = { caller: STRANGER, serial: undefined, severity: undefined, symptoms: '喂？' }
const JUNK = { type: 'closeAsJunk', reason: '打错电话' } as const
const states = async (world: World, id: string): Promise<string[]> => [
  ...new Set<string>((await world.repair(id)).clocks.map(({ state }: { state: string }) => state)),
]

describe('junk', () => {
  it.each(['dispatcher', 'manager'])(
    'is closed by a %s in one tap with a reason, and stays in the archive',
    async (who) => {
      const world = await World.start(NOW)
      const id = await world.report(unknown)
      world.messages()
      const { status, json } = await world.act(id, JUNK, who)
      world.sms('wang-qiang', '您不用管了') // who was paged for it hears that it is over
      expect([status, json.closed.how, json.stage]).toEqual([200, 'junk', 'closed'])
      expect(json.timeline.find(({ type }: { type: string }) => type === 'junk')).toMatchObject({ reason: '打错电话' })
      expect((await world.api('/api/repairs')).json.repairs).toEqual([])
      expect((await world.api('/api/repairs?status=closed')).json.repairs.map((one: { id: string }) => one.id)).toEqual(
        [id],
      )
      await world.advance('PT5H') // nobody is paged any more
      expect(world.messages()).toEqual([])
    },
  )

  it('is not an engineer’s to close, nor anybody’s without a reason', async () => {
    const world = await World.start(NOW)
    const id = await world.report(unknown)
    expect((await world.act(id, JUNK, 'engineer/wang-qiang')).status).toBe(403)
    expect((await world.api(`/api/repairs/${id}/actions`, { type: 'closeAsJunk' })).json.problems).toEqual([
      'reason: is missing',
    ])
    world.messages()
  })

  it.each([
    ['a unit on file', { ...CUSTOMERS.police }, '兰亭'],
    ['a contact on file', { caller: CUSTOMERS.police.caller, serial: undefined }, '兰亭'],
    ['a unit on file, by a stranger', { caller: STRANGER, serial: CUSTOMERS.police.serial }, '兰亭'],
  ])('is refused while %s is tied to it, with why', async (_, fields, why) => {
    const world = await World.start(NOW)
    const id = await world.report(fields)
    const { status, json } = await world.act(id, JUNK)
    expect(status).toBe(409)
    expect(json.message).toContain(why)
    expect(json.allowed).not.toContain('closeAsJunk')
    world.messages()
  })

  it('counts for no rate, however its promises had ended; every clock is still a line', async () => {
    const world = await World.start(NOW)
    const id = await world.report(unknown)
    await world.act(id, { type: 'respond' }, 'engineer/wang-qiang')
    await world.advance('PT2H30M') // some kept, some broken by now
    expect(await states(world, id)).toEqual(expect.arrayContaining(['kept', 'broken', 'open']))
    const before = (await world.repair(id)).clocks.length
    await world.act(id, JUNK)
    const { clocks } = await world.repair(id)
    expect(clocks).toHaveLength(before)
    for (const clock of clocks) expect(clock).toMatchObject({ state: 'fallenAway', endedBecause: 'junk' })
    const { json } = await world.api('/api/ledger/rates?by=clause&id=N5&month=2026-11', undefined, 'manager')
    expect(json.rates[0].tally).toMatchObject({ due: 2, kept: 0, broken: 0, open: 0, fallenAway: 2 })
    world.messages()
  })

  it('the manager reads of it at nine the next morning, once', async () => {
    const world = await World.start(NOW)
    const id = await world.report(unknown)
    await world.act(id, JUNK)
    world.messages()
    await world.advanceTo(at('11-20 08:59'))
    expect(world.messages()).toEqual([])
    await world.advanceTo(at('11-20 09:05'))
    const { text } = world.sms('liu-fang', '无效报修')
    expect(text).toContain(id)
    await world.advance('P10D')
    expect(world.messages()).toEqual([])
    expect(world.host.engine.openExecutions()).toEqual([])
  })

  it('the day’s junk is one message, with one link to all of it', async () => {
    const world = await World.start(NOW)
    const callers = [0, 1, 2].map((n) => `+861390013900${n}`)
    const ids = await Promise.all(
      callers.map((caller) => world.report({ ...unknown, caller, symptoms: `喂？${caller}` })),
    )
    for (const id of ids) await world.act(id, JUNK)
    await world.advance('PT5M')
    world.messages()
    await world.advanceTo(at('11-20 09:05'))
    const told = world.messages()
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({ to: '+8613800138100', text: expect.stringContaining('3 件') })
    const link = /\/i\/[\w-]+/.exec(told[0]?.text ?? '')?.[0] ?? ''
    const page = async () => (await world.fetch(link)).text
    for (const caller of callers) expect(await page()).toContain(`喂？${caller}`)
    await world.advance('P1D') // what was listed yesterday is not today’s
    for (const id of ids) expect(await page()).not.toContain(id)
    expect(world.messages()).toEqual([])
    expect(world.host.engine.openExecutions()).toEqual([])
  })

  it.each([
    ['a minute later, before the manager read of it', 'PT1M', 'wang-qiang'],
    ['at thirty days', 'P30D', 'chen-wei'],
  ])(
    'the next call of that number opens it again, %s: clocks count from that call, the old ones stay',
    async (_, after, onDuty) => {
      const world = await World.start(NOW)
      const id = await world.report(unknown)
      await world.act(id, JUNK)
      const before = (await world.repair(id)).clocks
      await world.advance(after)
      world.messages()
      const { status, json } = await world.call({ ...unknown, symptoms: '防火墙亮红灯' })
      expect([status, json.repairId]).toEqual([201, id])
      expect(json.clocks.map(({ dueAt }: { dueAt: string }) => dueAt > world.now)).not.toContain(false)
      const repair = await world.repair(id)
      expect(repair).toMatchObject({ stage: 'response', round: 2, symptoms: '防火墙亮红灯' })
      expect(repair.closed).toBeUndefined()
      expect(repair.clocks.slice(0, before.length)).toEqual(before)
      const fresh = repair.clocks.slice(before.length)
      expect(fresh.map(({ clause, milestone }: Record<string, string>) => `${clause} ${milestone}`)).toEqual(
        before.map(({ clause, milestone }: Record<string, string>) => `${clause} ${milestone}`),
      )
      for (const clock of fresh) expect(clock).toMatchObject({ state: 'open', startedAt: world.now })
      expect(world.sms(onDuty).text).toContain(id)
      await world.act(id, { type: 'acknowledge' }, `engineer/${onDuty}`)
      world.messages()
    },
  )

  it('two calls of that number at once reopen it once; after thirty days it is a new repair', async () => {
    const world = await World.start(NOW)
    const id = await world.report(unknown)
    await world.act(id, JUNK)
    const answers = await Promise.all([1, 2, 3].map(() => world.call({ ...unknown, symptoms: '黑屏' })))
    expect(answers.map(({ json }) => json.repairId)).toEqual([id, id, id])
    expect((await world.repair(id)).round).toBe(2)
    await world.act(id, JUNK)
    await world.advance('P30DT0.001S')
    expect(await world.report(unknown)).not.toBe(id)
    world.messages()
  })

  it('called about again, while another repair holds its unit, the call joins that one: nobody is sent away', async () => {
    const world = await World.start(NOW)
    const of = (caller: string, fields: object) => ({ ...unknown, caller, ...fields })
    const junk = await world.report(of(STRANGER, { serial: 'ZZ-9' }))
    await world.act(junk, JUNK)
    const other = await world.report(of('+8613900139001', { serial: 'ZZ-9' }))
    const { status, json } = await world.call(of(STRANGER, {}))
    expect([status, json.repairId]).toEqual([201, other])
    world.messages()
  })
})

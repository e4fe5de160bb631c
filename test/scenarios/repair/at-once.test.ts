import { describe, expect, it } from 'vitest'
import { later } from '../../../shared/kernel/instant.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
const WORK = { cause: '电池', done: '更换电池' }
type Event = { type: string; at: string; seq: number }

describe('many at once leave one consistent record', () => {
  it('100 identical webhooks: one repair, one page, one mail, the same answer', async () => {
    const world = await World.start(NOW)
    const answers = await Promise.all(Array.from({ length: 100 }, () => world.call({ callId: 'provider-7' })))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(99)
    // A repeat may hear of the state a moment later; the repair and what was promised are the same.
    for (const { json } of answers) expect(json).toEqual(answers[0]?.json)
    expect((await world.api('/api/repairs')).json.repairs).toHaveLength(1)
    world.sms('wang-qiang')
    world.mail('报修已受理')
  })

  it('100 different calls about one unit: one repair with all of them on record, one page, one mail', async () => {
    const world = await World.start(NOW)
    const answers = await Promise.all(Array.from({ length: 100 }, () => world.call()))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    const ids = new Set(answers.map(({ json }) => json.repairId))
    expect(ids.size).toBe(1)
    const { timeline } = await world.repair([...ids][0])
    expect(timeline.filter(({ type }: Event) => type === 'opened' || type === 'callJoined')).toHaveLength(100)
    expect(timeline.map(({ seq }: Event) => seq)).toEqual(timeline.map((_: Event, index: number) => index + 1))
    world.sms('wang-qiang')
    world.mail('报修已受理')
  })

  it('a second call about the unit joins; a stricter severity is taken over, a new contact hears of it', async () => {
    const world = await World.start(NOW)
    const id = await world.report({ severity: 'help' })
    world.messages()
    await world.advance('PT1M')
    const { status, json } = await world.call({
      caller: '+8613800138002',
      severity: 'serious',
      symptoms: '另一台也坏了',
    })
    expect([status, json.repairId]).toEqual([201, id])
    expect(await world.repair(id)).toMatchObject({ severity: 'serious' })
    expect(json.clocks).toContainEqual({ clause: 'R5', milestone: 'responded', dueAt: at('11-20 02:23') })
    world.mail('报修已受理', 'xu.lei@lanting-police.example.com')
    await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
    world.mail('工程师已接单')
    world.mail('工程师已接单', 'xu.lei@lanting-police.example.com')
  })

  it('two repairs of one customer stay two; a unit whose repair is closed opens a new one', async () => {
    const world = await World.start(NOW)
    const first = await world.report()
    const second = await world.report({ serial: 'DOC-2025-0021' })
    expect(second).not.toBe(first)
    await world.act(first, { type: 'withdraw', reason: '误报', agreedBy: 'Zhang', how: 'phone' })
    await world.act(second, { type: 'withdraw', reason: '误报', agreedBy: 'Zhang', how: 'phone' })
    expect(new Set([first, second, await world.report()]).size).toBe(3)
    world.messages()
  })

  it.each([0, 1, 2, 4, 8, 16])(
    'the customer confirms while the reminder fires (tap %i ms later): closed once',
    async (ms) => {
      const world = await World.start(NOW)
      const id = await world.report()
      const { link } = world.mail('报修已受理')
      await world.act(id, { type: 'solveRemotely', ...WORK })
      world.messages()
      const dueAt = later(NOW, 24 * 3_600_000)
      await world.advanceTo(later(dueAt, -1))
      world.host.clock.moveTo(dueAt) // rings the timer as real time would
      await new Promise((resolve) => setTimeout(resolve, ms))
      expect((await world.tap(link, 'confirm')).status).toBe(303)
      world.mail('维修已关闭')
      const { timeline, stage } = await world.repair(id)
      const said = timeline.map(({ type }: Event) => type).filter((type: string) => /confirm|closed/.test(type))
      expect(stage).toBe('closed')
      expect([
        ['confirmed', 'closed'],
        ['confirmationReminded', 'confirmed', 'closed'],
      ]).toContainEqual(said)
      if (said.length === 3) world.mail('请确认')
      world.sms('wang-qiang', '客户确认了吗')
      await world.advance('P10D')
      expect(world.host.engine.openExecutions()).toEqual([])
    },
  )

  it('an engineer responds at the deadline while its timer fires: kept, whoever comes first', async () => {
    for (const ms of [0, 1, 3, 9]) {
      const world = await World.start(NOW)
      const id = await world.report()
      const page = world.sms('wang-qiang')
      await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
      await world.advanceTo(at('11-20 02:22:59'))
      world.host.clock.moveTo(at('11-20 02:23'))
      await new Promise((resolve) => setTimeout(resolve, ms))
      await world.tap(page.link, 'respond')
      expect((await world.clocks(id))['R5 responded']).toBe('kept')
      world.messages()
    }
  })
})

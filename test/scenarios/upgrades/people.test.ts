import { describe, expect, it } from 'vitest'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import type { World } from '../../support/world.ts'
import { agreed, BACKUP, does, FIRST, must, NURLAN, PROPOSAL, planned, promisesOf, read, underFour } from './upgrade.ts'

/** The lines of the work, and the evidence pack, say when it was rolled back, why, and which event says so. */
async function saidOfRollBack(world: World, id: string): Promise<void> {
  const { timeline } = await read(world, id)
  const { seq } = timeline.find(({ type }: { type: string }) => type === 'rolledBack')
  const lines = (
    await world.api(
      '/api/ledger/obligations?customer=tianshan-data&from=2026-12-01T00:00:00Z&to=2026-12-31T00:00:00Z',
      undefined,
      'manager',
    )
  ).json
  const of = (what: string) =>
    lines.obligations.findLast(
      (line: { what: string; upgrade?: string }) => line.upgrade === id && line.what === `upgrade:${what}`,
    )
  const back = { rolledBackAt: at('12-20 01:30'), rolledBackBecause: '丢包', rolledBackEvidence: seq }
  for (const what of ['window', 'undisturbed']) expect(of(what)).toMatchObject(back)
  expect(of('window')).toMatchObject({ state: 'kept' })
  for (const what of ['agreed', 'backup']) expect(of(what).rolledBackBecause).toBeUndefined()
  const pack = { customer: 'tianshan-data', from: '2026-12-01', to: '2026-12-31', reason: '投标' }
  const { text } = await world.api('/api/evidence', { ...pack, format: 'html' }, 'manager')
  // As clocks in Ürümqi show it.
  expect(text.split(`2026-12-19 23:30 回退：丢包（档案第 ${seq} 条）`)).toHaveLength(3)
}

describe('what people do to an upgrade', () => {
  it('[N24] the hasty begin neither before the customer has agreed, nor without the backup, nor in peak hours', async () => {
    const world = await underFour()
    const id = await planned(world)
    const first = await does(world, id, { type: 'tick', step: 1 })
    expect([first.status, first.json.message]).toEqual([409, expect.stringContaining('there is no plan yet')])
    // Monday, ten in the morning in Ürümqi: their working hours.
    const peak = await does(world, id, { ...PROPOSAL, from: at('12-21 12:00'), until: at('12-21 13:00') })
    expect(peak.status).toBe(400)
    // Said once, in the time of the place, and not as programs write instants.
    expect(peak.json.problems).toEqual([
      expect.stringMatching(
        /^from: is in the customer's peak hours: 21 Dec 10:00 – 11:00 \(local time\); if they ask for it, say why/,
      ),
    ])
    await must(world, id, PROPOSAL)
    const { link } = world.mail('升级方案', NURLAN)
    expect((await does(world, id, { type: 'tick', step: 1 })).json.message).toContain('has not agreed')
    await world.tap(link, 'agree')
    await world.advanceTo(at('12-20 01:30'))
    expect((await does(world, id, { type: 'tick', step: 1 })).json.message).toContain('record the full backup first')
    expect(await promisesOf(world, id)).toMatchObject({ agreed: 'kept', backup: 'open' })
    world.messages()
    // The night is over, and nobody has begun: for this test nobody need be told any more.
    await does(world, id, { type: 'callOff', reason: '客户取消' }, 'dispatcher')
    world.messages()
  })

  it('[N24] a peak that the customer’s calendar names since is none that they agreed to', async () => {
    const world = await underFour()
    const id = await agreed(world)
    const happening = {
      kind: 'peak',
      name: '年终结算',
      from: '2026-12-19',
      until: '2026-12-20',
      hours: { from: '23:00', to: '24:00' },
    }
    const entered = await world.api('/api/customers/tianshan-data/calendar', { ...happening, reason: '客户来电' })
    expect(entered.status).toBeLessThan(300)
    await must(world, id, BACKUP)
    await world.advanceTo(at('12-20 01:30'))
    const refused = await does(world, id, { type: 'tick', step: 1 })
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('年终结算')])
    await does(world, id, { type: 'callOff', reason: '改期' }, 'dispatcher')
    world.messages()
  })

  it('[N24] the dishonest tick no step after the roll-back, and what they agreed to for the customer the customer undoes', async () => {
    const world = await underFour()
    const id = await planned(world)
    await must(world, id, PROPOSAL, { type: 'agree', agreedBy: '努尔兰', how: 'phone' })
    world.mail('升级方案', NURLAN)
    const { link } = world.mail('升级方案已确定', NURLAN)
    expect((await world.fetch(link)).text).toContain('没有同意过')
    expect((await world.tap(link, 'disagree', { what: '没人打过电话' })).status).toBe(303)
    expect(world.sms('ma-jun', '没同意过').text).toContain(id)
    world.sms('zhao-min', '没同意过')
    expect(await read(world, id)).toMatchObject({ stage: 'proposed' })
    await world.tap(link, 'agree')
    await world.advanceTo(at('12-20 01:30'))
    await must(world, id, BACKUP, { type: 'tick', step: 1 }, { type: 'rollBack', reason: '丢包' })
    const after = await does(world, id, { type: 'tick', step: 2 })
    expect([after.status, after.json.message]).toEqual([409, expect.stringContaining('it is rolled back')])
    expect(world.mail('升级正在回退', NURLAN).text).toContain('丢包')
    for (const who of ['zhao-min', 'liu-fang']) expect(world.sms(who, '升级失败').text).toContain(id)
    world.messages()
    await must(world, id, { type: 'finish', result: '已恢复', minutes: 9, disturbed: '外网' })
    expect(world.mail('已恢复原状', NURLAN).text).toContain('9 分钟，约定最多 5 分钟：外网')
    await world.advance('PT2M')
    for (const who of ['zhao-min', 'liu-fang']) world.sms(who, '已回退')
    expect(await promisesOf(world, id)).toEqual({
      agreed: 'kept',
      backup: 'kept',
      window: 'kept',
      undisturbed: 'broken',
    })
    await saidOfRollBack(world, id)
    expect(await check(world.host.deps)).toEqual([])
  })

  it('[N24] the forgetful are asked how it went, then those above; a plan that nobody agreed to three days before is asked about', async () => {
    const world = await underFour()
    const id = await planned(world)
    await must(world, id, PROPOSAL)
    world.messages()
    await world.advanceTo(at('12-17 12:00'))
    const asked = world.sms('zhao-min', '催客户同意')
    expect((await world.fetch(asked.link)).text).toContain('同意方案')
    await must(world, id, { type: 'agree', agreedBy: '努尔兰', how: 'phone' })
    world.messages()
    await world.advanceTo(at('12-21 12:00'))
    expect(world.story().map((line) => line.replace(/ <link>/, ''))).toEqual([
      expect.stringMatching(/05:31 ma-jun: 升级结果如何？请登记/),
      expect.stringMatching(/ma-jun: 升级结果如何/),
      expect.stringMatching(/zhao-min: 升级结果如何/),
    ])
    expect(await promisesOf(world, id)).toMatchObject({ window: 'broken' })
    await must(world, id, { type: 'sayAfterwards', outcome: 'notDone', result: '生病没去' })
    world.mail('没有按约定进行', NURLAN)
    await world.advance('PT2M')
    for (const who of ['zhao-min', 'liu-fang']) world.sms(who, '没有按约定')
    await world.advanceTo(at('02-01 12:00', 2027))
    expect(world.messages().filter(({ text }) => text.includes('升级'))).toEqual([])
  })

  it('[N24] the stranger sees nothing of it: another roster’s engineer, another customer’s contact, an engineer who may not call it off', async () => {
    const world = await underFour()
    const id = await agreed(world)
    for (const path of [`/api/upgrades/${id}`, '/api/upgrades/U261214-9999', `/api/upgrades/${id}/forms`])
      expect((await world.api(path, undefined, 'engineer/wang-qiang')).status).toBe(403)
    expect((await does(world, id, BACKUP, 'engineer/wang-qiang')).status).toBe(403)
    expect((await world.api('/api/upgrades', FIRST, 'engineer/wang-qiang')).status).toBe(403)
    expect((await world.api('/api/upgrades', undefined, 'engineer/wang-qiang')).json.upgrades).toEqual([])
    expect((await world.api('/api/upgrades?open=true', undefined, 'engineer/aygul')).json.upgrades).toHaveLength(1)
    expect((await does(world, id, { type: 'callOff', reason: '算了' })).status).toBe(403)
    expect((await does(world, id, { type: 'waiveBackup', reason: '算了' }, 'dispatcher')).status).toBe(403)
    expect((await does(world, id, BACKUP, 'viewer')).status).toBe(403)
    const seen = await world.api(`/api/upgrades/${id}`, undefined, 'viewer')
    expect([seen.status, seen.text.includes('努尔兰')]).toEqual([200, false])
    await does(world, id, { type: 'callOff', reason: '测试结束' }, 'dispatcher')
    world.messages()
  })

  it('[N1] is planned for units of that contract at that site alone, and once for what is sent twice', async () => {
    const world = await underFour()
    const faults = async (changes: object) => (await world.api('/api/upgrades', { ...FIRST, ...changes })).json.problems
    expect(await faults({ units: ['BWC-2025-0117'] })).toEqual([expect.stringMatching(/^units\.0/)])
    expect(await faults({ units: ['NO-SUCH'] })).toEqual([expect.stringMatching(/^units\.0/)])
    expect(await faults({ contract: 'NO-SUCH' })).toEqual([expect.stringMatching(/^contract/)])
    expect(await faults({ site: 'renhe-main' })).toBeDefined()
    expect(await faults({ engineer: 'nobody' })).toEqual([expect.stringMatching(/^engineer/)])
    expect(await faults({ contacts: ['nobody'] })).toEqual([expect.stringMatching(/^contacts/)])
    expect(await faults({ title: 'x'.repeat(201) })).toEqual([expect.stringMatching(/^title/)])
    const id = await planned(world, { id: 'req-1' })
    expect(await planned(world, { id: 'req-1' })).toBe(id)
    expect(await read(world, id)).toMatchObject({
      cost: { charge: 'free', clause: 'N1', text: 'free: in warranty (N1)' },
    })
    expect((await world.api('/api/upgrades')).json.upgrades).toHaveLength(1)
    await does(world, id, { type: 'callOff', reason: '测试结束' }, 'dispatcher')
    world.messages()
  })
})

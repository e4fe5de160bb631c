import { describe, expect, it } from 'vitest'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import { BACKUP, must, NURLAN, PROPOSAL, planned, promisesOf, read, underFour } from './upgrade.ts'

const DONE = { type: 'finish', result: '三步完成，策略比对一致', minutes: 3, disturbed: '切换时外网中断' }

describe('an upgrade, from the plan to its end', () => {
  it('[N24] is agreed to by the customer, backed up, run in its window and done: every promise is kept', async () => {
    const world = await underFour()
    const id = await planned(world)
    expect(world.sms('ma-jun').text).toContain('升级由您负责')
    await must(world, id, PROPOSAL)
    const letter = world.mail('升级方案', NURLAN)
    expect(letter.text).toContain('固件不兼容时要回退')
    const page = (await world.fetch(letter.link)).text
    expect(page).toContain('同意方案')
    expect(page).toContain('免费：质保期内（N1）')
    expect((await world.tap(letter.link, 'agree')).status).toBe(303)
    expect(world.mail('升级方案已确定', NURLAN).text).toContain('努尔兰')
    expect(world.sms('ma-jun').text).toContain('客户同意升级')
    await world.advanceTo(at('12-20 01:10'))
    await must(world, id, BACKUP, { type: 'tick', step: 1 })
    world.mail('升级已开始', NURLAN)
    await must(world, id, { type: 'tick', step: 2 }, { type: 'tick', step: 3 }, DONE)
    expect(world.mail('升级已结束', NURLAN).text).toContain('3 分钟：切换时外网中断')
    expect(await promisesOf(world, id)).toEqual({ agreed: 'kept', backup: 'kept', window: 'kept', undisturbed: 'kept' })
    expect(await read(world, id)).toMatchObject({ stage: 'done', disturbed: 3, allowed: ['disturb'] })
    const lines = await world.host.deps.ledger.ofSubject(`upgrade/${id}`)
    expect(lines.map(({ clause, what, state }) => [clause, what, state])).toEqual(
      ['agreed', 'backup', 'undisturbed', 'window'].map((what) => ['N24', `upgrade:${what}`, 'kept']),
    )
    expect(await check(world.host.deps)).toEqual([])
  })
})

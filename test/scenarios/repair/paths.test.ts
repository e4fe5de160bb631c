import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, MAILS, World } from '../../support/world.ts'

const { campus, hospital } = CUSTOMERS
const WORK = { cause: '接触不良', done: '重新插接' }

describe('ordinary ways a repair goes', () => {
  it('solved by phone: no visit is due any more, and the customer confirms', async () => {
    const world = await World.start(at('11-20 10:00'))
    const id = await world.report()
    const page = world.sms('wang-qiang')
    const { link } = world.mail('报修已受理')
    await world.advance('PT2M')
    await world.tap(page.link, 'solveRemotely', WORK)
    world.mail('工程师已接单')
    expect(world.mail('请确认').text).toContain('重新插接')
    expect(await world.clocks(id)).toEqual({
      'R5 responded': 'kept',
      'R6 responded': 'kept',
      'R6 triaged': 'kept',
      'R6 arrived': 'fallenAway',
      'R7 repaired': 'kept',
    })
    expect(await world.repair(id)).toMatchObject({ stage: 'confirmation', solvedBy: 'phone' })
    await world.tap(link, 'confirm', { rating: '4', comment: '很快' })
    world.mail('维修已关闭')
    expect(await world.repair(id)).toMatchObject({ stage: 'closed', rating: 4, closed: { how: 'confirmed' } })
  })

  it('[H14] sent to the factory: a week instead of two days, and a loaner when the week ends', async () => {
    const world = await World.start(at('11-20 10:00'))
    const id = await world.report({ ...hospital, severity: undefined })
    const page = world.sms('wang-qiang')
    await world.tap(page.link, 'respond')
    await world.advance('PT1H')
    await world.tap(page.link, 'sendIn', { note: '需返厂校准', agreedBy: '赵所长', how: 'phone' })
    const { clocks } = await world.repair(id)
    expect(clocks.at(-1)).toMatchObject({ clause: 'H14', dueAt: at('11-28 00:00'), state: 'open' })
    world.messages()

    await world.advanceTo(at('11-27 23:59'))
    // 80 % of the week: a loaner of the same model is reserved, and everyone is told once.
    world.mail('为您提供备机', MAILS.hospital)
    world.sms('wang-qiang', '修复')
    world.sms('wang-qiang', /修复剩.*；H14请送备机 备用病人监护仪/)
    // Meanwhile somebody is asked every morning: the engineer twice, then the manager.
    for (const person of ['wang-qiang', 'wang-qiang', 'liu-fang', 'liu-fang', 'liu-fang', 'liu-fang', 'liu-fang'])
      world.sms(person, '进展如何')
    expect((await world.repair(id)).loaner).toMatchObject({ serial: 'LOAN-PM-01', state: 'reserved' })
    expect((await world.clocks(id))['H14 repaired']).toBe('open')
    await world.tap(page.link, 'lendLoaner')
    expect((await world.clocks(id))['H14 repaired']).toBe('kept')

    // The loaner keeps the limit; by when the unit is repaired, the customer is told within a working day.
    await world.act(id, { type: 'promiseDate', resolutionAt: at('12-05 10:00') })
    world.mail('预计解决时间', MAILS.hospital)
    await world.advanceTo(at('12-04 10:00'))
    world.messages()
    await world.tap(page.link, 'complete', WORK)
    world.mail('请确认', MAILS.hospital)
    expect(await world.repair(id)).toMatchObject({ stage: 'confirmation', solvedBy: 'factory' })
  })

  it('a visit when the customer wants it: due then, the repair clock stands still, both say why', async () => {
    const world = await World.start(at('11-20 10:00'))
    const id = await world.report()
    const page = world.sms('wang-qiang')
    await world.tap(page.link, 'respond')
    await world.advance('PT20M')
    await world.tap(page.link, 'goOnSite', { visitAt: '2026-11-24T14:30', agreedBy: '赵所长', how: 'phone' })
    const { clocks, stage } = await world.repair(id)
    expect(stage).toBe('arrival')
    const of = (clause: string, milestone: string) =>
      clocks.find((clock: Record<string, string>) => clock.clause === clause && clock.milestone === milestone)
    expect(of('R6', 'arrived')).toMatchObject({
      dueAt: at('11-24 14:30'),
      explanation: '24 h from 10:00 → 11-21 10:00; visit agreed → 11-24 14:30',
    })
    expect(of('R7', 'repaired').explanation).toBe(
      '36 h from 10:00 → 11-21 22:00; paused 10:20–11-24 14:30 → 11-26 02:10',
    )
    world.messages()
    await world.advanceTo(at('11-21 22:00')) // the time first promised passes without an alarm
    expect(world.story().filter((line) => !line.includes('进展如何'))).toEqual([])
    await world.advanceTo(at('11-24 14:00'))
    world.messages() // warned of the visit
    await world.tap(page.link, 'arrive')
    world.mail('工程师已到场')
    expect((await world.clocks(id))['R6 arrived']).toBe('kept')
  })

  it('[C4] not solved on site: a loaner is reserved at once, all told, and lending it keeps the promise', async () => {
    const world = await World.start(at('11-20 10:00'))
    const id = await world.report({ ...campus, severity: 'ordinary' })
    const page = world.sms('wang-qiang')
    await world.tap(page.link, 'arrive')
    world.messages()
    await world.tap(page.link, 'notSolved', { reason: '灯泡缺货', resolutionAt: '2026-11-25T10:00' })
    expect(world.sms('wang-qiang', '请送备机').at).toBe(at('11-20 10:00'))
    world.mail('为您提供备机', MAILS.campus)
    expect(world.mail('预计解决时间', MAILS.campus).text).toContain('2026年11月25日（周三）10:00')
    expect((await world.repair(id)).loaner).toMatchObject({ serial: 'LOAN-LP-01', state: 'reserved' })
    expect((await world.clocks(id))['C4 repaired']).toBe('open')
    await world.tap(page.link, 'lendLoaner')
    expect((await world.clocks(id))['C4 repaired']).toBe('kept')
  })

  it('[C4] no loaner in stock: the engineer hears so, and the first one that is free is reserved', async () => {
    const world = await World.start(at('11-20 10:00'))
    const other = await world.report({ ...campus, serial: 'AMP-OF-OTHERS', severity: 'ordinary' })
    await world.act(other, { type: 'arrive' })
    await world.act(other, { type: 'reserveLoaner', serial: 'LOAN-PA-01' })
    await world.act(other, { type: 'lendLoaner' })
    await world.advance('PT1M')
    world.messages()
    const id = await world.report({ ...campus, serial: 'AMP-2025-0042', severity: 'ordinary' })
    const page = world.sms('wang-qiang')
    await world.tap(page.link, 'arrive')
    world.messages()
    await world.tap(page.link, 'notSolved', { reason: '功放板烧毁' })
    world.sms('wang-qiang', '无备机')
    await world.stock({ serial: 'LOAN-PA-99', model: 'PA-240', name: '备用功放' })
    await world.advance('PT59M')
    expect(world.story()).toEqual([])
    await world.advance('PT1M')
    world.sms('wang-qiang', '请送备机')
    world.mail('为您提供备机', MAILS.campus)
    world.mail('A loaner for you', 'emily.carter@jiangnan.example.com')
    expect((await world.repair(id)).loaner).toMatchObject({ serial: 'LOAN-PA-99' })
  })

  it('reopened by the customer: a new round with its own response, asked of the one who did it', async () => {
    const world = await World.start(at('11-20 10:00'))
    const id = await world.report()
    const page = world.sms('wang-qiang')
    await world.tap(page.link, 'arrive')
    await world.advance('PT1H')
    await world.tap(page.link, 'complete', WORK)
    const { link } = world.mail('请确认')
    world.messages()
    await world.advance('PT3H')
    expect((await world.tap(link, 'notFixed', { what: '又黑屏了' })).status).toBe(303)
    expect(world.mail('已重新受理').text).toContain('又黑屏了')
    expect(world.sms('wang-qiang', '未修好').at).toBe(at('11-20 14:00'))
    expect(await world.repair(id)).toMatchObject({ stage: 'response', round: 2 })
    expect(await world.clocks(id)).toMatchObject({
      'R5 responded': 'kept',
      'R5 responded 2': 'open',
      'R6 arrived 2': 'open',
      'R7 repaired': 'open', // it runs on from the first report, without the three hours it stood repaired
    })
    const { clocks } = await world.repair(id)
    expect(clocks.find(({ clause }: { clause: string }) => clause === 'R7').dueAt).toBe(at('11-22 01:00'))
  })
})

import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { withVersion2 } from '../../support/version-two.ts'
import { CUSTOMERS, MAILS } from '../../support/world.ts'

const { campus } = CUSTOMERS
const NOW = at('11-20 10:00') // a Friday

describe('[C25] the archive of a repair', () => {
  it('[C25] withdrawn before anybody said what was found: the engineer is asked until they do, and only then it closes', async () => {
    const world = await withVersion2('C', NOW)
    const id = await world.report({ ...campus, severity: 'ordinary' })
    const page = world.sms('wang-qiang')
    const customer = world.mail('报修已受理', MAILS.campus)
    await world.tap(page.link, 'respond')
    await world.tap(customer.link, 'withdraw', { reason: '又好了' })
    expect(await world.repair(id)).toMatchObject({ stage: 'closed', archived: false })
    const report = await world.fetch(`${customer.link}/report`)
    expect(report.text).toContain('待工程师反馈')
    world.messages()
    await world.advanceTo(at('11-23 09:00:59'))
    expect(world.messages()).toEqual([])
    await world.advanceTo(at('11-23 09:01'))
    const asked = world.sms('wang-qiang', '请反馈')
    expect((await world.fetch(asked.link)).text).toContain('档案才能销案')
    expect((await world.tap(asked.link, 'feedback', { cause: '插头松动' })).status).toBe(400)
    await world.tap(asked.link, 'feedback', { cause: '插头松动', done: '电话指导重新插接' })
    expect(await world.repair(id)).toMatchObject({ stage: 'closed', archived: true })
    const closed = (await world.fetch(`${customer.link}/report`)).text
    expect(closed).toContain('插头松动')
    expect(closed).not.toContain('待工程师反馈')
    await world.advance('P7D')
    expect(world.messages()).toEqual([])
  })

  it('[C25] its keeper is named from the report on: whoever the directory names, otherwise the manager of the roster', async () => {
    const world = await withVersion2('C', NOW)
    const id = await world.report({ ...campus, severity: 'ordinary' })
    expect((await world.repair(id)).keeper).toMatchObject({ id: 'liu-fang', name: '刘芳' })
    const supplier = await world.host.deps.directory.supplier()
    await world.host.deps.directory.merge({ supplier: { ...supplier, keeper: 'zhou-jie' } })
    await world.act(id, { type: 'withdraw', reason: '误报', agreedBy: '唐宇', how: 'phone' })
    const other = await world.report({ ...campus, severity: 'ordinary' })
    expect((await world.repair(other)).keeper).toMatchObject({ id: 'zhou-jie', name: '周洁' })
    expect((await world.fetch(world.sms('wang-qiang').link)).text).toContain('档案责任人')
    world.messages()
  })

  it('[C25] a new unit is put in with what was found and done, or not at all', async () => {
    const world = await withVersion2('C', NOW)
    const id = await world.report({ ...campus, severity: 'ordinary' })
    const work = { cause: '主板', done: '重焊', problem: '黑屏', origin: 'manufacture', suggestions: '无' } as const
    for (let round = 0; round < 2; round++) {
      await world.act(id, { type: 'solveRemotely', ...work, how: 'phone' }, 'engineer/wang-qiang')
      await world.act(id, { type: 'notFixed', what: '还是黑屏' })
    }
    expect((await world.repair(id)).replacement).toMatchObject({ state: 'due', clause: 'C6' })
    await world.act(id, { type: 'approveReplacement' }, 'manager')
    const bare = await world.act(id, { type: 'replaceUnit', serial: 'NEW-1' }, 'engineer/wang-qiang')
    expect([bare.status, bare.json.problems]).toEqual([
      400,
      ['cause: C25 asks what was found', 'done: C25 asks what was done'],
    ])
    const told = { cause: '主板老化', done: '换新机', suggestions: '加装稳压器' } as const
    const done = await world.act(id, { type: 'replaceUnit', serial: 'NEW-1', ...told }, 'engineer/wang-qiang')
    expect(done.status).toBe(200)
    expect((await world.repair(id)).work).toMatchObject({ cause: '主板老化', done: '换新机', engineer: '王强' })
    world.messages()
  })
})

describe('[C16] the record of a maintenance', () => {
  const WORK = { cause: '电源接触不良', done: '重新插接', problem: '断电', noParts: 'on' }

  it('[C16] is asked for suggestions; the customer reads them, signs by their own link, and finds both in the report', async () => {
    const world = await withVersion2('C', NOW)
    const id = await world.report({ ...campus, severity: 'ordinary' })
    const page = world.sms('wang-qiang')
    const customer = world.mail('报修已受理', MAILS.campus)
    for (const action of ['respond', 'goOnSite', 'arrive']) await world.tap(page.link, action)
    const bare = await world.tap(page.link, 'complete', WORK)
    expect(bare.status).toBe(400)
    expect(bare.text).toContain('给客户的建议')
    expect((await world.tap(page.link, 'complete', { ...WORK, suggestions: '建议加装稳压器' })).status).toBe(303)
    expect((await world.fetch(customer.link)).text).toContain('建议加装稳压器')
    // What the customer said on the telephone is on record, and is no signature.
    await world.act(id, { type: 'confirm', onBehalf: '唐宇' })
    expect((await world.repair(id)).stage).toBe('confirmation')
    await world.tap(customer.link, 'confirm', { rating: '5' })
    expect((await world.repair(id)).closed).toMatchObject({ how: 'confirmed' })
    const report = (await world.fetch(`${customer.link}/report`)).text
    for (const words of ['建议加装稳压器', '客户本人确认']) expect(report).toContain(words)
    world.messages()
  })

  it('[C16] signed on paper: who, when and where it is kept stand in the report, and never read as the customer’s own tap', async () => {
    const world = await withVersion2('C', NOW)
    const id = await world.report({ ...campus, severity: 'ordinary' })
    await world.act(id, { type: 'solveRemotely', cause: '设置', done: '恢复', how: 'phone', suggestions: '无' })
    const paper = { type: 'confirm', onBehalf: '唐宇', how: 'paper' } as const
    const lost = await world.act(id, paper)
    expect([lost.status, lost.json.problems[0]]).toEqual([400, expect.stringMatching(/^keptAt: /)])
    await world.act(id, { ...paper, keptAt: '服务部档案柜 7-3', signedAt: at('11-20 09:30') })
    expect((await world.repair(id)).stage).toBe('closed')
    const report = (await world.api(`/api/repairs/${id}/report?lang=zh-CN`)).text
    expect(report).toContain('唐宇书面签字确认')
    expect(report).toContain('服务部档案柜 7-3')
    expect(report).not.toContain('客户本人确认')
    world.messages()
  })
})

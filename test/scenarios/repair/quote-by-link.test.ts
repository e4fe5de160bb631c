import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { type Taken, World } from '../../support/world.ts'

const WORK = { cause: '摔坏', done: '更换主板和电池', origin: 'user', problem: '屏幕碎裂' }
/** What the customer broke in warranty: parts at cost, wear parts at half the price, no service fee (R3). */
const ITEMS = 'BWC5-MAIN × 1\nBWC5-BAT 2\nLABOUR × 3'

describe('who pays, agreed by link before chargeable work starts', () => {
  const atTheUnit = async (): Promise<{ world: World; id: string; page: Taken; customer: Taken }> => {
    const world = await World.start(at('11-20 10:00'))
    const id = await world.report()
    const page = world.sms('wang-qiang')
    const customer = world.mail('报修已受理')
    await world.tap(page.link, 'arrive')
    world.messages()
    return { world, id, page, customer }
  }

  it('[R3] [H17] quoted, mailed with its clauses, accepted by link; only then completed, and it stands in the report', async () => {
    const { world, id, page, customer } = await atTheUnit()
    const tooSoon = await world.tap(page.link, 'complete', { ...WORK, parts: 'BWC5-MAIN' })
    expect(tooSoon.status).toBe(400)
    expect(tooSoon.text).toContain('请先报价，客户同意后再完成')

    expect((await world.tap(page.link, 'quote', { origin: 'user', items: ITEMS })).status).toBe(303)
    const { text } = world.mail('维修报价，请确认')
    for (const line of [
      '依据: 质保期内 · 人为损坏',
      '记录仪主板 × 1: 420.00 元 · 按成本价 (R3)',
      '记录仪电池 × 2: 150.00 元 · 按价目表的 50% (R3)',
      '维修工时 × 3: 免费 (R3)',
      '合计: 570.00 元',
    ])
      expect(text).toContain(line)
    expect((await world.fetch(page.link)).text).toContain('报价待客户同意，收费的部分先不要动手')
    expect((await world.tap(page.link, 'complete', WORK)).status).toBe(409)

    const asked = (await world.fetch(customer.link)).text
    for (const words of ['维修报价：您同意吗？', '570.00 元', '同意报价', '不同意报价']) expect(asked).toContain(words)
    // A double tap is one answer.
    const yes = () => world.tap(customer.link, 'acceptQuote', { id: 'form-1' })
    expect(await Promise.all([yes(), yes()])).toMatchObject([{ status: 303 }, { status: 303 }])
    expect(world.sms('wang-qiang', '客户同意报价').link).toBe(page.link)
    expect((await world.fetch(customer.link)).text).toContain('客户已同意')
    // What is agreed is agreed.
    expect((await world.tap(customer.link, 'declineQuote')).status).toBe(409)

    expect((await world.tap(page.link, 'complete', { ...WORK, parts: 'BWC5-MAIN\nBWC5-BAT' })).status).toBe(303)
    world.mail('请确认')
    await world.tap(customer.link, 'confirm')
    world.mail('维修已关闭')
    const report = (await world.fetch(`${customer.link}/report`)).text
    for (const words of ['维修报价 · 客户已同意', '570.00 元', '质保期内', '故障来源：人为损坏'])
      expect(report).toContain(words)
    expect((await world.repair(id)).stage).toBe('closed')
  })

  it('[R3] declined with a reason: the engineer hears it and quotes again; what is all free needs no answer', async () => {
    const { world, page, customer } = await atTheUnit()
    await world.tap(page.link, 'quote', { origin: 'user', items: ITEMS })
    world.mail('维修报价，请确认')
    await world.tap(customer.link, 'declineQuote', { reason: '先不换主板' })
    world.sms('wang-qiang', '客户不同意报价')
    const after = (await world.fetch(page.link)).text
    expect(after).toContain('可重新报价')
    expect(after).toContain('客户不同意报价：先不换主板')
    expect((await world.tap(page.link, 'complete', WORK)).status).toBe(409)
    await world.tap(page.link, 'quote', { origin: 'user', items: 'LABOUR 1' })
    expect((await world.fetch(customer.link)).text).not.toContain('acceptQuote')
    expect((await world.tap(page.link, 'complete', { ...WORK, noParts: 'on' })).status).toBe(303)
    world.mail('请确认')
  })

  it('[H17] the form lists the codes of the price list that the contract names', async () => {
    const { world, page } = await atTheUnit()
    const { text } = await world.fetch(page.link)
    for (const words of ['价目表编码', '<strong>BWC5-MAIN</strong><span>记录仪主板</span>', '<strong>LABOUR</strong>'])
      expect(text).toContain(words)
    expect(text).not.toContain('NGFW-FAN') // another contract's
  })

  it('positions that are not on the price list, or not readable, are named; what was written stays', async () => {
    const { world, page } = await atTheUnit()
    const unknown = await world.tap(page.link, 'quote', { origin: 'user', items: 'BWC5-MAIN 1\nWHEEL × 4' })
    expect(unknown.status).toBe(400)
    expect(unknown.text).toContain('价目表没有编码 WHEEL')
    expect(unknown.text).toContain('WHEEL × 4</textarea>')
    const unreadable = await world.tap(page.link, 'quote', { origin: 'user', items: 'BWC5-MAIN × 0' })
    expect(unreadable.text).toContain('第 1 行请写成“编码 × 数量”')
    expect((await world.tap(page.link, 'quote', { origin: 'bad luck', items: 'LABOUR 1' })).text).toContain(
      '请选择列表中的一项',
    )
  })
})

import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { at } from '../support/play.ts'
import { DESK, hasChromium, measure, onStage, REPORT } from './support.ts'

/** The night of the demo, told by people who only have a browser. */
describe.skipIf(!hasChromium)('in a browser without scripts', () => {
  const stage = onStage(at('11-20 02:13'))
  const { reader } = stage

  /** What was sent to whom last, as its link. */
  const linkTo = (recipient: string): string => {
    const message = stage.place.host.outbox.list().find(({ to }) => to === recipient)
    return /http:\S+\/[pc]\/[\w-]+/.exec(message?.text ?? '')?.[0] ?? expect.fail(`nothing was sent to ${recipient}`)
  }
  const repair = async () => (await stage.place.host.deps.repairs.load('261120-0001')) ?? expect.fail('no repair')
  const events = async (type: string) =>
    (await stage.place.host.deps.repairs.history('261120-0001')).filter((event) => event.type === type).length

  /** Presses it, and waits for the page that answers. */
  const press = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).click()
    await stage.place.host.idle()
  }
  /** Opens the panel of an action, fills its fields by label, and sends it. */
  const fill = async (page: Page, action: string, fields: Readonly<Record<string, string>> = {}): Promise<void> => {
    const summary = page.locator('summary', { hasText: new RegExp(`^${action}$`) })
    await summary.click()
    const panel = summary.locator('..')
    for (const [label, value] of Object.entries(fields)) {
      const field = panel.getByLabel(label)
      const isChoice = (await field.evaluate(({ tagName }) => tagName)) === 'SELECT'
      await (isChoice ? field.selectOption({ label: value }) : field.fill(value))
    }
    await press(page, action)
  }
  const call = () => stage.place.report({ ...REPORT, severity: 'serious' })
  // Whoever has duty on the second tier is asked next.
  const ZHOU = '+8613800138106'
  const WANG = '+8613800138103'
  const LI = '+8613800138102'
  const LUO = '+8613800138109'
  const CUSTOMER = 'he.ping@lanting-police.example.com'
  const WORK = { 原因: '主板供电故障', 处理内容: '更换主板', 更换的配件: '主板\n排线' }

  it('a call becomes a page, a visit, a repair, a confirmation and a report', async () => {
    expect(await call()).toBe('261120-0001')
    const sms = stage.place.host.outbox.list().find(({ to }) => to === WANG)
    expect(sms).toMatchObject({ kind: 'sms', text: expect.stringContaining('严重 城东所'), reason: 'paged' })

    // The engineer, woken by it, on a telephone.
    const phone = await reader()
    await phone.goto(linkTo(WANG))
    expect(await phone.getByRole('heading', { level: 1 }).innerText()).toBe('兰亭县公安局城东派出所\n执法记录仪 0117')
    expect(await phone.locator('.first').innerText()).toContain('请在 11月20日 02:16 前接单')
    await press(phone, '接单')
    expect(await phone.locator('.first').innerText()).toContain('请马上给客户打电话')
    expect(await phone.locator('.first').getByRole('link').getAttribute('href')).toBe('tel:+8613800138001')
    await fill(phone, '已联系客户', { 客户怎么说: '按键无反应' })
    await fill(phone, '需要上门')
    await press(phone, '我已出发')
    await press(phone, '我已到场')
    await fill(phone, '修复完成', WORK)
    expect(await phone.locator('.first').innerText()).toContain('已修好，等客户确认')

    // The customer, by the mail.
    const sent = stage.place.host.outbox.list().find(({ subject }) => subject?.includes('设备已修复，请确认'))
    const mail = await reader({ viewport: DESK })
    await mail.goto(`/local/outbox/${sent?.id}`)
    await mail.getByRole('link', { name: '确认或反馈未修好' }).click()
    expect(await mail.getByRole('heading', { level: 1 }).innerText()).toBe('已修好，请您确认。')
    await mail.getByLabel('5 ★').check()
    await press(mail, '确认已修好')
    expect(await mail.getByRole('heading', { level: 1 }).innerText()).toBe('本次报修已关闭，谢谢。')
    expect(await repair()).toMatchObject({ stage: 'closed', rating: 5 })

    await mail.getByRole('link', { name: '售后服务报告' }).click()
    await mail.emulateMedia({ media: 'print' })
    const report = await mail.locator('main').innerText()
    for (const words of ['BWC-2025-0117', '主板供电故障', '更换主板', '主板, 排线', '5 / 5', '承诺设备服务有限公司'])
      expect(report).toContain(words)
    for (const clause of ['R5 响应', 'R6 响应', 'R6 研判', 'R6 到场', 'R7 修复', 'R5 修复'])
      expect(await mail.getByRole('row', { name: clause }).innerText()).toContain('已做到')
    expect(
      await mail.locator('.top, .screen').evaluateAll((all) => all.filter((one) => one.checkVisibility())),
    ).toEqual([])
    expect((await mail.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000)
  })

  it('a double tap, a reload and going back act once', async () => {
    await call()
    // Chromium itself drops the first of two quick taps; the same page in a second tab sends it all the same.
    const tapTwice = async (name: string): Promise<void> => {
      const tabs = [await reader(), await reader()]
      for (const tab of tabs) await tab.goto(linkTo(WANG))
      for (const tab of tabs) {
        const summary = tab.locator('summary', { hasText: new RegExp(`^${name}$`) })
        if (await summary.isVisible()) await summary.click()
        await tab.getByRole('button', { name, exact: true }).dblclick()
        // The second tap cuts off the first one's navigation, so neither alone can be waited for.
        await expect.poll(() => tab.url(), { timeout: 15_000 }).toMatch(/lang=/)
        await tab.waitForLoadState('networkidle')
        expect(await tab.getByRole('alert').count()).toBe(0)
        await tab.reload()
        await tab.goBack()
        await stage.place.host.idle()
      }
    }
    await tapTwice('接单')
    await tapTwice('已联系客户')
    expect([await events('acknowledged'), await events('responded')]).toEqual([1, 1])
  })

  it('looking at a link – as a messenger does for a preview – never acts', async () => {
    await call()
    const { version } = await repair()
    const page = await reader()
    for (const query of ['', '?action=acknowledge', '?action=confirm&rating=5']) {
      for (const link of [linkTo(WANG), linkTo(CUSTOMER)]) await page.goto(link + query)
    }
    await stage.place.host.idle()
    expect((await repair()).version).toBe(version)
  })

  it('a second engineer sees who has it, and can take it over', async () => {
    await call()
    await stage.place.advance('PT3M')
    const [wang, zhou] = [await reader(), await reader()]
    await wang.goto(linkTo(WANG))
    await press(wang, '接单')
    await zhou.goto(linkTo(ZHOU))
    expect(await zhou.locator('.first').innerText()).toContain('当前由 王强 负责。')
    await press(zhou, '我来接手')
    expect(await zhou.locator('.first').innerText()).toContain('请马上给客户打电话')
    await wang.reload()
    expect(await wang.locator('.first').innerText()).toContain('当前由 周洁 负责。')
  })

  it('whoever is assigned is paged, and hands over to a colleague by name', async () => {
    const id = await call()
    await stage.place.act(id, { type: 'assign', person: 'wang-qiang' })
    const wang = await reader()
    await wang.goto(linkTo(WANG))
    await press(wang, '接单')
    await wang.locator('summary', { hasText: /^其他$/ }).click()
    await fill(wang, '转交', { 转交给谁: '李娜 · 一线', 原因: '车坏了' })
    const li = await reader()
    await li.goto(linkTo(LI))
    await press(li, '接单')
    expect(await li.locator('.first').innerText()).toContain('请马上给客户打电话')
    expect((await repair()).assignee?.name).toBe('李娜')
  })

  it('a page that time has overtaken says how it stands now, and what was written is still there: 409', async () => {
    await call()
    await stage.place.advance('PT3M')
    const [wang, zhou] = [await reader(), await reader()]
    await wang.goto(linkTo(WANG))
    await zhou.goto(linkTo(ZHOU))
    await press(zhou, '接单')
    await fill(wang, '远程解决', { 原因: '设置不对', 处理内容: '重新设置' })
    const answer = await wang.getByRole('alert').innerText()
    expect(answer).toContain('这一步现在不能做')
    expect(answer).toContain('由 周洁 负责')
    expect(answer).toContain('设置不对\n重新设置')
  })

  it('a field that cannot be taken is named in the language of the page, with what was written: 400', async () => {
    await call()
    const phone = await reader()
    await phone.goto(linkTo(WANG))
    await fill(phone, '需要上门', { 客户要求的上门时间: '2026-11-20T01:00' })
    expect(await phone.getByRole('alert').innerText()).toMatch(/还没有保存[\s\S]*必须晚于现在/)
    const field = phone.getByLabel('客户要求的上门时间')
    expect(await field.inputValue()).toBe('2026-11-20T01:00')
    await field.fill('2026-11-20T09:30')
    await press(phone, '需要上门')
    expect((await repair()).visitAt).toBe(at('11-20 09:30'))
  })

  it('a link that is unknown or has expired says what to do', async () => {
    await call()
    const link = linkTo(WANG)
    const page = await reader()
    expect((await page.goto('/p/AAAAAAAAAAAA'))?.status()).toBe(404)
    expect(await page.locator('main').innerText()).toMatch(
      /链接无效或已过期[\s\S]*最近一条短信里的链接[\s\S]*拨打服务热线/,
    )
    const wang = await reader()
    await wang.goto(link)
    await press(wang, '接单')
    await fill(wang, '远程解决', { 原因: '设置不对', 处理内容: '重新设置' })
    const customer = await reader()
    await customer.goto(linkTo(CUSTOMER))
    await press(customer, '确认已修好') // closed: nothing prolongs the link any more
    await stage.place.advance('P15D')
    expect((await wang.goto(link))?.status()).toBe(404)
    const english = await reader({ locale: 'en-GB' })
    await english.goto(link)
    expect(await english.locator('main').innerText()).toContain('Link unknown or expired')
  })

  it('speaks English at one tap, and goes on doing so', async () => {
    await call()
    const phone = await reader()
    await phone.goto(linkTo(WANG))
    await phone.getByRole('link', { name: 'English' }).click()
    expect(await phone.locator('.first').innerText()).toContain('Acknowledge first')
    await press(phone, 'Acknowledge')
    expect(await phone.locator('.first').innerText()).toContain('Call the customer now')
    await phone.getByRole('link', { name: '中文' }).click()
    expect(await phone.locator('.first').innerText()).toContain('请马上给客户打电话')
  })

  it.each(['light', 'dark'] as const)('every page fits a thumb and tired eyes, %s', async (colorScheme) => {
    const page = await reader({ colorScheme })
    const check = async (address: string): Promise<void> => {
      for (const language of ['zh-CN', 'en']) {
        await page.goto(`${address}?lang=${language}`)
        const { texts, ...shortfalls } = await measure(page)
        expect
          .soft({ address, language, ...shortfalls })
          .toEqual({ address, language, tooWide: 0, faint: [], small: [] })
        expect(texts).toBeGreaterThan(1)
      }
    }
    await check('/p/AAAAAAAAAAAA')
    await call()
    const [engineer, customer] = [linkTo(WANG), linkTo(CUSTOMER)]
    const phone = await reader()
    const both = async () => {
      await check(engineer)
      await check(customer)
      await phone.goto(engineer)
    }
    await both()
    await press(phone, '接单')
    await fill(phone, '已联系客户')
    await both()
    await fill(phone, '需要上门')
    await both()
    await press(phone, '我已出发')
    await press(phone, '我已到场')
    await stage.place.advance('PT4H')
    await both()
    await fill(phone, '请求支援', { 请谁支援: '研发', 问题: '供电异常' })
    await fill(phone, '报价', { 故障来源: '人为损坏', 收费项目: 'BWC5-MAIN × 1\nLABOUR 2' })
    await both()
    await check(linkTo(LUO))
    const reply = await reader()
    await reply.goto(customer)
    await press(reply, '同意报价')
    await both()
    await fill(phone, '修复完成', WORK)
    await both()
    await reply.goto(customer)
    await press(reply, '确认已修好')
    await both()
    await check(`${customer}/report`)
    const mail = stage.place.host.outbox.list().find(({ kind }) => kind === 'email')
    await check(`/local/outbox/${mail?.id}`)
  })
})

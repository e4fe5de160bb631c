import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { at } from '../support/play.ts'
import { expectReadable, hasConsole, LOOKS, onStage, REPORT } from './support.ts'

/** A newcomer, in front of the real system. */
describe.skipIf(!hasConsole)('the playground beside the console', () => {
  const stage = onStage(at('11-20 02:13'))

  const openPanel = async (page: Page) => {
    await page.getByRole('button', { name: /^演练场/ }).click()
    return page.getByRole('complementary', { name: '演练场' })
  }

  it('from an empty board to a busy morning, by one press', { timeout: 60_000 }, async () => {
    const page = await stage.enter('manager', '')
    await page.getByText('现在没有未关闭的报修').waitFor()
    // What a newcomer may do first stands there.
    await page.getByRole('button', { name: '接一通电话' }).click()
    await page.getByRole('heading', { name: '何平' }).waitFor()
    await page.goBack()
    await page.getByRole('button', { name: '打开演练场' }).waitFor()
    await page.getByRole('button', { name: '播放繁忙的早晨' }).click()
    await page.locator('.board .line').first().waitFor({ timeout: 30_000 })
    await expect.poll(async () => page.locator('.tabs .t-all b').innerText(), { timeout: 20_000 }).toBe('22')
    expect(Number(await page.locator('.tabs .t-nobody b').innerText())).toBeGreaterThan(2)
    expect(Number(await page.locator('.tabs .t-late b').innerText())).toBeGreaterThan(1)
    // It is played once: nobody is asked again.
    expect(await page.getByRole('button', { name: '播放繁忙的早晨' }).count()).toBe(0)
  })

  it('a phone rings within two seconds, its link opens the engineer’s page, and the next deadline climbs', async () => {
    const page = await stage.enter('manager', '')
    const panel = await openPanel(page)
    await panel.getByText('还没有短信').waitFor()
    await stage.place.report(REPORT)
    const called = performance.now()
    const wang = panel.locator('.box', { hasText: '王强' })
    await wang.locator('.bubble.new').waitFor()
    expect(performance.now() - called).toBeLessThan(2000)

    const [phone] = await Promise.all([page.waitForEvent('popup'), wang.getByRole('link').click()])
    await phone.getByRole('button', { name: '接单' }).waitFor()
    expect(await phone.evaluate('innerWidth')).toBeLessThan(420)
    // Touched: it is read.
    expect(await wang.locator('.bubble.new').count()).toBe(0)

    // What comes next is said before it is skipped to.
    const next = panel.getByRole('button', { name: /跳到下一个时限/ })
    await next.getByText('城东所 · 记录仪0117：王强 没接单，呼叫下一位').waitFor()
    expect(await next.innerText()).toContain('今天 02:16')
    await next.click()
    await panel.locator('.box', { hasText: '周洁' }).locator('.bubble.new').waitFor()
    await page.locator('.board .line').getByText('周洁').waitFor()
    expect(stage.place.host.clock.now()).toBe(at('11-20 02:16:01'))

    // Whether it is open is remembered.
    await page.reload()
    await panel.getByText('王强').waitFor()
    await panel.getByRole('tab', { name: '邮箱' }).click()
    const [mail] = await Promise.all([page.waitForEvent('popup'), panel.locator('.mail').getByRole('link').click()])
    await mail
      .getByText(/261120-0001/)
      .first()
      .waitFor()
    await mail.close()

    // Whoever opens one mail has read that one; whose it is stands there whole.
    const other = await stage.place.report({ ...REPORT, callId: 'c2', serial: 'DOC-2025-0021', symptoms: '充不进电' })
    await stage.place.act(other, { type: 'withdraw', reason: '误报', agreedBy: '何平', how: 'phone' })
    await expect.poll(() => panel.locator('.mail.new').count()).toBe(2)
    const opened = page.waitForEvent('popup')
    await panel.locator('.mail.new').first().getByRole('link').click()
    await (await opened).close()
    expect(await panel.locator('.mail.new').count()).toBe(1)
    const cut =
      "[...document.querySelectorAll('.box h3 span')].filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    expect(await page.evaluate(cut)).toBe(0)
    await panel.getByRole('button', { name: '收起演练场' }).click()
    await page.getByRole('button', { name: /^演练场/ }).waitFor()
  })

  it('the hotline is called by keypad: the menu is read, a key pressed, the fault told, and it is on the board', async () => {
    const page = await stage.enter('manager', '')
    const panel = await openPanel(page)
    await panel.getByRole('tab', { name: '打热线' }).click()
    await panel.getByRole('button', { name: '拨打热线' }).click()
    await panel.getByText(/紧急/).waitFor()
    await panel.getByRole('button', { name: '1', exact: true }).click()
    await panel.getByLabel('说什么').fill('记录仪开不了机')
    await panel.getByRole('button', { name: '说', exact: true }).click()
    // It is night: the engineer's phone rings for them, and they talk.
    await panel.getByText(/138 0013 8103 正在响铃/).waitFor()
    await expectReadable(page, 'ringing')
    await panel.getByRole('button', { name: '接听（按 1）' }).click()
    await panel.getByRole('button', { name: '对方挂断' }).waitFor()
    await page.screenshot({ path: 'test/.artifacts/put-through.png' })
    await panel.getByRole('button', { name: '挂断', exact: true }).click()
    await panel.getByText('已在值班台').waitFor()
    await page.locator('.board .line', { hasText: '城东所' }).waitFor()
    await panel.getByRole('link', { name: '261120-0001' }).click()
    await page.getByRole('heading', { name: /城东派出所/ }).waitFor()
    expect(await page.locator('main').innerText()).toContain('记录仪开不了机')
  })

  it.each(LOOKS)('%s, %o: nothing hangs out at the side, nothing is too faint', async (colorScheme, viewport) => {
    await stage.place.report(REPORT)
    const page = await stage.enter('manager', '', { colorScheme, viewport })
    const panel = await openPanel(page)
    for (const tab of ['手机', '邮箱', '打热线']) {
      await panel.getByRole('tab', { name: tab }).click()
      await page.waitForTimeout(300)
      await expectReadable(page, tab)
    }
  })
})

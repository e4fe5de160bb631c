import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { at } from '../support/play.ts'
import { expectReadable, hasConsole, LOOKS, onStage, PHONE, REPORT } from './support.ts'

/** In the page: neighbours in a line of the ladder that stand on each other. */
const OVERLAPS = `[...document.querySelectorAll('.pages li')].flatMap((line) => {
  const places = [...line.children].map((one) => {
    const words = document.createRange()
    words.selectNodeContents(one)
    return [one.textContent, words.getBoundingClientRect()]
  })
  return places.slice(1).flatMap(([words, { left }], index) =>
    words && left < places[index][1].left + places[index][1].width ? [words] : [],
  )
})`

/** At the desk, in front of the real system. */
describe.skipIf(!hasConsole)('the console', () => {
  const stage = onStage(at('11-20 02:13'))

  const report = (callId = 'c1', serial = 'BWC-2025-0117') => stage.place.report({ ...REPORT, callId, serial })
  const row = (page: Page, words: string) => page.locator('.board .line', { hasText: words })

  it('a call is looked up, its promises are shown, it is saved, read out, on the board, and acted on', async () => {
    const desk = await stage.enter('dispatcher', '/board')
    await desk.getByText('现在没有未关闭的报修').waitFor()
    await desk.getByRole('link', { name: '接听' }).click()
    await desk.getByRole('searchbox').fill('何平')
    await desk.getByRole('button', { name: /^何平 138 0013 8001/ }).waitFor()
    // The only match takes no mouse.
    await desk.keyboard.press('Enter')
    await desk.getByText('执法记录仪 0117').click()
    await desk.getByText(/LT-2024-009/).waitFor()

    // Before anything is saved: what it promises, who is called, what to say.
    const promises = desk.locator('.prom')
    await promises.getByText('周洁').waitFor()
    const said = await promises.innerText()
    for (const words of ['王强', '一线', '给您打电话', '先记下故障现象']) expect(said).toContain(words)
    expect(await promises.locator('svg.rail .r-lane').count()).toBe(5)
    expect(await stage.place.host.deps.repairs.list({ status: 'open', limit: 1 })).toMatchObject({ items: [] })

    await desk.getByLabel('故障现象').fill('无法开机，指示灯不亮')
    await desk.keyboard.press('Control+Enter')
    expect(await desk.getByTestId('number').innerText()).toMatch(/261120\s*0001/)
    await desk.getByRole('button', { name: '打开报修单' }).click()
    await desk.getByRole('heading', { name: /城东派出所 · 执法记录仪 0117/ }).waitFor()

    // Somebody else sees it come, and go to whom it is assigned, without a reload.
    const manager = await stage.enter('manager', '/board')
    await row(manager, '城东所').getByText('王强').waitFor()
    await desk.getByRole('button', { name: '指派' }).click()
    await desk.getByLabel('指派给谁').click()
    await desk.getByTitle(/^周洁/).click()
    await desk.locator('form').getByRole('button', { name: '指派' }).click()
    await desk.locator('.tl').getByText(/周洁/).first().waitFor()
    await row(manager, '城东所').getByText('周洁').waitFor()
    expect(await stage.place.host.deps.repairs.load('261120-0001')).toMatchObject({
      paging: { pending: true, person: { id: 'zhou-jie' } },
    })
  })

  it('what is missing is said at its field; what has changed meanwhile is explained, and nothing written is lost', async () => {
    const id = await report()
    const page = await stage.enter('dispatcher', `/repairs/${id}`)
    await page.getByRole('button', { name: /^其余/ }).click()
    await page.locator('.others').getByRole('button', { name: '撤销报修' }).click()
    await page.locator('form').getByRole('button', { name: '撤销报修' }).click()
    await page.locator('form').getByText('请填写').first().waitFor()

    await stage.place.act(id, { type: 'withdraw', reason: '客户来电撤销', agreedBy: '何平', how: 'phone' })
    await page.locator('form').getByLabel('原因').fill('客户说已经好了')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('alert').getByText('情况刚刚变了').waitFor()
    expect(await page.locator('form').getByLabel('原因').inputValue()).toBe('客户说已经好了')
    await page.getByText('已关闭').first().waitFor()
  })

  it('a viewer sees the board and the repair, nobody’s number, nothing to press and no room to take calls in', async () => {
    const id = await report()
    const page = await stage.enter('viewer', '/board')
    expect(await page.getByRole('link', { name: '接听' }).count()).toBe(0)
    await row(page, '城东所').getByRole('link').click()
    await page.getByText('您的身份只能查看').waitFor()
    await page.goto(`/console/repairs/${id}`)
    await page.getByText('您的身份只能查看').waitFor()
    const text = await page.locator('main').innerText()
    expect(text).not.toMatch(/13800138001|138 0013 8001|何平/)
    // Whoever is on nobody's file has no name but their number.
    const strange = await stage.place.report({ callId: 'c9', caller: '+8613900000021', symptoms: '门口的屏幕不亮' })
    await page.goto(`/console/repairs/${strange}`)
    await page
      .getByText(/139 \*{4} 0021/)
      .first()
      .waitFor()
    expect(await page.locator('main').innerText()).not.toMatch(/\+\*|请用“登记设备”/)
    // The room's address does not open it either, and says so; one that leads nowhere says that.
    await page.goto('/console/call')
    await page.getByRole('alert').getByText('您的角色不能进').waitFor()
    await page.getByRole('link', { name: '去值班台' }).click()
    await page.getByRole('heading', { name: '值班台' }).waitFor()
    await page.goto('/console/rooster')
    await page.getByRole('alert').getByText('没有这一页').waitFor()
    await page.goto('/console/planned/due')
    await page.getByRole('link', { name: '升级' }).waitFor()
    for (const name of ['预警', '客户日历']) expect(await page.getByRole('link', { name }).count()).toBe(0)
  })

  it('an engineer of another roster reads that nothing is theirs, never that there is nothing; a viewer is not told to take a call', async () => {
    await stage.place.report({ callId: 'c1', serial: 'FW-2025-0003', caller: '+8613800138006', symptoms: '断网' })
    const page = await stage.enter('engineer', '/board')
    for (const path of ['/board', '/board?show=late', '/planned/calls', '/planned/upgrades', '/ledger']) {
      await page.goto(`/console${path}`)
      await page.getByText('您的值班表内：').first().waitFor()
    }
    const manager = await stage.enter('manager', '/planned/calls')
    await manager.getByText('没有要打的回访电话。').waitFor()
    expect(await manager.getByText('您的值班表内').count()).toBe(0)
    const viewer = await stage.enter('viewer', '/ledger')
    await viewer.getByText('还没有承诺有结果').waitFor()
    expect(await viewer.locator('main').innerText()).not.toContain('接一个电话')
  })

  it('a call about a unit that is in repair says before it is saved that it joins, and promises nothing anew', async () => {
    const id = await report('c1', 'BWC-2025-0117')
    const page = await stage.enter('dispatcher', '/call?q=BWC-2025-0117')
    await page.locator('.hits button, .hits a').first().click()
    await page.locator('.prom').getByText('不重新起算').waitFor()
    const side = await page.locator('.prom').innerText()
    expect(side).toContain(id)
    expect(side).not.toMatch(/R5|给您打电话/)
  })

  it('by keyboard: the next repair beside the list, the page, the search, the shortcuts', async () => {
    const first = await report('c1', 'BWC-2025-0117')
    const second = await report('c2', 'DOC-2025-0021')
    const page = await stage.enter('dispatcher', '/board')
    await row(page, '记录仪0117').waitFor()
    await page.keyboard.press('j')
    await page.locator('.drawer').getByText(first).waitFor()
    await page.keyboard.press('j')
    await page.locator('.drawer').getByText(second).waitFor()
    await page.keyboard.press('k')
    await page.locator('.drawer').getByText(first).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /执法记录仪 0117/ }).waitFor()
    expect(page.url()).toContain(`/console/repairs/${first}`)
    await page.keyboard.press('Escape')
    await page.locator('.drawer').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('采集站')
    await page.waitForURL(/q=/)
    expect(await page.locator('.board .line').count()).toBe(1)
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('下一单、上一单').waitFor()
  })

  it('in English by a switch, which is remembered with the session', async () => {
    await report()
    const page = await stage.enter('dispatcher', '/board')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Board' }).waitFor()
    await row(page, '城东所').getByText('response').first().waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Board' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.getByRole('link', { name: 'Take a call' }).click()
    await page.getByText('What is wrong', { exact: true }).waitFor()
    expect(await page.locator('main').innerText()).not.toMatch(/\p{Script=Han}/u)
    await page.getByRole('button', { name: /Sign out/ }).click()
    await page.getByRole('heading', { name: 'Enter as' }).waitFor()
  })

  it('on a phone every room stands below, and behind one more the alarm, the other language and the way out', async () => {
    const page = await stage.enter('manager', '/board', { viewport: PHONE })
    const hidden = "(() => { const nav = document.querySelector('.nav'); return nav.scrollWidth - nav.clientWidth })()"
    expect(await page.evaluate(hidden)).toBe(0)
    await page.getByRole('button', { name: '更多' }).click()
    await page.getByRole('button', { name: '提醒', exact: true }).waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Board' }).waitFor()
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('button', { name: /Sign out/ }).click()
    await page.getByRole('heading', { name: 'Enter as' }).waitFor()
  })

  it('on a phone, past midnight: whom a page has asked stands in columns that never run into each other; how the promises stand is counted above', async () => {
    const id = await report()
    await stage.place.advance('PT21H50M')
    const page = await stage.enter('manager', `/repairs/${id}`, { viewport: PHONE })
    await page.locator('.pages time', { hasText: '昨天' }).first().waitFor()
    expect(await page.evaluate(OVERLAPS)).toEqual([])
    expect(await page.locator('.railbox header').innerText()).toMatch(/超时 \d/)
  })

  it('a line that is cut shows, and what was missed comes by itself', async () => {
    const page = await stage.enter('dispatcher', '/board')
    await page.getByText('现在没有未关闭的报修').waitFor()
    await page.context().setOffline(true)
    stage.place.cut()
    await page.getByText('连接断开').waitFor()
    await report()
    await page.context().setOffline(false)
    await row(page, '城东所').waitFor()
    await page.getByText(/^实时/).waitFor()
    stage.forgive('net::ERR_')
  })

  it.each(LOOKS)('%s, %o: nothing hangs out at the side, nothing is too faint', async (colorScheme, viewport) => {
    const id = await report()
    const page = await stage.enter('dispatcher', '/board', { colorScheme, viewport })
    for (const path of ['/board', `/board?open=${id}`, `/repairs/${id}`, '/call']) {
      await page.goto(`/console${path}`)
      await page.getByText(/^实时/).waitFor()
      await page.waitForTimeout(300)
      await expectReadable(page, path)
    }
  })
})

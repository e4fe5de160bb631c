import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { at } from '../support/play.ts'
import { expectReadable, hasConsole, onStage, PHONE } from './support.ts'

const HE_PING = '+8613800138001'
/** What somebody does stands in every open window within this. */
const SOON = { timeout: 2000 }

describe.skipIf(!hasConsole)('a night', () => {
  const stage = onStage(at('11-20 02:13'))
  const row = (page: Page) => page.locator('.board .line', { hasText: '城东所' })
  const online = (page: Page) => page.locator('.online .one')

  /** Somebody has the hotline on the line: the playground's telephone calls its voice menu. */
  const phone = async (said: object): Promise<{ readonly call: string }> => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${stage.place.url}/local/telephone`, {
      method: 'POST',
      headers,
      body: JSON.stringify(said),
    })
    return answer.json() as Promise<{ readonly call: string }>
  }
  /** What was sent to them last, as its link. */
  const linkTo = (recipient: string): string => {
    const message = stage.place.host.outbox.list().find(({ to }) => to === recipient)
    return /http:\S+\/[pc]\/[\w-]+/.exec(message?.text ?? '')?.[0] ?? expect.fail(`nothing was sent to ${recipient}`)
  }
  /** On a phone: a button, or the panel that it opens with its fields; then the page says what comes next. */
  const tap = async (page: Page, name: string, then: string, fields?: Readonly<Record<string, string>>) => {
    if (fields) {
      const summary = page.locator('summary', { hasText: new RegExp(`^${name}$`) }).first()
      await summary.click()
      for (const [label, value] of Object.entries(fields)) await summary.locator('..').getByLabel(label).fill(value)
    }
    await page.getByRole('button', { name, exact: true }).first().click()
    await page.locator('.first', { hasText: then }).waitFor()
    await stage.place.host.idle()
  }

  it('in four windows: each sees the others’ steps at once, and the promise is kept', {
    timeout: 120_000,
  }, async () => {
    const agent = await stage.enter('dispatcher', '/board')
    const manager = await stage.enter('manager', '/board')

    // The telephone rings: both see who it is, one has it, with all that is known filled in.
    const { call } = await phone({ from: HE_PING })
    await online(agent).getByText('138 0013 8001').waitFor(SOON)
    expect(await online(manager).innerText()).toContain('何平 · 城东所')
    await agent.keyboard.press('Enter')
    await agent.getByRole('heading', { name: '接听' }).waitFor()
    await online(manager).getByText('谢敏 在接').waitFor(SOON)
    await agent.getByText('执法记录仪 0117').click()
    await agent.getByLabel('故障现象').fill('无法开机，指示灯不亮')
    await agent.keyboard.press('Control+Enter')
    expect(await agent.getByTestId('number').innerText()).toMatch(/261120\s*0001/)
    await agent.getByRole('button', { name: '打开报修单' }).click()
    await online(manager).waitFor({ state: 'detached', timeout: 2000 })
    await row(manager).getByText('王强').waitFor(SOON)
    // The menu goes on, and makes no second one of it.
    await phone({ call, hangUp: true })
    expect((await stage.place.host.deps.repairs.list({ status: 'open', limit: 2 })).items).toHaveLength(1)

    // Nobody answers: it climbs, and the manager sees it climb.
    await stage.place.advance('PT3M')
    await row(manager).getByText('周洁').waitFor(SOON)
    const engineer = await stage.reader({ scripts: true, viewport: PHONE })
    await engineer.goto(linkTo('+8613800138106'))
    await tap(engineer, '接单', '请马上给客户打电话')
    await agent.locator('.tl').getByText('周洁').first().waitFor(SOON)
    await tap(engineer, '已联系客户', '先远程处理', { 客户怎么说: '按键无反应' })
    await agent.locator('.tl').getByText('按键无反应').waitFor(SOON)

    // The customer reads who comes, and that they are on their way once they are.
    const customer = await stage.reader()
    await customer.goto(linkTo('he.ping@lanting-police.example.com'))
    expect(await customer.locator('main').innerText()).toContain('周洁')
    await tap(engineer, '需要上门', '动身后点', {})
    await customer.reload()
    expect(await customer.locator('h1').innerText()).toBe('工程师将到现场处理。')
    await tap(engineer, '我已出发', '到现场后点')
    await customer.reload()
    expect(await customer.locator('h1').innerText()).toContain('路上')
    await tap(engineer, '我已到场', '修好后点')
    await agent.locator('.tl').getByText('工程师已到场').waitFor(SOON)

    // In the cellar there is no network: the photograph waits, and comes when it is back.
    await engineer.context().setOffline(true)
    await engineer.locator('summary', { hasText: '拍照、添附件' }).first().click()
    const shot = engineer.locator('details[open]', { hasText: '拍照、添附件' }).last()
    const picture = await engineer.evaluate<string>(
      "(() => { const c = Object.assign(document.createElement('canvas'), { width: 40, height: 30 }); c.getContext('2d').fillRect(0, 0, 9, 9); return c.toDataURL('image/jpeg').split(',')[1] })()",
    )
    await shot
      .locator('input[type=file]')
      .setInputFiles([{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(picture, 'base64') }])
    await shot.locator('button').click()
    await engineer.locator('.net', { hasText: '1 条待发送' }).waitFor()
    expect(await agent.locator('.tl').getByText('添加照片').count()).toBe(0)
    await engineer.context().setOffline(false)
    await engineer.locator('.net', { hasText: '已发送' }).waitFor()
    await agent.locator('.tl').getByText('添加照片').first().waitFor(SOON)
    await engineer.reload()

    await tap(engineer, '修复完成', '等客户确认', { 原因: '主板供电故障', 处理内容: '更换主板', 更换的配件: '主板' })
    await row(manager).getByText('待客户确认').waitFor(SOON)
    await customer.reload()
    await customer.getByLabel('5 ★').check()
    await customer.getByRole('button', { name: '确认已修好', exact: true }).click()
    expect(await customer.locator('h1').innerText()).toBe('本次报修已关闭，谢谢。')
    await row(manager).waitFor({ state: 'detached', timeout: 2000 })

    // The kept promise, and the event that proves it.
    await manager.getByRole('link', { name: '台账' }).click()
    const kept = manager.locator('.latest li', { hasText: 'R7' })
    await kept.getByText('做到').waitFor()
    await manager.getByTestId('rate').getByText('100').waitFor()
    await kept.getByRole('link').click()
    await manager.locator('.tl li.aimed').waitFor()
    stage.forgive('net::ERR_')
  })

  it('[C24] what the desk tries itself has a clock of its own; solved or passed on, it is in the ledger', async () => {
    const agent = await stage.enter('dispatcher', '/call?q=唐宇')
    await agent.getByRole('button', { name: /^唐宇/ }).first().click()
    await agent.getByLabel('故障现象').fill('投影没有声音')
    await agent.getByRole('button', { name: '我先试' }).click()
    await agent.getByText('C24：从保存起').waitFor()
    await agent.keyboard.press('Control+Enter')
    await agent.getByText('由您先在电话里处理').waitFor()
    await agent.getByRole('button', { name: '下一通' }).click()
    const trying = agent.locator('.deskwork li')
    await trying.getByText(/C24 还有 (20:00|19:\d\d)/).waitFor(SOON)
    expect(stage.place.host.outbox.list().filter(({ kind }) => kind === 'sms')).toEqual([])
    await trying.getByRole('button', { name: '转给工程师' }).click()
    await trying.waitFor({ state: 'detached' })
    await stage.place.host.idle()
    expect(stage.place.host.outbox.list().filter(({ kind }) => kind === 'sms')).not.toEqual([])
    await agent.getByRole('link', { name: '台账' }).click()
    await agent.locator('.latest li', { hasText: 'C24' }).getByText('做到').waitFor()
  })

  it.each([
    ['dispatcher', ['call', 'customers'], ['settings']],
    ['manager', ['call', 'customers', 'settings'], []],
    ['engineer', ['call', 'customers'], ['settings']],
    ['viewer', [], ['call', 'customers', 'settings']],
  ] as const)('%s has their rooms and no other, and who is on the line is the desk’s', async (role, has, not) => {
    const page = await stage.enter(role, '/board')
    const rooms = await page
      .getByRole('navigation')
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    expect(has.filter((room) => !rooms.includes(`/console/${room}`))).toEqual([])
    expect(not.filter((room) => rooms.includes(`/console/${room}`))).toEqual([])
    for (const room of not) {
      await page.goto(`/console/${room}`)
      await page.getByRole('alert').getByText('您的角色不能进').waitFor()
    }
    await phone({ from: HE_PING })
    const sees = role === 'dispatcher' || role === 'manager'
    if (sees) await online(page).getByText('何平').waitFor(SOON)
    else await page.waitForTimeout(1000)
    expect(await online(page).count()).toBe(sees ? 1 : 0)
  })

  it('rows are an engineer’s where they have duty, and a colleague elsewhere has none of them', async () => {
    await stage.place.report({ caller: HE_PING, serial: 'BWC-2025-0117', severity: 'serious', symptoms: '黑屏' })
    const open = async (subject: string) => {
      const page = await stage.reader({ viewport: { width: 1440, height: 900 }, scripts: true })
      await page.goto('/console/board')
      await page.getByLabel('人员编号').fill(subject)
      await page.getByRole('button', { name: /^工程师/ }).click()
      await page.getByText(/^实时/).waitFor()
      return page
    }
    await row(await open('wang-qiang')).waitFor()
    const elsewhere = await open('aygul')
    await elsewhere.getByText('现在没有未关闭的报修').waitFor()
    await elsewhere.goto('/console/repairs/261120-0001')
    await elsewhere
      .getByText(/这单归“/)
      .first()
      .waitFor()
    expect(await elsewhere.locator('main').innerText()).not.toContain('城东派出所')
  })

  it('in English: the call on the line, the room that it opens, the desk’s own work', async () => {
    const page = await stage.enter('dispatcher', '/board')
    await page.getByRole('button', { name: 'English' }).click()
    await phone({ from: '+8613900000000' })
    await online(page).getByText('Caller not on file').waitFor(SOON)
    expect(await online(page).innerText()).not.toMatch(/\p{Script=Han}/u)
    await online(page)
      .getByRole('button', { name: /Take it/ })
      .click()
    await page.getByText('Not on file: the strictest commitment holds').waitFor()
    expect(await page.getByLabel('Phone').inputValue()).toBe('+8613900000000')
    await online(page).getByText('you have it').waitFor(SOON)
    for (const viewport of [{ width: 1440, height: 900 }, PHONE]) {
      await page.setViewportSize(viewport)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await expectReadable(page, `on the line, ${colorScheme}, ${viewport.width}`)
      }
    }
    // What people and tiers are called is the customer's and ours to say.
    const called = await page.locator('.prom .chain').innerText()
    const words = (await page.locator('main').innerText()).replace(called, '').replaceAll('王强', '')
    expect(words).not.toMatch(/\p{Script=Han}/u)
  })
})

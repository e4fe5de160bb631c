import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openStage } from '../scenarios/sign-in/stage.ts'
import { openBrowser } from '../support/browser/chromium.ts'
import { hasConsole, WIDE } from './support.ts'

/** As it stands on AWS: CloudFront's own functions, the authorizer, a provider on another site. */
describe.skipIf(!hasConsole)('signing in as on AWS', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser()
  })
  afterAll(() => browser?.close())

  const open = async () => {
    const stage = await openStage()
    const context = await browser.newContext({
      locale: 'zh-CN',
      baseURL: stage.url,
      viewport: WIDE,
    })
    context.setDefaultTimeout(10_000)
    onTestFinished(() => context.close())
    return { stage, context, page: await context.newPage() }
  }
  /** On the provider's page. */
  const answer = async (page: Page, who: string) => {
    await page.locator('input[name=login]').fill(who)
    await page.locator('input[name=password]').fill('any')
    await page.locator('button[type=submit]').click()
  }
  const signIn = async (page: Page, who: string, path = '/console') => {
    await page.goto(path)
    await page.getByRole('link', { name: '用单位账号登录' }).click()
    await answer(page, who)
  }

  it.each([
    ['dispatcher', ['值班台', '接听']],
    ['liu-fang', ['值班台', '接听']],
    ['wang-qiang', ['值班台', '接听']],
    ['viewer', ['值班台']],
  ])(
    '%s comes back to where they were going, lands on the board and sees their rooms and no more',
    async (who, rooms) => {
      const { page, context, stage } = await open()
      await signIn(page, who, '/console/board?q=0117')
      await page.waitForURL('**/console/board?q=0117')
      await page.getByRole('heading', { name: '值班台' }).waitFor()
      await page.getByText(/^实时/).waitFor()
      const links = await page.getByRole('navigation').getByRole('link').allInnerTexts()
      for (const room of ['值班台', '接听'])
        expect(
          links.some((link) => link.includes(room)),
          room,
        ).toBe(rooms.includes(room))
      // What proves who it is, no script can read.
      expect(await page.evaluate('document.cookie')).toBe('')
      expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBeLessThanOrEqual(1)
      const held = (await context.cookies(stage.url)).find(({ name }) => name === '__Host-chengnuo-session')
      expect(held).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Strict', path: '/' })
    },
  )

  it('without a role hears what is missing, and signs in as somebody else', async () => {
    const { page } = await open()
    await signIn(page, 'nobody')
    await page.getByRole('heading', { name: '您还没有角色' }).waitFor()
    await page.getByRole('link', { name: '换一个账号登录' }).click()
    await answer(page, 'liu-fang')
    await page.getByText(/^实时/).waitFor()
    await page.getByText('刘芳').waitFor()
  })

  it('a session that runs out loses nothing that is being written', async () => {
    const { page, context, stage } = await open()
    await signIn(page, 'dispatcher', '/console/call')
    await page.getByRole('searchbox').fill('138 0013 8001')
    await page.getByText('执法记录仪 0117').click()
    await page.getByLabel('故障现象').fill('无法开机，指示灯不亮')
    await context.clearCookies({ name: '__Host-chengnuo-session' })
    await page.getByRole('alertdialog').getByText('登录已经到期').waitFor()

    // The provider still knows who it is.
    const [beside] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: '重新登录' }).click(),
    ])
    await beside.getByText(/^实时/).waitFor()
    await beside.close()
    await page.bringToFront()
    await page.evaluate("window.dispatchEvent(new Event('focus'))")
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    expect(await page.getByLabel('故障现象').inputValue()).toBe('无法开机，指示灯不亮')
    await page.getByLabel('故障现象').press('Control+Enter')
    await page.getByTestId('number').waitFor()
    expect(await stage.host.deps.repairs.list({ status: 'open', limit: 2 })).toMatchObject({ items: [{}] })
  })

  it('a session that runs out lies over an open dialog, which no key reaches until one is back', async () => {
    const { page, context } = await open()
    await signIn(page, 'dispatcher')
    await page.getByText(/^实时/).waitFor()
    await page.keyboard.press('?')
    const shortcuts = page.getByRole('dialog', { name: '快捷键' })
    await shortcuts.waitFor()
    await context.clearCookies({ name: '__Host-chengnuo-session' })
    const over = page.getByRole('alertdialog')
    await over.getByText('登录已经到期').waitFor()
    for (const _ of [1, 2, 3]) await page.keyboard.press('Escape')
    // What is seen in the middle of the page is the overlay, and the dialog beneath is still open.
    const isOnTop = "document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('dialog')?.role"
    expect(await page.evaluate(isOnTop)).toBe('alertdialog')
    expect(await page.locator('dialog[open]').count()).toBe(2)

    const [beside] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Enter')])
    await beside.getByText(/^实时/).waitFor()
    await beside.close()
    await page.bringToFront()
    await page.evaluate("window.dispatchEvent(new Event('focus'))")
    await over.waitFor({ state: 'detached' })
    await shortcuts.waitFor()
    await page.keyboard.press('Escape')
    await shortcuts.waitFor({ state: 'detached' })
  })

  it('signed out is signed out here and at the provider', async () => {
    const { page, context, stage } = await open()
    await signIn(page, 'liu-fang')
    await page.getByText(/^实时/).waitFor()
    await page.getByRole('button', { name: /退出/ }).click()
    // The provider asks whether it is meant.
    await page.waitForURL(`${stage.issuer}/session/end?**`)
    await page.locator('button[value=yes]').click()
    await page.waitForURL('**/console')
    await page.getByRole('heading', { name: '请登录' }).waitFor()
    expect((await context.cookies(stage.url)).map(({ name }) => name)).not.toContain('__Host-chengnuo-session')
    await page.getByRole('link', { name: '用单位账号登录' }).click()
    await page.locator('input[name=login]').waitFor()
  })
})

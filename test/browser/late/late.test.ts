import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { expectReadable, hasConsole, onStage, PHONE, REPORT, WIDE } from '../support.ts'

/** What the console is made of is fetched when it is needed; sometimes it does not come. */
describe.skipIf(!hasConsole)('a part of the console that cannot be fetched', () => {
  const stage = onStage(at('11-20 02:13'))
  const ROSTER = '**/assets/roster-*.js'

  it('that does not come at first is asked for once more, and nobody notices', async () => {
    const page = await stage.enter('dispatcher', '/board')
    await page.route(ROSTER, (route) => route.abort(), { times: 1 })
    await page.getByRole('link', { name: '值班表' }).click()
    await page.getByRole('heading', { name: '值班表' }).waitFor()
    stage.forgive('net::ERR_FAILED')
  })

  it.each([WIDE, PHONE])('%o: says so in its place, the rest goes on, and it comes once it can', async (viewport) => {
    await stage.place.report(REPORT)
    const page = await stage.enter('dispatcher', '/board', { viewport })
    await page.route(ROSTER, (route) => route.abort())
    await page.getByRole('link', { name: '值班表' }).click()
    await page.getByRole('alert').getByText('这里没有读到').waitFor()
    await expectReadable(page, 'a room that did not come')
    await page.screenshot({ path: `test/.artifacts/late-${viewport.width}.png` })
    await page.getByRole('link', { name: '值班台' }).click()
    await page.locator('.board .line').waitFor()

    await page.getByRole('link', { name: '值班表' }).click()
    await page.getByRole('alert').getByText('这里没有读到').waitFor()
    await page.unroute(ROSTER)
    await page.getByRole('button', { name: '重试' }).click()
    await page.getByRole('heading', { name: '值班表' }).waitFor()
    forgiveCut()
  })

  it('a dialog that does not come leaves what is being written where it is', async () => {
    const page = await stage.enter('dispatcher', '/call')
    await page.getByLabel('故障现象').fill('无法开机')
    await page.route('**/assets/palette-*.js', (route) => route.abort())
    await page.keyboard.press('Control+k')
    const alert = page.getByRole('alert')
    await alert.getByText('这里没有读到').waitFor()
    await page.screenshot({ path: 'test/.artifacts/late-dialog.png' })
    await alert.getByRole('button', { name: '关闭' }).click()
    await alert.waitFor({ state: 'detached' })
    expect(await page.getByLabel('故障现象').inputValue()).toBe('无法开机')
    forgiveCut()
  })

  it('that is gone because a newer version was deployed opens in the newer version, by one reload', async () => {
    const page = await stage.reader({ viewport: WIDE, scripts: true })
    const deployed = await anOlderVersionRuns(page)
    await page.goto('/console/board')
    await page.getByRole('button', { name: /^客服/ }).click()
    await page.getByText('现在没有未关闭的报修').waitFor()
    const loads = countLoads(page)
    await page.getByRole('link', { name: '值班表' }).click()
    await page.getByRole('heading', { name: '值班表' }).waitFor()
    expect({ loads: loads(), isNew: deployed() }).toEqual({ loads: 1, isNew: true })
    forgiveCut()
  })

  it('that is gone for good is reloaded once, and then left to whoever reads the sentence', async () => {
    const page = await stage.reader({ viewport: WIDE, scripts: true })
    await anOlderVersionRuns(page, false)
    await page.goto('/console/board')
    await page.getByRole('button', { name: /^客服/ }).click()
    await page.getByText('现在没有未关闭的报修').waitFor()
    const loads = countLoads(page)
    await page.getByRole('link', { name: '值班表' }).click()
    await page.getByRole('alert').getByText('系统刚更新过').waitFor()
    await page.getByRole('button', { name: '刷新页面' }).waitFor()
    await page.waitForLoadState('networkidle')
    await page.getByRole('alert').getByText('系统刚更新过').waitFor()
    expect(loads()).toBe(1)
    forgiveCut()
  })

  const forgiveCut = () => {
    for (const cut of ['net::ERR_FAILED', 'could not be fetched', 'dynamically imported module']) stage.forgive(cut)
  }

  function countLoads(page: Page): () => number {
    let loads = 0
    page.on('request', (request) => {
      if (request.isNavigationRequest()) loads += 1
    })
    return () => loads
  }

  /**
   * The page that was opened names a script of another build, and the roster's file is gone; once the page is asked for, it is
   * today's. `isFollowed: false`: somewhere on the way an old page is kept for longer.
   */
  async function anOlderVersionRuns(page: Page, isFollowed = true): Promise<() => boolean> {
    let isNew = false
    await page.route(/\/console(\/board|\/roster)?$/, async (route) => {
      const isAsked = route.request().resourceType() === 'fetch'
      isNew ||= isAsked
      const answer = await route.fetch()
      const today = await answer.text()
      const old = today.replace(/\/console-[A-Z0-9]+\.js/, '/console-OLDER.js')
      await route.fulfill({ response: answer, body: isAsked || (isNew && isFollowed) ? today : old })
    })
    await page.route('**/assets/console-OLDER.js', async (route) => {
      const today = await (await fetch(`${stage.place.url}/console`)).text()
      const name = /\/console\/assets\/console-[A-Z0-9]+\.js/.exec(today)?.[0]
      await route.fulfill({ response: await route.fetch({ url: `${stage.place.url}${name}` }) })
    })
    await page.route(ROSTER, (route) =>
      isNew && isFollowed ? route.fallback() : route.fulfill({ status: 404, body: '' }),
    )
    return () => isNew
  }
})

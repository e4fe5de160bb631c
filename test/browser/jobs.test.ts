import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { at } from '../support/play.ts'
import { hasConsole, measure, onStage, ROLES } from './support.ts'

const NOW = at('11-20 02:13')
const MOBILE = { width: 390, height: 844 }

describe.skipIf(!hasConsole)('the jobs of an engineer who signs in', () => {
  const stage = onStage(NOW)

  const report = (serial = 'BWC-2025-0117') =>
    stage.place.report({ caller: '+8613800138001', serial, symptoms: '无法开机' })

  /** Led to sign in, and back. */
  async function signIn(page: Page, subject: string): Promise<void> {
    await page.goto('/jobs')
    await page.getByLabel('人员编号').fill(subject)
    await page.getByRole('button', { name: ROLES.engineer }).click()
    await page.waitForURL('**/jobs')
    await page.locator('.net', { hasText: '已联网' }).waitFor()
  }
  /** What is kept on the phone, by whose name. */
  const kept = (page: Page) =>
    page.evaluate<string[]>(`(async () => {
      const names = await caches.keys()
      const all = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => name + ' ' + new URL(url).pathname)))
      return all.flat()
    })()`)
  const untilKept = async (page: Page, what: string) => {
    for (let tries = 0; tries < 50 && !(await kept(page)).includes(what); tries++) await page.waitForTimeout(100)
    expect(await kept(page)).toContain(what)
  }

  it('signs in, takes what was paged, and reads list and opened repair without a network, with their age', async () => {
    const id = await report()
    const page = await stage.reader({ scripts: true, viewport: MOBILE })
    await signIn(page, 'wang-qiang')
    await page.getByRole('heading', { name: '1 件待接单' }).waitFor()
    expect(await measure(page)).toMatchObject({ tooWide: 0, faint: [], small: [] })
    await page.getByRole('button', { name: '接单' }).click()
    await page.getByRole('heading', { name: '我负责的 1 件' }).waitFor()
    await page.locator('.job h2 a').click()
    await page.getByText('请马上给客户打电话').waitFor()
    await untilKept(page, `chengnuo-jobs:wang-qiang /jobs/${id}`)
    await untilKept(page, 'chengnuo-jobs:wang-qiang /jobs')

    await page.context().setOffline(true)
    await page.reload()
    await page.locator('.kept', { hasText: '没有网络：这是不到 1 分钟前的内容' }).waitFor()
    await page.goto('/jobs')
    await page.locator('.kept').waitFor()
    await page.getByRole('heading', { name: '我负责的 1 件' }).waitFor()
    await page.locator('.job h2 a').click()
    await page.locator('.kept').waitFor()
    await page.locator('summary', { hasText: /^其他/ }).first().click()
    await page.locator('summary', { hasText: '备注' }).first().click()
    const note = page.locator('details[open]', { has: page.locator('summary:text-is("备注")') }).last()
    await note.locator('textarea').fill('带梯子')
    await note.locator('button').click()
    await page.locator('.net', { hasText: '1 条待发送' }).waitFor()
    await page.context().setOffline(false)
    await page.locator('.net', { hasText: '已发送' }).waitFor()
    await stage.place.host.idle()
    const noted = (await stage.place.host.deps.repairs.history(id)).filter(({ type }) => type === 'noted')
    expect(noted).toMatchObject([{ text: '带梯子', by: { id: 'wang-qiang' } }])
    stage.forgive('ERR_INTERNET_DISCONNECTED')
  })

  it('leaves nothing of one person to the next: not by signing out, nor by somebody else signing in, nor in the console', async () => {
    const id = await report()
    const page = await stage.reader({ scripts: true, viewport: MOBILE })
    await signIn(page, 'wang-qiang')
    await page.goto(`/jobs/${id}`)
    await untilKept(page, `chengnuo-jobs:wang-qiang /jobs/${id}`)
    // Somebody else signs in while the first has not signed out.
    await page.evaluate(`fetch('/local/login', { method: 'POST', body: '{"role":"engineer","subject":"ma-jun"}' })`)
    await page.goto('/jobs')
    await page.getByRole('heading', { name: '现在没有您的任务' }).waitFor()
    await untilKept(page, 'chengnuo-jobs:ma-jun /jobs')
    expect((await kept(page)).filter((one) => one.includes('wang-qiang'))).toEqual([])
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.waitForURL('**/console**')
    expect(await kept(page)).toEqual([])
    // What one has written waits for them alone.
    await signIn(page, 'wang-qiang')
    await page.goto(`/jobs/${id}`)
    await untilKept(page, `chengnuo-jobs:wang-qiang /jobs/${id}`)
    await page.context().setOffline(true)
    await page.getByRole('button', { name: '接单' }).click()
    await page.locator('.net', { hasText: '1 条待发送' }).waitFor()
    await page.context().setOffline(false)
    stage.forgive('ERR_INTERNET_DISCONNECTED')
    await page.locator('.net', { hasText: '已发送' }).waitFor()
    // In the console somebody else comes: what the phone has kept goes before they see anything.
    await page.goto('/console/board')
    await page.evaluate(`fetch('/local/login', { method: 'POST', body: '{"role":"dispatcher"}' })`)
    await page.reload()
    await page.getByText(/^实时/).waitFor()
    expect(await kept(page)).toEqual([])
    await stage.place.host.idle()
  })

  it('list and script weigh at most 80 kB, and can be used within 2 s on a slow line; dark too', async () => {
    for (const serial of ['BWC-2025-0117', 'BWC-2025-0118', 'BWC-2025-0133']) await report(serial)
    const page = await stage.reader({ scripts: true, viewport: MOBILE, colorScheme: 'dark' })
    await signIn(page, 'wang-qiang')
    const line = await page.context().newCDPSession(page)
    await line.send('Network.enable')
    await line.send('Network.setBypassServiceWorker', { bypass: true })
    await line.send('Network.setCacheDisabled', { cacheDisabled: true })
    // 400 kbit/s both ways and 400 ms each time: what Chromium calls slow 3G.
    const slow = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }
    await line.send('Network.emulateNetworkConditions', slow)
    let bytes = 0
    page.on(
      'response',
      (response) =>
        void response.body().then(
          ({ length }) => (bytes += length),
          () => {},
        ),
    )
    const from = performance.now()
    await page.goto('/jobs', { waitUntil: 'domcontentloaded' })
    await page.locator('.job').first().waitFor()
    const took = performance.now() - from
    await page.locator('.net', { hasText: '已联网' }).waitFor()
    console.info(`list and script: ${bytes} bytes, ${Math.round(took)} ms on slow 3G`)
    expect(bytes).toBeLessThanOrEqual(80_000)
    expect(took).toBeLessThan(2000)
    expect(await measure(page)).toMatchObject({ tooWide: 0, faint: [], small: [] })
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/jobs-dark.png`, fullPage: true })
  })
})

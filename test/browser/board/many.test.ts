import { describe, expect, it } from 'vitest'
import { simulateCall } from '../../../infra/local/playground/simulate.ts'
import { at } from '../../support/play.ts'
import { hasConsole, onStage } from '../support.ts'

const MANY = 10_000
const LINES = 8

/** As many as nobody should ever have; how fast that is, `npm run bench` says. */
describe.skipIf(!hasConsole)('a board of ten thousand open repairs', () => {
  const stage = onStage(at('11-20 02:13'))

  /** Somebody new calls each time, on as many lines. */
  async function reportAll(): Promise<void> {
    const { host, url } = stage.place
    let next = 0
    const line = async () => {
      while (next < MANY) {
        const caller = `+86139${String(next++).padStart(8, '0')}`
        const fields = { callId: caller, caller, severity: 'urgent', symptoms: '无法开机' }
        expect((await simulateCall(host, url, new URLSearchParams(fields))).status).toBe(201)
      }
    }
    await Promise.all(Array.from({ length: LINES }, line))
    await host.idle()
  }

  it('is there whole, is scrolled and searched, and follows what happens to one', { timeout: 900_000 }, async () => {
    await reportAll()
    const page = await stage.enter('manager', '/board')
    const counted = (tab: string) => page.locator(`.tabs .t-${tab} b`)
    const lines = page.locator('.board .line')
    await expect.poll(() => counted('all').innerText()).toBe(String(MANY))
    expect(await counted('nobody').innerText()).toBe(String(MANY))
    // Of all of them only those in sight are on the page.
    expect(await lines.count()).toBeLessThan(100)

    const first = await lines.first().locator('.c-id').textContent()
    await page.locator('.windowed').evaluate((box) => {
      box.scrollTop = box.scrollHeight
    })
    await lines.filter({ hasText: first ?? '' }).waitFor({ state: 'detached' })
    const last = (await lines.last().locator('.c-id').textContent()) ?? ''
    await page.getByLabel('查找').fill(last)
    await expect.poll(() => lines.count()).toBe(1)

    await stage.place.act(last, { type: 'acknowledge' }, { kind: 'engineer', id: 'wang-qiang' })
    await page.locator('.board .line:not(.g-nobody)', { hasText: last }).waitFor()
    expect(await counted('nobody').innerText()).toBe(String(MANY - 1))
  })
})

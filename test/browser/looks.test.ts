import { describe, expect, it } from 'vitest'
import { drawsAlike, unlike } from '../support/browser/baseline.ts'
import { at } from '../support/play.ts'
import { hasConsole, onStage, ROLES, WIDE } from './support.ts'

/** Each page by the name of its baseline. */
const PAGES = {
  board: '/board',
  call: '/call?q=13800138001',
  roster: '/roster',
  customers: '/customers',
  plans: '/plans',
  ledger: '/ledger',
  settings: '/settings',
} as const

/** After the busy morning, when everything is on it. */
describe.skipIf(!hasConsole)('every page looks as it did when somebody last looked', () => {
  const stage = onStage(at('11-20 08:00'))

  it.each([WIDE, { width: 390, height: 844 }])('$width wide, in Chinese', { timeout: 180_000 }, async (viewport) => {
    const page = await stage.reader({ viewport, scripts: true })
    // No second passes while one looks.
    await page.clock.setFixedTime(at('11-20 08:00'))
    await page.goto('/console')
    await page.getByRole('button', { name: ROLES.manager }).waitFor()
    if (!(await drawsAlike(page))) {
      console.warn('\n!! LOOKS ARE NOT COMPARED: this Chromium or its fonts draw otherwise than the baselines’.\n')
      return
    }
    const name = (of: string) => `${of}-${viewport.width}`
    const wrong = [await unlike(page, name('sign-in'))]
    await page.getByRole('button', { name: ROLES.manager }).click()
    await page.getByRole('button', { name: '播放繁忙的早晨' }).click()
    await page.locator('.board .line').first().waitFor({ timeout: 60_000 })
    await expect.poll(() => page.locator('.tabs .t-all b').innerText(), { timeout: 60_000 }).toBe('22')
    await stage.place.host.idle()
    const [late] = (await stage.place.host.deps.repairs.list({ status: 'open', limit: 1 })).items
    // On a phone nothing opens beside the list.
    const drawer = viewport.width > 720 && { drawer: `/board?open=${late?.id}` }
    const pages = { ...PAGES, ...drawer, repair: `/repairs/${late?.id}` }
    for (const [of, path] of Object.entries(pages)) {
      await page.goto(`/console${path}`)
      await page.locator('main').waitFor()
      wrong.push(await unlike(page, name(of)))
    }
    await page.goto('/r/BWC-2025-0117')
    wrong.push(await unlike(page, name('code')))
    expect(wrong.filter((one) => one !== undefined)).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { grave } from '../support/browser/axe.ts'
import { at } from '../support/play.ts'
import { hasConsole, onStage, REPORT, ROLES, WIDE } from './support.ts'

const ROOMS = ['/board', '/call', '/roster', '/customers', '/plans', '/ledger', '/settings']

describe.skipIf(!hasConsole)('nothing serious keeps anybody out', () => {
  const stage = onStage(at('11-20 02:13'))

  it.each([
    ['light', WIDE],
    ['dark', WIDE],
    ['light', { width: 390, height: 844 }],
    ['dark', { width: 390, height: 844 }],
  ] as const)('%s, %o', async (colorScheme, viewport) => {
    const id = await stage.place.report(REPORT)
    const page = await stage.reader({ viewport, colorScheme, scripts: true })
    await page.goto('/console')
    await page.getByRole('button', { name: ROLES.manager }).waitFor()
    const found: Record<string, readonly string[]> = { 'sign in': await grave(page) }
    await page.getByRole('button', { name: ROLES.manager }).click()
    await page.getByText(/^实时/).waitFor()
    for (const path of [...ROOMS, `/board?open=${id}`, `/repairs/${id}`]) {
      await page.goto(`/console${path}`)
      await page.locator('main').waitFor()
      await page.waitForTimeout(1000)
      found[path] = await grave(page)
    }
    for (const path of ['/', '/r', '/r/BWC-2025-0117']) {
      await page.goto(path)
      found[path] = await grave(page)
    }
    const wrong = Object.entries(found).filter(([, all]) => all.length > 0)
    expect(wrong).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { expectReadable, hasConsole, onStage, PHONE, WIDE } from '../support.ts'

/** A customer calls about goods that arrived short or damaged, in front of the real system. */
describe.skipIf(!hasConsole)('a report about a delivery', () => {
  const stage = onStage(at('11-20 10:00'))
  const HOSPITAL = '138 0013 8003'

  it.each([WIDE, PHONE])(
    '[H8] %o: is taken at the desk, with its own promises before it is saved',
    async (viewport) => {
      const page = await stage.enter('dispatcher', '/call', { viewport })
      await page.getByRole('searchbox').fill(HOSPITAL)
      await page
        .getByRole('button', { name: /138 0013 8003/ })
        .first()
        .click()
      await page.getByText('病人监护仪 305 室').first().click()
      const promises = page.locator('.prom')
      const says = (words: string) => promises.getByText(words).filter({ visible: true }).first()
      await says('H14').waitFor()
      expect(await promises.innerText()).not.toContain('H8')

      await page.getByRole('button', { name: '到货问题' }).click()
      await says('H8').waitFor()
      await says('还有 3 天').waitFor()
      await page.getByLabel('到货情况').fill('到货少两根导联线，外箱破损')
      // What is written of a call outlives the page, in this tab and until it is saved.
      await page.reload()
      await says('H8').waitFor()
      expect(await page.getByLabel('到货情况').inputValue()).toBe('到货少两根导联线，外箱破损')
      await page.getByLabel('到货情况').focus()
      await expectReadable(page, 'a report about a delivery')
      await page.screenshot({ path: `test/.artifacts/delivery-${viewport.width}.png` })
      await page.keyboard.press('Control+Enter')
      await page.getByTestId('number').waitFor()
      expect(await stage.place.host.deps.repairs.load('261120-0001')).toMatchObject({ matter: 'delivery' })
      await page.reload()
      expect(await page.getByLabel('故障现象').inputValue()).toBe('')
      await page.goto('/console/board')
      await page.locator('.board .line').getByText('到货问题').waitFor()
    },
  )
})

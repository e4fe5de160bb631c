import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { expectReadable, hasConsole, onStage, PHONE, WIDE } from '../support.ts'

/** What is said of the supplier itself is edited like any other entry, in front of the real system. */
describe.skipIf(!hasConsole)('the supplier in the customers room', () => {
  const stage = onStage(at('11-20 10:00'))
  const ADDRESS = '/customers?list=supplier&id=supplier'

  it('a manager changes hotline and teams: a mistake is said at its field, the diff is shown, the reason kept', async () => {
    const page = await stage.enter('manager', '/customers')
    await page.getByRole('link', { name: /^本公司/ }).click()
    await page.goto(`/console${ADDRESS}`)
    await page.getByText('不知现场时的值班表').waitFor()
    expect(await page.getByRole('button', { name: '删除' }).count()).toBe(0)
    await page.screenshot({ path: 'test/.artifacts/supplier-1440.png' })
    await page.getByRole('button', { name: '编辑' }).click()
    await page.getByLabel('热线').fill('12')
    await page.getByRole('button', { name: /看看改动/ }).click()
    await page.locator('.ant-form-item-explain-error').first().waitFor()
    await page.getByLabel('热线').fill('400-800-1399')
    await page.getByLabel('研发支援').fill('赵敏')
    await page.getByTitle(/^赵敏/).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /看看改动/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('+864008001399').waitFor()
    await dialog.getByText('研发支援').waitFor()
    expect(await dialog.locator('dt').count()).toBe(2)
    await page.screenshot({ path: 'test/.artifacts/supplier-diff.png' })
    await dialog.getByLabel(/为什么改/).fill('换了 400 号码')
    await dialog.getByRole('button', { name: /保存/ }).click()
    await page.getByText('“换了 400 号码”').waitFor()
    const { name, hotline, teams } = await stage.place.host.deps.directory.supplier()
    expect({ name: name.en.length > 0, hotline, rd: teams?.rd }).toEqual({
      name: true,
      hotline: '+864008001399',
      rd: ['luo-yi', 'zhao-min'],
    })
  })

  it('the desk reads it and changes nothing', async () => {
    const page = await stage.enter('dispatcher', ADDRESS, { viewport: PHONE })
    await page.getByText('不知现场时的值班表').waitFor()
    expect(await page.getByRole('button', { name: '编辑' }).count()).toBe(0)
    await expectReadable(page, 'supplier')
  })

  it('wide: nothing hangs out while it is edited', async () => {
    const page = await stage.enter('manager', ADDRESS, { viewport: WIDE })
    await page.getByRole('button', { name: '编辑' }).click()
    await page.getByLabel('热线').waitFor()
    await expectReadable(page, 'supplier form')
    await page.screenshot({ path: 'test/.artifacts/supplier-form.png' })
  })
})

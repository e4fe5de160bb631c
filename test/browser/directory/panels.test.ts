import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { expectReadable, hasConsole, onStage, PHONE } from '../support.ts'

/** What stands beside an entry – what a contract owes, a contact's calendar – in front of the real system. */
describe.skipIf(!hasConsole)('beside an entry of the customers room', () => {
  const stage = onStage(at('11-20 10:00'))

  it('what a contract owes is recorded with its paper and taken back by a manager, on a desk and on a phone', async () => {
    const page = await stage.enter('manager', '/customers?list=contracts')
    await page.locator('.entries a').first().click()
    const owed = page.getByRole('region', { name: '合同履行' })
    await owed
      .getByRole('button', { name: /登\s?记/ })
      .first()
      .click()
    await owed.getByLabel('交付或办了什么').fill('随机资料一套')
    await owed.getByLabel(/编号，或存放在哪里/).fill('档案柜 3')
    await owed.getByLabel(/是哪一天/).fill('2026-11-19')
    await owed
      .getByLabel(/照片或文件/)
      .setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF\n') })
    await owed
      .getByRole('button', { name: /登\s?记/ })
      .first()
      .click()
    await owed.getByText('登记记录 1 条').click()
    await owed.getByText('随机资料一套').last().waitFor()
    expect(await owed.getByRole('link', { name: '文件' }).getAttribute('href')).toMatch(
      /^\/api\/contracts\/.+\/files\//,
    )
    await page.setViewportSize(PHONE)
    await expectReadable(page, 'contract file')
    await owed.getByRole('button', { name: /撤\s?回/ }).click()
    await owed.getByLabel('为什么登记有误').fill('登记错合同')
    await owed.getByRole('button', { name: /撤\s?回/ }).click()
    await owed.getByText(/刘芳 撤回：登记错合同/).waitFor()
  })

  it('a contact’s calendar is given by a link, replaced and withdrawn: each old link opens nothing any more', async () => {
    const page = await stage.enter('manager', '/customers?list=contacts')
    await page.locator('.entries a').first().click()
    const link = page.getByRole('region', { name: '客户日历链接' })
    const shown = link.locator('p.n')
    const opens = async (url: string) => (await fetch(url)).status
    await link.getByRole('button', { name: '显示链接' }).click()
    const first = await shown.innerText()
    expect(await opens(first)).toBe(200)
    await link.getByRole('button', { name: /换新链接/ }).click()
    await expect.poll(() => shown.innerText()).not.toBe(first)
    const second = await shown.innerText()
    expect([await opens(first), await opens(second)]).toEqual([404, 200])
    await page.setViewportSize(PHONE)
    await expectReadable(page, 'calendar link')
    // Two ends of one instant are one.
    await stage.place.advance('PT1M')
    await link.getByRole('button', { name: /撤\s?回/ }).click()
    await link.getByText('已撤回，链接打不开了。').waitFor()
    expect(await opens(second)).toBe(404)
  })
})

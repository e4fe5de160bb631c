import { describe, expect, it } from 'vitest'
import { signContract } from '../../scenarios/planned/contract.ts'
import { at } from '../../support/play.ts'
import { expectReadable, hasConsole, LOOKS, onStage } from '../support.ts'

/** Visits are planned at the desk, in front of the real system: three weeks before the inspections of June. */
describe.skipIf(!hasConsole)('visits and calls in the console', () => {
  const stage = onStage(at('05-12 09:00', 2027))
  const enter = async (part: string, options?: Parameters<typeof stage.enter>[2]) => {
    await signContract(stage.place.host, 'C', { planVersion: 4 })
    await stage.place.advance('PT5M')
    return stage.enter('manager', `/planned/${part}`, options)
  }

  it('[C17] a visit settles what is due at one place; the desk agrees on a date, and moves it', async () => {
    const page = await enter('visits')
    const card = page.getByRole('region', { name: '待约时间' }).getByRole('button', { name: /C17/ }).first()
    await card.click()
    const drawer = page.getByRole('complementary')
    await drawer.getByText('全面巡检保养（第 1 次）').first().waitFor()
    await drawer.getByRole('button', { name: '已与客户约定时间' }).click()
    const form = drawer.getByRole('form', { name: '已与客户约定时间' })
    await form.getByLabel('什么时候', { exact: true }).fill('2027-05-18 10:00')
    await page.keyboard.press('Enter')
    await form.getByLabel('客户方谁同意').fill('吴主任')
    await form.getByLabel('怎么说的').click()
    await page.locator('.ant-select-item-option', { hasText: '电话' }).filter({ visible: true }).first().click()
    await form.getByRole('button', { name: /已与客户约定时间/ }).click()
    await drawer.getByText('已约', { exact: true }).waitFor()
    await page.getByRole('button', { name: '收起' }).click()
    await page.getByRole('table').getByText('10:00').waitFor()
    await page.screenshot({ path: 'test/.artifacts/visits-agreed.png', fullPage: true })

    // Drawn onto the day after: the form asks who agreed, with the day filled in.
    const chip = page.getByRole('table').getByRole('button').first()
    const cell = chip.locator('xpath=ancestor::td/following-sibling::td[1]')
    await chip.dragTo(cell)
    const move = drawer.getByRole('form', { name: '改期' })
    expect(await move.getByLabel('什么时候', { exact: true }).inputValue()).toBe('2027-05-19 10:00')
  })

  it('[C14] the desk calls back: who is not reached is called again at another time', async () => {
    const page = await enter('calls')
    const now = page.getByRole('region', { name: '现在打' })
    await now.getByText('到货电话回访（第 1 次）').click()
    const drawer = page.getByRole('complementary')
    await drawer.locator('a[href^="tel:"]').first().waitFor()
    await drawer.getByRole('button', { name: '没打通' }).click()
    await drawer
      .getByRole('form', { name: '没打通' })
      .getByRole('button', { name: /没打通/ })
      .click()
    await page.getByRole('region', { name: '以后打' }).getByText('没打通 1 次').waitFor()
  })

  it('[C14] the questions of a call are answered while one speaks, and the promise is kept with its score', async () => {
    const page = await enter('calls')
    await page.getByRole('region', { name: '现在打' }).getByText('到货电话回访（第 1 次）').click()
    const drawer = page.getByRole('complementary')
    const form = drawer.getByRole('form', { name: '到货电话回访' })
    await form.getByRole('button', { name: '保存答案' }).click()
    await form.getByText(/请打分/).waitFor()
    await form.getByLabel(/接电话的人/).fill('唐宇，管理员')
    for (const answer of ['到齐，一致', '完好', '收到', '已约好或已安装'])
      await form.getByText(answer, { exact: true }).click()
    await form.getByText('5 分', { exact: true }).click()
    await form.getByRole('button', { name: '保存答案' }).click()
    await drawer.getByText(/已填.* · 5 分/).waitFor()
    await page.screenshot({ path: 'test/.artifacts/call-filled.png', fullPage: true })
    await drawer.getByRole('button', { name: '已完成' }).click()
    const done = drawer.getByRole('form', { name: '已完成' })
    await done.getByLabel('做了什么，结果如何').fill('客户满意')
    await done.getByRole('button', { name: /已完成/ }).click()
    await drawer.getByText('已结束').waitFor()
  })

  it.each(LOOKS)('%s, %o: nothing hangs out at the side, nothing is too faint', async (colorScheme, viewport) => {
    const page = await enter('visits', { colorScheme, viewport })
    await page.getByText('待约时间').waitFor()
    await expectReadable(page, `visits ${colorScheme} ${viewport.width}`)
    await page.screenshot({ path: `test/.artifacts/visits-${colorScheme}-${viewport.width}.png`, fullPage: true })
  })
})

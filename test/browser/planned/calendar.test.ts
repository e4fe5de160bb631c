import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { expectReadable, hasConsole, LOOKS, onStage } from '../support.ts'

/** The desk keeps a customer's calendar, in front of the real system. */
describe.skipIf(!hasConsole)('the customers\u2019 calendars', () => {
  const stage = onStage(at('03-08 09:00', 2027))
  const enter = (options?: Parameters<typeof stage.enter>[2]) =>
    stage.enter('dispatcher', '/planned/calendar?customer=tianshan-data', options)

  it('are kept with who said so: entered, moved, withdrawn', async () => {
    const page = await enter()
    await page.getByRole('button', { name: '登记' }).click()
    await page.getByRole('button', { name: '登记' }).click()
    await page.getByText('都要填').waitFor()
    await page.getByLabel('叫什么').fill('年度安全大会')
    const days = page.getByLabel('哪几天（首日至末日）')
    await days.fill('2027-05-10')
    await days.press('Tab')
    await page.keyboard.type('2027-05-12')
    await page.keyboard.press('Enter')
    await page.getByLabel('谁说的，为什么').fill('信息中心吴主任电话告知')
    await page.getByRole('button', { name: '登记' }).click()
    const calendar = page.getByRole('region', { name: '客户日历' })
    await calendar.getByText('2027-05-10 至 2027-05-12').waitFor()
    const record = page.getByRole('region', { name: '变更记录' })
    await record.getByText('信息中心吴主任电话告知').waitFor()

    await calendar.getByRole('button', { name: '改期' }).click()
    await page.getByLabel('叫什么').fill('年度安全大会（改期）')
    await page.getByLabel('谁说的，为什么').fill('会议室冲突')
    await page.getByRole('button', { name: '保存' }).click()
    await calendar.getByText('年度安全大会（改期）').waitFor()

    await calendar.getByRole('button', { name: '取消' }).click()
    await page.getByLabel(/^为什么取消/).fill('会议不开了')
    await page.getByRole('button', { name: '取消这一条' }).click()
    await calendar.getByText('还没有登记过以后的日子').waitFor()
    expect(await record.getByRole('listitem').count()).toBe(3)
  })

  it.each(LOOKS)('%s, %o: nothing hangs out at the side, nothing is too faint', async (colorScheme, viewport) => {
    const page = await enter({ colorScheme, viewport })
    await page.getByRole('button', { name: '登记' }).click()
    await page.getByLabel('叫什么').waitFor()
    await expectReadable(page, `calendar ${colorScheme} ${viewport.width}`)
    await page.screenshot({ path: `test/.artifacts/calendar-${colorScheme}-${viewport.width}.png`, fullPage: true })
  })
})

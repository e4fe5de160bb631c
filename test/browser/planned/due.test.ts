import { describe, expect, it } from 'vitest'
import { signContract } from '../../scenarios/planned/contract.ts'
import { at } from '../../support/play.ts'
import { expectReadable, hasConsole, LOOKS, onStage } from '../support.ts'

/** The desk looks at what comes due by the calendar, in front of the real system. */
describe.skipIf(!hasConsole)('the room of planned service', () => {
  const stage = onStage(at('03-08 09:00', 2027))
  const enter = async (options?: Parameters<typeof stage.enter>[2], role: 'dispatcher' | 'manager' = 'dispatcher') => {
    await signContract(stage.place.host, 'C')
    return stage.enter(role, '/planned', options)
  }

  it('shows what is overdue first, then week by week, and narrows it to a place or a clause', async () => {
    const page = await enter()
    const overdue = page.getByRole('region', { name: '逾期未办' })
    await overdue.getByText('到货电话回访（第 1 次）').waitFor()
    await page.getByText('逾期未办 1 件').waitFor()
    await page.getByRole('link', { name: '一年' }).click()
    await page.getByRole('region', { name: '2027 年 6 月' }).getByText('全面巡检保养（第 1 次）').first().waitFor()
    await page.getByRole('link', { name: '按条款' }).click()
    await page.getByRole('region', { name: 'C17' }).getByRole('link', { name: 'C17' }).first().click()
    await page.getByText('只看 C17').waitFor()
    expect(await page.getByRole('region').count()).toBe(1)
    await page.getByRole('link', { name: /看全部/ }).click()
    await page.getByRole('region', { name: 'C15' }).waitFor()
  })

  it('[C37] a manager records that the customer agreed to a later day, and the work is due then; nobody else is offered that', async () => {
    const page = await enter(undefined, 'manager')
    const rules = page.getByRole('listitem').filter({ hasText: '协助制定使用和日常维护规定' })
    await rules.getByText('3月31日').waitFor()
    await rules.getByRole('button', { name: '约定改期' }).click()
    await rules.getByLabel(/最晚到哪一天办/).fill('2027-04-06')
    await rules.getByLabel('与客户方谁约定').fill('唐宇')
    await rules.getByRole('button', { name: '登记约定' }).click()
    await rules.getByText('4月6日').waitFor()
    await expectReadable(page, 'planned, agreed')
    // What is late moves no more.
    expect(await page.getByRole('region', { name: '逾期未办' }).getByRole('button', { name: '约定改期' }).count()).toBe(
      0,
    )
    const desk = await stage.enter('dispatcher', '/planned')
    await desk.getByText('到货电话回访（第 1 次）').waitFor()
    expect(await desk.getByRole('button', { name: '约定改期' }).count()).toBe(0)
  })

  it.each(LOOKS)('%s, %o: nothing hangs out at the side, nothing is too faint', async (colorScheme, viewport) => {
    const page = await enter({ colorScheme, viewport })
    await page.getByText('到货电话回访（第 1 次）').waitFor()
    await expectReadable(page, `planned ${colorScheme} ${viewport.width}`)
    await page.screenshot({ path: `test/.artifacts/planned-${colorScheme}-${viewport.width}.png`, fullPage: true })
  })
})

import { describe, expect, it } from 'vitest'
import { changeCalendar } from '../../../shared/use-cases/customer-calendar.ts'
import { planDuty } from '../../../shared/use-cases/reinforced-duty.ts'
import { noteOnWatch } from '../../../shared/use-cases/watch-log.ts'
import { signContract } from '../../scenarios/planned/contract.ts'
import { PLAN } from '../../scenarios/planned/meeting.ts'
import { at } from '../../support/play.ts'
import { expectReadable, hasConsole, LOOKS, onStage } from '../support.ts'

const DESK = { role: 'dispatcher', actor: { kind: 'staff', id: 'desk', name: '客服' } } as const
const SUN = { kind: 'engineer', id: 'sun-hao', name: '孙浩' } as const

/** Reinforced duty as the desk sees it, in front of the real system. */
describe.skipIf(!hasConsole)('reinforced duty in the console', () => {
  const stage = onStage(at('04-19 20:00', 2027))
  /** Two meetings at the hospital: of the first somebody is to be there, and wrote a word; nobody has planned the second. */
  const enter = async (options?: Parameters<typeof stage.enter>[2]) => {
    const { host } = stage.place
    const { deps } = host
    await signContract(host, 'H', { planVersion: 4 })
    const hospital = await deps.directory.customer('renhe-hospital')
    if (!hospital) throw new Error('no hospital')
    const meeting = (name: string, from: string, until: string) =>
      changeCalendar(
        deps,
        DESK,
        hospital,
        { type: 'entered', happening: { kind: 'meeting', name, from, until } },
        '通知',
      )
    await meeting('全市卫生工作会议', '2027-04-20', '2027-04-21')
    await meeting('季度质控会', '2027-05-10', '2027-05-11')
    await host.idle()
    const { clause, need, ...plan } = PLAN
    await planDuty(deps, DESK, 'NEW-1', { clause, need, about: 'contract' }, plan)
    await host.idle()
    await stage.place.advance('PT5H')
    const entry = { observed: '主会场影像中断', events: '主机断电，已切备机', handover: '盯住备机', fault: {} }
    await noteOnWatch(deps, 'NEW-1~H7~meeting-e1~contract', entry, { by: SUN, id: '1' })
    await host.idle()
    await stage.place.advance('PT7H')
    return stage.enter('dispatcher', '/planned/duty', options)
  }

  it('[H7] shows who is there, where nobody is, the log with its gap, and the repair of the fault', async () => {
    const page = await enter()
    await page.getByRole('region', { name: '待安排' }).getByText('季度质控会').waitFor()
    await page.getByText('1 段没有记录').waitFor()
    await page.getByRole('button', { name: /全市卫生工作会议/ }).click()
    const drawer = page.getByRole('complementary')
    await drawer.getByText('主会场影像中断').waitFor()
    await drawer.getByText('没有记录：').waitFor()
    expect(await drawer.getByRole('link', { name: /^270420-/ }).getAttribute('href')).toMatch(/repairs\/270420-/)
    await drawer.getByRole('button', { name: '写值守记录' }).click()
    const form = drawer.getByRole('form', { name: '写值守记录' })
    await form.getByRole('button', { name: '记录', exact: true }).click()
    await form.getByText('写下观察到什么').waitFor()
    await form.getByLabel('观察到什么').fill('备机正常')
    await form.getByRole('button', { name: '记录', exact: true }).click()
    await drawer.getByRole('listitem').getByText('备机正常').waitFor()
  })

  it('[H7] is planned by a form, which says when nobody is there', async () => {
    const page = await enter()
    await page.getByRole('button', { name: /季度质控会/ }).click()
    const drawer = page.getByRole('complementary')
    await drawer.getByRole('button', { name: '安排值守' }).click()
    const form = drawer.getByRole('form', { name: '安排值守' })
    const send = form.getByRole('button', { name: '定下来' })
    await send.click()
    await form.getByText('都要填').waitFor()
    const choose = async (label: string, option: string) => {
      await form.getByLabel(label).click()
      await page.locator('.ant-select-item-option', { hasText: option }).filter({ visible: true }).first().click()
    }
    await choose('第 1 班', '孙浩')
    await choose('替补', '赵敏')
    await page.keyboard.press('Escape')
    await form.getByLabel('依次拨打').fill('孙浩 → 刘芳')
    await form.getByLabel('保障什么').fill('会场影像')
    const until = form.getByLabel('到', { exact: true })
    await until.fill('2027-05-11 20:00')
    await until.press('Enter')
    await send.click()
    await drawer.getByText(/没有人值守/).waitFor()
    await until.fill('2027-05-12 00:00')
    // What confirms the time sends the form.
    await until.press('Enter')
    await drawer.getByText('已安排').waitFor()
    await page.getByRole('region', { name: '值守中与已安排' }).getByText('季度质控会').waitFor()
  })

  it('an address of the room that leads nowhere says so, and leads back', async () => {
    const page = await stage.enter('dispatcher', '/planned/foo')
    await page.getByText('没有这一页').waitFor()
    await page.getByRole('link', { name: '回到“到期”' }).click()
    await page.getByRole('link', { name: '到期' }).and(page.locator('[aria-current=page]')).waitFor()
  })

  it.each(LOOKS)('%s, %o: nothing hangs out at the side, nothing is too faint', async (colorScheme, viewport) => {
    const page = await enter({ colorScheme, viewport })
    await page.getByText('1 段没有记录').waitFor()
    await expectReadable(page, `duty ${colorScheme} ${viewport.width}`)
    await page.screenshot({ path: `test/.artifacts/duty-${colorScheme}-${viewport.width}.png`, fullPage: true })
    await page.getByRole('button', { name: /全市卫生工作会议/ }).click()
    await page.getByRole('complementary').getByText('主会场影像中断').waitFor()
    await expectReadable(page, `duty drawer ${colorScheme} ${viewport.width}`)
    await page.screenshot({ path: `test/.artifacts/duty-drawer-${colorScheme}-${viewport.width}.png`, fullPage: true })
  })
})

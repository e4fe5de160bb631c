import { describe, expect, it } from 'vitest'
import type { UpgradeAction } from '../../../shared/upgrade/actions.ts'
import { actOnUpgrade } from '../../../shared/use-cases/act-on-upgrade.ts'
import { listUpgrades } from '../../../shared/use-cases/upgrades.ts'
import { signContract } from '../../scenarios/planned/contract.ts'
import { at } from '../../support/play.ts'
import { expectReadable, hasConsole, LOOKS, onStage } from '../support.ts'

/** The desk plans an upgrade with a customer, in front of the real system. */
describe.skipIf(!hasConsole)('upgrades in the console', () => {
  const stage = onStage(at('03-08 09:00', 2027))
  const enter = async (options?: Parameters<typeof stage.enter>[2]) => {
    await signContract(stage.place.host, 'N', { planVersion: 4 })
    return stage.enter('manager', '/planned/upgrades', options)
  }
  const planned = async (options?: Parameters<typeof stage.enter>[2]) => {
    const page = await enter(options)
    await page.getByRole('button', { name: '安排升级' }).click()
    const form = page.getByRole('form', { name: '安排升级' })
    await form.getByRole('button', { name: '安排', exact: true }).click()
    await form.getByText('都要填').waitFor()
    const choose = async (label: string, option: RegExp) => {
      await form.getByLabel(label).click()
      await page.locator('.ant-select-item-option', { hasText: option }).filter({ visible: true }).first().click()
    }
    await choose('客户', /天山/)
    await choose('现场', /./)
    await choose('合同', /NEW-1/)
    await choose('哪些设备', /./)
    await page.keyboard.press('Escape')
    await form.getByLabel('从什么升到什么').fill('防火墙固件 8.2 升到 8.4')
    await form.getByRole('button', { name: '安排', exact: true }).click()
    return page
  }

  it('[N24] is planned there: what it costs, what is missing, what can be done now', async () => {
    const page = await planned()
    const drawer = page.getByRole('complementary')
    await drawer.getByText('待定方案').waitFor()
    await drawer.getByText('还没有', { exact: true }).waitFor()
    await drawer.getByText('N1', { exact: true }).first().waitFor()
    for (const name of ['提交方案', '指派工程师', '取消升级']) await drawer.getByRole('button', { name }).waitFor()
    await page.getByRole('region', { name: '升级' }).getByText('防火墙固件 8.2 升到 8.4').waitFor()
  })

  it('[N24] what is being written stays when somebody else acts meanwhile, and shows what they did, each promise by its name', async () => {
    const page = await planned()
    const drawer = page.getByRole('complementary')
    await drawer.getByText('待定方案').waitFor()
    await drawer.getByText('时间为新疆时间').waitFor()
    await drawer.getByRole('button', { name: '提交方案' }).click()
    const form = drawer.getByRole('form', { name: '提交方案' })
    await form.getByLabel('风险').fill('切换时中断')
    const { deps } = stage.place.host
    const [row] = (await listUpgrades(deps, { limit: 5 }, async () => true)).items
    const desk = { kind: 'staff', id: 'desk', name: '客服' } as const
    const does = (action: UpgradeAction) => actOnUpgrade(deps, row?.id ?? '', action, desk)
    const steps = { steps: ['刷固件'], risks: '无', rollback: '刷回', downtime: 5 }
    await does({ type: 'propose', from: at('03-10 01:00', 2027), until: at('03-10 03:00', 2027), ...steps })
    await drawer.getByRole('status').getByText('提交方案（第 1 稿）').waitFor()
    await drawer.getByText('N24 升级前客户同意').waitFor()
    // What can no longer be done stays as well, to be read.
    await does({ type: 'callOff', reason: '客户改主意' })
    await drawer.getByRole('status').getByText('客户改主意').waitFor()
    await drawer.getByText('这一步现在不能做了').waitFor()
    expect(await form.getByLabel('风险').inputValue()).toBe('切换时中断')
  })

  it.each(LOOKS)('%s, %o: nothing hangs out at the side, nothing is too faint', async (colorScheme, viewport) => {
    const page = await planned({ colorScheme, viewport })
    await page.getByRole('button', { name: '提交方案' }).waitFor()
    await expectReadable(page, `upgrades ${colorScheme} ${viewport.width}`)
    await page.screenshot({ path: `test/.artifacts/upgrades-${colorScheme}-${viewport.width}.png`, fullPage: true })
  })
})

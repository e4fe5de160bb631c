import { describe, expect, it } from 'vitest'
import { at } from '../support/play.ts'
import { hasConsole, LOOKS, MANAGER, measure, onStage, REPORT } from './support.ts'

/** A manager looks after the machine, in front of the real system. */
describe.skipIf(!hasConsole)('the settings room', () => {
  const stage = onStage(at('11-20 02:13'))

  const report = () => stage.place.report(REPORT)

  it('says how the machine stands; a mute is ended, a link revoked', async () => {
    await report()
    const { deps } = stage.place.host
    await deps.mutes.put({
      id: 'm1',
      on: { site: 'lanting-east' },
      from: at('11-20 02:00'),
      until: at('11-20 06:00'),
      reason: '机房检修',
      by: MANAGER,
      at: at('11-20 02:00'),
    })
    const page = await stage.enter('manager', '/settings')
    const panel = (name: string) => page.getByRole('region', { name })
    await panel('系统自己有没有拖延').getByText('没有', { exact: true }).waitFor()
    await panel('通道').getByText('24 时内送出 1').first().waitFor()
    await panel('密钥').getByText('热线签名').waitFor()
    await panel('备份').getByText('还没有备份过').waitFor()
    await panel('人员').getByText('刘芳').waitFor()
    expect(await page.locator('main').innerText()).not.toContain(stage.place.host.secrets.link)

    await panel('静音中').getByText('机房检修').waitFor()
    await panel('静音中').getByRole('button', { name: '提前结束' }).click()
    await panel('静音中').getByText('没有计划中的施工').waitFor()

    const links = panel('还有效的链接')
    await links.getByLabel('自己人').click()
    await page.getByTitle('王强 wang-qiang').click()
    await links.getByText('261120-0001').waitFor()
    await links.getByRole('button', { name: '收回', exact: true }).click()
    await links.getByLabel('为什么收回').fill('手机丢了')
    await links.getByRole('button', { name: '收回', exact: true }).click()
    await links.getByText('没有有效的链接').waitFor()
  })

  it('nobody but a manager has the room', async () => {
    const page = await stage.enter('dispatcher', '/settings')
    expect(await page.getByRole('link', { name: '设置' }).count()).toBe(0)
    await page.getByRole('alert').getByText('您的角色不能进').waitFor()
  })

  it.each(LOOKS)('%s, %o: nothing hangs out at the side, nothing is too faint', async (colorScheme, viewport) => {
    await report()
    const page = await stage.enter('manager', '/settings', { colorScheme, viewport })
    await page.getByText('热线签名').waitFor()
    const { tooWide, faint, texts } = await measure(page)
    expect(texts).toBeGreaterThan(20)
    expect({ tooWide, faint }).toEqual({ tooWide: 0, faint: [] })
  })
})

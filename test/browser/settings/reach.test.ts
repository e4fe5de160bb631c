import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { expectReadable, hasConsole, onStage, PHONE, REPORT, WIDE } from '../support.ts'

/** Who is called and who is not, set up in the settings, in front of the real system. */
describe.skipIf(!hasConsole)('the settings room: mutes and test messages', () => {
  const stage = onStage(at('11-20 02:13'))

  it.each([WIDE, PHONE])('%o: planned work is put on file by a form, and holds a page back', async (viewport) => {
    const page = await stage.enter('manager', '/settings', { viewport })
    const panel = page.getByRole('region', { name: '静音中' })
    await panel.getByRole('button', { name: '登记静音' }).click()
    await panel.getByLabel('静音什么').click()
    await page.getByTitle('整个客户').click()
    await panel.getByLabel('哪个客户').fill('兰亭')
    await page.getByTitle(/^兰亭县公安局/).click()
    expect(await panel.getByRole('button', { name: '开始静音' }).isDisabled()).toBe(true)
    await panel.getByLabel('到（最长 7 天）').fill('2026-11-19 06:00')
    await page.keyboard.press('Enter')
    await panel.getByLabel('原因').fill('配电房检修')
    await panel.getByRole('button', { name: '开始静音' }).click()
    await panel.getByRole('alert').getByText('必须晚于开始时间').waitFor()
    await panel.getByLabel('到（最长 7 天）').fill('2026-11-20 06:00')
    await page.keyboard.press('Enter')
    await expectReadable(page, 'mute form')
    await page.screenshot({ path: `test/.artifacts/mute-${viewport.width}.png`, fullPage: true })
    await panel.getByRole('button', { name: '开始静音' }).click()
    await panel.getByText('配电房检修').waitFor()
    await panel.getByText('兰亭县公安局').waitFor()

    const id = await stage.place.report({ ...REPORT, severity: 'help' })
    expect(await stage.place.host.deps.repairs.load(id)).toMatchObject({ paging: { nextAt: at('11-20 06:00') } })
  })

  it('a test message goes to the phone of one of ours, and what came back stands beside it', async () => {
    const page = await stage.enter('manager', '/settings')
    const panel = page.getByRole('region', { name: '人员' })
    await panel.getByRole('button', { name: '给王强发测试短信' }).click()
    await panel.getByRole('status').getByText('已交给短信通道，发往 +86138****8103').waitFor()
    const [sent] = stage.place.host.outbox.list().filter(({ kind }) => kind === 'sms')
    expect(sent).toMatchObject({ to: '+8613800138103', text: expect.stringContaining('测试短信') })
    const code = panel.getByLabel('王强报的六位数字')
    await code.fill('12345')
    await panel.getByRole('button', { name: '验证' }).click()
    await panel.getByRole('alert').getByText('六位数字').waitFor()
    await code.fill(/把 (\d{6}) 报/.exec(sent?.text ?? '')?.[1] ?? '')
    await page.screenshot({ path: 'test/.artifacts/settings-tested.png', fullPage: true })
    await panel.getByRole('button', { name: '验证' }).click()
    await panel.getByRole('row', { name: /王强/ }).getByText('号码已验证').waitFor()
  })
})

import { describe, it } from 'vitest'
import { at } from '../../support/play.ts'
import { expectReadable, hasConsole, LOOKS, onStage } from '../support.ts'

/** The desk warns everybody who has a model, in front of the real system. */
describe.skipIf(!hasConsole)('warnings in the console', () => {
  const stage = onStage(at('12-08 10:00'))
  const issued = async (options?: Parameters<typeof stage.enter>[2]) => {
    const [unit] = (await stage.place.host.deps.directory.all()).units
    const page = await stage.enter('manager', '/planned/advisories', options)
    await page.getByRole('button', { name: '发布预警' }).click()
    const form = page.getByRole('form', { name: '发布预警' })
    await form.getByRole('button', { name: /^发给/ }).click()
    await form.getByText('都要填').waitFor()
    await form.getByLabel('标题').fill('固件 8.2 存在远程漏洞')
    await form.getByLabel('哪些型号（回车添加）').fill(unit?.model ?? '')
    await page.keyboard.press('Enter')
    await form.getByLabel('情况').fill('未升级到 8.4 的设备可被远程重启。')
    await form.getByRole('button', { name: /^发给/ }).click()
    await page
      .getByRole('complementary')
      .getByText(/^已确认 0 \/ 1/)
      .waitFor()
    return page
  }

  it('[N21] a warning goes to whoever has the model; the desk sees who has read it, and telephones the others', async () => {
    const page = await issued()
    const drawer = page.getByRole('complementary')
    await drawer.getByRole('button', { name: '已电话告知' }).click()
    const told = drawer.getByRole('form', { name: '已电话告知' })
    await told.getByLabel('哪家客户').click()
    await page.locator('.ant-select-item-option').filter({ visible: true }).first().click()
    await told.getByLabel('和谁说的').fill('值班主任')
    await told.getByRole('button', { name: /已电话告知/ }).click()
    await drawer.getByText(/^已确认 1 \/ 1/).waitFor()
    await drawer.getByText(/电话告知 值班主任/).waitFor()
  })

  it.each(LOOKS)('%s, %o: nothing hangs out at the side, nothing is too faint', async (colorScheme, viewport) => {
    const page = await issued({ colorScheme, viewport })
    await expectReadable(page, `advisories ${colorScheme} ${viewport.width}`)
    await page.screenshot({ path: `test/.artifacts/advisories-${colorScheme}-${viewport.width}.png`, fullPage: true })
  })
})

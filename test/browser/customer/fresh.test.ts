import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { hasChromium, onStage, REPORT } from '../support.ts'

/** A customer looks at the page behind their link while we work. */
describe.skipIf(!hasChromium)("the customer's page", () => {
  const stage = onStage(at('11-20 02:13'))

  async function opened(scripts = true) {
    const id = await stage.place.report(REPORT)
    const mail = stage.place.host.outbox.list().find(({ text }) => /\/c\/[\w-]{12}/.test(text))
    const link = /https?:\S+\/c\/[\w-]{12}/.exec(mail?.text ?? '')?.[0] ?? ''
    const page = await stage.reader({ scripts })
    await page.clock.install()
    await page.goto(link)
    const goesOn = () =>
      stage.place.act(id, { type: 'acknowledge' }, { kind: 'engineer', id: 'wang-qiang', name: '王强' })
    return { id, page, goesOn }
  }
  const heading = /王强/

  it('shows within a minute what was done meanwhile, where somebody reads', async () => {
    const { page, goesOn } = await opened()
    expect(await page.getByText(heading).count()).toBe(0)
    await goesOn()
    await page.clock.fastForward(61_000)
    await page.getByText(heading).first().waitFor()
    // What can be done there works as ever.
    await page.locator('summary', { hasText: '留言' }).click()
    await page.locator('details[open] textarea').fill('请先打电话')
    await page.locator('details[open] button').click()
    await page.locator('.net', { hasText: '已' }).waitFor()
    await page.locator('main').getByText('请先打电话').first().waitFor()
    await expect
      .poll(async () => (await stage.place.host.deps.repairs.history('261120-0001')).map(({ type }) => type))
      .toContain('said')
  })

  it('leaves alone what is being written, and catches up once it is put away', async () => {
    const { page, goesOn } = await opened()
    const say = page.locator('summary', { hasText: '留言' })
    await say.click()
    await page.locator('details[open] textarea').fill('下午才有人')
    await goesOn()
    await page.clock.fastForward(61_000)
    await page.clock.fastForward(61_000)
    expect(await page.locator('details[open] textarea').inputValue()).toBe('下午才有人')
    expect(await page.getByText(heading).count()).toBe(0)
    await page.locator('details[open] textarea').fill('')
    await say.click()
    await page.clock.fastForward(61_000)
    await page.getByText(heading).first().waitFor()
  })

  it('without scripts it is as ever: a reload shows it', async () => {
    const { page, goesOn } = await opened(false)
    await goesOn()
    await page.reload()
    await page.getByText(heading).first().waitFor()
  })
})

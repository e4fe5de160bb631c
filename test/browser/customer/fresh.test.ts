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

  it('chooses the time of the visit: a later one than promised only once they have said that they want it', async () => {
    const { id, page } = await opened()
    for (const type of ['acknowledge', 'respond', 'goOnSite'] as const)
      await stage.place.act(id, { type }, { kind: 'engineer', id: 'wang-qiang', name: '王强' })
    await page.reload()
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByText('您希望什么时候上门？').waitFor()
    const when = page.locator('input[name=visitAt]')
    await when.fill('2026-11-23T09:30')
    await page.clock.fastForward(61_000)
    expect(await when.inputValue()).toBe('2026-11-23T09:30')
    await page.getByRole('button', { name: '就定这个时间' }).click()
    await page.getByText(/会使承诺改期：R6 11月21日 02:13 → 11月23日 09:30；R7 /).waitFor()
    // Asked again without the tick, it is refused again: both go once one of them is taken.
    await when.fill('2026-11-23T09:30')
    await page.getByRole('button', { name: '就定这个时间' }).click()
    await page.locator('.card.notice.bad').nth(1).waitFor()
    await page.getByRole('button', { name: '重新填写' }).last().click()
    expect(await when.inputValue()).toBe('2026-11-23T09:30')
    await page.getByText('同意承诺改期', { exact: true }).click()
    await page.getByRole('button', { name: '就定这个时间' }).click()
    await page.getByText('改上门时间').waitFor()
    await page.getByText('上门时间定在 11月23日 09:30').waitFor()
    expect(await page.locator('.card.notice.bad').count()).toBe(0)
    expect(await stage.place.host.deps.repairs.load(id)).toMatchObject({ visitAt: at('11-23 09:30') })
  })

  it('without scripts it is as ever: a reload shows it', async () => {
    const { page, goesOn } = await opened(false)
    await goesOn()
    await page.reload()
    await page.getByText(heading).first().waitFor()
  })
})

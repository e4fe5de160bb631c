import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { expectReadable, hasConsole, onStage, PHONE, WIDE } from '../support.ts'

/** A customer calls about goods that arrived short or damaged, in front of the real system. */
describe.skipIf(!hasConsole)('a report about a delivery', () => {
  const stage = onStage(at('11-20 10:00'))
  const HOSPITAL = '138 0013 8003'

  it.each([WIDE, PHONE])(
    '[H8] %o: is taken at the desk, with its own promises before it is saved',
    async (viewport) => {
      const page = await stage.enter('dispatcher', '/call', { viewport })
      await page.getByRole('searchbox').fill(HOSPITAL)
      await page.getByText('病人监护仪 305 室').first().click()
      const promises = page.locator('.prom')
      const says = (words: string) => promises.getByText(words).filter({ visible: true }).first()
      await says('H14').waitFor()
      expect(await promises.innerText()).not.toContain('H8')

      await page.getByRole('button', { name: '到货问题' }).click()
      await says('H8').waitFor()
      await says('还有 3 天').waitFor()
      await page.getByLabel('到货情况').fill('到货少两根导联线，外箱破损')
      // What is written of a call outlives the page, in this tab and until it is saved.
      await page.reload()
      await says('H8').waitFor()
      expect(await page.getByLabel('到货情况').inputValue()).toBe('到货少两根导联线，外箱破损')
      await page.getByLabel('到货情况').focus()
      await expectReadable(page, 'a report about a delivery')
      await page.screenshot({ path: `test/.artifacts/delivery-${viewport.width}.png` })
      await page.keyboard.press('Control+Enter')
      await page.getByTestId('number').waitFor()
      expect(await stage.place.host.deps.repairs.load('261120-0001')).toMatchObject({ matter: 'delivery' })
      await page.reload()
      expect(await page.getByLabel('故障现象').inputValue()).toBe('')
      await page.goto('/console/board')
      await page.locator('.board .line').getByText('到货问题').waitFor()
    },
  )
})

/** Whatever of it is not known, and whatever fails meanwhile: every promised time is shown before it is saved, and none is denied. */
describe.skipIf(!hasConsole)('what is promised while somebody is on the line', () => {
  const stage = onStage(at('11-20 02:13'))
  const typed = (page: Page, words: string) => page.getByRole('searchbox').fill(words)
  const saved = async (page: Page) => {
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('number').waitFor()
    const [repair] = (await stage.place.host.deps.repairs.list({ status: 'open', limit: 9 })).items.toReversed()
    return stage.place.host.deps.repairs.load(repair?.id ?? '')
  }

  it('stays as it was last known while the line is down; what was written is saved by itself once it is back', async () => {
    const page = await stage.enter('dispatcher', '/call')
    const side = page.locator('.prom')
    await typed(page, '138 0013 8001')
    await page.getByText('执法记录仪 0117').click()
    await side.getByText('按 02:13 保存计').waitFor()
    await page.getByLabel('故障现象').fill('无法开机')
    await page.context().setOffline(true)
    stage.place.cut()
    await side.getByText('这是按 02:13 算的').waitFor()
    for (const still of ['R5', 'R7', '给您打电话']) expect(await side.innerText()).toContain(still)
    await page.screenshot({ path: 'test/.artifacts/call-offline.png' })
    // What cannot be worked out is not denied either.
    await page.getByRole('button', { name: '到货问题' }).click()
    await side.getByText('时限暂时算不出').waitFor()
    expect(await side.innerText()).not.toContain('没有承诺')
    await page.keyboard.press('Control+Enter')
    await side.getByText('还没有保存：连不上服务器').waitFor()
    await page.context().setOffline(false)
    await page.getByTestId('number').waitFor()
    expect(await stage.place.host.deps.repairs.load('261120-0001')).toMatchObject({ symptoms: '无法开机' })
    stage.forgive('net::ERR_')
  })

  it('is the strictest for whoever is not on file, and says why; a number that is on file says who it is', async () => {
    const page = await stage.enter('dispatcher', '/call')
    const side = page.locator('.prom')
    await typed(page, '139 0000 0000')
    await page.getByRole('button', { name: '按不在册登记' }).click()
    await side.getByText('先按最严格的承诺算（N ').waitFor()
    for (const promised of ['N6', 'N26', '给您打电话']) expect(await side.innerText()).toContain(promised)
    expect(await page.getByLabel('电话').inputValue()).toBe('13900000000')
    await expectReadable(page, 'a stranger on the line')
    // Whoever is written down before anybody has asked who they are has the same promised.
    await page.getByRole('button', { name: '换一人' }).click()
    await page.getByLabel('故障现象').fill('黑屏')
    await side.getByText('先按最严格的承诺算（N ').waitFor()
    await typed(page, '139 0000 0000')
    expect(await saved(page)).toMatchObject({ plan: { id: 'N' }, calls: [{ caller: '+8613900000000' }] })
  })

  it('with one unit at a place, that one – unless they cannot say which: then it stays open, as they said', async () => {
    const page = await stage.enter('dispatcher', '/call')
    await typed(page, '138 0013 8005')
    await page.getByText('按 02:13 保存计').waitFor()
    expect(await page.getByRole('radio', { name: /报告厅功放/ }).isChecked()).toBe(true)
    await page.getByLabel('还不清楚是哪台').check()
    await page.locator('.prom').getByText('还不清楚是哪台：').waitFor()
    await page.getByLabel('故障现象').fill('没有声音')
    const repair = await saved(page)
    expect(repair).toMatchObject({ needsIdentification: true, site: { id: 'jiangnan-library' } })
    expect(repair?.unit).toBeUndefined()
  })
})

/** What is written of a call is that call's, until it is saved or given up. */
describe.skipIf(!hasConsole)('several calls, and a room that is left in between', () => {
  const stage = onStage(at('11-20 02:13'))
  const words = (page: Page) => page.getByLabel('故障现象')
  const begun = (page: Page) => page.getByRole('navigation', { name: '没保存的来电' })

  it('each keeps its own words: out of the room and back, beside the next call, after the one that was saved', async () => {
    // As a telephone system opens it: filled in, and named by its own id from then on.
    const page = await stage.enter('dispatcher', '/call?q=138 0013 8001')
    await page.getByRole('heading', { name: '何平' }).waitFor()
    expect(page.url()).toMatch(/\/call\?call=[0-9a-f]{24}$/)
    await words(page).fill('何平的话')
    await page.getByRole('link', { name: '值班台' }).click()
    await page.getByRole('heading', { name: '值班台' }).waitFor()
    await page.getByRole('link', { name: '接听' }).click()
    await page.getByRole('heading', { name: '何平' }).waitFor()
    expect(await words(page).inputValue()).toBe('何平的话')
    await page.reload()
    await page.getByRole('heading', { name: '何平' }).waitFor()
    expect(await words(page).inputValue()).toBe('何平的话')

    // Another rings meanwhile: nothing of the first is in it, and the first is a tap away.
    await page.goto('/console/call?q=138 0013 8003')
    await page.getByRole('heading', { name: '高医生' }).waitFor()
    expect(await words(page).inputValue()).toBe('')
    await words(page).fill('高医生的话')
    await expectReadable(page, 'two calls at once')
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('number').waitFor()
    await page.keyboard.press('Enter')
    await page.getByTestId('number').waitFor({ state: 'detached' })
    expect(await words(page).inputValue()).toBe('')
    expect(await page.getByRole('searchbox').inputValue()).toBe('')
    await begun(page).getByRole('link', { name: '何平' }).click()
    expect(await words(page).inputValue()).toBe('何平的话')
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('number').waitFor()
    await page.getByRole('button', { name: '打开报修单' }).click()
    await page.getByRole('heading', { name: /城东/ }).waitFor()
    // Going back leads to no call that is saved: what is written next is a report of its own.
    await page.goBack()
    await words(page).waitFor()
    expect(await words(page).inputValue()).toBe('')
    expect((await stage.place.host.deps.repairs.load('261120-0001'))?.symptoms).toBe('高医生的话')
    expect((await stage.place.host.deps.repairs.load('261120-0002'))?.symptoms).toBe('何平的话')
  })

  it('by keyboard alone, of twenty units, over a slow network: the one that was said, and nothing of other words', async () => {
    const { directory } = stage.place.host.deps
    const [unit] = await directory.unitsAt('lanting-east')
    const more = Array.from({ length: 20 }, (_, index) => ({
      serial: `BWC-2025-03${index + 10}`,
      name: `执法记录仪 03${index + 10}`,
    }))
    await directory.merge({ units: more.map((one) => ({ ...(unit ?? expect.fail('no unit')), ...one })) })
    const page = await stage.enter('dispatcher', '/call')
    await page.keyboard.press('/')
    await page.keyboard.type('图书馆')
    await page.locator('.hits').getByText('图书馆').first().waitFor()
    await page.route('**/api/lookup*', async (route) => {
      await new Promise((done) => setTimeout(done, 1500))
      await route.continue()
    })
    await page.getByRole('searchbox').fill('何平')
    // What was found for other words can neither be pressed nor entered.
    expect(await page.locator('.hits').evaluate((hits) => hits.closest('[inert]') !== null)).toBe(true)
    await page.keyboard.press('Enter')
    expect(await page.getByRole('heading', { name: '图书馆' }).count()).toBe(0)
    await page.locator('.hits').getByText('何平').waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type('充不进电')
    expect(await words(page).inputValue()).toBe('充不进电')
    await page.getByLabel('找设备').fill('0322')
    await page.keyboard.press('Enter')
    await page.getByRole('radio', { name: /0322/, checked: true }).waitFor()
    await expectReadable(page, 'twenty units')
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('number').waitFor()
    expect(await stage.place.host.deps.repairs.load('261120-0001')).toMatchObject({
      unit: { serial: 'BWC-2025-0322' },
      symptoms: '充不进电',
      severity: 'urgent',
    })
    await page.unrouteAll({ behavior: 'ignoreErrors' })
  })

  it('is given up when somebody says so, twice', async () => {
    const page = await stage.enter('dispatcher', '/call')
    // Whatever one types first is who calls.
    const isAsked = () => page.waitForFunction("document.activeElement?.id === 'who-calls'")
    await isAsked()
    await words(page).fill('打错了')
    await begun(page).getByRole('button', { name: '放弃' }).click()
    await page.keyboard.press('Escape')
    expect(await words(page).inputValue()).toBe('打错了')
    await begun(page).getByRole('button', { name: '放弃' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '放弃' }).click()
    await begun(page).waitFor({ state: 'detached' })
    expect(await words(page).inputValue()).toBe('')
    await isAsked()
    // A call that nobody could return is saved, but not without a word.
    const lacking = page.getByText('没有能回拨的电话')
    await words(page).fill('屏幕花屏')
    await lacking.waitFor()
    await page.getByRole('searchbox').fill('不知道')
    await page.getByText('按不在册登记').click()
    await page.getByLabel('电话', { exact: true }).fill('abc不知道')
    await lacking.waitFor()
    await page.getByLabel('电话', { exact: true }).fill('0931-8123456')
    await lacking.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('number').waitFor()
    await page.keyboard.press('Enter')
    await page.getByTestId('number').waitFor({ state: 'detached' })
    await isAsked()
  })

  it('longer than there is room for: it is said before and after the end, nothing is cut, and nothing saved by half', async () => {
    const page = await stage.enter('dispatcher', '/call')
    await words(page).fill('长'.repeat(9_990))
    await page.getByText('还可以写 10 字').waitFor()
    await words(page).fill('长'.repeat(10_012))
    await page.getByText('超出 12 字').waitFor()
    await page.keyboard.press('Control+Enter')
    expect(await words(page).inputValue()).toHaveLength(10_012)
    expect(await page.getByTestId('number').count()).toBe(0)
    await words(page).fill('长'.repeat(10_000))
    await page.keyboard.press('Control+Enter')
    await page.getByTestId('number').waitFor()
    const [call] = (await stage.place.host.deps.repairs.history('261120-0001')).flatMap((event) =>
      event.type === 'opened' ? [event.call] : [],
    )
    expect(call?.symptoms).toHaveLength(10_000)
  })
})

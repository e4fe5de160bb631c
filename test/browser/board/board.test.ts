import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { enterAs, hasConsole, onStage, REPORT, WIDE } from '../support.ts'

/** In the page: what it shows and sounds, noted; whoever is asked allows it. */
const OVERHEARD = `
  const shown = []
  const tones = []
  Object.assign(window, { shown, tones })
  window.Notification = class {
    static permission = 'default'
    static async requestPermission() {
      return (window.Notification.permission = 'granted')
    }
    constructor(title) {
      shown.push(title)
    }
  }
  const { start } = OscillatorNode.prototype
  OscillatorNode.prototype.start = function (at) {
    tones.push(this.frequency.value)
    start.call(this, at)
  }
`

/** What a desk does on the board besides reading it. */
describe.skipIf(!hasConsole)('the board', () => {
  const stage = onStage(at('11-20 02:13'))
  const report = (callId = 'c1', serial = 'BWC-2025-0117') => stage.place.report({ ...REPORT, callId, serial })
  const fate = (page: Page, id: string) => page.locator('.fates li', { hasText: id }).locator('em')

  it('a visit that was agreed stands in its row; once its time has passed and nobody is there, that shows', async () => {
    const id = await report()
    const wang = { kind: 'engineer', id: 'wang-qiang', name: '王强' } as const
    await stage.place.act(id, { type: 'respond' }, wang)
    await stage.place.act(id, { type: 'goOnSite', visitAt: at('11-20 04:00') }, wang)
    const page = await stage.enter('manager', '/board')
    const who = page.locator('.line .c-who')
    await who.getByText('约 04:00 上门').waitFor()
    await stage.place.advance('PT1H48M')
    await page.reload()
    await who.locator('.warn').getByText('约 04:00，还没到').waitFor()
    await stage.place.act(id, { type: 'arrive' }, wang)
    await who.locator('.warn').waitFor({ state: 'detached' })
  })

  it('a number that a caller reads out is found, with its hyphen or without, also when the repair is over', async () => {
    const id = await report()
    const page = await stage.enter('manager', `/board?q=${id.replace('-', '')}`)
    await page.locator('.line', { hasText: '记录仪0117' }).waitFor()
    await stage.place.act(id, { type: 'withdraw', reason: '误报', agreedBy: '何平', how: 'phone' })
    await page.locator('.line', { hasText: '记录仪0117' }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: `打开报修单 ${id}` }).click()
    await page.waitForURL(`**/repairs/${id}`)
  })

  it('something is done to several at once; what became of each is said, and what failed is tried again', async () => {
    const first = await report('c1', 'BWC-2025-0117')
    const second = await report('c2', 'DOC-2025-0021')
    const page = await stage.enter('manager', '/board')
    await page.locator('.line', { hasText: '记录仪0117' }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.locator('.picked').getByText('已选 1 单').waitFor()
    await page.getByRole('button', { name: '全选 2 单' }).click()
    await page.locator('.picked').getByText('已选 2 单').waitFor()
    // The likely steps stand there; the others are looked for.
    await page.locator('.picked').getByRole('button', { name: '指派', exact: true }).waitFor()
    await page.locator('.picked').getByRole('button', { name: /^其余/ }).click()
    await page.getByLabel('找操作').fill('撤销')
    expect(await page.locator('.picked .others').last().getByRole('button').count()).toBe(1)
    await page.locator('.picked').getByRole('button', { name: '撤销报修' }).click()
    await page.locator('.picked form').getByLabel('原因').fill('演练结束')
    await page.locator('.picked form').getByLabel('同意').first().fill('何平')
    // A colleague is faster with one of them; the line to the host breaks for the other.
    await page.route(`**/api/repairs/${second}/actions`, (route) => route.abort())
    await stage.place.act(first, { type: 'withdraw', reason: '客户来电撤销', agreedBy: '何平', how: 'phone' })
    await page.keyboard.press('Control+Enter')
    await fate(page, first).getByText('有人先动了').waitFor()
    await fate(page, second).getByText('连不上服务器').waitFor()
    await page.getByText('0/2 单已完成').waitFor()
    await page.unroute(`**/api/repairs/${second}/actions`)
    await page.getByRole('button', { name: '重试没有成功的 2 单' }).click()
    await fate(page, second).getByText('已完成').waitFor()
    expect(await stage.place.host.deps.repairs.load(second)).toMatchObject({ closed: { how: 'withdrawn' } })
    stage.forgive('net::ERR_FAILED')
  })

  it('what it is narrowed to and its columns stand in the address; a view that is kept is there for colleagues', async () => {
    await report('c1', 'BWC-2025-0117')
    const page = await stage.enter('dispatcher', '/board')
    await page.keyboard.press('v')
    await page.getByRole('combobox', { name: /^值班表/ }).selectOption({ index: 1 })
    await page.getByRole('checkbox', { name: '序列号' }).check()
    await page.waitForURL(/roster=.*cols=cl\.left\.rail\.stage\.who\.serial/)
    await page.locator('.line .c-serial').getByText('BWC-2025-0117').waitFor()
    await page.getByLabel('视图名称').fill('华东夜班')
    await page.getByRole('button', { name: '保存当前视图' }).click()
    await page.getByRole('button', { name: '华东夜班', exact: true }).waitFor()

    const colleague = await stage.enter('viewer', '/board')
    await colleague.getByRole('button', { name: /^视图/ }).click()
    await colleague.getByRole('button', { name: '华东夜班', exact: true }).click()
    await colleague.waitForURL(/roster=/)
    await colleague.locator('.line .c-serial').getByText('BWC-2025-0117').waitFor()
    expect(await colleague.getByLabel('视图名称').count()).toBe(0)
  })
  it('everything is reached by its name: a room, a repair, what can be done to the open one, the other language', async () => {
    const id = await report('c1', 'BWC-2025-0117')
    const page = await stage.enter('dispatcher', '/board')
    await page.locator('.line').first().waitFor()
    const type = async (words: string) => {
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: '快速前往' }).fill(words)
    }
    await type('0117')
    await page.getByRole('option', { name: /记录仪0117/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/repairs/${id}`)
    await type('备注')
    await page.getByRole('option', { name: /备注/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('form').getByText('备注').first().waitFor()
    await type('接听')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/call')
    await type('English')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Take a call' }).waitFor()
  })

  it('what nobody has rings once it is switched on, is shown as a notice, and is silent for whoever wants quiet', async () => {
    const page = await stage.reader({ viewport: WIDE, scripts: true })
    await page.addInitScript({ content: OVERHEARD })
    const heard = () => page.evaluate<{ shown: string[]; tones: number[] }>('({ shown, tones })')
    await enterAs(page, 'dispatcher', '/board')
    const first = await report('c1', 'BWC-2025-0117')
    await page.locator('.line').first().waitFor()
    await expect.poll(() => page.title()).toMatch(/^\(1\) /)
    expect(await heard()).toEqual({ shown: [], tones: [] })
    await page.getByRole('button', { name: '提醒', exact: true }).click()
    await expect.poll(async () => (await heard()).tones.length).toBe(2)
    await page.getByRole('button', { name: '静音 10 分' }).click()
    const second = await report('c2', 'DOC-2025-0021')
    await expect.poll(() => page.title()).toMatch(/^\(2\) /)
    await page.waitForTimeout(1500)
    expect((await heard()).tones).toHaveLength(2)
    await page.getByRole('button', { name: /^静音到/ }).click()
    await expect.poll(async () => (await heard()).tones.length).toBe(4)
    expect((await heard()).shown).toEqual([first, second].map((id) => expect.stringContaining(id)))
    await page.getByRole('button', { name: '提醒已开' }).click()
    await stage.place.act(first, { type: 'acknowledge', person: 'wang-qiang', how: 'phone' })
    expect(await page.getByRole('button', { name: /静音/ }).count()).toBe(0)
  })

  it('what stands on a repair besides its clocks has tabs, only where there is something, and comes without a reload', async () => {
    const id = await report('c1', 'BWC-2025-0117')
    const page = await stage.enter('manager', `/repairs/${id}`)
    await page.getByRole('heading', { name: /执法记录仪 0117/ }).waitFor()
    expect(await page.locator('.matters').count()).toBe(0)
    await stage.place.act(id, { type: 'reserveLoaner', serial: 'LOAN-BWC-01' })
    await page.locator('.matters').getByText('已预留').waitFor()
    await stage.place.act(id, { type: 'escalate', to: 'rd', question: '这一批主板有没有已知问题？' })
    await page.locator('.matters').getByRole('button', { name: '支援 1' }).click()
    await page.locator('.matters').getByText('这一批主板有没有已知问题？').waitFor()
    expect(await page.getByRole('link', { name: /东街/ }).getAttribute('href')).toMatch(/^https:\/\/uri\.amap\.com\//)
  })
})

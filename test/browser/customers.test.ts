import { describe, expect, it } from 'vitest'
import { at } from '../support/play.ts'
import { hasConsole, measure, onStage, PHONE } from './support.ts'

/** The room of master data, in front of the real system. */
describe.skipIf(!hasConsole)('客户与设备', () => {
  const stage = onStage(at('11-20 09:00'))
  it('a unit is found by a word, changed with a reason after its diff was seen, and its history says so', async () => {
    const desk = await stage.enter('dispatcher', '/customers')
    await desk.getByRole('searchbox').fill('0117')
    await desk.getByRole('link', { name: /执法记录仪 0117/ }).click()
    await desk.getByText('至 2027-04-02').waitFor()
    await desk.getByRole('button', { name: /编\s?辑/ }).click()
    await desk.getByLabel('设备名称').fill('执法记录仪 117')
    await desk.keyboard.press('Control+Enter')
    const dialog = desk.getByRole('dialog', { name: '核对改动' })
    await dialog.getByText('执法记录仪 0117').waitFor()
    expect(await dialog.locator('ins').allInnerTexts()).toEqual(['执法记录仪 117'])
    expect(await dialog.getByRole('button', { name: /保存/ }).isDisabled()).toBe(true)
    await dialog.getByLabel(/为什么改/).fill('铭牌上是 117')
    await desk.keyboard.press('Control+Enter')
    const history = desk.locator('.past')
    await history.getByText('“铭牌上是 117”').waitFor()
    expect(await history.innerText()).toMatch(/执法记录仪 0117\s*→\s*执法记录仪 117/)
    const unit = await stage.place.host.deps.directory.unit('BWC-2025-0117')
    expect(unit).toMatchObject({ name: '执法记录仪 117', acceptedOn: '2025-04-02' })
  })

  it('a colleague was faster: what they changed stays theirs, what one wrote stays too, and the change is shown anew', async () => {
    const unit = '/customers?list=units&id=BWC-2025-0117'
    const [desk, colleague] = [await stage.enter('dispatcher', unit), await stage.enter('manager', unit)]
    const change = async (page: typeof desk, label: string, value: string) => {
      await page.getByRole('button', { name: /编\s?辑/ }).click()
      await page.getByLabel(label, { exact: true }).fill(value)
      await page.getByRole('button', { name: /看看改动/ }).click()
      await page.getByLabel(/为什么改/).fill(value)
    }
    await change(desk, '设备名称', '记录仪一')
    await change(colleague, '简称', '城东一')
    await colleague.getByRole('button', { name: /保\s?存/ }).click()
    await colleague.locator('.past').getByText('“城东一”').waitFor()
    await desk.getByRole('button', { name: /保\s?存/ }).click()
    await desk.getByRole('status').getByText('同事刚改过这一条').waitFor()
    expect(await desk.getByLabel('简称', { exact: true }).inputValue()).toBe('城东一')
    await desk.getByRole('button', { name: /看看改动/ }).click()
    const dialog = desk.getByRole('dialog', { name: '核对改动' })
    expect(await dialog.locator('ins').allInnerTexts()).toEqual(['记录仪一'])
    await dialog.getByLabel(/为什么改/).fill('记录仪一')
    await dialog.getByRole('button', { name: /保\s?存/ }).click()
    await desk.locator('.past').getByText('“记录仪一”').waitFor()
    const known = await stage.place.host.deps.directory.unit('BWC-2025-0117')
    expect(known).toMatchObject({ name: '记录仪一', shortName: '城东一' })
    // The browser notes what was refused.
    stage.forgive('409')
  })

  it('what a form gets wrong is said at its field; what others point to stays', async () => {
    const desk = await stage.enter('dispatcher', '/customers?list=sites&id=lanting-east')
    await desk.getByRole('button', { name: /删\s?除/ }).click()
    await desk.getByText(/还有别处用到这一条/).waitFor()
    await desk.goto('/console/customers?list=units&new=1')
    for (const [label, value] of [
      ['序列号', 'DOC-2025-0021'],
      ['型号', 'X'],
      ['设备名称', '新机'],
      ['简称', '太长太长太长的简称'],
    ] as const)
      await desk.getByLabel(label, { exact: true }).fill(value)
    await desk.getByLabel('现场编号').fill('城东')
    await desk.locator('.ant-select-item-option', { hasText: '城东' }).click()
    await desk.getByRole('button', { name: /看看改动/ }).click()
    await desk.getByText('最多 8 个字').waitFor()
  })

  it('an import with bad rows is shown row by row, then mended and written', async () => {
    const desk = await stage.enter('dispatcher', '/customers/import')
    const file = (day: string) => ({
      name: '设备.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        `序列号,现场编号,型号,设备名称,简称,验收日期\nX-1,lanting-east,BWC-5,新机,新机,2026/11/1\nX-2,lanting-east,BWC-5,新机二,新机,${day}\n`,
      ),
    })
    await desk.setInputFiles('input[type=file]', file('2026-02-30'))
    await desk.getByText('有 1 处要改，什么都没有写入').waitFor()
    expect(await desk.locator('tr.bad').innerText()).toMatch(
      /设备\.csv\s+3\s+✗ 要改\s+验收日期 2026-02-30 没有这一天，写成 2026-02-28/,
    )
    await desk.setInputFiles('input[type=file]', file('2026-02-28'))
    await desk.getByText('可以写入：2 行有变化').waitFor()
    await desk.getByLabel(/为什么导入/).fill('到货')
    // Pressed twice in haste it is written once, and says so.
    await desk.getByRole('button', { name: '全部写入' }).dblclick()
    await desk.getByText('已写入 2 行').waitFor()
    await desk.waitForTimeout(300)
    expect(await desk.getByText('已写入 2 行').count()).toBe(1)
    await desk.setInputFiles('input[type=file]', { name: '设备.csv', mimeType: 'text/csv', buffer: Buffer.from('\n') })
    await desk.getByText('设备.csv：里面没有内容').waitFor()
    expect(await stage.place.host.deps.directory.unit('X-2')).toMatchObject({ acceptedOn: '2026-02-28' })
  })

  it('[N10] a sheet of labels: supplier, hotline, unit, serial number, and a code that leads to its fault report', async () => {
    const desk = await stage.enter('dispatcher', '/customers/labels?site=lanting-east')
    const label = desk.locator('.label', { hasText: 'BWC-2025-0117' })
    await label.waitFor()
    for (const words of ['承诺设备服务有限公司', '400-800-1300', '执法记录仪 0117'])
      expect(await label.innerText()).toContain(words)
    expect(await label.locator('svg.qr').getAttribute('aria-label')).toBe(`${stage.place.url}/r/BWC-2025-0117`)
    await desk.emulateMedia({ media: 'print' })
    expect([await desk.locator('.nav').isVisible(), await label.isVisible()]).toEqual([false, true])
    await desk.emulateMedia({ media: 'screen' })
    await desk.getByRole('checkbox', { name: /24 口采集站/ }).uncheck()
    expect(await desk.locator('.label').count()).toBe(1)
  })

  it('each sees what they may: an engineer looks, a viewer has no such room', async () => {
    const engineer = await stage.enter('engineer', '/customers?list=units&id=BWC-2025-0117')
    await engineer.getByText('变更记录').waitFor()
    expect(await engineer.getByRole('button', { name: /编\s?辑/ }).count()).toBe(0)
    const viewer = await stage.enter('viewer', '/customers')
    await viewer.getByRole('alert').getByText('您的角色不能进').waitFor()
    expect(await viewer.getByRole('link', { name: '客户' }).count()).toBe(0)
  })

  it.each([
    ['list', '/customers'],
    ['entry', '/customers?list=units&id=BWC-2025-0117'],
    ['import', '/customers/import'],
  ])('fits a phone: %s', async (_, path) => {
    const phone = await stage.enter('manager', path, { viewport: PHONE })
    await phone.locator('.entries:visible, .fields:visible, .drop').first().waitFor()
    const { tooWide, faint } = await measure(phone)
    expect({ tooWide, faint }).toEqual({ tooWide: 0, faint: [] })
  })
})

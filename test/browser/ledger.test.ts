import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { Action } from '../../shared/repair/actions.ts'
import { at } from '../support/play.ts'
import { expectReadable, hasConsole, LOOKS, onStage, REPORT, ROLES } from './support.ts'

/** The ledger's room, in front of the real system. */
describe.skipIf(!hasConsole)('the ledger', () => {
  const stage = onStage(at('11-20 02:13'))

  const report = () => stage.place.report(REPORT)
  const act = async (id: string, ...actions: Action[]) => {
    const actor = { kind: 'engineer', id: 'wang-qiang', name: '王强' } as const
    for (const action of actions) await stage.place.act(id, action, actor)
  }
  const rate = (page: Page) => page.getByTestId('rate')

  it('a promise that is kept shows at once, counts, and leads to the event that proves it', async () => {
    const page = await stage.enter('viewer', '/ledger')
    await page.getByText('还没有承诺有结果').waitFor()
    // Nothing has ended: that is no 100 %.
    expect(await rate(page).innerText()).toBe('–')

    const id = await report()
    await page
      .locator('.due')
      .getByText(/记录仪0117/)
      .first()
      .waitFor()
    await act(id, { type: 'acknowledge' }, { type: 'respond' })
    const kept = page.locator('.latest li', { hasText: 'R5' })
    await kept.getByText('做到').waitFor()
    expect(await kept.innerText()).toContain('王强')
    await rate(page).getByText('100').waitFor()
    await page.getByText('2 件应履约').waitFor()

    await kept.getByRole('link').click()
    await page.waitForURL(/\/repairs\/261120-0001#e\d+$/)
    await page.locator('.tl li.aimed').waitFor()
  })

  it('a shortage of loaners shows before a promise is broken by it', async () => {
    const page = await stage.enter('manager', '/ledger')
    await page.getByRole('heading', { name: '现在' }).waitFor()
    expect(await page.locator('.due .short').count()).toBe(0)
    for (const [index, serial] of ['MON-2024-0305', 'MON-2024-0306'].entries())
      await stage.place.report({ callId: `m${index}`, caller: '+8613800138003', serial, symptoms: '黑屏' })
    await page.reload()
    await page.locator('.due .short').waitFor()
    expect(await page.locator('.due .short').innerText()).toContain('可能要用 2 台，可用 1 台')
  })

  it('what was late is told apart, opens behind its clause, and is found again at its address', async () => {
    const id = await report()
    await stage.place.host.advanceBy(12 * 60_000)
    await act(id, { type: 'acknowledge' }, { type: 'respond' })
    const page = await stage.enter('manager', '/ledger')
    await rate(page).getByText('50.0').waitFor()
    const [first] = await page.locator('.clauses .clause').allInnerTexts()
    expect(first).toMatch(/^R5[\s\S]*按级别现场响应[\s\S]*0\.0%[\s\S]*超 1 \/ 1/)
    await page.locator('.clauses .clause').first().click()
    await page.waitForURL(/open=R5/)
    await page.reload()
    const behind = page.locator('.behind')
    await behind.getByText('超 2 分').waitFor()
    expect(await behind.locator('li').count()).toBe(1)
    await page.locator('.broken tbody').getByText('无人接手').waitFor()

    // Of one customer, of another month: the address says so, and what is shown follows.
    await page.goto('/console/ledger?customer=renhe-hospital')
    await page.getByText('还没有到期的承诺，没有率可算').waitFor()
    await page.goto('/console/ledger?from=2026-10&to=2026-10')
    await page.getByText('这段时间没有到期的承诺').waitFor()
  })

  it('engineers are compared by whoever may, and read their own', async () => {
    const id = await report()
    await act(id, { type: 'acknowledge' }, { type: 'respond' })
    const desk = await stage.enter('dispatcher', '/ledger')
    // Under it stands how customers rated the same.
    const compared = desk.locator('.compare').first()
    const row = compared.locator('tbody tr', { hasText: '王强' })
    await row.getByText('100%').waitFor()
    await row.getByRole('link').click()
    await compared.locator('.behind li').first().waitFor()
    for (const [by, name] of [
      ['客户', '兰亭县公安局'],
      ['现场', '兰亭县公安局城东派出所'],
      ['月份', '26年11月'],
    ] as const) {
      await compared.getByRole('link', { name: by, exact: true }).click()
      await compared.locator('tbody').getByText(name).waitFor()
    }
    const engineer = await stage.enter('engineer', '/ledger')
    await engineer.getByText('我经手的：').waitFor()
    expect(await engineer.locator('.compare').getByRole('link', { name: '客户' }).count()).toBe(0)
    expect(await engineer.getByLabel('客户', { exact: true }).count()).toBe(0)
  })

  it('[C27] the evidence leaves with a reason, as a file; who took it stands on the audit record', async () => {
    await report()
    const page = await stage.enter('manager', '/ledger')
    await page.getByRole('button', { name: '导出证据包' }).click()
    await page.getByLabel('用途（记入审计记录）').fill('投标')
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出', exact: true }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/^EP-.*\.xlsx$/)
    expect(
      readFileSync(await file.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    await page.getByText(/^已下载 EP-/).waitFor()
    await page.getByLabel(/^核对一份证据包/).fill(file.suggestedFilename().replace('.xlsx', ''))
    await page.getByRole('button', { name: '核对', exact: true }).click()
    await page.getByText(/^一致：/).waitFor()
    await page.getByRole('button', { name: '关闭' }).click()
    await page.getByRole('link', { name: '审计记录' }).click()
    const entry = page.locator('tbody tr', { hasText: '导出证据包' })
    await entry.getByText(/投标/).waitFor()
    // Who may only read takes nothing out, and reads no audit record.
    const viewer = await stage.enter('viewer', '/ledger')
    expect(await viewer.getByRole('button', { name: '导出证据包' }).count()).toBe(0)
    expect(await viewer.getByRole('link', { name: '审计记录' }).count()).toBe(0)
    // The desk checks what was taken out; an engineer is offered neither.
    const desk = await stage.enter('dispatcher', '/ledger')
    await desk.getByRole('button', { name: '核对证据包' }).click()
    await desk.getByLabel(/^核对一份证据包/).fill(file.suggestedFilename().replace('.xlsx', ''))
    await desk.getByRole('button', { name: '核对', exact: true }).click()
    await desk.getByText(/^一致：/).waitFor()
    const engineer = await stage.enter('engineer', '/ledger')
    await engineer.getByText('我经手的：').waitFor()
    expect(await engineer.getByRole('button', { name: /证据包/ }).count()).toBe(0)
  })

  it('whoever was signed out meanwhile is asked to sign in, also where a file was asked for', async () => {
    await report()
    const page = await stage.enter('manager', '/ledger')
    await page.getByRole('button', { name: '导出证据包' }).click()
    await page.getByLabel('用途（记入审计记录）').fill('投标')
    await page.context().clearCookies()
    await page.getByRole('button', { name: '导出', exact: true }).click()
    await page.getByRole('button', { name: ROLES.manager }).waitFor({ timeout: 5000 })
  })

  it('in English nothing of it is Chinese but names', async () => {
    const page = await stage.enter('manager', '/ledger')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Promise ledger' }).waitFor()
    await page.getByText('No promise has ended yet').waitFor()
    const named = page.locator('.due .subject')
    await named.first().waitFor()
    const names = await named.allInnerTexts()
    const said = names.reduce((left, name) => left.replace(name, ''), await page.locator('main').innerText())
    expect(said).not.toMatch(/\p{Script=Han}/u)
  })

  it('what contracts owe from earlier months counts as overdue now, and what can still be kept has its place beside it', async () => {
    await stage.place.report(REPORT)
    const page = await stage.enter('viewer', '/ledger')
    const due = page.locator('.due')
    await due.getByText(/^超时未完 [1-9]\d* 件/).waitFor()
    await due.getByText(/未完/).nth(1).waitFor()
    await due
      .getByText(/记录仪0117/)
      .first()
      .waitFor()
    await due.getByText(/^还有 \d+ 件$/).waitFor()
  })

  it.each(LOOKS)('%s, %o: nothing hangs out at the side, nothing is too faint', async (colorScheme, viewport) => {
    const id = await report()
    await stage.place.host.advanceBy(12 * 60_000)
    await act(id, { type: 'acknowledge' }, { type: 'respond' })
    const page = await stage.enter('manager', '/ledger', { colorScheme, viewport })
    for (const path of ['/ledger?open=R5&by=engineer&row=wang-qiang', '/ledger/audit']) {
      await page.goto(`/console${path}`)
      await page.getByText(/^实时/).waitFor()
      await page.waitForTimeout(500)
      await expectReadable(page, path)
    }
  })
})

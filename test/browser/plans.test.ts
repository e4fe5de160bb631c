import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { at } from '../support/play.ts'
import { DESK, expectReadable, hasConsole, onStage, PHONE, WIDE } from './support.ts'

const written = (file: string) => readFileSync(join(import.meta.dirname, '../../shared/plan/documents', file), 'utf8')
const [R4, N4] = [written('R.v4.yaml'), written('N.v4.yaml')]

/** The plans' room, in front of the real system. */
describe.skipIf(!hasConsole)('the plans', () => {
  const stage = onStage(at('11-20 02:13'))

  it('every version stands there with its clauses in words; what a version changes is said beside the one before', async () => {
    const page = await stage.enter('viewer', '/plans')
    const r2 = page.locator('.plans .list a[href$="/plans/R.2"]')
    expect(await r2.innerText()).toMatch(/第 2 版[\s\S]*有效[\s\S]*2026-11-01 起/)
    expect(await page.locator('.plans .list a[href$="/plans/R.1"]').innerText()).toContain('旧版')
    await r2.click()
    const r6 = page.locator('.words > li', { hasText: 'R6' })
    expect(await r6.innerText()).toMatch(/15 分钟内响应[\s\S]*自报修起 24 小时内到达现场[\s\S]*系统守住/)
    expect(await page.locator('.words > li', { hasText: 'R13' }).innerText()).toContain('未启用')

    await page.getByRole('link', { name: '比第 1 版' }).click()
    await page.waitForURL(/R\.2\?show=changes/)
    expect(await page.locator('.changes.better').innerText()).toContain('新承诺：质保期内因质量问题')
    expect(await page.locator('.changes.worse').count()).toBe(0)
    // A viewer moves nothing, and is shown no contracts.
    expect(await page.locator('.outdated').count()).toBe(0)
    expect(await page.locator('.plans .list').innerText()).not.toContain('合同')
  })

  it('a manager moves a contract with the customer’s yes where something is worse, and sees it under its new version', async () => {
    const page = await stage.enter('manager', '/plans/C.2')
    const c2 = page.locator('.plans .list a[href$="/plans/C.2"]')
    await c2.getByText('0 份合同').waitFor()
    await page.getByRole('button', { name: /^JN-2025-017/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('对客户更不利').waitFor()
    await dialog.getByLabel('原因').fill('客户要求按新版')
    // Without their yes the browser does not even send it.
    await dialog.getByRole('button', { name: '改到新版' }).click()
    expect(await stage.place.host.deps.directory.contract('JN-2025-017')).toMatchObject({ planVersion: 1 })
    await dialog.getByLabel('客户方谁同意').fill('周老师')
    await dialog.getByRole('button', { name: '改到新版' }).click()
    await c2.getByText('1 份合同').waitFor()
    expect(await stage.place.host.deps.directory.contract('JN-2025-017')).toMatchObject({ planVersion: 2 })
    expect(await page.getByRole('button', { name: /^JN-2025-017/ }).count()).toBe(0)
  })

  it('a draft is checked while it is written: the line and what to write; then in words, and what it changes', async () => {
    const page = await stage.enter('manager', '/plans/draft')
    const field = page.getByLabel('承诺文件的内容')
    await field.fill(R4.replace('limit: PT24H', 'limit: 24 hours').replace('severities:', 'severitys:'))
    await page.getByText('2 处要改').waitFor()
    const problems = page.locator('.problems li')
    expect(await problems.first().innerText()).toMatch(/第 \d+ 行[\s\S]*没有这个键，是不是 severities？/)
    await problems.nth(1).getByRole('button').click()
    const picked = await field.evaluate((area: { value: string; selectionStart: number; selectionEnd: number }) =>
      area.value.slice(area.selectionStart, area.selectionEnd),
    )
    expect(picked).toContain('24 hours')

    await field.fill(R4)
    await page.getByText('R 第 4 版：没有错').waitFor()
    await page.getByText('要作为新版发布：version 须为 5，effectiveFrom 须晚于 2026-12-10').waitFor()
    const next = R4.replace('version: 4', 'version: 5').replace('2026-12-10', '2027-01-01')
    await field.fill(next.replace('limit: PT24H', 'limit: PT12H'))
    await page.getByText('R 第 5 版：没有错').waitFor()
    await page.getByRole('button', { name: '比第 4 版' }).click()
    expect(await page.locator('.changes.better').innerText()).toMatch(/R6[\s\S]*24 小时[\s\S]*12 小时/)
  })

  it('a manager publishes a draft with a reason: what is worse comes first, and every open screen has the new version', async () => {
    const other = await stage.enter('viewer', '/plans/N.4')
    const page = await stage.enter('manager', '/plans/draft')
    const next = N4.replace('version: 4', 'version: 5')
      .replace(/effectiveFrom: .*/, 'effectiveFrom: 2026-12-11')
      .replace('limit: PT30M', 'limit: PT45M')
      .replace('limit: PT24H', 'limit: PT20H')
    await page.getByLabel('承诺文件的内容').fill(next)
    await page.getByRole('button', { name: '发布…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('heading', { name: '发布 N 第 5 版' }).waitFor()
    const headings = await dialog.locator('.changes h3').allInnerTexts()
    expect(headings[0]).toContain('对客户更不利')
    await dialog.getByLabel('为什么发布（记录在案）').fill('与客户重新谈定')
    await dialog.getByRole('button', { name: '发布', exact: true }).click()
    await page.waitForURL(/plans\/N\.5$/)
    await page.getByText('“与客户重新谈定”').waitFor()
    // Where somebody else looks, without a reload.
    await other.locator('.plans .list a[href$="/plans/N.5"]').waitFor()
    // Nobody but a manager is offered it.
    const reader = await stage.enter('dispatcher', '/plans/draft')
    await reader
      .getByLabel('承诺文件的内容')
      .fill(next.replace('version: 5', 'version: 6').replace('2026-12-11', '2026-12-12'))
    await reader.getByText('N 第 6 版：没有错').waitFor()
    expect(await reader.getByRole('button', { name: '发布…' }).count()).toBe(0)
  })

  it('what is no YAML is said in Chinese, with the line and what to write', async () => {
    const page = await stage.enter('manager', '/plans/draft')
    await page.getByLabel('承诺文件的内容').fill('id: R\nversion: 3\n  title: 记录仪\nsource: [合同')
    await page.getByText('1 处要改').waitFor()
    const said = await page.locator('.problems li').first().innerText()
    expect(said).toMatch(/第 [234] 行/)
    expect(said.replace(/YAML/g, '')).not.toMatch(/[A-Za-z]{4,}/)
  })

  it('in English its sentences are English', async () => {
    const page = await stage.enter('viewer', '/plans/R.2')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Promises', exact: true }).waitFor()
    // R18 names the law by its Chinese name, in English too.
    const words = (await page.locator('.words').innerText()).replace('(三包)', '')
    expect(words).toContain('on site within 24 h of the report')
    expect(words).not.toMatch(/\p{Script=Han}/u)
  })

  it.each([
    ['light', WIDE],
    ['dark', DESK],
    ['light', PHONE],
  ] as const)('%s, %o: nothing hangs out at the side, nothing is too faint', async (colorScheme, viewport) => {
    const page = await stage.enter('manager', '/plans/R.2', { colorScheme, viewport })
    for (const path of ['/plans/R.2', '/plans/R.2?show=changes', '/plans/draft']) {
      await page.goto(`/console${path}`)
      await page.getByText(/^实时/).waitFor()
      await page.locator('.plans .panel').first().waitFor()
      await expectReadable(page, path)
    }
  })
})

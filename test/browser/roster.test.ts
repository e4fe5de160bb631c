import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { at } from '../support/play.ts'
import { hasConsole, onStage, type ROLES } from './support.ts'

describe.skipIf(!hasConsole)('the roster', () => {
  const stage = onStage(at('11-18 10:00'))

  const enter = async (role: keyof typeof ROLES, path = '/roster', viewport = { width: 1440, height: 1000 }) => {
    const page = await stage.enter(role, path, { viewport })
    await page.getByText('此刻值班').waitFor()
    return page
  }
  const bar = (page: Page, name: RegExp) => page.locator('.cal').getByRole('button', { name }).first()
  const form = (page: Page) => page.getByRole('region', { name: '调班' })
  const choose = async (page: Page, label: string, option: RegExp) => {
    await form(page).getByLabel(label, { exact: true }).click()
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option }).first().click()
  }
  const time = async (page: Page, label: string, written: string) => {
    const field = form(page).getByLabel(label, { exact: true })
    await field.fill(written)
    await field.press('Enter')
  }
  const history = (page: Page) => page.getByRole('region', { name: '改动记录' })
  const firstAt = async (instant: string) => {
    const found = await stage.place.host.deps.directory.roster('east')
    const { onDuty } = await import('../../shared/oncall/on-call.ts')
    return found && onDuty(found.roster, 0, instant)[0]
  }

  it('[H21] shows a gap before it happens, says who could take it, and shows the change to others', async () => {
    const page = await enter('dispatcher')
    const other = await enter('manager')
    await form(page).getByRole('button', { name: '请假' }).click()
    // Both of the west's second tier: the second leave leaves nobody.
    await choose(page, '值班表', /西部/)
    for (const who of [/赵敏/, /孙浩/]) {
      await form(page).getByRole('button', { name: '请假' }).click()
      await choose(page, '谁请假', who)
      await time(page, '从（空着：现在起）', '2026-12-01 18:00')
      await time(page, '到', '2026-12-03 09:00')
      await form(page).getByLabel('原因').fill('探亲')
      await page.getByText('预览：还没有保存').waitFor()
      if (who.source === '孙浩') {
        await form(page)
          .getByText(/二线无人/)
          .waitFor()
        await page.locator('.cal .gap').waitFor()
      }
      await form(page).getByRole('button', { name: /^保存/ }).click()
      await history(page)
        .getByText(new RegExp(`${who.source} 请假`))
        .first()
        .waitFor()
    }
    // Who carries how much is seen beside it, leave and stand-ins counted.
    const load = other.getByRole('region', { name: '负担' }).locator('tr', { hasText: '孙浩' })
    await expect.poll(() => load.innerText()).toMatch(/西部服务站 二线\s+\d/)
    const mend = other.getByRole('region', { name: '要先补上' })
    await mend.getByText(/二线无人/).waitFor()
    expect(await other.locator('.cal .gap').count()).toBeGreaterThan(0)
    await mend.locator('li', { hasText: '二线无人' }).getByRole('button', { name: /代$/ }).first().click()
    await form(other).getByLabel('原因').fill('先顶两天')
    await form(other).getByRole('button', { name: /^保存/ }).click()
    await history(other)
      .getByText(/先顶两天/)
      .waitFor()
    await mend.getByText(/二线无人/).waitFor({ state: 'detached' })
  })

  it('[H3] nights are given to others by the form, shown before, and paged so', async () => {
    const page = await enter('dispatcher')
    await form(page).getByRole('button', { name: '轮班' }).click()
    await form(page).getByRole('button', { name: '夜间、周末另排人' }).click()
    const night = form(page).getByRole('group', { name: '第 1 段' })
    for (const who of ['周洁', '孙浩']) {
      await night.getByLabel('谁轮，按先后').click()
      await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: who }).click()
      await page.keyboard.press('Escape')
    }
    await time(page, '从（空着：现在起）', '2026-11-30 09:00')
    await form(page).getByLabel('原因').fill('夜班另排')
    await page.getByText('预览：还没有保存').waitFor()
    await form(page).getByRole('button', { name: /^保存/ }).click()
    await history(page)
      .getByText(/每天 18:00–次日 09:00 周洁 → 孙浩/)
      .first()
      .waitFor()
    const [before, day, night1] = await Promise.all(
      ['11-29 23:00', '12-01 12:00', '12-01 23:00'].map((one) => firstAt(at(one))),
    )
    expect(['zhou-jie', 'sun-hao']).not.toContain(before)
    expect(['zhou-jie', 'sun-hao']).not.toContain(day)
    expect(['zhou-jie', 'sun-hao']).toContain(night1)
  })

  it('two shifts are swapped by the form: asked for a reason, shown before, and paged so', async () => {
    const page = await enter('dispatcher', '/roster?weeks=5')
    await form(page).getByRole('button', { name: '换班' }).click()
    await choose(page, '班次', /一线 · 王强 · .*11月23日/)
    await choose(page, '与这一班互换', /一线 · 李娜 · 11月30日/)
    await page.getByText('写明原因，才能保存').waitFor()
    await form(page).getByLabel('原因').fill('家里有事')
    await page.keyboard.press('Control+Enter')
    await history(page)
      .getByText(/家里有事/)
      .waitFor()
    expect(await firstAt(at('11-19 02:13'))).toBe('li-na')
    expect(await firstAt(at('12-01 02:13'))).toBe('wang-qiang')
    await bar(page, /一线 王强 换 李娜/).waitFor()
    // And taken back, from the history.
    await history(page).getByRole('button', { name: '撤销…' }).click()
    await form(page).getByLabel('原因').fill('不用了')
    await form(page).getByRole('button', { name: /^撤销/ }).click()
    await history(page)
      .getByText(/不用了/)
      .waitFor()
    expect(await firstAt(at('12-01 02:13'))).toBe('li-na')
  })

  it('a bar that is drawn onto another asks to swap the two', async () => {
    const page = await enter('dispatcher')
    const [from, to] = await Promise.all(
      [/一线 王强，/, /一线 李娜，11月30日/].map(
        async (name) => (await bar(page, name).boundingBox()) ?? expect.fail(),
      ),
    )
    if (!from || !to) return expect.fail()
    await page.mouse.move(from.x + from.width - 10, from.y + from.height / 2)
    await page.mouse.down()
    await page.mouse.move(to.x + 40, to.y + to.height / 2, { steps: 8 })
    await page.mouse.up()
    await form(page)
      .getByText(/王强（一线.*与 李娜（一线/)
      .waitFor()
    await page.getByText('预览：还没有保存').waitFor()
  })

  it('on a phone day by day; a viewer reads, and may call and change nothing', async () => {
    const phone = await enter('manager', '/roster', { width: 390, height: 844 })
    await phone.locator('.daylist').getByText('今天').waitFor()
    await phone.locator('.daylist').getByText('王强').first().click()
    await form(phone).getByLabel('改由', { exact: true }).waitFor()
    expect(await phone.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390)
    await phone.getByRole('button', { name: '给我地址' }).click()
    expect(await phone.getByLabel('日历地址').inputValue()).toMatch(/\/f\/[\w-]+$/)
    const viewer = await enter('viewer')
    expect(await viewer.getByRole('region', { name: '手机日历' }).count()).toBe(0)
    await viewer.locator('.cal').getByText('王强').first().waitFor()
    expect(await viewer.locator('main').innerText()).not.toMatch(/138 ?0013 ?81/)
    expect(await form(viewer).count()).toBe(0)
    expect(await viewer.locator('.cal button').count()).toBe(0)
  })
})

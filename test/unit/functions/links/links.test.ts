import { beforeEach, describe, expect, test } from 'vitest'
import { linksHandler } from '../../../../functions/links/links.ts'
import { later } from '../../../../shared/kernel/instant.ts'
import { repairSubject } from '../../../../shared/repair/holds.ts'
import type { Repair } from '../../../../shared/repair/state/repair.ts'
import { act } from '../../../../shared/use-cases/act.ts'
import { reportFault } from '../../../../shared/use-cases/report-fault.ts'
import { aDirectory, minute } from '../../../support/repair-fixtures.ts'
import { type Answer, type Ask, ask, linkFor, type Stage, stage } from '../support.ts'

const CHEN = { kind: 'engineer', id: 'chen-wei', name: '陈伟' } as const
let deps: Stage
let repairId: string
let engineer: string
let colleague: string
let customer: string

beforeEach(async () => {
  const directory = aDirectory()
  deps = await stage({
    ...directory,
    people: directory.people.map((person) => (person.id === 'li-na' ? { ...person, language: 'en' } : person)),
  })
  const { repair } = await reportFault(deps, {
    callId: 'c-1',
    channel: 'api',
    caller: '+8613800138001',
    symptoms: '<b>无法开机</b>',
  })
  repairId = repair.id
  engineer = await link('engineer', 'chen-wei')
  colleague = await link('engineer', 'li-na')
  customer = await link('customer', 'he-ping')
})

/** A link as a sent message has left it, which says nothing of its own any more an hour later. */
const link = async (kind: 'engineer' | 'customer', holder: string): Promise<string> => {
  const token = await linkFor(deps, { about: repairSubject(repairId), kind, holder })
  const hash = deps.capabilities.hashOf(token)
  await deps.links.save({ about: repairSubject(repairId), kind, holder, hash, expiresAt: minute(60) })
  return token
}
const load = async (): Promise<Repair> => (await deps.repairs.load(repairId)) ?? expect.fail('no repair')
const types = async () => (await deps.repairs.history(repairId)).map(({ type }) => type)

const open = (prefix: 'p' | 'c', token: string, more: Partial<Ask> = {}): Promise<Answer> =>
  ask(linksHandler(deps), { path: `/${prefix}/${token}`, parameters: { token }, ...more })
const tap = (prefix: 'p' | 'c', token: string, fields: Record<string, string>): Promise<Answer> =>
  open(prefix, token, { method: 'POST', body: new URLSearchParams(fields).toString() })

/** The form that a page offers for an action, as its hidden fields. */
const formOf = ({ body }: Answer, action: string): Record<string, string> => {
  const id = new RegExp(`name="action" value="${action}"><input type="hidden" name="id" value="([^"]*)"`).exec(body)
  return id?.[1] ? { action, id: id[1] } : expect.fail(`the page does not offer "${action}"`)
}

describe('opening a link never acts:', () => {
  test.each(['GET', 'HEAD'])('%s', async (method) => {
    const before = await load()
    for (const [prefix, token] of [
      ['p', engineer],
      ['c', customer],
    ] as const) {
      expect((await open(prefix, token, { method })).status).toBe(200)
      expect((await open(prefix, token, { method, query: 'action=acknowledge' })).status).toBe(200)
    }
    expect(await load()).toEqual(before)
  })
})

describe('a link that does not fit', () => {
  test.each([
    ['an unknown token', 'p', (): string => 'AAAAAAAAAAAA'],
    ["a customer's token on the engineer's page", 'p', (): string => customer],
    ["an engineer's token on the customer's page", 'c', (): string => engineer],
  ] as const)('(%s) leads to a plain page', async (_, prefix, token) => {
    expect(await open(prefix, token())).toMatchObject({
      status: 404,
      body: expect.stringContaining('链接无效或已过期'),
    })
    expect((await tap(prefix, token(), { action: 'acknowledge' })).status).toBe(404)
  })
  test.each([
    ['just before it expires', -1, 200],
    ['as it expires', 0, 404],
  ])('is judged by time: %s', async (_, ms, status) => {
    deps.setNow(later(minute(60), ms))
    expect((await open('p', engineer)).status).toBe(status)
  })
  test('says so in the language the browser prefers', async () => {
    const headers = { 'accept-language': 'en-GB,en;q=0.8' }
    expect((await open('p', 'AAAAAAAAAAAA', { headers })).body).toContain('Link unknown or expired')
  })
})

describe("the engineer's page", () => {
  test('shows what is wrong, whom to call and what is due', async () => {
    const { body } = await open('p', engineer)
    expect(body).toContain('&lt;b&gt;无法开机&lt;/b&gt;')
    expect(body).not.toContain('<b>无法开机')
    expect(body).toContain('href="tel:+8613800138001"')
    expect(body).toContain('兰亭县东街 8 号')
    expect(body).toContain('还有 10分钟')
  })
  test('marks what is overdue, in words', async () => {
    deps.setNow(minute(12))
    expect((await open('p', engineer)).body).toContain('已超时 2分钟')
  })
  test('one tap acknowledges, and leads back to the page', async () => {
    const answer = await tap('p', engineer, formOf(await open('p', engineer), 'acknowledge'))
    expect(answer).toMatchObject({ status: 303, headers: { location: `/p/${engineer}?lang=zh-CN` } })
    expect((await load()).assignee?.id).toBe('chen-wei')
  })
  test('a double tap acts once', async () => {
    const form = { ...formOf(await open('p', engineer), 'respond'), note: '已联系' }
    expect((await tap('p', engineer, form)).status).toBe(303)
    expect((await tap('p', engineer, form)).status).toBe(303)
    expect((await types()).filter((type) => type === 'responded')).toHaveLength(1)
  })
  test('two people who see the same version do not count as one', async () => {
    const form = formOf(await open('p', engineer), 'note')
    await tap('p', engineer, { ...form, text: 'one' })
    await tap('p', colleague, { ...form, text: 'two' })
    expect((await types()).filter((type) => type === 'noted')).toHaveLength(2)
  })
  test('a step that no longer fits brings the page as it is now, with a sentence: 409', async () => {
    await act(deps, repairId, { type: 'arrive' }, CHEN)
    const answer = await tap('p', engineer, { action: 'respond' })
    expect(answer.status).toBe(409)
    expect(answer.body).toContain('这一步现在不能做')
    expect(formOf(answer, 'complete')).toBeDefined()
  })
  test.each([
    ['a missing field', { action: 'solveRemotely', cause: '电池' }, '处理内容：没有填写'],
    ['an unknown field', { action: 'respond', colour: 'red' }, '页面已过期，请重新打开链接'],
    ['an unknown action', { action: 'explode' }, '页面已过期，请重新打开链接'],
    ['a time that is none', { action: 'goOnSite', visitAt: 'soon' }, '上门时间（没有就留空）：请填写日期和时间'],
    [
      'a time that is past',
      { action: 'goOnSite', visitAt: '2026-11-20T02:00' },
      '上门时间（没有就留空）：必须晚于现在',
    ],
  ])('%s brings the page with what to check: 400', async (_, form, problem) => {
    const answer = await tap('p', engineer, form)
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('还没有保存')
    expect(answer.body).toContain(problem)
    expect(answer.body).not.toMatch(/: (is|must) /)
  })
  test('what was written is not lost: the panel stands open with it, in the language of the page', async () => {
    const body = new URLSearchParams({ action: 'solveRemotely', cause: '<电池>' }).toString()
    const answer = await open('p', engineer, { method: 'POST', query: 'lang=en', body })
    expect(answer.body).toContain('What was done: is missing')
    expect(answer.body).toMatch(/<details class="\w+" open><summary>Solved remotely<\/summary>/)
    expect(answer.body).toContain('&lt;电池&gt;</textarea>')
  })
  test('what was written for a step that no longer fits can be copied from the answer', async () => {
    await act(deps, repairId, { type: 'solveRemotely', cause: '设置', done: '重置' }, CHEN)
    const answer = await tap('p', engineer, { action: 'complete', cause: '主板', done: '换板' })
    expect(answer.status).toBe(409)
    expect(answer.body).toContain('本单现在是“待客户确认”，由 陈伟 负责。')
    expect(answer.body).toContain('您刚才填写的：主板\n换板')
  })
  test('a loaner that is not there, or a unit that nobody knows, is said in words', async () => {
    const loaner = await tap('p', engineer, { action: 'reserveLoaner', serial: 'NONE' })
    expect(loaner.body).toContain('备机序列号：这台备机不可用')
    const unit = await tap('p', engineer, { action: 'identify', serial: 'NONE' })
    expect(unit.body).toContain('设备序列号：没有这个序列号的设备')
  })
  test('reads times on the clock of the site', async () => {
    await tap('p', engineer, { action: 'goOnSite', visitAt: '2026-11-20T09:30' })
    expect((await load()).visitAt).toBe('2026-11-20T01:30:00.000Z')
  })
  test('takes the parts one by one', async () => {
    await act(deps, repairId, { type: 'arrive' }, CHEN)
    const form = { action: 'complete', cause: '电池鼓包', done: '更换', parts: '电池\n 排线，螺丝\n' }
    expect((await tap('p', engineer, form)).status).toBe(303)
    expect((await load()).work?.parts).toEqual(['电池', '排线', '螺丝'])
  })
  test("offers to take over what is someone else's", async () => {
    await act(deps, repairId, { type: 'acknowledge' }, CHEN)
    const page = await open('p', colleague)
    expect(page.body).toContain('<html lang="en">')
    expect(page.body).toContain('陈伟 is in charge now.')
    await tap('p', colleague, formOf(page, 'takeOver'))
    expect((await load()).assignee?.id).toBe('li-na')
  })
  test('keeps the chosen language', async () => {
    const page = await open('p', engineer, { query: 'lang=en' })
    expect(page.body).toContain('Acknowledge')
    expect(page.body).toContain(`action="/p/${engineer}?lang=en"`)
    const answer = await open('p', engineer, {
      method: 'POST',
      query: 'lang=en',
      body: new URLSearchParams(formOf(page, 'acknowledge')).toString(),
    })
    expect(answer.headers.location).toBe(`/p/${engineer}?lang=en`)
  })
})

describe("the customer's page", () => {
  const finish = () => act(deps, repairId, { type: 'solveRemotely', cause: '设置', done: '已重置' }, CHEN)

  test('tells in plain words where the repair stands and what was promised', async () => {
    const { body } = await open('c', customer)
    expect(body).toContain('已收到您的报修，正在联系工程师。')
    expect(body).toContain('R5')
    expect(body).toContain('承诺设备服务')
    expect(body).not.toContain('value="confirm"')
  })
  test('asks for an answer once it is repaired; confirming with a rating closes it', async () => {
    await finish()
    const page = await open('c', customer)
    expect(page.body).toContain('已修好，请您确认。')
    expect((await tap('c', customer, { ...formOf(page, 'confirm'), rating: '5' })).status).toBe(303)
    expect(await load()).toMatchObject({ stage: 'closed', rating: 5 })
    expect((await open('c', customer)).body).toContain(`/c/${customer}/report`)
  })
  test('confirming without a rating will do', async () => {
    await finish()
    expect((await tap('c', customer, { action: 'confirm' })).status).toBe(303)
    expect((await load()).rating).toBeUndefined()
  })
  test('"not fixed" opens it again', async () => {
    await finish()
    await tap('c', customer, { ...formOf(await open('c', customer), 'notFixed'), what: '还是不亮' })
    expect(await load()).toMatchObject({ round: 2 })
  })
  test('does nothing an engineer does', async () => {
    expect((await tap('c', customer, { action: 'acknowledge' })).status).toBe(409)
  })
  test('[N15] [R15] has the service report to print', async () => {
    await finish()
    const report = await ask(linksHandler(deps), { path: `/c/${customer}/report`, parameters: { token: customer } })
    expect(report.status).toBe(200)
    for (const text of ['售后服务报告', '兰亭县公安局', '何平', '+8613800138001', '设置', '已重置', 'R5']) {
      expect(report.body).toContain(text)
    }
  })
})

test('pages forbid scripts, framing, storing, indexing and telling where one came from', async () => {
  const { headers, body } = await open('p', engineer)
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; img-src 'self'; form-action 'self'/,
  )
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
  })
  expect(body).not.toMatch(/<script|style="|https?:\/\//)
})

test('a form that is too large is refused with a page', async () => {
  const answer = await tap('p', engineer, { action: 'note', text: 'x'.repeat(262_144) })
  expect(answer).toMatchObject({ status: 413, body: expect.stringContaining('内容太长') })
})

test('a fault of ours is a page without detail, logged without the capability', async () => {
  deps = { ...deps, links: { find: () => Promise.reject(new Error('table gone')) } as unknown as Stage['links'] }
  const answer = await open('p', engineer, { routeKey: 'GET /p/{token}' })
  expect(answer).toMatchObject({ status: 500, body: expect.stringContaining('出错了') })
  expect(answer.body).not.toContain('table gone')
  expect(deps.lines).toHaveLength(1)
  expect(JSON.stringify(deps.lines)).not.toContain(engineer)
})

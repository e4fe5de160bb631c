import { describe, expect, it } from 'vitest'
import type { Directory } from '../../../shared/directory/directory.ts'
import { sendingTexts } from '../../support/messengers.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const NIGHT = at('11-20 02:13')
/** A guard without an e-mail address, and a duty room that has a landline only. */
const GUARD = {
  id: 'guard',
  customer: 'lanting-police',
  sites: ['lanting-east'],
  name: '老赵',
  language: 'zh-CN',
} as const
const withGuard = async (phone: string, more: Partial<Directory['contacts'][number]> = {}) => {
  const world = await World.start(NIGHT)
  await world.host.deps.directory.merge({ contacts: [{ ...GUARD, phone, ...more }] })
  return world
}
const texts = (world: World, to: string) =>
  world
    .messages()
    .filter((entry) => entry.kind === 'sms' && entry.to === to)
    .map(({ text }) => text.replace(/https\S+/, '<link>'))

describe('a contact with a mobile number and no e-mail address', () => {
  const PHONE = '+8613900139007'

  it('hears by short text messages that it is received, taken, late, done, with a link of their own', async () => {
    const world = await withGuard(PHONE)
    const id = await world.report({ caller: PHONE })
    expect(texts(world, PHONE)).toEqual([`报修已受理，02:23 前回电 城东所 记录仪0117 ${id} <link>`])
    await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
    expect(texts(world, PHONE)).toEqual([`工程师王强已接单，会与您联系 城东所 记录仪0117 ${id} <link>`])
    await world.advance('PT11M')
    expect(texts(world, PHONE)).toEqual([`抱歉，响应延误 城东所 记录仪0117 ${id} <link>`])
    await world.act(id, { type: 'solveRemotely', cause: '设置', done: '重置' })
    const done = world.messages().find((entry) => entry.kind === 'sms' && entry.to === PHONE)
    expect(done?.text).toContain('设备已修复，请点链接确认')
    const link = /(\/c\/\S+)/.exec(done?.text ?? '')?.[1] ?? ''
    await world.tap(link, 'confirm', { rating: '5' })
    expect((await world.repair(id)).stage).toBe('closed')
    world.messages()
  })

  it('is not written to where the number takes no text messages, nor is any number that is not on file', async () => {
    const world = await withGuard('+865758801234')
    await world.report({ caller: '+865758801234' })
    await world.report({ caller: '+8613911112222', serial: 'DOC-2025-0021' })
    expect(world.messages().filter(({ to }) => ['+865758801234', '+8613911112222'].includes(to))).toEqual([])
  })

  it('is told once, whoever dies in between: what was left behind is sent by the sweeper', async () => {
    let down = true
    const world = await World.start(NIGHT, {
      outside: sendingTexts((message, pass) =>
        down && message.to === PHONE ? Promise.reject(new TypeError('a defect')) : pass(message),
      ),
    })
    await world.host.deps.directory.merge({ contacts: [{ ...GUARD, phone: PHONE }] })
    await world.report({ caller: PHONE })
    expect(texts(world, PHONE)).toEqual([])
    down = false
    await world.advance('PT2M')
    await world.host.sweep()
    await world.host.sweep()
    expect(texts(world, PHONE)).toHaveLength(1)
    world.errors()
    world.messages()
  })
})

describe('whoever reports', () => {
  it.each([
    ['an unknown number', '+8613911112222'],
    ['another contact of the customer', '+8613800138002'],
  ])('the contacts of the site are told: %s', async (_, caller) => {
    const world = await World.start(NIGHT)
    const id = await world.report({ caller, severity: undefined })
    const { link } = world.mail('报修已受理', 'he.ping@lanting-police.example.com')
    expect((await world.fetch(link)).text).toContain(id)
    world.messages()
  })

  it('no more than ten of them', async () => {
    const world = await World.start(NIGHT)
    const contacts = Array.from({ length: 14 }, (_, n) => ({
      ...GUARD,
      id: `guard-${n}`,
      phone: `+86139001390${10 + n}`,
      email: `guard-${n}@example.com`,
    }))
    await world.host.deps.directory.merge({ contacts })
    await world.report()
    expect(world.messages().filter(({ kind }) => kind === 'email')).toHaveLength(10)
  })
})

describe('the customer’s page says how it stands now', () => {
  it('accepted, late and why, agreed for later; and every promise of every round', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report()
    const { link } = world.mail('报修已受理')
    const title = async () => /<h1>(.*?)<\/h1>/.exec((await world.fetch(link)).text)?.[1]
    expect(await title()).toBe('已收到您的报修，正在联系工程师。')
    await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
    expect(await title()).toBe('王强已接单，会在 11月20日 02:23 前与您联系。')
    await world.advance('PT12M')
    await world.act(id, { type: 'delay', reason: '高速封路' })
    const late = (await world.fetch(link)).text
    expect(late).toContain('抱歉，响应已超时 2分钟。')
    expect(late).toContain('高速封路')
    await world.act(id, { type: 'respond' })
    await world.act(id, { type: 'goOnSite', visitAt: at('11-21 09:00'), agreedBy: '何平', how: 'phone' })
    expect(await title()).toBe('工程师将按约定在 11月21日 09:00 上门。')
    await world.act(id, { type: 'arrive' })
    await world.act(id, { type: 'complete', cause: '电池', done: '充电' })
    await world.tap(link, 'notFixed', { what: '还是不开机' })
    const page = (await world.fetch(link)).text
    expect(page).toContain('第 1 次处理')
    expect(page.match(/R5/g)?.length).toBeGreaterThanOrEqual(3)
    world.messages()
  })

  it('withdrawn: the customer is told why and by whom, and can reopen it', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report()
    world.messages()
    await world.act(id, { type: 'withdraw', reason: '自己修好了', agreedBy: '何平', how: 'phone' })
    const mail = world.mail('报修已撤销')
    expect(mail.text).toContain('自己修好了')
    expect(mail.text).toContain('何平')
    expect((await world.tap(mail.link, 'reopen', { reason: '没有修好' })).status).toBe(303)
    expect((await world.repair(id)).stage).toBe('response')
    world.messages()
  })
})

it('taps within a minute of each other are marked in the report and in the evidence, and a tap taken back stays in both', async () => {
  const world = await World.start(NIGHT)
  await world.report()
  const { link } = world.mail('报修已受理')
  const engineer = world.sms('wang-qiang').link
  await world.tap(engineer, 'acknowledge')
  await world.advance('PT3M')
  await world.tap(engineer, 'respond')
  await world.advance('PT5S')
  await world.tap(engineer, 'goOnSite')
  await world.advance('PT5S')
  await world.tap(engineer, 'arrive')
  await world.advance('PT5S')
  await world.tap(engineer, 'takeBack', { reason: '点错了' })
  await world.tap(engineer, 'arrive')
  await world.advance('PT1H')
  await world.tap(engineer, 'complete', { cause: '电池', done: '充电' })
  await world.tap(link, 'confirm')
  world.messages()

  const report = (await world.fetch(`${link}/report`)).text
  expect(report.match(/与另一步相隔不到1分钟/g)).toHaveLength(3)
  expect(report).toContain('点错了')
  const { json } = await world.api(
    '/api/ledger/obligations?customer=lanting-police&from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z',
    undefined,
    'manager',
  )
  const hasty = json.obligations.filter((line: { hasty?: true }) => line.hasty)
  expect(hasty.map(({ what }: { what: string }) => what).toSorted()).toEqual(['arrived', 'responded', 'responded'])
})

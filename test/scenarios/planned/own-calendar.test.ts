import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import type { World } from '../../support/world.ts'
import { customerOf, signed, worksOf } from './contract.ts'

const UNIVERSITY = customerOf('C')
const pathOf = (url: string) => new URL(url).pathname
const linkFor = async (world: World, contact: string, customer = UNIVERSITY) =>
  pathOf((await world.api(`/api/customers/${customer}/calendar-link`, { contact })).json.url)
const CHANGE = { kind: 'systemChange', name: '教务系统升级', from: '2027-04-10', until: '2027-04-12' }
const enter = (world: World, link: string, fields: Record<string, string> = {}) =>
  world.tap(link, 'enter', { ...CHANGE, site: '', ...fields })
const record = async (world: World) => (await world.api(`/api/customers/${UNIVERSITY}/calendar`)).json

describe('a customer’s contact keeps their own calendar behind a link', () => {
  it('enters, moves and takes back as themselves: contracts follow, and the coordinator hears of each', async () => {
    const world = await signed('C')
    const link = await linkFor(world, 'tang-yu')
    expect((await world.fetch(link)).text).toContain('我们的日历')
    expect((await enter(world, link)).status).toBe(303)
    expect((await worksOf(world, 'C38')).map(({ need }) => need)).toEqual(['change-support-e1'])
    await world.tap(link, 'move', { entry: 'e1', from: '2027-05-10', until: '2027-05-11' })
    await world.tap(link, 'withdraw', { entry: 'e1' })
    expect((await record(world)).record).toMatchObject([
      { type: 'withdrawn', by: { kind: 'customer', id: 'tang-yu', name: '唐宇' } },
      { type: 'changed', happening: { from: '2027-05-10' }, by: { id: 'tang-yu' } },
      { type: 'entered', by: { id: 'tang-yu' } },
    ])
    await world.advance('PT1H')
    const said = world.story().filter((line) => line.includes('日历'))
    expect(said.join('\n')).toMatch(/chen-wei: .*客户在日历上写了/)
    world.messages()
  })

  it('the hasty one taps twice, or writes what is no day: it is there once, and says what is wrong', async () => {
    const world = await signed('C')
    const link = await linkFor(world, 'tang-yu')
    await Promise.all([enter(world, link), enter(world, link)])
    expect((await record(world)).entries).toHaveLength(1)
    for (const fields of [
      { until: '2027-04-01' },
      { from: '2027-02-30' },
      { name: 'x'.repeat(201) },
      { kind: 'party' },
    ]) {
      const answer = await enter(world, link, fields)
      expect([answer.status, answer.text.includes('role="alert"')]).toEqual([400, true])
    }
    // By the words of the form, not by the names of its fields.
    for (const [fields, says] of [
      [{ hoursFrom: '08:00' }, '<strong>每天的时间：几点到几点都要填，或都不填</strong>'],
      [{ hoursFrom: '10:00', hoursTo: '09:00' }, '<strong>每天的时间：结束要晚于开始</strong>'],
      [{ from: '2048-01-01', until: '2048-01-02' }, '<strong>第一天：太远了，最多十年</strong>'],
    ] as const)
      expect((await enter(world, `${link}?lang=zh-CN`, fields)).text).toContain(says)
    expect((await record(world)).entries).toHaveLength(1)
    world.messages()
  })

  it('the stranger with the link of another site sees nothing of it, enters nothing there, and touches nothing of others', async () => {
    const world = await signed('C')
    const [all, library] = [await linkFor(world, 'tang-yu'), await linkFor(world, 'emily-carter')]
    await enter(world, all, { name: '一教期末考试', kind: 'exam', site: 'jiangnan-teaching' })
    await enter(world, all, { name: '全校停电', kind: 'sensitive' })
    const page = (await world.fetch(`${library}?lang=zh-CN`)).text
    expect([page.includes('一教期末考试'), page.includes('全校停电'), page.includes('所有地点</option>')]).toEqual([
      false,
      true,
      false,
    ])
    expect((await enter(world, library, { site: 'jiangnan-teaching' })).status).toBe(400)
    expect((await enter(world, library)).status).toBe(400)
    // What is not shown is not there; what another wrote is not theirs.
    expect((await world.tap(library, 'withdraw', { entry: 'e1' })).status).toBe(400)
    expect((await world.tap(library, 'withdraw', { entry: 'e2' })).status).toBe(400)
    expect((await enter(world, library, { site: 'jiangnan-library', name: '闭馆' })).status).toBe(303)
    expect((await record(world)).entries).toHaveLength(3)
    // Another customer's contact gets no address here, and an engineer gives none.
    expect((await world.api(`/api/customers/${UNIVERSITY}/calendar-link`, { contact: 'nurlan' })).status).toBe(400)
    expect(
      (await world.api(`/api/customers/${UNIVERSITY}/calendar-link`, { contact: 'tang-yu' }, 'engineer/chen-wei'))
        .status,
    ).toBe(403)
    world.messages()
  })

  it('the link is over when it is revoked, after a year, and when its holder is no contact of theirs any more', async () => {
    const world = await signed('C')
    const link = await linkFor(world, 'tang-yu')
    const listed = await world.api('/api/links?contact=tang-yu', undefined, 'manager/liu-fang')
    expect(listed.json.links).toHaveLength(1)
    await world.api('/api/links/revoke', { contact: 'tang-yu', reason: '手机丢了' }, 'manager/liu-fang')
    expect((await world.fetch(link)).status).toBe(404)
    const next = await linkFor(world, 'tang-yu')
    expect((await world.fetch(next)).status).toBe(200)
    const { directory } = world.host.deps
    const contact = await directory.contact('tang-yu')
    if (contact) await directory.merge({ contacts: [{ ...contact, customer: customerOf('N'), sites: [] }] })
    expect((await world.fetch(next)).status).toBe(404)
    expect((await enter(world, next)).status).toBe(404)
    if (contact) await directory.merge({ contacts: [contact] })
    await world.advanceTo(at('03-05 08:00', 2028))
    expect((await world.fetch(next)).status).toBe(404)
    world.messages()
  })
})

import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import type { World } from '../../support/world.ts'
import { customerOf, signed, worksOf } from './contract.ts'

const subscribe = (world: World, body: object = {}, who = 'dispatcher') => world.api('/api/calendar-feeds', body, who)
const fetched = async (world: World, url: string) => {
  const { status, text } = await world.fetch(new URL(url).pathname)
  return { status, text: text.replaceAll('\r\n ', '') }
}

it('a phone subscribes to what is due to a customer or at a site, and sees it move', async () => {
  const world = await signed('C')
  const { json } = await subscribe(world, { customer: customerOf('C') })
  const first = await fetched(world, json.url)
  expect(first.status).toBe(200)
  expect(first.text).toMatch(/^BEGIN:VCALENDAR\r\n/)
  const [work] = await worksOf(world, 'C17')
  if (!work) throw new Error('no inspection')
  const uid = `UID:NEW-1/C17/${work.need}/${work.about}@chengnuo\r\nSEQUENCE:`
  expect(first.text).toContain(`${uid}0\r\n`)
  expect(first.text).toContain('DTSTART;VALUE=DATE:20270601')
  const { clause, need, about } = work
  const agreed = { clause, need, about, until: '2027-06-20', by: '唐老师', how: 'phone' }
  await world.api('/api/contracts/NEW-1/agreements', agreed, 'manager/liu-fang')
  const moved = await fetched(world, json.url)
  expect(moved.text).toContain(`${uid}1\r\n`)
  expect(moved.text).toContain('DTSTART;VALUE=DATE:20270620')
  const site = (await subscribe(world, { site: 'jiangnan-library' })).json
  const ofSite = await fetched(world, site.url)
  expect(ofSite.text).toContain('jiangnan-library@chengnuo')
  expect(ofSite.text).not.toContain('jiangnan-teaching@chengnuo')
  world.messages()
})

it('an address ends: by another, by a manager, by its time; it lasts while it is fetched', async () => {
  const world = await signed('C')
  const old = (await subscribe(world, { customer: customerOf('C') })).json
  expect((await subscribe(world, { customer: customerOf('C') })).json.url).toBe(old.url)
  await world.advance('PT1S')
  const next = (await subscribe(world, { customer: customerOf('C'), renew: true })).json
  expect((await fetched(world, old.url)).status).toBe(404)
  expect((await fetched(world, next.url)).status).toBe(200)
  const listed = (await world.api('/api/links?person=dispatcher', undefined, 'manager/liu-fang')).json.links
  expect(listed).toMatchObject([{ person: 'dispatcher', feed: `dispatcher/customer/${customerOf('C')}` }])
  await world.advance('PT1S')
  const ended = await world.api('/api/links/revoke', { person: 'dispatcher', reason: '离职' }, 'manager/liu-fang')
  expect([ended.status, ended.json.revoked.length]).toEqual([200, 1])
  expect((await fetched(world, next.url)).status).toBe(404)
  world.messages()
})

it('the stranger sees nothing: not another’s customer, nor what is no address; who leaves a roster sees no more', async () => {
  const world = await signed('C')
  expect((await subscribe(world, { customer: customerOf('C') }, 'engineer/aygul')).status).toBe(403)
  expect((await subscribe(world, { site: 'jiangnan-library' }, 'engineer/aygul')).status).toBe(403)
  expect((await subscribe(world, { customer: 'a', site: 'b' })).status).toBe(400)
  expect((await subscribe(world, {}, 'viewer')).status).toBe(403)
  expect((await world.fetch('/f/AAAAAAAAAAAA')).status).toBe(404)
  const { json } = await subscribe(world, { site: 'jiangnan-library' }, 'engineer/chen-wei')
  expect((await fetched(world, json.url)).status).toBe(200)
  // It is a capability to this calendar, and to nothing else.
  const token = new URL(json.url).pathname.slice(3)
  for (const path of ['p', 'c', 'i']) expect((await world.fetch(`/${path}/${token}`)).status).not.toBe(200)
  const { directory } = world.host.deps
  const site = await directory.site('jiangnan-library')
  if (site) await directory.merge({ sites: [{ ...site, roster: 'west' }] })
  expect((await fetched(world, json.url)).status).toBe(404)
  world.messages()
})

it('[H21] an engineer subscribes to their own duty and visits: what is swapped away is gone, and the address ends', async () => {
  const world = await signed('C')
  const { json } = await subscribe(world, {}, 'engineer/chen-wei')
  const before = await fetched(world, json.url)
  expect(before.text).toContain('X-WR-CALNAME:我的值班和上门')
  expect(world.now).toBe(at('03-01 08:00', 2027))
  // Every third week from 2 November, handed over at 09:00 of Shanghai.
  const next = 'UID:duty/east/0/2027-03-08T01:00:00.000Z@chengnuo'
  expect(before.text).toContain(next)
  expect(before.text).toContain('DTSTART:20270308T010000Z\r\nDTEND:20270315T010000Z')
  expect(before.text).toContain('SUMMARY:值班 · 华东服务中心 · 一线')
  expect(before.text).not.toContain('西部服务站')
  const change = {
    kind: 'standIn',
    tier: 0,
    replaces: 'chen-wei',
    person: 'zhou-jie',
    from: '2027-03-08T01:00:00.000Z',
    to: '2027-03-15T01:00:00.000Z',
  }
  await world.api('/api/rosters/east/changes', { change, reason: '家事', version: 0 })
  const after = await fetched(world, json.url)
  expect(after.text).not.toContain(next)
  const theirs = (await subscribe(world, {}, 'engineer/zhou-jie')).json
  expect((await fetched(world, theirs.url)).text).toContain(next)
  await world.advance('PT1S')
  await subscribe(world, { renew: true }, 'engineer/chen-wei')
  expect((await fetched(world, json.url)).status).toBe(404)
  world.messages()
})

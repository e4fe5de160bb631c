import { expect, it } from 'vitest'
import { busyByCalendar, isBusyIn } from '../../../shared/schedule/busy.ts'
import { at } from '../../support/play.ts'
import { customerOf, signed } from '../planned/contract.ts'
import { announce, firstAt, plan } from '../planned/meeting.ts'

const UNIVERSITY = customerOf('C')
const EXAM = { kind: 'exam', name: '期末考试', from: '2027-06-30', until: '2027-06-30', site: '' }
const linkOf = (url = '') => url.replace('https://cn.example.com', '')

it('[H7] of a meeting from nine to half past eleven these hours are watched, and no more', async () => {
  const world = await signed('H')
  await announce(world, 'H', { until: '2027-04-20', hours: { from: '09:00', to: '11:30' } })
  // A gap of a minute is one; what is outside of the hours is not asked for.
  const shift = (from: string, to: string) => ({
    shifts: [{ person: 'sun-hao', from: at(`04-20 ${from}`, 2027), to: at(`04-20 ${to}`, 2027) }],
  })
  expect((await plan(world, shift('09:01', '11:30'))).status).toBe(400)
  expect((await plan(world, shift('09:00', '11:29'))).status).toBe(400)
  expect((await plan(world, shift('09:00', '11:30'))).status).toBe(200)
  expect((await firstAt(world, at('04-20 09:00', 2027)))?.[0]).toBe('sun-hao')
  expect((await firstAt(world, at('04-20 11:29', 2027)))?.[0]).toBe('sun-hao')
  world.messages()
})

it('[H7] of a meeting of several days the nights between its hours are watched too, and from the first midnight to the last', async () => {
  const world = await signed('H')
  await announce(world, 'H', { hours: { from: '09:00', to: '11:30' } })
  const hours = ['20', '21'].map((day) => ({
    person: 'sun-hao',
    from: at(`04-${day} 09:00`, 2027),
    to: at(`04-${day} 11:30`, 2027),
  }))
  const refused = await plan(world, { shifts: hours })
  expect([refused.status, refused.json.problems[0]]).toEqual([400, expect.stringMatching(/^shifts: nobody is there/)])
  expect((await plan(world)).status).toBe(200)
  const { duties } = (await world.api('/api/duties')).json
  expect(duties).toMatchObject([{ from: at('04-20 00:00', 2027), to: at('04-22 00:00', 2027), unwatched: [] }])
  world.messages()
})

it('[C15] a contact says from when to when an exam is: before and after it somebody may come, at it nobody', async () => {
  const world = await signed('C')
  const address = `/api/customers/${UNIVERSITY}/calendar-link`
  const link = linkOf((await world.api(address, { contact: 'tang-yu' })).json.url)
  const half = await world.tap(link, 'enter', { ...EXAM, hoursFrom: '09:00' })
  expect([half.status, half.text.includes('几点到几点都要填')]).toEqual([400, true])
  expect((await world.tap(link, 'enter', { ...EXAM, hoursFrom: '11:30', hoursTo: '09:00' })).status).toBe(400)
  expect((await world.tap(link, 'enter', { ...EXAM, hoursFrom: '09:00', hoursTo: '11:30' })).status).toBe(303)
  expect((await world.fetch(link)).text).toContain('09:00–11:30')
  const { entries } = (await world.api(`/api/customers/${UNIVERSITY}/calendar`)).json
  const said = { entries, timezone: 'Asia/Shanghai' }
  const window = (from: string, until: string) => ({
    from: at(`06-30 ${from}`, 2027),
    until: at(`06-30 ${until}`, 2027),
  })
  expect(isBusyIn(window('07:00', '09:00'), said)).toBe(false)
  expect(isBusyIn(window('11:29', '13:00'), said)).toBe(true)
  expect(isBusyIn(window('11:30', '13:30'), said)).toBe(false)
  // In Xinjiang the hall keeps its own clock.
  expect(busyByCalendar(window('00:00', '23:00'), { ...said, timezone: 'Asia/Urumqi' })).toMatchObject([
    { from: at('06-30 11:00', 2027), until: at('06-30 13:30', 2027) },
  ])
  world.messages()
})

it('the address of a contact’s calendar is replaced or taken back at the desk: the one before opens nothing, and who did it is on record', async () => {
  const world = await signed('C')
  const address = `/api/customers/${UNIVERSITY}/calendar-link`
  const ask = (how: string, who = 'dispatcher') => world.api(address, { contact: 'tang-yu', how }, who)
  const first = linkOf((await ask('give')).json.url)
  expect((await world.fetch(first)).status).toBe(200)
  const second = linkOf((await ask('renew')).json.url)
  expect(second).not.toBe(first)
  expect([(await world.fetch(first)).status, (await world.fetch(second)).status]).toEqual([404, 200])
  await world.advance('PT1M')
  expect((await ask('withdraw', 'engineer/aygul')).status).toBe(403)
  expect((await ask('withdraw')).json).toEqual({})
  expect((await world.fetch(second)).status).toBe(404)
  const { entries } = (await world.api('/api/audit', undefined, 'manager/liu-fang')).json
  expect(JSON.stringify(entries)).toContain('撤回日历链接')
})

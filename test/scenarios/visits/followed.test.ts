import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import type { World } from '../../support/world.ts'
import { signed, worksOf } from '../planned/contract.ts'
import { actOn, agreed, readVisit, standing, visitsOf } from './visits.ts'

const CHANGE = {
  kind: 'systemChange',
  name: '接入第三方审计系统',
  from: '2027-04-12',
  until: '2027-04-14',
  reason: '客户来电',
}
const say = async (world: World, change: object, path = '') => {
  const answer = await world.api(`/api/customers/tianshan-data/calendar${path}`, { ...CHANGE, ...change })
  expect(answer.status).toBe(200)
  return answer.json
}

/** The visit for what the customer announced, agreed for the first of its days. */
async function announced() {
  const world = await signed('N')
  await say(world, {})
  await world.advanceTo(at('04-12 03:00', 2027))
  await world.advanceTo(at('04-12 09:05', 2027))
  const visits = await visitsOf(world)
  const visit = visits.find(({ works }) => works.some(({ key }) => key.startsWith('N25/')))
  if (!visit) throw new Error(`no visit: ${JSON.stringify(await worksOf(world, 'N25'))}`)
  const from = at('04-14 12:00', 2027)
  expect((await actOn(world, visit.id, { type: 'agree', from, agreedBy: '客户', how: 'phone' })).status).toBe(200)
  world.messages()
  return { world, id: visit.id }
}

describe('a date that is agreed for what follows from the customer’s calendar', () => {
  it('[N25] the entry moves: the date stands, both sides are told that it fits no more, and it is asked about until another is', async () => {
    const { world, id } = await announced()
    await say(world, { from: '2027-05-10', until: '2027-05-12' }, '/e1')
    const news = world.messages()
    expect(news.map(({ subject, text }) => `${subject ?? ''} ${text}`).join('\n')).toMatch(
      /约好的时间要改|原约.*要另约/,
    )
    expect(news.map(({ text }) => text).join('\n')).toContain('计划服务要另约')
    const view = await readVisit(world, id)
    expect(view).toMatchObject({ stage: 'appointment', slot: { from: at('04-14 12:00', 2027) } })
    expect(view.works[0]?.name.zh).toContain('接入第三方审计系统')
    expect(view.timeline.map(({ text }) => text).join('\n')).toContain('another date is needed')
    await world.advanceTo(at('04-13 12:00', 2027))
    expect(
      world
        .messages()
        .map(({ text }) => text)
        .join('\n'),
    ).toContain('计划服务要另约')
    const moved = {
      type: 'reschedule',
      from: at('05-11 12:00', 2027),
      agreedBy: '客户',
      how: 'phone',
      reason: '客户改期',
    }
    expect((await actOn(world, id, moved)).status).toBe(200)
    world.messages()
    await world.advanceTo(at('04-16 12:00', 2027))
    expect(world.messages().filter(({ text }) => text.includes('要另约'))).toEqual([])
  })

  it('[N25] the entry is withdrawn: nobody comes, and everybody reads by its name what for', async () => {
    const { world, id } = await announced()
    const { status } = await world.api('/api/customers/tianshan-data/calendar/e1/withdraw', { reason: '取消' })
    expect(status).toBe(200)
    await world.advance('PT5M')
    const view = await readVisit(world, id)
    const told = world.messages().map(({ subject, text }) => `${subject ?? ''} ${text}`)
    const all = told.join('\n')
    expect(view.ended?.how).toBe('fallenAway')
    expect(all).toContain('接入第三方审计系统')
    expect(all).not.toMatch(/设备待查|N25\//)
    expect(view.timeline.map(({ text }) => text).join('\n')).not.toContain('N25/')
  })
})

describe('a date that is over without a word', () => {
  it('[C17] is asked about as it ends, and the next working morning, of whoever plans it as well', async () => {
    const { world, id } = await agreed(at('05-20 09:30', 2027))
    await world.advanceTo(at('05-20 11:29:59', 2027))
    world.messages()
    await world.advanceTo(at('05-20 11:30', 2027))
    for (const person of ['li-na', 'chen-wei']) world.sms(person, '办了吗？请填结果')
    expect(world.messages()).toEqual([])
    await world.advanceTo(at('05-21 09:05', 2027))
    for (const person of ['li-na', 'chen-wei']) world.sms(person, '办了吗？请填结果')
    world.messages()
    await actOn(world, id, { type: 'missed', why: 'engineerAbsent', reason: '车坏了' })
    world.sms('chen-wei', '上门没有办成，请另约')
    expect(world.mail('我们没有按约上门', 'tang.yu@jiangnan.example.com').text).toContain('车坏了')
    expect((await standing(world, 'C17'))['C17 full-inspection-1']).toBe('open')
    world.messages()
  })
})

import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import type { World } from '../../support/world.ts'
import { signed, worksOf } from '../planned/contract.ts'
import { actOn, agreed, offered, readVisit, standing, visitsOf } from './visits.ts'

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
    // Within the hour the customer has other dates to choose from, in the same window.
    await chooses(world, id, world.mail(`请选择上门时间 · ${id}`, TANG).link)
    world.messages()
  })

  it('[C17] nobody says what came of it for two working days: the customer is offered other dates, and the promise stays', async () => {
    const { world, id } = await agreed(at('05-20 09:30', 2027))
    await world.advanceTo(at('05-24 08:59:59', 2027))
    expect(offers(world)).toEqual([])
    await world.advanceTo(at('05-24 09:00', 2027))
    const { link, text } = world.mail('没有来请另选时间', TANG)
    await world.advanceTo(at('05-24 09:05', 2027))
    expect(text).toMatch(/5月20日.*9:30/)
    expect((await world.fetch(link)).text).toContain('没有来？请另选一个时间')
    // Ours are asked on, and may still say what came of it.
    for (const person of ['li-na', 'chen-wei']) world.sms(person, '办了吗？请填结果')
    expect((await readVisit(world, id)).allowed).toEqual(expect.arrayContaining(['missed', 'done']))
    await chooses(world, id, link)
    world.sms('li-na', '计划服务改期')
    world.messages()
  })

  it('[C17] neither of the other dates fits: somebody telephones, and nothing is offered after that', async () => {
    const { world, id } = await agreed(at('05-20 09:30', 2027))
    await world.advanceTo(at('05-24 09:00', 2027))
    const { link } = world.mail('没有来请另选时间', TANG)
    expect((await world.tap(link, 'noneFits', { words: '月底考试' })).status).toBe(303)
    expect((await readVisit(world, id)).stage).toBe('planning')
    world.messages()
    await world.advanceTo(at('05-31 12:00', 2027))
    expect(offers(world)).toEqual([])
  })

  it('[C17] whoever came and filled it in has come: nothing else is offered', async () => {
    const { world, id } = await agreed(at('05-20 09:30', 2027))
    await world.advanceTo(at('05-20 10:00', 2027))
    await actOn(world, id, { type: 'done', found: '已巡检' })
    await world.advanceTo(at('05-31 12:00', 2027))
    expect(offers(world)).toEqual([])
  })

  it('[C17] of what they were offered nothing is chosen until it is over: other dates are offered, three times at most, and ours are asked meanwhile', async () => {
    const { world, id, visit } = await offered()
    const first = visit.offered?.map(({ from }) => from)
    await world.advanceTo(at('05-31 12:00', 2027))
    const told = world.messages()
    expect(told.filter(({ to, subject }) => to === TANG && subject?.includes('请选择上门时间')).length).toBe(2)
    expect(told.filter(({ text }) => text.includes('客户未选时间')).length).toBeGreaterThan(3)
    const { offered: now = [], stage } = await readVisit(world, id)
    expect(stage).toBe('planning')
    expect(now.every(({ from }) => !first?.includes(from))).toBe(true)
    expect((await standing(world, 'C17'))['C17 full-inspection-1']).toBe('open')
  })
})

const TANG = 'tang.yu@jiangnan.example.com'
const offers = (world: World) =>
  world.messages().flatMap(({ to, subject }) => (to === TANG && subject?.includes('时间') ? [subject] : []))

/** The customer takes the first of the dates; the promise stays where it was. */
async function chooses(world: World, id: string, link: string): Promise<void> {
  const [slot] = (await readVisit(world, id)).offered ?? []
  if (!slot) throw new Error('nothing is offered')
  expect((await world.tap(link, 'choose', { slot: slot.from })).status).toBe(303)
  expect(await readVisit(world, id)).toMatchObject({ stage: 'appointment', slot: { from: slot.from } })
  const due = (await worksOf(world, 'C17')).find(({ need }) => need === 'full-inspection-1')
  expect(due).toMatchObject({ state: 'open', dueAt: at('06-02 00:00', 2027) })
  expect(slot.to <= at('06-02 00:00', 2027)).toBe(true)
}

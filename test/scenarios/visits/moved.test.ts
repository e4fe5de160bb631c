import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { recordWork, worksOf } from '../planned/contract.ts'
import { actOn, agreed, MANAGER, offered, readVisit, standing, visitsOf } from './visits.ts'

const dueOf = async (world: Awaited<ReturnType<typeof agreed>>['world']) =>
  (await worksOf(world, 'C17')).find(({ need }) => need === 'full-inspection-1')?.dueAt

describe('a visit that is moved', () => {
  it('[C17] within the promised day: the visit moves, the promise does not, and whoever goes confirms anew', async () => {
    const { world, id, engineer } = await agreed(at('05-20 09:30', 2027))
    await world.tap(engineer, 'confirm')
    const due = await dueOf(world)
    const moved = { from: '2027-05-27T09:30', agreedBy: '唐宇', how: 'phone', reason: '客户开会' }
    expect((await world.tap(engineer, 'reschedule', moved)).status).toBe(303)
    expect(await readVisit(world, id)).toMatchObject({ slot: { from: at('05-27 09:30', 2027) }, confirmed: false })
    expect(await dueOf(world)).toBe(due)
    world.sms('li-na', '计划服务改期')
    world.mail('上门时间已约定', 'tang.yu@jiangnan.example.com')
    world.messages()
  })

  it('[C17] a date that is over is none, and nobody of ours taps a link in the customer’s name', async () => {
    const { world, id, engineer } = await agreed(at('05-20 09:30', 2027))
    const said = { agreedBy: '唐宇', how: 'phone', reason: '客户开会' }
    await world.advanceTo(at('05-19 18:45', 2027))
    const past = await world.tap(engineer, 'reschedule', { ...said, from: '2027-05-19T09:00' })
    expect([past.status, past.text.includes('这个时间已经过去')]).toEqual([400, true])
    const forged = await world.tap(engineer, 'reschedule', { ...said, how: 'link', from: '2027-05-21T09:30' })
    expect(forged.status).toBe(400)
    expect(
      (await actOn(world, id, { type: 'reschedule', ...said, how: 'link', from: at('05-21 09:30', 2027) })).status,
    ).toBe(400)
    expect((await readVisit(world, id)).slot?.from).toBe(at('05-20 09:30', 2027))
    world.messages()
  })

  it('[C17] beyond it: refused until somebody says what becomes of the promise', async () => {
    const { world, id, engineer } = await agreed(at('05-20 09:30', 2027))
    const beyond = { from: '2027-06-03T09:30', agreedBy: '唐宇', how: 'phone', reason: '客户放假' }
    const refused = await world.tap(engineer, 'reschedule', beyond)
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('承诺在 6月1日 23:59 前完成')
    // What was written is not lost.
    expect(refused.text).toContain('客户放假')
    // An engineer moves no promise.
    const tried = await world.tap(engineer, 'reschedule', { ...beyond, beyond: 'agreed' })
    expect(tried.status).toBe(400)
    expect(tried.text).toContain('承诺改期要由经理登记')
    expect(await dueOf(world)).toBe(at('06-02 00:00', 2027))
    expect((await readVisit(world, id)).slot?.from).toBe(at('05-20 09:30', 2027))
  })

  it('[C11] [C17] beyond it, agreed with the customer: the agreement is on the contract, and moves both promises', async () => {
    const { world, id } = await agreed(at('05-20 09:30', 2027))
    const from = at('06-10 09:30', 2027)
    const move = { type: 'reschedule', from, agreedBy: '唐宇', how: 'email', reason: '客户放假', beyond: 'agreed' }
    expect((await actOn(world, id, move, 'dispatcher')).status).toBe(400)
    expect((await actOn(world, id, move)).status).toBe(200)
    expect(await dueOf(world)).toBe(at('06-11 00:00', 2027))
    // One mail, which says that the last day moves too, for each promise.
    const { text } = world.mail('上门时间已约定', 'tang.yu@jiangnan.example.com')
    expect(text).toMatch(/\(C11\).*由 2027年6月1日（周二）23:59 改到 2027年6月10日（周四）23:59/)
    expect(text).toMatch(/\(C17\).*由 2027年6月1日（周二）23:59 改到 2027年6月10日（周四）23:59/)
    const { record } = (await world.api('/api/contracts/NEW-1', undefined, MANAGER)).json
    expect(record.filter((one: { fact: { type: string } }) => one.fact.type === 'agreed')).toMatchObject([
      { clause: 'C11', fact: { until: '2027-06-10', by: '唐宇', how: 'email' } },
      { clause: 'C17', fact: { until: '2027-06-10', by: '唐宇', how: 'email' } },
    ])
    expect((await readVisit(world, id)).works.map(({ dueAt }) => dueAt)).toEqual([
      at('06-11 00:00', 2027),
      at('06-11 00:00', 2027),
    ])
    await world.advanceTo(at('06-10 10:00', 2027))
    await actOn(world, id, { type: 'done', found: '已巡检' })
    expect(await standing(world, 'C11', 'C17')).toMatchObject({
      'C11 inspection-1': 'done',
      'C17 full-inspection-1': 'done',
    })
    world.messages()
  })

  it('[C17] beyond it, knowing that it is late: the visit stands, the promise is broken on its day all the same', async () => {
    const { world, id } = await agreed(at('05-20 09:30', 2027))
    const from = at('06-10 09:30', 2027)
    await actOn(world, id, { type: 'reschedule', from, agreedBy: '唐宇', how: 'phone', reason: '缺件', beyond: 'late' })
    expect(await dueOf(world)).toBe(at('06-02 00:00', 2027))
    world.messages()
    await world.advanceTo(at('06-02 00:01', 2027))
    expect((await standing(world, 'C17'))['C17 full-inspection-1']).toBe('overdue')
    await world.advanceTo(at('06-10 12:00', 2027))
    await actOn(world, id, { type: 'done', found: '已巡检' })
    expect((await standing(world, 'C17'))['C17 full-inspection-1']).toBe('late')
    world.messages()
  })

  it('a later day that is agreed on the contract is known to the visit', async () => {
    const { world, id } = await agreed(at('05-20 09:30', 2027))
    const which = { clause: 'C17', need: 'full-inspection-1', about: 'jiangnan-teaching' }
    const agreement = { ...which, until: '2027-06-20', by: '唐宇', how: 'phone' }
    expect((await world.api('/api/contracts/NEW-1/agreements', agreement, MANAGER)).status).toBe(200)
    const { works } = await readVisit(world, id)
    expect(works.find(({ key }) => key.startsWith('C17'))?.dueAt).toBe(at('06-21 00:00', 2027))
    world.messages()
  })
})

describe('a visit on which nobody met', () => {
  it('[C17] the customer was not there: it is owed, planned again, and done in time', async () => {
    const { world, id, engineer } = await agreed(at('05-20 09:30', 2027))
    await world.tap(engineer, 'confirm')
    await world.advanceTo(at('05-20 10:00', 2027))
    const reason = '门卫不让进'
    expect((await world.tap(engineer, 'missed', { why: 'customerAbsent', reason })).status).toBe(303)
    expect(await readVisit(world, id)).toMatchObject({ stage: 'planning', missed: { why: 'customerAbsent', reason } })
    expect((await standing(world, 'C17'))['C17 full-inspection-1']).toBe('open')
    world.messages()
    // The customer has other dates to choose from; when they do not, somebody telephones.
    await world.advanceTo(at('05-24 09:05', 2027))
    world.sms('chen-wei', '客户未选时间，请打电话')
    const again = { type: 'agree', from: at('05-26 14:00', 2027), agreedBy: '唐宇', how: 'phone' }
    expect((await actOn(world, id, again, 'dispatcher')).status).toBe(200)
    await world.advanceTo(at('05-26 16:00', 2027))
    await actOn(world, id, { type: 'done', found: '已巡检' })
    expect(await standing(world, 'C11', 'C17')).toMatchObject({
      'C11 inspection-1': 'done',
      'C17 full-inspection-1': 'done',
    })
    world.messages()
  })

  it('[C17] the dishonest one who lets it pass is late like anybody: a visit that was planned keeps nothing', async () => {
    const { world } = await agreed(at('05-20 09:30', 2027))
    await world.advanceTo(at('06-02 00:00:01', 2027))
    expect(await standing(world, 'C11', 'C17')).toMatchObject({
      'C11 inspection-1': 'overdue',
      'C17 full-inspection-1': 'overdue',
    })
    world.messages()
  })
})

describe('a visit whose work is settled otherwise', () => {
  it('[C17] recorded by hand: the visit drops it, and ends once nothing is left', async () => {
    const { world, id } = await offered()
    const all = [...(await worksOf(world, 'C11')), ...(await worksOf(world, 'C17'))].filter(
      ({ state }) => state === 'open',
    )
    for (const work of all.slice(0, 1)) await recordWork(world, work)
    expect((await readVisit(world, id)).works.map(({ key }) => key)).toEqual([
      'C17/full-inspection-1/jiangnan-teaching',
    ])
    for (const work of all.slice(1)) await recordWork(world, work)
    expect(await readVisit(world, id)).toMatchObject({ stage: 'ended', ended: { how: 'fallenAway' } })
    world.messages()
  })

  it('[C17] called off by a manager: it stays owed, its contract asks for it, and no other opens by itself', async () => {
    const { world, id } = await agreed(at('05-20 09:30', 2027))
    expect((await actOn(world, id, { type: 'cancel', reason: '客户要求' }, 'dispatcher')).status).toBe(403)
    expect((await actOn(world, id, { type: 'cancel', reason: '客户要求' })).status).toBe(200)
    world.sms('li-na', '计划服务不用去了')
    world.mail('上门取消', 'tang.yu@jiangnan.example.com')
    await world.advanceTo(at('05-26 09:05', 2027))
    const has = (query = 'way=visit') =>
      visitsOf(world, query).then((all) => all.filter((one) => one.works.some(({ key }) => key.startsWith('C17'))))
    expect(await has()).toEqual([])
    expect(world.story().filter((line) => line.includes('zhao-min') && line.includes('C17'))).not.toEqual([])
    // By hand it is.
    const works = ['C17/full-inspection-1/jiangnan-teaching']
    const opened = await world.api('/api/visits', { contract: 'NEW-1', way: 'visit', works })
    expect(opened.status).toBe(201)
    expect((await world.api('/api/visits', { contract: 'NEW-1', way: 'visit', works })).status).toBe(400)
    world.messages()
  })

  it('left out of it by hand: the others stay, it can be taken along again', async () => {
    const { world, id } = await offered()
    const work = 'C11/inspection-1/jiangnan-teaching'
    expect((await actOn(world, id, { type: 'dropWork', work, reason: '另约' }, 'dispatcher')).status).toBe(200)
    expect((await readVisit(world, id)).works.map(({ key }) => key)).toEqual([
      'C17/full-inspection-1/jiangnan-teaching',
    ])
    expect((await actOn(world, id, { type: 'addWork', work }, 'dispatcher')).status).toBe(200)
    expect((await readVisit(world, id)).works).toHaveLength(2)
    world.messages()
  })
})

import { describe, expect, it } from 'vitest'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import { actOn, agreed, MANAGER, offered, readVisit, standing, visitsOf } from './visits.ts'

describe('a visit that the customer chooses the date of', () => {
  it('[C11] [C17] offered by mail, chosen by link, confirmed, done: one visit settles both', async () => {
    const { world, id, customer, visit } = await offered()
    expect(visit.works.map(({ key }) => key)).toEqual([
      'C11/inspection-1/jiangnan-teaching',
      'C17/full-inspection-1/jiangnan-teaching',
    ])
    // Three working days' notice, two days, one in the morning and one in the afternoon.
    expect(visit.offered).toEqual([
      { from: at('05-17 09:00', 2027), to: at('05-17 12:00', 2027) },
      { from: at('05-18 13:00', 2027), to: at('05-18 18:00', 2027) },
    ])
    const page = await world.fetch(customer)
    expect(page.text).toContain('请选一个时间')
    expect(page.text).toContain('定期巡检')
    expect(page.text).not.toContain('C17')
    const [, second] = visit.offered ?? []
    expect((await world.tap(customer, 'choose', { slot: second?.from ?? '' })).status).toBe(303)
    const chosen = await readVisit(world, id)
    expect(chosen).toMatchObject({ stage: 'appointment', slot: second, confirmed: false, agreed: { how: 'link' } })
    // They keep it in writing.
    expect(world.mail(`您选的上门时间已记下 · ${id}`, 'tang.yu@jiangnan.example.com').text).toContain('5月18日')
    // Whoever has duty then, of whom nobody has something else.
    const sms = world.sms(chosen.engineer ?? '', '计划服务请上门')
    expect(sms.text).toContain('5月18日13:00')
    const engineers = await world.fetch(sms.link)
    for (const said of ['我会按时到', '江苏省无锡市', 'uri.amap.com', '唐宇', 'C17', '全面巡检保养'])
      expect(engineers.text).toContain(said)
    expect((await world.tap(sms.link, 'confirm')).status).toBe(303)
    expect((await readVisit(world, id)).confirmed).toBe(true)
    expect(world.messages()).toEqual([])
    // The day before, by day: both.
    await world.advanceTo(at('05-17 09:00', 2027))
    world.mail('上门提醒', 'tang.yu@jiangnan.example.com')
    await world.advanceTo(at('05-17 09:10', 2027))
    world.sms(chosen.engineer ?? '', '提醒')
    await world.advanceTo(at('05-18 15:00', 2027))
    expect((await world.tap(sms.link, 'done', { found: '清洁、校准，更换滤网一只' })).status).toBe(303)
    expect(await standing(world, 'C11', 'C17')).toEqual({ 'C11 inspection-1': 'done', 'C17 full-inspection-1': 'done' })
    expect(await readVisit(world, id)).toMatchObject({ stage: 'ended', ended: { how: 'done' }, allowed: [] })
    const lines = await world.host.deps.ledger.ofSubject('contract/NEW-1')
    expect(lines.find(({ id: line }) => line.includes('C17/full-inspection-1'))).toMatchObject({
      state: 'kept',
      endedAt: at('05-18 15:00', 2027),
    })
    expect(await check(world.host.deps)).toEqual([])
    // Nothing more is asked about it, neither by the visit nor by its contract.
    await world.advanceTo(at('06-03 12:00', 2027))
    expect(world.story().filter((line) => /C11|C17|计划/.test(line) && !line.includes('C18'))).toEqual([])
    const { visits } = (await world.api(`/api/visits?contract=NEW-1&open=false&from=${at('05-01 00:00', 2027)}`)).json
    expect(visits.map((one: { id: string }) => one.id)).toContain(id)
  })

  it('a date is chosen once: who taps twice, or the other one afterwards, changes nothing', async () => {
    const { world, id, customer, visit } = await offered()
    const [first, second] = visit.offered ?? []
    await world.tap(customer, 'choose', { slot: first?.from ?? '', id: 'a' })
    expect((await world.tap(customer, 'choose', { slot: first?.from ?? '', id: 'a' })).status).toBe(303)
    expect((await world.tap(customer, 'choose', { slot: second?.from ?? '', id: 'b' })).status).toBe(409)
    expect((await readVisit(world, id)).slot).toEqual(first)
    world.messages()
  })

  it('no date of their own making: what was not offered cannot be chosen', async () => {
    const { world, customer } = await offered()
    const answer = await world.tap(customer, 'choose', { slot: at('05-30 09:00', 2027) })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('这个时间已经不能选了')
  })

  it('neither fits: the coordinator is asked to phone, by day, once', async () => {
    const { world, id, customer } = await offered()
    await world.tap(customer, 'noneFits', { words: '那周开学典礼' })
    await world.advanceTo(at('05-13 08:59', 2027))
    expect(world.messages()).toEqual([])
    await world.advanceTo(at('05-13 09:05', 2027))
    expect(world.sms('chen-wei', '请电话约时间').text).toContain(id)
    expect((await readVisit(world, id)).timeline.map(({ text }) => text)).toContain(
      'The customer: neither fits: 那周开学典礼',
    )
    world.messages()
  })

  it('the customer is silent: after two working days the coordinator phones, and agrees', async () => {
    const { world, id } = await offered()
    await world.advanceTo(at('05-14 08:59', 2027))
    expect(world.messages()).toEqual([])
    await world.advanceTo(at('05-14 09:05', 2027))
    const sms = world.sms('chen-wei', '客户未选时间')
    const page = await world.fetch(sms.link)
    expect(page.text).toContain('已与客户约定时间')
    const form = { from: '2027-05-20T09:30', agreedBy: '唐宇', how: 'phone', person: 'li-na' }
    expect((await world.tap(sms.link, 'agree', form)).status).toBe(303)
    expect(await readVisit(world, id)).toMatchObject({
      slot: { from: at('05-20 09:30', 2027), to: at('05-20 11:30', 2027) },
      agreed: { by: '唐宇', how: 'phone' },
      engineer: 'li-na',
    })
    // Whoever is said to have agreed hears of it, and can say that they did not.
    expect(world.mail('上门时间已约定', 'tang.yu@jiangnan.example.com').text).toContain('如果没有同意过')
    world.sms('li-na', '计划服务请上门')
    world.messages()
  })

  it('nobody agrees for a customer who was not asked: without who and how it is refused', async () => {
    const { world, id } = await offered()
    const answer = await actOn(world, id, { type: 'agree', from: at('05-20 09:30', 2027) })
    expect(answer.status).toBe(400)
    expect(answer.text).toContain('agreedBy')
  })
})

describe('whoever goes', () => {
  it('the forgetful one who has not confirmed is asked the working day before; then the coordinator as well', async () => {
    const { world, id } = await agreed(at('05-24 09:30', 2027))
    // Monday: the working day before is Friday.
    await world.advanceTo(at('05-21 08:59', 2027))
    expect(world.messages().filter(({ text }) => text.includes(id))).toEqual([])
    await world.advanceTo(at('05-21 09:05', 2027))
    world.sms('li-na', '请确认能到')
    world.mail('上门提醒', 'tang.yu@jiangnan.example.com')
    await world.advanceTo(at('05-24 09:05', 2027))
    world.sms('li-na', '请确认能到')
    world.sms('chen-wei', '请确认能到')
    world.messages()
  })

  it('the forgetful one who says nothing of it is asked the next day, then it climbs; the promise stays open', async () => {
    const { world, id, engineer } = await agreed(at('05-20 09:30', 2027))
    await world.tap(engineer, 'confirm')
    await world.advanceTo(at('05-21 08:59', 2027))
    world.messages()
    expect((await readVisit(world, id)).stage).toBe('outcome')
    await world.advanceTo(at('05-21 09:05', 2027))
    world.sms('li-na', '办了吗？请填结果')
    world.sms('chen-wei', '办了吗？请填结果')
    await world.advanceTo(at('05-24 09:05', 2027))
    world.sms('li-na', '办了吗？请填结果')
    world.sms('chen-wei', '办了吗？请填结果')
    await world.advanceTo(at('05-25 09:05', 2027))
    for (const person of ['li-na', 'chen-wei', 'liu-fang']) world.sms(person, '办了吗？请填结果')
    expect((await standing(world, 'C17'))['C17 full-inspection-1']).toBe('open')
    // It was done after all, and is said now.
    await world.tap(engineer, 'done', { found: '已办，忘了登记' })
    expect((await standing(world, 'C17'))['C17 full-inspection-1']).toBe('done')
    world.messages()
  })

  it('cannot go: the coordinator is asked who does, and a colleague takes it', async () => {
    const { world, id, engineer } = await agreed(at('05-20 09:30', 2027))
    await world.tap(engineer, 'cannot', { reason: '另有抢修' })
    await world.advanceTo(at('05-13 09:05', 2027))
    world.sms('chen-wei', '还没人去')
    expect((await actOn(world, id, { type: 'take' }, 'engineer/wang-qiang')).status).toBe(200)
    expect(await readVisit(world, id)).toMatchObject({ engineer: 'wang-qiang', confirmed: true })
    world.messages()
  })

  it('the hasty one: nothing is done the day before it is agreed for', async () => {
    const { world, id, engineer } = await agreed(at('05-20 09:30', 2027))
    const answer = await world.tap(engineer, 'done', { found: '已办' })
    expect(answer.status).toBe(409)
    expect(answer.text).toContain('约在 5月20日 09:30')
    expect((await standing(world, 'C17'))['C17 full-inspection-1']).toBe('open')
    expect((await visitsOf(world)).map((one) => one.id)).toContain(id)
    expect((await actOn(world, id, { type: 'missed', why: 'other', reason: 'x' }, MANAGER)).status).toBe(409)
  })
})

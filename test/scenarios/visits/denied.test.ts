import { describe, expect, it } from 'vitest'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import type { World } from '../../support/world.ts'
import { worksOf } from '../planned/contract.ts'
import { actOn, offered, readVisit, standing } from './visits.ts'

const TANG = 'tang.yu@jiangnan.example.com'
const stateOf = async (world: World) => (await standing(world, 'C17'))['C17 full-inspection-1']
const dueOf = async (world: World) =>
  (await worksOf(world, 'C17')).find(({ need }) => need === 'full-inspection-1')?.dueAt
const linesOf = async (world: World, id: string) => (await readVisit(world, id)).timeline.map(({ text }) => text)

/** Recorded by ours as agreed by telephone, with a promise that moves by it or not; and the customer's link. */
async function claimed(from: string, beyond?: 'agreed') {
  const { world, id } = await offered()
  const said = { type: 'agree', from, agreedBy: '唐宇', how: 'phone', person: 'li-na', ...(beyond && { beyond }) }
  expect((await actOn(world, id, said)).status).toBe(200)
  const customer = world.mail('上门时间已约定', TANG).link
  const engineer = world.sms('li-na', '计划服务请上门').link
  world.messages()
  return { world, id, customer, engineer }
}

describe('a date that ours recorded as agreed', () => {
  it('[C17] the customer never agreed: no date stands, those who answer for it know at once, the promise moves back', async () => {
    const { world, id, customer } = await claimed(at('06-10 09:30', 2027), 'agreed')
    expect(await dueOf(world)).toBe(at('06-11 00:00', 2027))
    expect((await world.fetch(customer)).text).toContain('这个时间没有与我们约定过')
    // The very last second of the promised day.
    await world.advanceTo(at('06-01 23:59:59', 2027))
    world.messages()
    expect((await world.tap(customer, 'disagree', { words: '没人给我打过电话', id: 'a' })).status).toBe(303)
    for (const person of ['chen-wei', 'liu-fang', 'li-na']) world.sms(person, '客户说没约过这个时间')
    expect(await readVisit(world, id)).toMatchObject({
      stage: 'planning',
      objections: [{ about: 'date', by: '唐宇', words: '没人给我打过电话' }],
    })
    expect((await readVisit(world, id)).slot).toBeUndefined()
    expect((await linesOf(world, id)).join('\n')).toContain('The customer never agreed to')
    expect(await dueOf(world)).toBe(at('06-02 00:00', 2027))
    const { record } = (await world.api('/api/contracts/NEW-1', undefined, 'manager/liu-fang')).json
    const taken = record.filter((one: { fact: { type: string } }) => one.fact.type === 'agreed')
    expect(taken.map(({ clause, takenBack }: { clause: string; takenBack?: object }) => [clause, takenBack])).toEqual([
      ['C11', expect.objectContaining({ by: expect.objectContaining({ kind: 'customer', name: '唐宇' }) })],
      ['C17', expect.objectContaining({ by: expect.objectContaining({ kind: 'customer', name: '唐宇' }) })],
    ])
    // Tapped twice, it is one; and there is nothing left to deny.
    expect((await world.tap(customer, 'disagree', { words: '没人给我打过电话', id: 'a' })).status).toBe(303)
    expect((await world.tap(customer, 'disagree', { id: 'b' })).status).toBe(409)
    expect((await readVisit(world, id)).objections).toHaveLength(1)
    expect(await stateOf(world)).toBe('open')
    await world.advanceTo(at('06-02 00:00', 2027))
    expect(await stateOf(world)).toBe('open')
    await world.advanceTo(at('06-02 00:00:01', 2027))
    expect(await stateOf(world)).toBe('overdue')
    expect(await check(world.host.deps)).toEqual([])
    world.messages()
  })

  it('[C17] denied after the day by which it was promised: it was broken then, and stays so', async () => {
    const { world, customer } = await claimed(at('06-10 09:30', 2027), 'agreed')
    await world.advanceTo(at('06-04 10:00', 2027))
    expect(await stateOf(world)).toBe('open')
    await world.tap(customer, 'disagree')
    expect(await stateOf(world)).toBe('overdue')
    const lines = await world.host.deps.ledger.ofSubject('contract/NEW-1')
    expect(lines.find(({ id }) => id.includes('C17/full-inspection-1'))).toMatchObject({
      state: 'broken',
      brokenAt: at('06-02 00:00', 2027),
    })
    world.messages()
  })

  it('[C17] denied within a week of being done: it was late; after that the record stands', async () => {
    const { world, id, customer } = await claimed(at('06-10 09:30', 2027), 'agreed')
    await world.advanceTo(at('06-10 11:00', 2027))
    await actOn(world, id, { type: 'done', found: '已巡检' })
    expect(await stateOf(world)).toBe('done')
    await world.advanceTo(at('06-17 11:00', 2027))
    expect((await world.tap(customer, 'disagree')).status).toBe(303)
    expect(await stateOf(world)).toBe('late')
    world.messages()
    const other = await claimed(at('06-10 09:30', 2027), 'agreed')
    await other.world.advanceTo(at('06-10 11:00', 2027))
    await actOn(other.world, other.id, { type: 'done', found: '已巡检' })
    await other.world.advanceTo(at('06-17 11:00:01', 2027))
    expect((await other.world.tap(other.customer, 'disagree')).status).toBe(409)
    expect(await stateOf(other.world)).toBe('done')
    other.world.messages()
  })

  it('[C17] the dishonest one who says it again: of a customer who denied it, a promise moves by what they write alone', async () => {
    const { world, id, customer } = await claimed(at('06-10 09:30', 2027), 'agreed')
    await world.tap(customer, 'disagree')
    world.messages()
    const again = { type: 'agree', from: at('06-10 09:30', 2027), agreedBy: '唐宇', beyond: 'agreed' }
    const said = await actOn(world, id, { ...again, how: 'phone' })
    expect([said.status, said.text.includes('in writing')]).toEqual([400, true])
    expect(await dueOf(world)).toBe(at('06-02 00:00', 2027))
    expect((await actOn(world, id, { ...again, how: 'email' })).status).toBe(200)
    expect(await dueOf(world)).toBe(at('06-11 00:00', 2027))
    // Nor does the engineer take the chance to say that nobody was there.
    world.messages()
  })

  it('the hasty one who agrees before anybody was asked: whoever can be written to is told, and has a link', async () => {
    const { world } = await offered()
    const [other] = (await world.api('/api/visits?contract=NEW-1&way=visit')).json.visits.filter(
      ({ works }: { works: { key: string }[] }) => works.some(({ key }) => key.startsWith('C14/')),
    )
    const from = at('05-20 09:30', 2027)
    await actOn(world, other.id, { type: 'agree', from, agreedBy: '唐宇', how: 'phone', beyond: 'late' })
    const { link } = world.mail('上门时间已约定', TANG)
    expect((await world.fetch(link)).text).toContain('这个时间没有与我们约定过')
    world.messages()
  })

  it('another time, please: whoever agreed, before it begins; no promise moves', async () => {
    const { world, id, customer } = await offered()
    const [first] = (await readVisit(world, id)).offered ?? []
    await world.tap(customer, 'choose', { slot: first?.from ?? '' })
    world.messages()
    // Their own choice they do not deny.
    expect((await world.tap(customer, 'disagree')).status).toBe(409)
    await world.advanceTo(at('05-17 08:59:59', 2027))
    world.messages()
    expect((await world.tap(customer, 'otherTime', { words: '临时停电，周五可以' })).status).toBe(303)
    world.sms('chen-wei', '客户请求改期')
    expect(await readVisit(world, id)).toMatchObject({ stage: 'planning' })
    expect((await linesOf(world, id)).join('\n')).toContain('临时停电，周五可以')
    expect(await dueOf(world)).toBe(at('06-02 00:00', 2027))
    world.messages()
    const { world: late, customer: link } = await claimed(at('05-20 09:30', 2027))
    await late.advanceTo(at('05-20 09:30', 2027))
    expect((await late.tap(link, 'otherTime')).status).toBe(409)
    late.messages()
  })
})

describe('a customer who is said not to have been there', () => {
  it('[C17] denies it: nothing falls away until a manager decides, and it is broken if nobody comes', async () => {
    const { world, id, customer, engineer } = await claimed(at('05-20 09:30', 2027))
    await world.advanceTo(at('05-20 10:00', 2027))
    world.messages()
    await world.tap(engineer, 'missed', { why: 'customerAbsent', reason: '门卫不让进' })
    const told = world.mail('上门没有办成', TANG)
    expect(told.text).toContain('门卫不让进')
    expect((await world.fetch(told.link)).text).toContain('我们当时在，没有人来')
    expect((await world.tap(customer, 'wereThere', { words: '我一直在 101' })).status).toBe(303)
    for (const person of ['chen-wei', 'liu-fang', 'li-na']) world.sms(person, '客户说在场，没有人来')
    expect(await readVisit(world, id)).toMatchObject({
      stage: 'planning',
      objections: [{ about: 'absence', words: '我一直在 101', slot: { from: at('05-20 09:30', 2027) } }],
    })
    expect((await world.tap(customer, 'wereThere')).status).toBe(409)
    // It is not called off before that, and only a manager decides.
    const off = await actOn(world, id, { type: 'cancel', reason: '客户不在' })
    expect([off.status, off.json.message]).toEqual([409, expect.stringContaining('a manager decides first')])
    const decision = { type: 'judge', finding: 'theirs', reason: '监控里没有人' }
    expect((await actOn(world, id, decision, 'dispatcher')).status).toBe(403)
    // Asked by day, each day anew; and for a date as ever, where the customer does not choose one.
    world.mail('请选择上门时间', TANG)
    await world.advanceTo(at('05-21 09:05', 2027))
    world.sms('liu-fang', '请核定')
    await world.advanceTo(at('05-24 09:05', 2027))
    world.sms('liu-fang', '请核定')
    world.sms('chen-wei', '客户未选时间')
    world.messages()
    await world.advanceTo(at('06-02 00:00', 2027))
    expect(await stateOf(world)).toBe('open')
    await world.advanceTo(at('06-02 00:00:01', 2027))
    expect(await stateOf(world)).toBe('overdue')
    expect((await actOn(world, id, { ...decision, finding: 'ours' })).status).toBe(200)
    expect(world.mail('经核定，是我们没有到', TANG).text).toContain('监控里没有人')
    expect(await readVisit(world, id)).toMatchObject({
      missed: { why: 'engineerAbsent' },
      objections: [{ decided: { finding: 'ours', reason: '监控里没有人' } }],
    })
    expect(await stateOf(world)).toBe('overdue')
    expect(await check(world.host.deps)).toEqual([])
    world.messages()
  })

  it('[C17] a manager who does without the work does not silence them: what they deny is decided first, and they are told', async () => {
    const { world, id, customer, engineer } = await claimed(at('05-20 09:30', 2027))
    await world.advanceTo(at('05-20 10:00', 2027))
    await world.tap(engineer, 'missed', { why: 'customerAbsent', reason: '门卫不让进' })
    await world.tap(customer, 'wereThere', { words: '我一直在 101' })
    world.messages()
    for (const { key } of (await readVisit(world, id)).works) {
      const [clause, need, about] = key.split('/')
      const waiver = { clause, need, about, reason: '设备已拆除' }
      expect((await world.api('/api/contracts/NEW-1/waivers', waiver, 'manager/liu-fang')).status).toBe(200)
    }
    expect(await stateOf(world)).toBe('waived')
    await world.advanceTo(at('05-21 09:05', 2027))
    expect(world.sms('liu-fang', '请核定').text).toContain('C17')
    const idle = await readVisit(world, id)
    expect(idle.ended).toBeUndefined()
    // Nobody is asked for a date, nor gives one.
    expect(world.story().join('\n')).not.toContain('请电话约时间')
    expect([...idle.allowed].sort()).toEqual(['judge', 'note'])
    await world.advanceTo(at('05-24 09:05', 2027))
    world.sms('liu-fang', '请核定')
    const decision = { type: 'judge', finding: 'ours', reason: '门卫登记里没有我们的人' }
    expect((await actOn(world, id, decision)).status).toBe(200)
    const told = world.mail('经核定，是我们没有到', TANG)
    expect(told.text).toContain('门卫登记里没有我们的人')
    expect(told.text).toContain('不再安排')
    expect((await world.fetch(told.link)).status).toBe(200)
    expect(await readVisit(world, id)).toMatchObject({ ended: { how: 'fallenAway' } })
    expect(await stateOf(world)).toBe('waived')
    expect(await check(world.host.deps)).toEqual([])
    world.messages()
  })

  it('nobody came and nobody says so: the customer does, and it is not done behind their back', async () => {
    const { world, id, customer, engineer } = await claimed(at('05-20 09:30', 2027))
    await world.advanceTo(at('05-20 11:29:59', 2027))
    expect((await world.tap(customer, 'wereThere')).status).toBe(409)
    await world.advanceTo(at('05-20 11:30', 2027))
    world.messages()
    expect((await world.tap(customer, 'wereThere')).status).toBe(303)
    expect((await world.tap(engineer, 'done', { found: '已巡检' })).status).toBe(409)
    // Whoever admits it decides for the customer.
    await world.tap(engineer, 'missed', { why: 'engineerAbsent', reason: '堵车' })
    expect(world.mail('我们没有按约上门', TANG).text).toContain('堵车')
    expect(await readVisit(world, id)).toMatchObject({
      stage: 'planning',
      objections: [{ decided: { finding: 'ours', reason: '堵车' } }],
    })
    expect((await actOn(world, id, { type: 'judge', finding: 'theirs', reason: 'x' })).status).toBe(409)
    world.messages()
  })

  it('a manager decides that they were not: what was done after all may be said', async () => {
    const { world, id, customer, engineer } = await claimed(at('05-20 09:30', 2027))
    await world.advanceTo(at('05-20 12:00', 2027))
    await world.tap(customer, 'wereThere')
    await actOn(world, id, { type: 'judge', finding: 'theirs', reason: '签字单在手' })
    expect(world.mail('关于您说当时在场', TANG).text).toContain('签字单在手')
    expect((await world.tap(engineer, 'done', { found: '已巡检' })).status).toBe(303)
    expect(await stateOf(world)).toBe('done')
    world.messages()
  })
})

import { describe, expect, it } from 'vitest'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import { customerOf, signed } from '../planned/contract.ts'
import { actOn, agreed, offered, readVisit, teaching, visitsOf } from './visits.ts'

describe('whoever goes is in one place at a time', () => {
  it('whoever records it, and however many at once: the second is told of the first', async () => {
    const { world, id } = await agreed(at('05-20 09:30', 2027))
    const other = (await visitsOf(world)).find((one) => one.id !== id)?.id ?? ''
    const agree = { type: 'agree', agreedBy: '唐宇', how: 'phone', person: 'li-na', beyond: 'late' }
    const twice = await actOn(world, other, { ...agree, from: at('05-20 11:00', 2027) })
    expect([twice.status, twice.text.includes(id)]).toEqual([400, true])
    expect((await readVisit(world, other)).stage).toBe('planning')
    // As the one ends the other may begin.
    expect((await actOn(world, other, { ...agree, from: at('05-20 11:30', 2027) })).status).toBe(200)
    const move = { ...agree, type: 'reschedule', reason: '客户要求', from: at('05-24 14:00', 2027) }
    const both = await Promise.all([id, other].map((one) => actOn(world, one, move)))
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 400])
    // Given back, it is another's.
    const [kept, left] = both[0]?.status === 200 ? [id, other] : [other, id]
    expect((await actOn(world, kept, { type: 'assign', person: 'wang-qiang' })).status).toBe(200)
    expect((await actOn(world, left, move)).status).toBe(200)
    expect((await actOn(world, kept, { type: 'assign', person: 'li-na' })).status).toBe(400)
    expect(await check(world.host.deps)).toEqual([])
    world.messages()
  })
})

describe('dates that the customer is offered', () => {
  it('what is past, or is nobody’s any more, is not shown', async () => {
    const { world, id, customer, visit } = await offered()
    const [first, second] = visit.offered ?? []
    expect((await world.fetch(customer)).text).toContain(`value="${first?.from}"`)
    await world.advanceTo(first?.from ?? '')
    const page = (await world.fetch(customer)).text
    expect(page).not.toContain(`value="${first?.from}"`)
    expect(page).toContain(`value="${second?.from}"`)
    expect((await world.tap(customer, 'choose', { slot: first?.from ?? '' })).status).toBe(400)
    await world.advanceTo(second?.from ?? '')
    // Once both are over there are others.
    const { offered: others = [], stage } = await readVisit(world, id)
    const last = (await world.fetch(customer)).text
    expect(last).not.toContain(`value="${second?.from}"`)
    expect([stage, others.length]).toEqual(['planning', 2])
    for (const { from } of others) expect(last).toContain(`value="${from}"`)
    world.messages()
  })

  it('keep clear of the customer’s peak times', async () => {
    const world = await teaching()
    const peak = { kind: 'peak', name: '上午上课', from: '2027-05-01', until: '2027-06-30', reason: '教务处' }
    const hours = { from: '08:00', to: '12:00' }
    const said = await world.api(`/api/customers/${customerOf('C')}/calendar`, { ...peak, hours })
    expect([said.status, said.text]).toEqual([200, expect.anything()])
    await world.advanceTo(at('05-12 09:05', 2027))
    const visit = (await visitsOf(world)).find(({ works }) => works.some(({ key }) => key.startsWith('C17/')))
    expect(visit?.offered).toHaveLength(2)
    for (const { from } of visit?.offered ?? []) expect(from.slice(11, 16)).toBe('05:00')
    world.messages()
  })
})

it('a calendar that is subscribed to is told of each change by a higher number, of what is withdrawn too', async () => {
  const world = await signed('C')
  const path = `/api/customers/${customerOf('C')}/calendar`
  const entry = { kind: 'systemChange', name: '教务系统升级', from: '2027-04-10', until: '2027-04-12', reason: '来电' }
  expect((await world.api(path, entry)).status).toBe(200)
  const { url } = (await world.api('/api/calendar-feeds', { customer: customerOf('C') })).json
  const sequence = async () => {
    const { text } = await world.fetch(new URL(url).pathname)
    const event = text
      .replaceAll('\r\n ', '')
      .split('BEGIN:VEVENT')
      .find((one) => one.includes('change-support-e1'))
    return [Number(/SEQUENCE:(\d+)/.exec(event ?? '')?.[1]), event?.includes('STATUS:CANCELLED')]
  }
  expect(await sequence()).toEqual([0, false])
  expect((await world.api(`${path}/e1`, { ...entry, from: '2027-04-11', until: '2027-04-13' })).status).toBe(200)
  expect(await sequence()).toEqual([1, false])
  expect((await world.api(`${path}/e1/withdraw`, { reason: '取消' })).status).toBe(200)
  expect(await sequence()).toEqual([2, true])
  world.messages()
})

import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { actOn, agreed, MANAGER, offered, readVisit, toldOf, visitsOf } from './visits.ts'

describe('whoever it is not for', () => {
  it('an engineer of another roster sees and does nothing; one of this roster sees it', async () => {
    const { world, id } = await offered()
    const outside = await world.api(`/api/visits/${id}`, undefined, 'engineer/aygul')
    expect(outside.status).toBe(403)
    expect((await actOn(world, id, { type: 'take' }, 'engineer/aygul')).status).toBe(403)
    expect((await world.api('/api/visits', undefined, 'engineer/aygul')).json.visits).toEqual([])
    expect((await world.api(`/api/visits/${id}`, undefined, 'engineer/li-na')).status).toBe(200)
    expect(
      (await world.api('/api/visits', undefined, 'engineer/li-na')).json.visits.map((one: { id: string }) => one.id),
    ).toContain(id)
  })

  it("a viewer looks, without the names of the customer's people", async () => {
    const { world, id } = await agreed(at('05-20 09:30', 2027))
    const seen = await world.api(`/api/visits/${id}`, undefined, 'viewer')
    expect(seen.status).toBe(200)
    expect(seen.json).toMatchObject({ allowed: [], forms: [] })
    expect(seen.text).not.toContain('唐宇')
    expect((await actOn(world, id, { type: 'note', text: 'x' }, 'viewer')).status).toBe(403)
  })

  it("a stranger's link opens nothing, an engineer's is no key to the customer's page, nor the other way round", async () => {
    const { world, id, customer } = await offered()
    expect((await world.fetch('/c/AAAAAAAAAAAA')).status).toBe(404)
    expect((await world.fetch(customer.replace('/c/', '/p/'))).status).toBe(404)
    for (const action of ['done', 'cancel', 'assign', 'agree', 'confirm'])
      expect((await world.tap(customer, action, { found: 'x', reason: 'x' })).status).toBe(409)
    expect((await readVisit(world, id)).stage).toBe('planning')
    const revoked = { contact: 'tang-yu', visit: id, reason: '调离' }
    expect((await world.api('/api/links/revoke', revoked, MANAGER)).json.revoked).toMatchObject([{ visit: id }])
    expect((await world.fetch(customer)).status).toBe(404)
  })

  it('who has it no longer does not go on with it; the customer sees nothing of ours', async () => {
    const { world, id, engineer } = await agreed(at('05-20 09:30', 2027))
    await actOn(world, id, { type: 'assign', person: 'wang-qiang' }, 'dispatcher')
    world.sms('wang-qiang', '计划服务请上门')
    world.sms('li-na', '计划服务不用去了')
    expect((await world.tap(engineer, 'confirm')).status).toBe(409)
    await world.advanceTo(at('05-19 09:05', 2027))
    const { link } = world.mail('上门提醒', 'tang.yu@jiangnan.example.com')
    const page = (await world.fetch(link)).text
    expect(page).toContain('5月20日 09:30')
    expect(page).toContain('王强')
    for (const hidden of ['C17', '应于', '时间线', 'chen-wei', '陈伟']) expect(page).not.toContain(hidden)
    world.messages()
  })

  it('what is sent is bounded, and what is wrong is said by its label', async () => {
    const { world, id, engineer } = await agreed(at('05-20 09:30', 2027))
    await world.advanceTo(at('05-20 10:00', 2027))
    const empty = await world.tap(engineer, 'done', { found: '  ' })
    expect(empty.status).toBe(400)
    expect(empty.text).toContain('做了什么，结果如何')
    expect((await world.tap(engineer, 'done', { found: 'x'.repeat(1001) })).status).toBe(400)
    expect((await actOn(world, id, { type: 'agree', from: 'soon' })).status).toBe(400)
    expect((await actOn(world, id, { type: 'fly' })).status).toBe(400)
    expect((await world.api('/api/visits/V000000-0000')).status).toBe(404)
    expect((await world.api('/api/visits', { contract: 'NEW-1', way: 'visit', works: ['C17/none/none'] })).status).toBe(
      400,
    )
    world.messages()
  })
})

describe('a day of somebody who goes', () => {
  it('is in the order in which to go, with maps, and the way between them', async () => {
    const { world, id } = await agreed(at('05-20 14:00', 2027))
    const works = ['C14/arrival-visit-1/contract']
    const [other] = (await visitsOf(world)).filter((one) => one.id !== id)
    await actOn(world, other?.id ?? '', {
      type: 'agree',
      from: at('05-20 09:30', 2027),
      agreedBy: '唐宇',
      how: 'phone',
      person: 'li-na',
      beyond: 'late',
    })
    const { json } = await world.api('/api/visits/day?on=2027-05-20', undefined, 'engineer/li-na')
    expect(json.engineer).toBe('li-na')
    expect(json.visits.map((one: { id: string }) => one.id)).toEqual([other?.id, id])
    expect(other?.works.map(({ key }) => key)).toEqual(works)
    expect(json.maps).toHaveLength(2)
    expect(
      (await world.api('/api/visits/day?on=2027-05-20&engineer=li-na', undefined, 'engineer/aygul')).json.visits,
    ).toEqual([])
    expect(toldOf(world, 'aygul')).toEqual([])
    world.messages()
  })
})

import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { signed } from '../planned/contract.ts'
import { actOn, readVisit, standing, teaching, visitsOf } from './visits.ts'

/** The call that is due within five working days of the arrival. */
async function arrivalCall() {
  const world = await teaching()
  const [call] = await visitsOf(world, 'way=call')
  if (!call) throw new Error('no call was planned')
  return { world, id: call.id, call }
}

describe('a call that nobody has to call for', () => {
  it('[C14] is on the list from the day on that it may be made; reached, it is done', async () => {
    const { world, id, call } = await arrivalCall()
    expect(call).toMatchObject({ way: 'call', works: [{ key: 'C14/arrival-call-1/contract' }] })
    const view = await readVisit(world, id)
    expect(view.slot).toEqual({ from: at('03-01 09:00', 2027), to: at('03-01 12:00', 2027) })
    await world.advanceTo(at('03-01 10:00', 2027))
    expect((await actOn(world, id, { type: 'done', found: '设备正常，无意见' }, 'dispatcher')).status).toBe(200)
    expect(await standing(world, 'C14')).toMatchObject({ 'C14 arrival-call-1': 'done' })
    world.messages()
  })

  it('[C14] not reached is no call: tried again at another time of day, and after three somebody thinks of another way', async () => {
    const { world, id } = await arrivalCall()
    const slots: string[] = []
    for (const [day, time] of [
      ['01', '09:20'],
      ['01', '14:00'],
      ['02', '10:00'],
    ]) {
      await world.advanceTo(at(`03-${day} ${time}`, 2027))
      expect((await actOn(world, id, { type: 'notReached', note: '无人接听' }, 'dispatcher')).status).toBe(200)
      // Who taps again in the same half of a day has not tried again.
      const before = (await readVisit(world, id)).attempts
      for (const tap of ['a', 'b'])
        await actOn(world, id, { type: 'notReached', id: `${day}${time}${tap}` }, 'dispatcher')
      expect((await readVisit(world, id)).attempts).toBe(before)
      slots.push((await readVisit(world, id)).slot?.from ?? '')
    }
    expect(slots).toEqual([at('03-01 13:00', 2027), at('03-02 09:00', 2027), at('03-02 13:00', 2027)])
    expect(await readVisit(world, id)).toMatchObject({ attempts: 3, stage: 'appointment' })
    expect((await standing(world, 'C14'))['C14 arrival-call-1']).toBe('open')
    world.messages()
    await world.advanceTo(at('03-03 09:05', 2027))
    expect(world.story().join('\n')).toContain('回访多次没打通')
    // Reached after all, it counts.
    expect((await actOn(world, id, { type: 'done', found: '已联系上' }, 'dispatcher')).status).toBe(200)
    expect((await standing(world, 'C14'))['C14 arrival-call-1']).toBe('done')
    world.messages()
  })

  it('[C14] whoever is to call reads whom, with a number to tap, signed in and by their link', async () => {
    const { world, id } = await arrivalCall()
    await actOn(world, id, { type: 'assign', person: 'sun-hao' }, 'dispatcher')
    const { link } = world.sms('sun-hao', '请打回访电话')
    const { contacts, contact } = await readVisit(world, id)
    expect([contact, contacts.length > 0]).toEqual([undefined, true])
    for (const page of [await world.fetch(link), await world.api(`/jobs/${id}`, undefined, 'engineer/sun-hao')]) {
      for (const { name, phone = '' } of contacts) expect(page.text).toMatch(new RegExp(`tel:\\${phone}.*${name}`))
      expect(page.text).not.toContain('没有登记联系人')
    }
    // Whoever has none is told so.
    const { directory } = world.host.deps
    const all = (await directory.all()).contacts
    await directory.merge({ contacts: all.map((one) => ({ ...one, sites: [] })) })
    expect((await world.fetch(link)).text).toContain('没有登记联系人')
    world.messages()
  })

  it('[C14] the forgetful desk is asked the next morning; who has it is asked first', async () => {
    const { world, id } = await arrivalCall()
    await actOn(world, id, { type: 'assign', person: 'sun-hao' }, 'dispatcher')
    world.sms('sun-hao', '请打回访电话')
    await world.advanceTo(at('03-02 09:05', 2027))
    world.sms('sun-hao', '电话回访待打')
    world.messages()
  })
})

it('[C11] [C17] the dishonest one keeps no inspection on site by a telephone call, and none by a visit to another place', async () => {
  const world = await signed('C', { planVersion: 3 })
  await world.advanceTo(at('05-12 09:05', 2027))
  const [visits, calls] = [await visitsOf(world), await visitsOf(world, 'way=call')]
  const works = (place: string) => visits.filter((one) => one.place === place).flatMap((one) => one.works)
  const [here, there] = [works('jiangnan-teaching'), works('jiangnan-library')].map((all) =>
    all.find(({ key }) => key.startsWith('C17/')),
  )
  const [call, visit] = [calls[0], visits.find(({ place }) => place === 'jiangnan-library')]
  if (!here || !there || !call || !visit) throw new Error('nothing is planned')
  const added = async (id: string, work: string) => {
    const { status, json } = await actOn(world, id, { type: 'addWork', work }, 'dispatcher')
    return [status, json.problems]
  }
  expect(await added(call.id, here.key)).toEqual([400, ['work: has to be done on site: no call settles it']])
  expect(await added(visit.id, call.works[0]?.key ?? '')).toEqual([
    400,
    ['work: has to be done by telephone: no visit settles it'],
  ])
  expect(await added(visit.id, here.key)).toEqual([
    400,
    ['work: is due at another place: it is not done on the same visit'],
  ])
  const [before, after] = [call, await readVisit(world, call.id)].map((one) => one.works.map(({ key }) => key))
  expect(after).toEqual(before)
  world.messages()
})

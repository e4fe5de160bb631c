import { describe, expect, it } from 'vitest'
import { later } from '../../../shared/kernel/instant.ts'
import { at } from '../../support/play.ts'
import { twilioCall } from '../../support/twilio.ts'
import { CUSTOMERS, MAILS, World } from '../../support/world.ts'

const NOW = at('11-20 14:00')
const UNTIL = at('11-20 14:20')
const ORDINARY = { ...CUSTOMERS.data, severity: 'ordinary' } as const
const SITE = { site: 'tianshan-machine-room', until: UNTIL, reason: '机房停电检修' } as const

const mute = (world: World, body: object = SITE, who = 'manager') => world.api('/api/mutes', body, who)
const muted = async (body: object = SITE): Promise<{ world: World; id: string }> => {
  const world = await World.start(NOW)
  const { status, json } = await mute(world, body)
  expect(status).toBe(201)
  return { world, id: json.id }
}
const types = async (world: World, id: string): Promise<string[]> =>
  (await world.repair(id)).timeline.map(({ type }: { type: string }) => type)

describe('planned work', () => {
  it.each([
    ['the site', SITE],
    ['the unit', { unit: 'fw-2025-0003', until: UNTIL, reason: '更换机柜' }],
    ['the customer', { customer: 'tianshan-data', until: UNTIL, reason: '全园停电' }],
  ])('%s: the report opens its repair, clocks run, and the first page goes at the end, not before', async (_, body) => {
    const { world } = await muted(body)
    await world.advance('PT1M')
    const { status, json } = await world.call(ORDINARY)
    expect([status, json.plannedWorkUntil]).toEqual([201, UNTIL])
    expect(json.clocks.length).toBeGreaterThan(2)
    const { text } = world.mail('报修已受理', MAILS.data)
    expect(text).toContain('现场正在计划作业')
    expect(text).toContain('12:20') // in Urumqi
    expect(await types(world, json.repairId)).toContain('pageHeld')

    await world.advanceTo(later(UNTIL, -1))
    expect(world.messages()).toEqual([])
    await world.advanceTo(UNTIL)
    expect(world.sms('aygul').at).toBe(UNTIL)
    expect(world.messages()).toEqual([])
    expect((await world.repair(json.repairId)).clocks[0].startedAt).toBe(later(NOW, 60_000))
    await world.act(json.repairId, { type: 'acknowledge' }, 'engineer/aygul')
    world.messages()
  })

  it('a caller hears on the line that work is under way, and until when', async () => {
    const { world } = await muted()
    const query = new URLSearchParams({ step: 'what', severity: 'ordinary', tries: '1', failures: '0' })
    const form = { CallStatus: 'in-progress', SpeechResult: '网络中断' }
    const { text } = await twilioCall(world, CUSTOMERS.data.caller, 'CA-1', form, `?${query}`)
    expect(text).toContain('现场正在计划作业，至12点20分')
    expect(text).toContain('Planned work is under way there until 12:20')
    world.mail('报修已受理', MAILS.data)
  })

  it('what breaks meanwhile is on record, and wakes nobody before the end', async () => {
    const { world } = await muted({ ...SITE, until: at('11-20 14:40') })
    const id = await world.report(ORDINARY)
    world.messages()
    await world.advanceTo(at('11-20 14:39'))
    expect((await world.clocks(id))['N5 responded']).toMatch(/^broken/)
    expect(world.messages().filter(({ kind }) => kind === 'sms')).toEqual([])
    await world.advanceTo(at('11-20 14:40'))
    expect(world.sms('aygul').at).toBe(world.now)
    world.messages()
  })

  it('a report at the end is paged at once, and so is one before the beginning', async () => {
    const { world } = await muted({ ...SITE, from: later(NOW, 60_000) })
    await world.advance('PT59.999S')
    const before = await world.report({ ...ORDINARY, serial: 'FW-2025-0004' })
    world.sms('aygul')
    await world.act(before, { type: 'acknowledge' }, 'engineer/aygul')
    world.messages()
    await world.advanceTo(UNTIL)
    world.messages()
    const { json } = await world.call(ORDINARY)
    expect(json.plannedWorkUntil).toBeUndefined()
    expect(world.sms('aygul').text).toContain(json.repairId)
    world.messages()
  })

  it('the worst severity is never muted: a report of it is paged at once', async () => {
    const { world } = await muted()
    const { json } = await world.call({ ...ORDINARY, severity: 'major' })
    expect(json.plannedWorkUntil).toBeUndefined()
    expect(world.sms('aygul').at).toBe(NOW)
    world.mail('报修已受理', MAILS.data)
  })

  it('… nor is one that a second call says is worse', async () => {
    const { world } = await muted()
    const held = await world.report(ORDINARY)
    world.mail('报修已受理', MAILS.data)
    await world.advance('PT1M')
    expect(world.messages()).toEqual([])
    await world.call({ ...ORDINARY, severity: 'major', symptoms: '全网中断' })
    const { text, at: sentAt } = world.sms('aygul')
    expect([sentAt, text.includes(held)]).toEqual([world.now, true])
    world.messages()
  })

  it('a plan with one severity has no worst: planned work at its customers holds pages back too', async () => {
    const { world } = await muted({ ...SITE, site: 'renhe-main' })
    const id = await world.report(CUSTOMERS.hospital)
    world.mail('报修已受理', MAILS.hospital)
    // H4 is broken after five minutes: on record, told to the customer, and nobody is woken before the end.
    await world.advanceTo(later(UNTIL, -1))
    expect(world.messages().filter(({ kind }) => kind === 'sms')).toEqual([])
    expect((await world.clocks(id))['H4 responded']).toMatch(/^broken/)
    await world.advanceTo(UNTIL)
    expect(world.messages().filter(({ kind }) => kind === 'sms')).toHaveLength(1)
  })

  it('ended early by the manager: what was held back goes at once; ended again, nothing happens', async () => {
    const { world, id } = await muted()
    const repair = await world.report(ORDINARY)
    world.mail('报修已受理', MAILS.data)
    await world.advance('PT5M')
    const { status, json } = await world.api(`/api/mutes/${id}/end`, {}, 'manager')
    expect([status, json.state, json.ended.at]).toEqual([200, 'over', world.now])
    expect(world.sms('aygul').at).toBe(world.now)
    expect((await world.api(`/api/mutes/${id}/end`, {}, 'manager')).json.ended).toEqual(json.ended)
    await world.act(repair, { type: 'acknowledge' }, 'engineer/aygul')
    world.messages()
    expect((await world.call({ ...ORDINARY, serial: 'FW-2025-0004' })).json.plannedWorkUntil).toBeUndefined()
    world.messages()
  })

  it('a climbing page stops where it is, and goes on at the end', async () => {
    const world = await World.start(NOW)
    const id = await world.report(ORDINARY)
    world.sms('aygul')
    world.messages()
    await mute(world)
    await world.advanceTo(later(UNTIL, -1))
    expect(world.messages()).toEqual([])
    await world.advanceTo(UNTIL)
    expect(world.messages().map(({ kind }) => kind)).toEqual(['sms'])
    expect((await types(world, id)).filter((type) => type === 'paged')).toHaveLength(2)
  })

  it('work that goes on is muted again before its end, and the page waits on; others are not muted', async () => {
    const { world } = await muted()
    await world.report(ORDINARY)
    world.messages()
    await mute(world, { ...SITE, until: at('11-20 14:25') })
    await world.advanceTo(later(UNTIL, 1000))
    expect(world.messages()).toEqual([])
    await world.report()
    world.sms('wang-qiang')
    world.messages()
    await world.advanceTo(at('11-20 14:25'))
    expect(world.messages().filter(({ kind }) => kind === 'sms')).not.toEqual([])
  })

  it('no open repair without a date: over days of planned work the manager is asked every morning', async () => {
    const { world } = await muted({ ...SITE, until: later(NOW, 4 * 24 * 3_600_000) })
    const id = await world.report(ORDINARY)
    world.messages()
    await world.advance('P3D')
    const asked = world.messages().filter(({ kind }) => kind === 'sms')
    expect(asked.length).toBeGreaterThanOrEqual(2)
    for (const { to, text } of asked) {
      expect(to).toBe('+8613800138100')
      expect(text).toContain(id)
    }
  })
})

describe('POST /api/mutes', () => {
  it('is the manager’s; anyone on the staff reads the list, with who and why', async () => {
    const { world, id } = await muted()
    expect((await mute(world, SITE, 'dispatcher')).status).toBe(403)
    expect((await world.api(`/api/mutes/${id}/end`, {}, 'dispatcher')).status).toBe(403)
    const { json } = await world.api('/api/mutes', undefined, 'viewer')
    expect(json.mutes).toEqual([
      { id, ...SITE, from: NOW, at: NOW, by: expect.objectContaining({ id: 'manager' }), state: 'muted' },
    ])
  })

  it.each([
    ['no end', { ...SITE, until: undefined }, /^until/],
    ['no reason', { ...SITE, reason: ' ' }, /^reason/],
    ['neither site nor unit', { until: UNTIL, reason: 'x' }, /^site/],
    ['a site and a unit', { ...SITE, unit: 'FW-2025-0003' }, /^site/],
    ['a site nobody knows', { ...SITE, site: 'nowhere' }, /^site: no site/],
    ['a customer nobody knows', { customer: 'nobody', until: UNTIL, reason: 'x' }, /^customer: no customer/],
    ['a unit nobody knows', { unit: 'X-1', until: UNTIL, reason: 'x' }, /^unit: no unit/],
    ['an end that is past', { ...SITE, until: NOW }, /^until/],
    ['an end before the beginning', { ...SITE, from: later(UNTIL, 1) }, /^until/],
    ['more than seven days', { ...SITE, until: later(NOW, 7 * 24 * 3_600_000 + 1) }, /^until: .*7 days/],
    ['a beginning more than thirty days ahead', { ...SITE, from: later(NOW, 31 * 24 * 3_600_000) }, /^from/],
  ])('refuses %s', async (_, body, problem) => {
    const world = await World.start(NOW)
    const { status, json } = await mute(world, body)
    expect(status).toBe(400)
    expect(json.problems[0]).toMatch(problem)
  })

  it('takes seven days, and ends no mute that is not there', async () => {
    const world = await World.start(NOW)
    expect((await mute(world, { ...SITE, until: later(NOW, 7 * 24 * 3_600_000) })).status).toBe(201)
    expect((await world.api('/api/mutes/none/end', {}, 'manager')).status).toBe(404)
  })
})

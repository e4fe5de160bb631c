import { describe, expect, it, vi } from 'vitest'
import type { OutboxEntry } from '../../../infra/local/outbox.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import { worthSending } from '../../../shared/shell/worth-sending.ts'
import type { SmsEffect } from '../../../shared/subject/effect.ts'
import { PEOPLE } from '../../support/edge.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const HOUR_MS = 3_600_000

/** Takes the SMS of the world, by person. */
const smsOf = (world: World): ReadonlyMap<string, readonly OutboxEntry[]> =>
  Map.groupBy(
    world.messages().filter(({ kind }) => kind === 'sms'),
    ({ to }) => PEOPLE[to] ?? to,
  )
const countOf = (sms: ReadonlyMap<string, readonly OutboxEntry[]>) =>
  [...sms.values()].reduce((sum, { length }) => sum + length, 0)
const inOrder = (sms: ReadonlyMap<string, readonly OutboxEntry[]>) =>
  [...sms.values()].flat().toSorted((one, other) => one.at.localeCompare(other.at))
const gaps = (sms: readonly OutboxEntry[]) =>
  sms.slice(1).map((one, index) => Date.parse(one.at) - Date.parse(sms[index]?.at ?? ''))

const serial = (n: number) => `BWC-2025-${String(117 + n).padStart(4, '0')}`
/** So many faults, one after another without a pause, of as many units and callers. */
const storm = async (world: World, count: number) => {
  for (let n = 0; n < count; n++) await world.report({ serial: serial(n), caller: `+86139000010${10 + n}` })
}

describe('one night, one storm, one year', () => {
  it('seven repairs that nobody takes, in one night: everybody is asked about each, and nobody is deafened', async () => {
    const world = await World.start(at('11-20 22:00'))
    for (let n = 0; n < 7; n++) {
      await world.report({ serial: serial(n) })
      await world.advance('PT7M')
    }
    await world.advanceTo(at('11-21 08:00'))
    const sms = smsOf(world)
    expect(countOf(sms)).toBeLessThanOrEqual(140)
    expect(sms.get('liu-fang')?.length).toBeLessThanOrEqual(40)
    for (const who of ['wang-qiang', 'zhou-jie', 'liu-fang', 'chen-wei'])
      for (let n = 1; n <= 7; n++) {
        const { timeline } = await world.repair(`261120-000${n}`)
        expect(
          timeline.some((event: { text: string }) => event.text.includes(NAMES[who] ?? '')),
          who,
        ).toBe(true)
      }
    // Never silent either: somebody is asked every hour.
    expect(Math.max(...gaps(inOrder(sms)))).toBeLessThanOrEqual(HOUR_MS)
  })

  it('fifty at once for one engineer: a page, then one message with a link to all the others', async () => {
    const world = await World.start(at('11-20 22:00'))
    await storm(world, 50)
    await world.advance('PT1M')
    const sms = smsOf(world).get('wang-qiang') ?? []
    expect(sms.map(({ text }) => text.replace(/https\S+/, '<link>'))).toEqual([
      '紧急 城东所 记录仪0117：无法开机 261120-0001 22:03 前接单，22:10 前回电 <link>',
      expect.stringMatching(/^49 件未接：.*… 22:0\d 前接单 <link>$/),
    ])
    await world.advance('PT9M')
    expect(countOf(smsOf(world))).toBeLessThanOrEqual(20)
  })

  it('one that everybody forgot: at most an hour of silence, and nobody hears of it more than once an hour', async () => {
    const world = await World.start(at('11-20 22:00'))
    await world.report()
    await world.advance('P5D')
    world.messages()
    await world.advance('P10D')
    const sms = smsOf(world)
    for (const messages of sms.values()) expect(messages.length / 10).toBeLessThanOrEqual(25)
    expect(Math.max(...gaps(inOrder(sms)))).toBeLessThanOrEqual(HOUR_MS)
  })
})

describe('what follows within a minute', () => {
  const DAY = at('11-20 10:00')

  it.each([
    ['PT59S', 1],
    ['PT1M', 2],
  ])('goes together at its end: after %s there are %i messages', async (after, count) => {
    const world = await World.start(DAY)
    await storm(world, 3)
    await world.advance(after)
    expect(smsOf(world).get('wang-qiang') ?? smsOf(world)).toHaveLength(count)
  })

  it('a severer one goes at once', async () => {
    const world = await World.start(DAY)
    await world.report({ severity: 'help' })
    await world.report({ serial: serial(1), severity: 'urgent' })
    expect(
      smsOf(world)
        .get('wang-qiang')
        ?.map(({ text }) => text.slice(0, 2)),
    ).toEqual(['求助', '紧急'])
  })

  it('is one link: each can be taken there, and all; what a colleague took says so', async () => {
    const world = await World.start(DAY)
    await storm(world, 4)
    await world.advance('PT1M')
    const wang = smsOf(world).get('wang-qiang')?.at(-1)
    const link = /https:\/\/[^/]+(\/i\/\S+)/.exec(wang?.text ?? '')?.[1] ?? ''
    const page = await world.fetch(link)
    expect(page.text).toContain('4 件未接')
    expect(page.text.match(/无法开机/g)).toHaveLength(4)

    await world.act('261120-0004', { type: 'acknowledge' }, 'engineer/zhou-jie')
    const one = new URLSearchParams({ take: '261120-0002' }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await world.fetch(link, { method: 'POST', headers, body: one })).status).toBe(303)
    expect((await world.repair('261120-0002')).assignee.id).toBe('wang-qiang')
    expect((await world.repair('261120-0001')).assignee).toBeUndefined()
    const late = await world.fetch(link, { method: 'POST', headers, body: 'take=261120-0004' })
    expect((await world.fetch(late.location ?? '')).text).toContain('261120-0004 已由周洁接单')

    await world.fetch(link, { method: 'POST', headers, body: 'take=all' })
    for (const n of [1, 2, 3]) expect((await world.repair(`261120-000${n}`)).assignee.id).toBe('wang-qiang')
    expect((await world.repair('261120-0004')).assignee.id).toBe('zhou-jie')
    world.messages()
  })

  it('a link to one person’s inbox is no link to anybody else’s, nor to a repair of nobody’s asking', async () => {
    const world = await World.start(DAY)
    await storm(world, 3)
    await world.advance('PT1M')
    const link = /(\/i\/\S+)/.exec(smsOf(world).get('wang-qiang')?.at(-1)?.text ?? '')?.[1] ?? ''
    await world.advance('P1D')
    world.messages()
    await world.report({ caller: '+8613800138006', serial: 'FW-2025-0003' })
    world.messages()
    const body = 'take=261121-0001'
    await world.fetch(link, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body })
    expect((await world.repair('261121-0001')).assignee).toBeUndefined()
    const other = `${link.slice(0, -1)}${link.endsWith('_') ? '-' : '_'}`
    expect((await world.fetch(other)).status).toBe(404)
    expect((await world.fetch(link.replace('/i/', '/p/'))).status).toBe(404)
  })
})

it('a reminder that was held back is not sent for a repair that somebody has taken', async () => {
  const world = await World.start(at('11-20 22:00'))
  for (let n = 0; n < 5; n++) await world.report({ serial: serial(n) })
  await world.advance('PT50M')
  world.messages()
  for (let n = 1; n <= 5; n++) await world.act(`261120-000${n}`, { type: 'acknowledge' }, 'engineer/zhou-jie')
  world.messages()
  await world.advance('PT4H')
  for (const { text } of smsOf(world).get('liu-fang') ?? []) expect(text).not.toMatch(/未接|前接单|请接单/)
  world.messages()
})

it('what was overtaken counts neither as sent nor as failed; what is too old to be read has failed', async () => {
  const world = await World.start(at('11-20 22:00'))
  const id = await world.report({ serial: serial(0) })
  world.messages()
  const about = `repair/${id}` as const
  const waits = (key: string, createdAt: Instant): SmsEffect => ({
    ...{ key, about, createdAt, to: '', language: 'zh-CN', timezone: 'Asia/Shanghai', reason: 'clockWarned R5' },
    ...{ channel: 'sms', template: 'warning', person: 'wang-qiang', turn: 'routine' },
    link: { kind: 'engineer', about, holder: 'wang-qiang' },
    // Due by now: it would warn of what is over.
    values: { dueAt: world.now },
  })
  const settled = vi.spyOn(world.host.deps.store, 'settleEffect')
  const effects = [
    waits(`${id}/90/warning/wang-qiang`, world.now),
    waits(`${id}/91/warning/wang-qiang`, at('11-19 21:59')),
  ]
  expect(await worthSending(world.host.deps, effects)).toEqual([])
  expect(settled.mock.calls.map(([{ key }, how]) => `${key.split('/')[1]} ${how}`)).toEqual([
    '91 failed',
    '90 overtaken',
  ])
  expect(world.errors()).toHaveLength(1)
  const { machine } = (await world.api('/api/settings', undefined, 'manager/liu-fang')).json
  expect(machine.handedOver).toMatchObject([{ to: 'staff', sent: 1, failed: 0 }, { to: 'contacts' }])
})

const NAMES: Readonly<Record<string, string>> = {
  'wang-qiang': '王强',
  'zhou-jie': '周洁',
  'liu-fang': '刘芳',
  'chen-wei': '陈伟',
}

it('a repair that cannot be read keeps nobody from the others: the inbox lists them', async () => {
  const world = await World.start(at('11-20 10:00'))
  await world.report({ serial: serial(9) })
  await world.act('261120-0001', { type: 'acknowledge' }, 'engineer/wang-qiang')
  const { repairs } = world.host.deps
  const load = repairs.load.bind(repairs)
  vi.spyOn(repairs, 'load').mockImplementation(async (id) => {
    if (id === '261120-0001') throw new Error('broken')
    return load(id)
  })
  await storm(world, 3)
  await world.advance('PT1M')
  const wang = smsOf(world).get('wang-qiang')?.at(-1)
  const link = /https:\/\/[^/]+(\/i\/\S+)/.exec(wang?.text ?? '')?.[1] ?? ''
  expect((await world.fetch(link)).text).toContain('3 件未接')
  expect(world.errors().join()).toContain('Left out of an inbox')
})

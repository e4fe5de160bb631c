import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { lookAtRosters } from '../../../shared/use-cases/look-at-roster.ts'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import type { World } from '../../support/world.ts'
import { lineOf, recordWork, signed, type Work, worksOf } from './contract.ts'
import { announce, plan } from './meeting.ts'

const ID = 'NEW-1~H7~meeting-e1~contract'
const read = async (world: World, who?: string) => (await world.api(`/api/duties/${ID}`, undefined, who)).json
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
let count = 0
const note = (world: World, entry: object = {}, who = 'engineer/sun-hao') =>
  world.api(`/api/duties/${ID}/entries`, { id: `n${++count}`, observed: '会场影像正常', ...entry }, who)
const watch = async (world: World): Promise<Work> => {
  const found = (await worksOf(world, 'H7')).find(({ by }) => by === 'watch')
  if (!found) throw new Error('no watch')
  return found
}
/** A meeting of two days that was planned: sun-hao has the first of them, zhou-jie the second. */
async function planned(): Promise<World> {
  const world = await signed('H')
  await announce(world, 'H')
  await plan(world)
  world.messages()
  return world
}
/** An entry at each of these hours of the two days. */
async function watched(world: World, hours: readonly string[]) {
  for (const hour of hours) {
    await world.advanceTo(at(`04-${hour}`, 2027))
    const { status, text } = await note(world)
    if (status !== 201) throw new Error(text)
  }
}
const EVERY_FOUR = ['20', '21'].flatMap((day) =>
  ['00:00', '04:00', '08:00', '12:00', '16:00', '20:00'].map((hour) => `${day} ${hour}`),
)

/** Its report is sent: frozen, to the customer's link, on the contract's file; and its log is closed. Their link. */
async function sent(world: World): Promise<string> {
  world.messages()
  const issue = (who?: string) => world.api(`/api/duties/${ID}/report`, {}, who)
  expect((await issue('engineer/aygul')).status).toBe(403)
  expect((await issue()).status).toBe(201)
  expect((await issue()).status).toBe(201)
  await world.host.idle()
  const { issued, mayIssue, mayNote, report } = await read(world)
  expect([mayIssue, mayNote, report]).toEqual([false, false, expect.objectContaining({ state: 'done' })])
  const letters = world.messages().filter(({ subject = '' }) => subject.includes('书面报告 · NEW-1'))
  expect(letters).toHaveLength(1)
  const customer = new URL(/https:\S+\/c\/\S+/.exec(letters[0]?.text ?? '')?.[0] ?? '').pathname
  const bytes = (await world.fetch(customer)).text
  expect(bytes).toContain('会场影像正常')
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(issued.page.sha256)
  const link = customer.replace(/\/report$/, '')
  expect((await world.fetch(link)).text).toContain(issued.page.sha256)
  expect((await world.fetch(`${link}/files/${issued.docx.sha256}`)).status).toBe(200)
  expect((await world.api(`/api/duties/${ID}/files/${issued.page.sha256}`)).text).toBe(bytes)
  expect((await world.api(`/api/duties/${ID}/files/${issued.page.sha256}`, undefined, 'engineer/aygul')).status).toBe(
    403,
  )
  expect((await note(world, {}, 'dispatcher')).json.problems[0]).toContain('its log is closed')
  const line = (await worksOf(world, 'H7')).find(({ need }) => need === 'meeting-report-e1')
  expect(line && (await lineOf(world, line))).toMatchObject({ state: 'kept' })
  return link
}

describe('[H7] [N13] the log of the watch', () => {
  it('[H7] entry by entry, with who and when: a watch without a gap is kept by it, and the report shows it', async () => {
    const world = await planned()
    await watched(world, EVERY_FOUR)
    // From here on there can be no gap before the end.
    expect(await watch(world)).toMatchObject({ state: 'done', document: '值守记录 12 条，没有空档' })
    await world.advanceTo(at('04-22 08:00', 2027))
    expect(await lineOf(world, await watch(world))).toMatchObject({ state: 'kept' })
    const { log, gaps, state, report } = await read(world)
    expect([log.length, gaps, state, report.state]).toEqual([12, [], 'over', 'open'])
    expect(log[0]).toMatchObject({ by: '孙浩', at: at('04-20 00:00', 2027), observed: '会场影像正常' })
    const page = await world.api(`/api/duties/${ID}/report`)
    expect(page.text).toContain('会场影像正常')
    expect(page.text).toContain('21 Apr 20:00')
    await sent(world)
    expect(await check(world.host.deps)).toEqual([])
    world.messages()
  })

  it('[H7] the forgetful one writes nothing: they are asked, then their deputy, then the office; the gap stands, whatever is said later', async () => {
    const world = await planned()
    await watched(world, ['20 00:30', '20 04:30'])
    world.messages()
    await world.advanceTo(at('04-20 08:29', 2027))
    expect(world.messages().filter(({ text }) => text.includes('值守记录'))).toEqual([])
    await world.advanceTo(at('04-20 12:40', 2027))
    const asked = world.story().filter((line) => line.includes('请补写值守记录'))
    expect(asked.map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      expect.stringMatching(/^08:30.* sun-hao:$/),
      expect.stringMatching(/^10:30.* zhao-min:$/),
      expect.stringMatching(/^12:30.* zhao-min:$/),
    ])
    expect((await read(world)).gaps).toEqual([{ from: at('04-20 04:30', 2027), to: at('04-20 12:40', 2027) }])
    // What is written down afterwards does not say that it was written then.
    await note(world, { observed: '08:00 巡视正常，忘了记' })
    await watched(
      world,
      EVERY_FOUR.filter((hour) => hour > '20 12:40'),
    )
    expect((await watch(world)).state).toBe('open')
    await world.advanceTo(at('04-22 08:00', 2027))
    expect(await lineOf(world, await watch(world))).toMatchObject({ state: 'broken' })
    expect((await watch(world)).state).toBe('late')
    expect(JSON.stringify(await watch(world))).toContain('空档：4月20日 04:30–4月20日 12:40')
    expect((await world.api(`/api/duties/${ID}/report`)).text).toContain('20 Apr 04:30 – 20 Apr 12:40')
    expect(await check(world.host.deps)).toEqual([])
    world.messages()
  })

  it('[H7] what is written once it is over makes no gap, and mends none: the last is there once', async () => {
    const world = await planned()
    await watched(
      world,
      EVERY_FOUR.filter((hour) => hour < '21 16:00'),
    )
    const last = { from: at('04-21 12:00', 2027), to: at('04-22 00:00', 2027) }
    for (const late of ['00:00:01', '08:00', '09:00']) {
      await world.advanceTo(at(`04-22 ${late}`, 2027))
      expect((await note(world, { observed: '补记：一切正常' })).status).toBe(201)
      expect((await read(world)).gaps).toEqual([last])
    }
    const { text } = await world.api(`/api/duties/${ID}/report`)
    expect(text.split('21 Apr 12:00 – 22 Apr 00:00').length - 1).toBe(1)
    expect(await lineOf(world, await watch(world))).toMatchObject({ state: 'broken' })
    expect(await check(world.host.deps)).toEqual([])
    world.messages()
  })

  it('[H7] the dishonest one says on the file that it was watched: the log is what counts', async () => {
    const world = await planned()
    await world.advanceTo(at('04-21 18:00', 2027))
    const refused = await recordWork(world, await watch(world))
    expect([refused.status, refused.json.problems[0]]).toEqual([
      400,
      expect.stringMatching(/^need: a watch is kept by its log/),
    ])
    await world.advanceTo(at('04-22 08:00', 2027))
    expect(await lineOf(world, await watch(world))).toMatchObject({ state: 'broken' })
    expect(JSON.stringify(await watch(world))).toContain('值守期间没有任何记录')
    world.messages()
  })

  it('[H7] the hasty one writes before it begins, twice, too much, or what is wrong: a correction is another entry', async () => {
    const world = await planned()
    expect((await note(world)).json.problems[0]).toMatch(/^body: the days of the watch are still to come/)
    await world.advanceTo(at('04-20 01:00', 2027))
    const same = { id: 'tap', observed: '备机已启用' }
    await Promise.all([note(world, same), note(world, same)])
    const [first] = (await read(world)).log
    expect((await read(world)).log).toHaveLength(1)
    expect((await note(world, { corrects: 999 })).json.problems[0]).toMatch(/^corrects: there is no such entry/)
    expect((await note(world, { observed: 'x'.repeat(1001) })).status).toBe(400)
    expect((await note(world, { observed: ' ' })).status).toBe(400)
    await note(world, { observed: '备机未启用', corrects: first.seq })
    expect((await read(world)).log).toMatchObject([
      { observed: '备机已启用' },
      { observed: '备机未启用', corrects: first.seq },
    ])
    world.messages()
  })

  it('[H7] a fault that is seen opens a repair, once, and each leads to the other', async () => {
    const world = await planned()
    await world.advanceTo(at('04-20 09:00', 2027))
    world.messages()
    const events = '主机断电，已切备机'
    await note(world, { observed: '主会场影像中断', events, fault: true, unit: 'NO-SUCH-1', handover: '盯住备机' })
    await world.host.idle()
    const { log } = await read(world)
    const { repair } = log[0].fault
    expect(log[0]).toMatchObject({
      handover: '盯住备机',
      fault: { unit: 'NO-SUCH-1', repair: expect.stringMatching(/^270420-/) },
    })
    const { calls } = await world.repair(repair)
    expect(JSON.stringify(calls ?? (await world.repair(repair)))).toContain('主会场影像中断')
    await note(world, { observed: '备机正常' })
    expect((await read(world)).log.filter((one: { fault?: object }) => one.fault)).toHaveLength(1)
    world.messages()
  })

  it('[H7] behind the link of whoever is on it, on the phone; who is not any more reads, and writes nothing; a stranger sees nothing', async () => {
    const world = await signed('H')
    await announce(world, 'H')
    await plan(world)
    await world.advance('PT2M')
    const { link } = world.sms('sun-hao', '请您值守')
    world.messages()
    await world.advanceTo(at('04-20 00:10', 2027))
    expect((await world.tap(link, 'note', { id: '1', observed: '开始值守', handover: '' })).status).toBe(303)
    expect((await world.tap(link, 'note', { id: '2', observed: '' })).text).toContain('role="alert"')
    const form = new FormData()
    for (const [name, value] of Object.entries({ id: '4', observed: '大屏正常' })) form.set(name, value)
    form.set('file', new Blob([png], { type: 'image/png' }), 'x.png')
    expect((await world.fetch(link, { method: 'POST', body: form })).status).toBe(303)
    const page = await world.fetch(link)
    expect(page.text).toContain('开始值守')
    const { log } = await read(world)
    expect(log).toMatchObject([{ by: '孙浩', observed: '开始值守' }, { photo: { kind: 'png' } }])
    const { sha256 } = log[1].photo
    expect(page.text).toContain(`/files/${sha256}`)
    expect((await world.fetch(`${link}/files/${sha256}`)).status).toBe(200)
    expect((await world.api(`/api/duties/${ID}/report`)).text).toContain(`SHA-256 ${sha256}`)
    for (const stranger of ['engineer/aygul', 'engineer/ma-jun']) {
      expect((await note(world, {}, stranger)).status).toBe(403)
      expect((await world.api(`/api/duties/${ID}`, undefined, stranger)).status).toBe(403)
      expect((await world.api('/api/duties/NONE~H7~meeting-e1~contract', undefined, stranger)).status).toBe(403)
      expect((await world.api('/api/duties', undefined, stranger)).json.duties).toEqual([])
    }
    expect((await note(world, {}, 'engineer/chen-wei')).status).toBe(403)
    expect((await note(world, {}, 'viewer')).status).toBe(403)
    expect((await note(world, {}, 'dispatcher')).status).toBe(201)
    const shifts = [{ person: 'zhou-jie', from: at('04-20 00:00', 2027), to: at('04-22 00:00', 2027) }]
    expect((await plan(world, { shifts })).json.problems).toBeUndefined()
    expect((await world.tap(link, 'note', { id: '3', observed: '我还在' })).status).toBe(400)
    expect((await read(world)).log).toHaveLength(3)
    expect((await world.api('/api/duties')).json.duties).toMatchObject([{ id: ID, state: 'on', entries: 3 }])
    // What the report names by its digest the customer opens by their link.
    await world.advanceTo(at('04-22 08:00', 2027))
    const theirs = await sent(world)
    expect((await world.fetch(theirs)).text).toContain(`${theirs}/files/${sha256}`)
    expect((await world.fetch(`${theirs}/files/${sha256}`)).status).toBe(200)
    expect((await world.fetch(`${theirs}/files/${'0'.repeat(64)}`)).status).toBe(404)
    world.messages()
  })
})

/** Who was told at which time that their watch, or their duty by the roster, begins or is over. */
const begins = (world: World) =>
  world
    .story()
    .flatMap((line) => /\d\d:\d\d \S+ (您的值守开始了|您开始值班|您已下班|给您加了一班)/.exec(line)?.[0] ?? [])

describe('[H7] [N13] as a shift of the watch begins', () => {
  it('[H7] whoever is on it is told, once: until when, how often they write, and where', async () => {
    const world = await planned()
    await world.advanceTo(at('04-19 23:59:59', 2027))
    world.messages()
    await world.advanceTo(at('04-20 00:00', 2027))
    const { text, link } = world.sms('sun-hao')
    expect(text).toMatch(/^您的值守开始了 .*至 4月21日00:00，每4小时写一次记录/)
    expect((await world.tap(link, 'note', { id: '1', observed: '开始值守' })).status).toBe(303)
    await Promise.all([world.host.sweep(), world.host.sweep()])
    await watched(world, EVERY_FOUR.slice(1, 6))
    expect(world.messages().filter(({ text }) => /您的值守|值守记录/.test(text))).toEqual([])
    await world.advanceTo(at('04-21 00:00', 2027))
    expect(world.sms('zhou-jie').text).toMatch(/^您的值守开始了 /)
    await world.advance('PT1H')
    expect(world.messages().filter(({ text }) => text.includes('您的值守'))).toEqual([])
    expect(await check(world.host.deps)).toEqual([])
  })

  it('[H7] changed meanwhile: nobody is told of what is another’s by then, and nobody of what the change has said', async () => {
    const world = await planned()
    const [first, second] = [at('04-20 00:00', 2027), at('04-21 00:00', 2027)]
    const shift = (person: string, from: string, to: string) => ({ person, from, to })
    const end = at('04-22 00:00', 2027)
    await world.advanceTo(at('04-19 20:00', 2027))
    const half = at('04-20 12:00', 2027)
    const shifts = [shift('zhou-jie', first, half), shift('zhou-jie', half, second), shift('sun-hao', second, end)]
    expect((await plan(world, { shifts })).json.problems).toBeUndefined()
    world.messages()
    await world.advanceTo(at('04-20 12:30', 2027))
    // Two shifts that follow each other are one watch.
    expect(world.messages().filter(({ text }) => text.includes('值守开始'))).toHaveLength(1)
    await plan(world, { shifts: [shift('zhou-jie', first, second), shift('zhou-jie', second, end)] })
    await world.advanceTo(at('04-21 06:00', 2027))
    expect(world.messages().filter(({ text }) => text.includes('值守开始'))).toEqual([])
    const announced = await world.api('/api/customers/renhe-hospital/calendar/e1/withdraw', { reason: '会议取消' })
    expect(announced.status).toBe(200)
    world.messages()
    expect(await check(world.host.deps)).toEqual([])
  })

  it('[H7] [H21] where the roster tells as well, the watch tells of its shifts and the roster of the rest: nobody hears twice', async () => {
    const world = await signed('H')
    const { directory } = world.host.deps
    const { roster } = (await directory.roster('east')) ?? expect.fail()
    await directory.merge({ rosters: [{ ...roster, tells: true }] })
    await lookAtRosters(world.host.deps)
    await announce(world, 'H')
    await world.advanceTo(at('04-10 12:00', 2027))
    world.messages()
    await plan(world)
    await world.advance('PT5M')
    expect(world.messages().filter(({ text }) => /请您值守|加了一班/.test(text))).toHaveLength(2)
    await world.advanceTo(at('04-19 23:00', 2027))
    world.messages()
    await world.advanceTo(at('04-22 00:10', 2027))
    expect(begins(world)).toEqual([
      '00:00 sun-hao: 您的值守开始了',
      '00:01 chen-wei: 您已下班',
      '00:00 zhou-jie: 您的值守开始了',
      '00:01 sun-hao: 您已下班',
      '00:00 chen-wei: 您开始值班',
      '00:01 zhou-jie: 您已下班',
    ])
    expect(await check(world.host.deps)).toEqual([])
  })
})

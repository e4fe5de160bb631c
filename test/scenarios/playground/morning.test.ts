import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const play = (world: World) => world.fetch('/local/morning', { method: 'POST', body: '' })

it.each([
  ['on a working day, from where the clock stands', '11-20 08:30', '11-20 12:10'],
  ['at a weekend, from the next eight o’clock', '11-20 23:13', '11-21 11:40'],
])('a busy morning is played %s', { timeout: 60_000 }, async (_, from, to) => {
  const world = await World.start(at(from))
  expect((await world.fetch('/local/morning')).json).toEqual({ playable: 'yes' })
  const { status, json } = await play(world)
  expect({ status, ...json }).toEqual({ status: 200, repairs: 31, refused: [], now: at(to) })
  expect(await statesIn(world)).toEqual({
    climbed: true,
    unanswered: true,
    atDesk: true,
    unidentified: true,
    onTheWay: true,
    onSite: true,
    paused: true,
    broken: true,
    quoted: true,
    lent: true,
    sentIn: true,
    visitAsked: true,
    askedBeyond: true,
    agreedLater: true,
    waived: true,
    delivery: true,
    toConfirm: true,
    notFixed: true,
    ratings: [2, 4, 4, 5, 5, 5, 5],
    closedHow: ['confirmed', 'junk', 'withdrawn'],
    keptFromBeginToEnd: true,
  })
  expect(await check(world.host.deps)).toEqual([])
  world.messages()
})

/** What there is of each kind. */
async function statesIn({ host }: World) {
  const { repairs, clock } = host.deps
  const open = await repairs.list({ status: 'open', limit: 100 })
  const closed = await repairs.list({ status: 'closed', month: clock.now().slice(0, 7), limit: 100 })
  const ids = [...open.items, ...closed.items].map(({ id }) => id)
  expect(ids).toHaveLength(31)
  const all = await Promise.all(ids.map(async (id) => (await repairs.load(id)) ?? expect.fail(id)))
  const has = (fits: (repair: (typeof all)[number]) => unknown) => all.some((repair) => Boolean(fits(repair)))
  const clocks = all.flatMap((repair) => repair.clocks)
  return {
    climbed: has(({ paging, assignee }) => paging?.pending && !assignee && (paging.tier ?? 0) > 0),
    unanswered: has(({ paging, assignee }) => paging?.pending && !assignee && paging.tier === 0),
    atDesk: has(({ desk }) => desk),
    unidentified: has(({ needsIdentification }) => needsIdentification),
    onTheWay: has(({ stage, milestones }) => stage === 'arrival' && milestones.dispatched && !milestones.arrived),
    onSite: has(({ stage, milestones }) => stage === 'repair' && milestones.arrived),
    paused: has(({ pauses }) => pauses.some(({ to }) => to === undefined)),
    broken: clocks.some(({ state, endedAt }) => state === 'broken' && endedAt === undefined),
    quoted: has(({ quote }) => quote?.state === 'open' && quote.quote.totalFen > 0),
    lent: has(({ loaner }) => loaner?.state === 'lent'),
    sentIn: has(({ sentIn }) => sentIn),
    visitAsked: has(({ visitApproval }) => visitApproval?.state === 'asked'),
    askedBeyond: has(({ escalations = [] }) => escalations.length > 0),
    agreedLater: has(({ agreements = [] }) => agreements.length > 0),
    waived: clocks.some(({ state }) => state === 'waived'),
    delivery: has(({ matter }) => matter === 'delivery'),
    toConfirm: has(({ stage }) => stage === 'confirmation'),
    notFixed: has(({ round, stage }) => round > 1 && stage !== 'closed'),
    ratings: all.flatMap(({ rating }) => rating ?? []).toSorted(),
    closedHow: [...new Set(all.flatMap(({ closed }) => closed?.how ?? []))].toSorted(),
    keptFromBeginToEnd: has(({ stage, clocks }) => stage === 'closed' && clocks.every(({ state }) => state === 'kept')),
  }
}

it('is played once, and says so', { timeout: 60_000 }, async () => {
  const world = await World.start(at('11-20 08:00'))
  // Two who press it at once.
  const [one, other] = await Promise.all([play(world), play(world)])
  expect([one.status, other.status].toSorted()).toEqual([200, 409])
  const again = await play(world)
  expect([again.status, again.json.error]).toEqual([409, 'played'])
  expect((await world.fetch('/local/morning')).json).toEqual({ playable: 'played' })
  expect((await world.host.deps.repairs.list({ status: 'open', limit: 100 })).items.length).toBeGreaterThan(15)
  world.messages()
})

it('is not played with somebody’s own customers and units, and says why', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cn-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const directory = join(folder, 'directory.yaml')
  const demo = readFileSync('infra/local/demo/directory.yaml', 'utf8')
  writeFileSync(directory, demo.replaceAll('USG-2025-0007', 'USG-2026-0042'))
  const world = await World.start(at('11-20 08:00'), { directory })
  expect((await world.fetch('/local/morning')).json).toEqual({ playable: 'elsewhere' })
  expect(await play(world)).toMatchObject({ status: 409, json: { error: 'elsewhere' } })
  expect((await world.host.deps.repairs.list({ status: 'open', limit: 1 })).items).toEqual([])
  world.messages()
})

it('is not played while a repair is open, which it would join, and says what to do', async () => {
  const world = await World.start(at('11-20 08:00'))
  const { json } = await world.api('/api/repairs', {
    callId: 'c1',
    through: 'phone',
    site: 'lanting-east',
    symptoms: '无法开机',
  })
  expect((await world.fetch('/local/morning')).json).toEqual({ playable: 'busy' })
  expect(await play(world)).toMatchObject({ status: 409, json: { error: 'busy' } })
  const { items } = await world.host.deps.repairs.list({ status: 'open', limit: 100 })
  expect(items.map(({ id }) => id)).toEqual([json.repairId])
  world.messages()
})

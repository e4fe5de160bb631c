import { expect, it } from 'vitest'
import { changesSchema } from '../../../shared/wire/changes.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

/** Somebody who follows the feed, and the board that they end up with. */
const follower = async (world: World, who: string) => {
  const ask = async (after?: string) => {
    const { status, json } = await world.api(
      `/api/changes${after ? `?after=${encodeURIComponent(after)}&limit=3` : ''}`,
      undefined,
      who,
    )
    expect(status).toBe(200)
    return changesSchema.parse(json)
  }
  let { next } = await ask()
  const rows = new Map<string, unknown>()
  const told: string[] = []
  const follow = async () => {
    for (let more = true; more; ) {
      const answer = await ask(next)
      for (const { subject, row, left } of answer.changes) {
        told.push(`${left ? 'left ' : ''}${subject}`)
        if (left) rows.delete(subject)
        else rows.set(subject, row)
      }
      next = answer.next
      more = answer.more
    }
    return told.splice(0)
  }
  /** Follows, and compares with what a fresh reader is shown. */
  const isCurrent = async () => {
    const seen = await follow()
    const { json } = await world.api('/api/repairs?limit=200', undefined, who)
    const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)
    expect([...rows.values()].toSorted(byId as never), who).toEqual(json.repairs.toSorted(byId))
    return seen
  }
  return { isCurrent }
}

it('each role follows its own board to where it stands', async () => {
  const world = await World.start(at('11-20 02:13'))
  const whos = ['dispatcher', 'manager', 'viewer', 'engineer/wang-qiang', 'engineer/zhou-jie', 'engineer/aygul']
  const followers = await Promise.all(whos.map((who) => follower(world, who)))
  const all = async () => {
    const seen = []
    for (const one of followers) seen.push(await one.isCurrent())
    return seen
  }
  const id = await world.report()
  expect((await all()).map((seen) => seen.includes(`repair/${id}`))).toEqual([true, true, true, true, true, false])
  const link = world.sms('wang-qiang').link
  await world.tap(link, 'acknowledge')
  await all()
  const other = await world.report({ ...CUSTOMERS.data, callId: 'data' })
  expect((await all()).map((seen) => seen.includes(`repair/${other}`))).toEqual([true, true, true, false, false, true])
  await world.act(id, { type: 'takeOver', reason: 'he is closer' }, 'engineer/aygul')
  await all()
  await world.act(id, { type: 'assign', person: 'zhou-jie' }, 'manager')
  await all()
  await world.advance('PT3H')
  await all()
  await world.act(id, { type: 'withdraw', reason: 'by mistake' }, 'manager')
  expect((await all()).slice(0, 5)).toEqual(Array(5).fill([`left repair/${id}`]))
  world.messages()
})

it('what turns out to be of another roster leaves the board of the first', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report({ caller: '+8613911112222', serial: 'NOBODY-KNOWS' })
  const { json: board } = await world.api('/api/repairs')
  const roster: string = board.repairs[0].roster
  const rosters = await world.host.deps.directory.rosters()
  const theirs = rosters.find((one) => one.id === roster)?.tiers[0]?.rotation.people[0] ?? ''
  const followers = await Promise.all(['dispatcher', `engineer/${theirs}`].map((who) => follower(world, who)))
  await world.act(id, { type: 'note', text: 'who is it?' })
  for (const one of followers) expect(await one.isCurrent()).toEqual([`repair/${id}`])
  await world.act(id, { type: 'identify', serial: CUSTOMERS.data.serial })
  const [desk, first] = await Promise.all(followers.map((one) => one.isCurrent()))
  expect(desk).toEqual([`repair/${id}`])
  expect(first).toEqual([`left repair/${id}`])
  world.messages()
})

it('a contract that changes is news for the desk alone', async () => {
  const world = await World.start(at('11-20 02:13'), { papers: 'missing' })
  const ask = (who: string, after = '') => world.api(`/api/changes${after}`, undefined, who)
  const whos = ['manager', 'dispatcher', 'engineer/wang-qiang', 'viewer']
  const places = await Promise.all(whos.map(async (who) => (await ask(who)).json.next))
  await world.advance('P1D')
  const told = []
  for (const [index, who] of whos.entries()) {
    const { json } = await ask(who, `?after=${encodeURIComponent(places[index])}`)
    told.push(json.changes.map(({ subject }: { subject: string }) => subject.split('/')[0]))
  }
  expect(told).toEqual([Array(4).fill('contract'), Array(4).fill('contract'), [], []])
  world.messages()
})

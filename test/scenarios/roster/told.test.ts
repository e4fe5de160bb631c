import { describe, expect, it } from 'vitest'
import type { Handovers } from '../../../shared/handover/handovers.ts'
import { changeRoster } from '../../../shared/oncall/change-roster.ts'
import { lookAtRosters } from '../../../shared/use-cases/look-at-roster.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

/** A Wednesday of Wang Qiang's week in the east, and of Zhou Jie's on the second tier. */
const BEGIN = at('11-18 10:00')
const MANAGER = 'liu.fang@chengnuo.example.com'

/** The demo, whose east tells who has duty. */
async function telling(hasMail = true): Promise<World> {
  const world = await World.start(BEGIN)
  const { directory } = world.host.deps
  const { roster, people } = (await directory.roster('east')) ?? expect.fail()
  await directory.merge({
    rosters: [{ ...roster, tells: true }],
    people: people.map((one) => (one.id === 'liu-fang' && hasMail ? { ...one, email: MANAGER } : one)),
  })
  await lookAtRosters(world.host.deps)
  await world.host.idle()
  return world
}
const change = async (world: World, wanted: object) => {
  const { version } = (await world.api('/api/rosters/east')).json
  const { status, json } = await world.api('/api/rosters/east/changes', { change: wanted, reason: '家事', version })
  if (status !== 200) throw new Error(JSON.stringify(json))
}
const told = (world: World) => world.messages().map(({ to, text }) => `${to.slice(-3)} ${text.replace(/ https.*/, '')}`)
const stateOf = async (world: World) => (await world.host.deps.store.load('roster/east')) as unknown as Handovers

describe('whoever comes on or goes off duty', () => {
  it('[H21] is told at the handover, until when and what waits, or what is still theirs; nobody twice', async () => {
    const world = await telling()
    expect(told(world)).toEqual([])
    await world.report()
    await world.tap(world.sms('wang-qiang').link, 'acknowledge')
    await world.advanceTo(at('11-23 08:59:59'))
    world.messages()
    await world.advanceTo(at('11-23 09:00'))
    const on = world.sms('chen-wei')
    expect(on.at).toBe(at('11-23 09:00'))
    expect(on.text).toMatch(/^您开始值班 华东服务中心 一线 至 11月26日09:00/)
    world.sms('zhao-min', /^您开始值班 华东服务中心 二线/)
    await world.advanceTo(at('11-23 09:02'))
    expect(world.sms('wang-qiang', /^您已下班 华东服务中心/).text).toMatch(/一线 您手上还有 1 件 /)
    world.sms('zhou-jie', /^您已下班/)
    // The link leads to what waits for them.
    const page = await world.fetch(on.link, { redirect: 'manual' })
    expect([page.status, page.location]).toEqual([303, expect.stringMatching(/^\/i\//)])
    // Looked at again, by whomever: nothing new.
    await lookAtRosters(world.host.deps)
    await world.host.sweep()
    expect(told(world).filter((line) => line.includes('值班'))).toEqual([])
  })

  it('[H21] is told at once when the roster is changed, once: what begins tomorrow or later within asking hours', async () => {
    const world = await telling()
    await change(world, { kind: 'leave', person: 'wang-qiang', to: at('11-19 09:00') })
    expect(world.sms('chen-wei').text).toMatch(/^您开始值班 华东服务中心 一线 至 11月19日09:00 /)
    await world.advance('PT2M')
    world.sms('wang-qiang', /^您已下班/)
    await change(world, {
      kind: 'standIn',
      tier: 0,
      replaces: 'li-na',
      person: 'zhou-jie',
      from: at('11-30 09:00'),
      to: at('12-01 09:00'),
    })
    await world.advance('PT2M')
    expect(told(world).sort()).toEqual(
      [
        expect.stringMatching(/您的一班取消了 华东服务中心 一线 11月30日09:00 – 12月1日09:00$/),
        expect.stringMatching(/给您加了一班 华东服务中心 一线 11月30日09:00 – 12月1日09:00$/),
      ].sort(),
    )
    await world.advanceTo(at('11-19 09:00'))
    world.sms('wang-qiang', /^您开始值班/)
    await world.advance('PT2M')
    world.sms('chen-wei', /^您已下班/)
  })

  it('a roster that does not tell is silent, and one that stops telling falls silent', async () => {
    const world = await telling()
    const { directory } = world.host.deps
    const { roster } = (await directory.roster('east')) ?? expect.fail()
    const { tells: _, ...silent } = roster
    await directory.merge({ rosters: [silent] })
    await world.advanceTo(at('11-24 12:00'))
    expect(told(world)).toEqual([])
    expect(await stateOf(world)).toMatchObject({ ended: expect.any(String) })
  })

  it('is told once although the process dies between what was decided and what follows', async () => {
    const world = await telling()
    const { deps } = world.host
    // It died before it came to look: the next handover, or whoever changes the roster next, finds it.
    const { roster, people } = (await deps.directory.roster('east')) ?? expect.fail()
    const asked = { now: world.now, by: { id: 'zhang' }, reason: '家事', people }
    const leave = { kind: 'leave', person: 'li-na', from: at('11-30 09:00'), to: at('12-07 09:00') } as const
    await deps.directory.merge({ rosters: [changeRoster(roster, leave, asked)] })
    await Promise.all([lookAtRosters(deps), lookAtRosters(deps), lookAtRosters(deps)])
    await world.advance('PT2M')
    expect(told(world).length).toBe(2)
  })
})

describe('a gap ahead', () => {
  const leaves = async (world: World, from: string, to: string) => {
    const names = ['chen-wei', 'li-na', 'wang-qiang', 'zhao-min', 'sun-hao', 'zhou-jie']
    for (const person of names) await change(world, { kind: 'leave', person, from, to })
    await world.advance('PT2M')
    world.messages()
  }

  it('[H21] is mailed to the manager once it is two weeks ahead, and told once more the day before; never each day', async () => {
    const world = await telling()
    await leaves(world, at('12-05 09:00'), at('12-06 09:00'))
    expect((await stateOf(world)).gaps).toEqual([])
    const gap = () => told(world).filter((line) => /空档|无人值班/.test(line))
    await world.advanceTo(at('11-21 08:59:59'))
    expect(gap()).toEqual([])
    await world.advanceTo(at('11-21 09:00'))
    const mail = world.mail('值班表有空档', MANAGER)
    expect(mail.text).toMatch(/华东服务中心/)
    expect(mail.text).toMatch(/12月5日/)
    await world.advanceTo(at('12-04 08:59'))
    expect(gap()).toEqual([])
    await world.advanceTo(at('12-04 09:05'))
    world.sms('liu-fang', /^无人值班 华东服务中心 .*12月5日09:00 – 12月6日09:00/)
    await world.advanceTo(at('12-08 12:00'))
    expect(gap()).toEqual([])
  })

  it('[H21] that is closed is told no more; opened again it is told again', async () => {
    const world = await telling()
    await leaves(world, at('11-28 09:00'), at('11-29 09:00'))
    expect((await stateOf(world)).gaps).toHaveLength(1)
    await change(world, { kind: 'end', change: 'c2' })
    await world.advance('PT2M')
    world.messages()
    expect((await stateOf(world)).gaps).toEqual([])
    await change(world, { kind: 'leave', person: 'li-na', from: at('11-28 09:00'), to: at('11-29 09:00') })
    world.mail('值班表有空档', MANAGER)
    await world.advance('PT2M')
    world.messages()
    expect((await stateOf(world)).gaps).toHaveLength(1)
  })

  it('[H21] of a manager without an address is told by text', async () => {
    const world = await telling(false)
    await leaves(world, at('12-05 09:00'), at('12-06 09:00'))
    await world.advanceTo(at('11-21 09:05'))
    world.sms('liu-fang', /^无人值班/)
    world.messages()
  })
})

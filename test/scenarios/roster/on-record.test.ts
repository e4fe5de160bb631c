import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createHost } from '../../../infra/local/host.ts'
import { changeRoster } from '../../../shared/oncall/change-roster.ts'
import type { WatchDeps } from '../../../shared/use-cases/deps.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const EVENING = at('11-19 18:00')
/** Of Wang Qiang's week in the east. */
const NIGHT = at('11-20 02:13')
const leave = { kind: 'leave', person: 'wang-qiang', to: at('11-20 09:00') }
const swap = {
  kind: 'swap',
  shifts: [
    { tier: 0, at: NIGHT },
    { tier: 0, at: at('12-01 12:00') },
  ],
}

/** A change of the east's roster; the answer as it came. */
const change = (world: World, wanted: object, more: object = {}, who = 'dispatcher') =>
  world.api('/api/rosters/east/changes', { change: wanted, reason: '家事', version: 0, ...more }, who)
const firstAt = async (world: World, instant: string, roster = 'east', tier = '一线') => {
  const { json } = await world.api(`/api/rosters/${roster}?from=${instant}`)
  return json.tiers.find(({ name }: { name: string }) => name === tier).bars[0].person
}

describe('a roster that is changed in its room', () => {
  it('[H21] [H3] someone on leave is not paged at 02:13: the next in rotation is', async () => {
    const world = await World.start(EVENING)
    expect((await change(world, leave)).json).toMatchObject({ saved: true, version: 1 })
    await world.advanceTo(NIGHT)
    await world.report()
    expect(world.sms('chen-wei').at).toBe(NIGHT)
    await world.advance('PT3M')
    world.sms('zhou-jie')
    expect(world.messages().filter(({ to }) => to.endsWith('13800138103'))).toEqual([])
  })

  it('[H21] [H3] of two who swapped, the one who took the shift is paged at 02:13', async () => {
    const world = await World.start(EVENING)
    expect((await change(world, swap)).status).toBe(200)
    await world.advanceTo(NIGHT)
    await world.report()
    expect(world.sms('li-na').at).toBe(NIGHT)
    world.messages()
  })

  it('shows how it would be, and what would be wrong, before anything is written', async () => {
    const world = await World.start(EVENING)
    const { json } = await change(world, leave, { dryRun: true, shown: { from: NIGHT } })
    expect(json).toMatchObject({ saved: false, version: 1, history: [{ text: expect.stringContaining('王强') }] })
    expect(json.tiers[0].bars[0]).toMatchObject({
      person: 'chen-wei',
      turn: 'wang-qiang',
      layer: 'leave',
      reason: '家事',
    })
    expect(await firstAt(world, NIGHT)).toBe('wang-qiang')
    expect((await change(world, leave)).json).toMatchObject({ saved: true })
    expect(await firstAt(world, NIGHT)).toBe('chen-wei')
    const { changes } = (await world.api('/api/directory/changes')).json
    expect(changes).toMatchObject([
      { list: 'rosters', entry: 'east', reason: '家事', before: {}, after: { version: 1 } },
    ])
  })

  it('whoever read an older version is told, and writes over nothing', async () => {
    const world = await World.start(EVENING)
    const both = await Promise.all([change(world, leave), change(world, swap)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const { status, json } = await change(world, swap)
    expect([status, json.error]).toEqual([409, 'stale'])
    expect((await world.api('/api/rosters/east')).json.history).toHaveLength(1)
  })

  it('leave of somebody with duty in two places holds in both, and so does its end', async () => {
    const world = await World.start(EVENING)
    const noon = at('11-24 12:00')
    const away = { kind: 'leave', person: 'sun-hao', from: at('11-24 09:00'), to: at('11-25 09:00') }
    const second = (roster: string) => firstAt(world, noon, roster, '二线')
    const before = [await second('east'), await second('west')]
    expect(before).toContain('sun-hao')
    expect((await change(world, away)).status).toBe(200)
    expect([await second('east'), await second('west')]).not.toContain('sun-hao')
    await change(world, { kind: 'end', change: 'c1' }, { version: 1 })
    expect([await second('east'), await second('west')]).toEqual(before)
  })

  it('[H21] whoever stands in as manager is not deleted until that is ended', async () => {
    const world = await World.start(EVENING)
    const path = '/api/directory/people/he-jing'
    const by = 'manager/liu-fang'
    const cells = { id: 'he-jing', name: '何静', phone: '13800138199', language: '中文' }
    expect((await world.api(path, { reason: '新同事', cells }, by)).json.outcome).toBe('saved')
    const standIn = { kind: 'standIn', tier: 2, person: 'he-jing', from: NIGHT, to: at('11-25 09:00') }
    expect((await change(world, standIn)).status).toBe(200)
    const { version } = (await world.api(path, undefined, by)).json
    const remove = () => world.api(`${path}/delete`, { version, reason: '离职' }, by)
    expect(await remove()).toMatchObject({
      status: 409,
      json: { error: 'pointedTo', pointers: { entries: [{ list: 'rosters', id: 'east' }] } },
    })
    await change(world, { kind: 'end', change: 'c1' }, { version: 1 })
    expect((await remove()).json.outcome).toBe('saved')
  })

  it('says what contradicts it, at its field, and nothing is changed', async () => {
    const world = await World.start(EVENING)
    const { status, json } = await change(world, { ...leave, person: 'liu-fang' })
    expect([status, json.error]).toEqual([400, 'badRequest'])
    expect(json.problems).toEqual([expect.stringMatching(/^person: 刘芳 is the manager .* first say who stands in/)])
    expect((await world.api('/api/rosters/east')).json.version).toBe(0)
  })
})

describe('who may change it', () => {
  it('everyone of staff reads; dispatchers and managers change it, an engineer and a viewer do not', async () => {
    const world = await World.start(EVENING)
    for (const who of ['engineer/chen-wei', 'viewer']) {
      const { status, json } = await world.api('/api/rosters/east', undefined, who)
      expect([status, json.mayChange]).toEqual([200, false])
      expect((await change(world, leave, {}, who)).status).toBe(403)
    }
    expect((await world.api('/api/rosters', undefined, 'viewer')).text).not.toMatch(/13800138\d{3}/)
    expect((await world.api('/api/rosters')).text).toContain('+8613800138103')
    expect((await change(world, leave, {}, 'manager')).status).toBe(200)
  })

  it('where a roster names its dispatchers, they alone and managers', async () => {
    const world = await World.start(EVENING)
    const [east] = (await world.host.deps.directory.rosters()).filter(({ id }) => id === 'east')
    if (!east) throw new Error('no roster')
    await world.host.deps.directory.merge({ rosters: [{ ...east, dispatchers: ['zhang'] }] })
    const refused = await change(world, leave, {}, 'dispatcher/li')
    expect([refused.status, refused.json.message]).toEqual([403, expect.stringContaining('zhang')])
    expect((await change(world, leave, {}, 'dispatcher/zhang')).status).toBe(200)
  })
})

describe('a directory file that says otherwise', () => {
  const DEMO = readFileSync(join(import.meta.dirname, '../../../infra/local/demo/directory.yaml'), 'utf8')
  const ROTATION = 'people: [chen-wei, li-na, wang-qiang]'

  it('[H21] is behind the record: a start keeps that, and says so once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rosters-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const directory = join(folder, 'directory.yaml')
    writeFileSync(directory, DEMO)
    const start = async (now: string, work = async (_deps: WatchDeps) => {}) => {
      const warned: string[] = []
      const log = { info: () => {}, error: () => {}, warn: (said: string) => void warned.push(said) }
      const host = createHost({ folder, directory, frozenAt: now, publicUrl: 'https://x.example', log })
      await host.start()
      await work(host.deps)
      const found = await host.deps.directory.roster('east')
      await host.stop()
      return { kept: found?.roster, warned: warned.filter((said) => said.includes('record')) }
    }
    await start(EVENING, async ({ directory: onFile }) => {
      const { roster, people } = (await onFile.roster('east')) ?? expect.fail()
      const asked = { now: EVENING, by: { id: 'zhang' }, reason: '家事', people }
      await onFile.merge({ rosters: [changeRoster(roster, { ...leave, kind: 'leave' }, asked)] })
    })
    expect(await start(NIGHT)).toMatchObject({ kept: { version: 1 }, warned: [] })
    writeFileSync(directory, DEMO.replace(ROTATION, 'people: [li-na, chen-wei]').replace(', replaces: chen-wei', ''))
    const { kept, warned } = await start(NIGHT)
    expect(kept?.tiers[0]?.rotation.people).toEqual(['chen-wei', 'li-na', 'wang-qiang'])
    expect(warned).toEqual(['Roster was changed on record and the directory file says otherwise; the record is kept'])
  })
})

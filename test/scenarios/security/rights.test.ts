import { describe, expect, it } from 'vitest'
import type { Action } from '../../../shared/repair/actions.ts'
import { auditSchema } from '../../../shared/wire/evidence.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

// The police's site is of the roster east, where Wang Qiang has duty; Ma Jun and Aygul are of west alone.
const REPORT = at('11-20 02:13')
const MA = 'engineer/ma-jun'
const WANG = 'engineer/wang-qiang'

const start = async () => {
  const world = await World.start(REPORT)
  const id = await world.report()
  world.messages()
  return { world, id }
}

const audited = async (world: World) =>
  parse(auditSchema, (await world.api('/api/audit', undefined, 'manager/auditor')).json).entries

describe('whose a repair is', () => {
  it('[C27] an engineer of another roster neither sees nor touches it, hears what to do, and stands on the audit record', async () => {
    const { world, id } = await start()
    const refused = [
      await world.api(`/api/repairs/${id}`, undefined, MA),
      await world.act(id, { type: 'note', text: 'x' }, MA),
      await world.act(id, { type: 'acknowledge' }, MA),
      await world.act(id, { type: 'confirm', onBehalf: '何平', how: 'phone' }, MA),
      await world.act(id, { type: 'withdraw', reason: 'x', agreedBy: '何平', how: 'phone' }, MA),
    ]
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403])
    expect(refused[0]?.json.message).toContain('takeOver')
    for (const { text } of refused) expect(text).not.toMatch(/何平|城东|无法开机|BWC/)
    expect((await world.api(`/api/repairs/${id}`, undefined, WANG)).json.assignee).toBeUndefined()
    const entries = await audited(world)
    expect(entries).toContainEqual(
      expect.objectContaining({ what: 'refusal', by: expect.objectContaining({ id: 'ma-jun' }), count: 5 }),
    )
    // What is not there is not there, whoever asks.
    expect((await world.api('/api/repairs/261120-0099', undefined, MA)).status).toBe(404)
  })

  it('whoever was paged, asked or handed it by another roster has it for good, and nobody else for that', async () => {
    const { world, id } = await start()
    await world.act(id, { type: 'acknowledge' }, WANG)
    await world.act(id, { type: 'handOver', person: 'ma-jun', reason: '就在他旁边' }, WANG)
    world.messages()
    const note: Action = { type: 'note', text: '路上' }
    expect((await world.act(id, note, MA)).status).toBe(200)
    expect((await world.act(id, note, 'engineer/aygul')).status).toBe(403)
    // It goes back: what came to him once is his to see.
    await world.act(id, { type: 'acknowledge' }, MA)
    await world.act(id, { type: 'handOver', person: 'wang-qiang', reason: '没空' }, MA)
    await world.act(id, { type: 'acknowledge' }, WANG)
    expect((await world.api(`/api/repairs/${id}`, undefined, MA)).status).toBe(200)
    // Research is asked, and production is not.
    await world.act(id, { type: 'escalate', to: 'rd', question: '批次问题吗' }, WANG)
    expect((await world.api(`/api/repairs/${id}`, undefined, 'engineer/luo-yi')).status).toBe(200)
    expect((await world.api(`/api/repairs/${id}`, undefined, 'engineer/shi-lei')).status).toBe(403)
    world.messages()
  })

  it('members of the roster, its manager by whatever token, managers and dispatchers act on it', async () => {
    const { world, id } = await start()
    for (const who of ['engineer/chen-wei', 'engineer/sun-hao', 'engineer/liu-fang', 'dispatcher', 'manager'])
      expect((await world.act(id, { type: 'note', text: who }, who)).status, who).toBe(200)
    expect((await world.api(`/api/repairs/${id}`, undefined, 'viewer')).json.allowed).toEqual([])
  })

  it('a swap to come makes it theirs now; one that ended before the report does not', async () => {
    const { world, id } = await start()
    const { roster } = (await world.host.deps.directory.roster('east')) ?? expect.fail()
    const swap = (to: string, person: string) => ({ from: at('11-20 01:00'), to, tier: 0, person })
    const overrides = [...roster.overrides, swap(at('11-20 02:13'), 'ma-jun'), swap(at('11-20 02:14'), 'aygul')]
    await world.host.deps.directory.merge({ rosters: [{ ...roster, overrides }] })
    expect((await world.api(`/api/repairs/${id}`, undefined, MA)).status).toBe(403)
    expect((await world.api(`/api/repairs/${id}`, undefined, 'engineer/aygul')).status).toBe(200)
  })
})

describe('taking it over from outside', () => {
  it('takes a reason, which is on the timeline and the audit record, and the manager is told once', async () => {
    const { world, id } = await start()
    await world.act(id, { type: 'acknowledge' }, WANG)
    world.messages()
    const bare = await world.act(id, { type: 'takeOver' }, MA)
    expect([bare.status, bare.json.problems]).toEqual([400, [expect.stringContaining('reason: is missing')]])
    expect((await audited(world)).filter(({ what }) => what === 'repair')).toEqual([])
    const taken = await world.act(id, { type: 'takeOver', reason: '我就在现场修另一台', id: 'tap' }, MA)
    expect([taken.status, taken.json.assignee?.id]).toEqual([200, 'ma-jun'])
    expect((await world.act(id, { type: 'takeOver', reason: '我就在现场修另一台', id: 'tap' }, MA)).status).toBe(200)
    expect(world.sms('liu-fang', '马军已接').text).toContain('不在本值班表')
    world.sms('wang-qiang', '马军已接')
    world.mail('工程师已接单')
    const { timeline } = await world.repair(id)
    expect(timeline.map(({ text }: { text: string }) => text)).toContain(
      '马军 took over (not of this roster): 我就在现场修另一台',
    )
    expect((await audited(world)).filter(({ what }) => what === 'repair')).toEqual([
      expect.objectContaining({
        outcome: 'takenOver',
        repair: id,
        reason: '我就在现场修另一台',
        customer: 'lanting-police',
      }),
    ])
    expect((await world.act(id, { type: 'note', text: '修着呢' }, MA)).status).toBe(200)
  })

  it('is the way in while nobody has answered, and none to what is over', async () => {
    const { world, id } = await start()
    expect((await world.act(id, { type: 'takeOver', reason: '就在隔壁' }, MA)).json.assignee.id).toBe('ma-jun')
    await world.act(id, { type: 'solveRemotely', cause: 'x', done: 'y' }, MA)
    await world.act(id, { type: 'confirm', onBehalf: '何平', how: 'phone' }, 'dispatcher')
    world.messages()
    const over = await world.act(id, { type: 'takeOver', reason: '想看看' }, 'engineer/aygul')
    expect([over.status, over.json.allowed]).toEqual([409, []])
    expect((await audited(world)).filter(({ what }) => what === 'repair')).toHaveLength(1)
  })

  it('asks no reason of a colleague of the roster, and tells no manager', async () => {
    const { world, id } = await start()
    await world.act(id, { type: 'acknowledge' }, WANG)
    world.messages()
    expect((await world.act(id, { type: 'takeOver' }, 'engineer/chen-wei')).json.assignee.id).toBe('chen-wei')
    world.sms('wang-qiang', '陈伟已接')
    world.mail('工程师已接单')
    expect((await audited(world)).filter(({ what }) => what === 'repair')).toEqual([])
  })
})

describe('the board', () => {
  it('shows an engineer what is theirs, page by page, and whoever is not on file nothing', async () => {
    const { world, id } = await start()
    const data = CUSTOMERS.data
    const west = await world.report({ ...data, severity: 'ordinary' })
    const hospital = await world.report({ ...CUSTOMERS.hospital, severity: undefined })
    world.messages()
    const rows = async (who: string, query = '') => {
      const { status, json } = await world.api(`/api/repairs?${query}`, undefined, who)
      return status === 200 ? json.repairs.map((row: { id: string }) => row.id) : status
    }
    expect(await rows('dispatcher')).toEqual([id, west, hospital])
    expect(await rows(WANG)).toEqual([id, hospital])
    expect(await rows(MA)).toEqual([west])
    expect(await rows('engineer/zhao-min')).toEqual([id, west, hospital]) // of both
    expect(await rows('engineer/nobody')).toBe(403)
    const first = await world.api('/api/repairs?limit=1', undefined, WANG)
    expect(first.json.repairs.map((row: { id: string }) => row.id)).toEqual([id])
    expect(await rows(WANG, `limit=1&cursor=${first.json.cursor}`)).toEqual([hospital])
    // Handed over, it is on their board as soon as they were written to.
    await world.act(id, { type: 'acknowledge' }, WANG)
    await world.act(id, { type: 'handOver', person: 'ma-jun', reason: '就在他旁边' }, WANG)
    world.messages()
    expect(await rows(MA)).toEqual([id, west])
    expect(await rows(MA, 'engineer=wang-qiang')).toEqual([])
  })
})

describe('a service point with dispatchers of its own', () => {
  it('leaves acting to them and to managers; every dispatcher sees it', async () => {
    const { world, id } = await start()
    const { roster } = (await world.host.deps.directory.roster('east')) ?? expect.fail()
    await world.host.deps.directory.merge({ rosters: [{ ...roster, dispatchers: ['zhang'] }] })
    const west = await world.report({ ...CUSTOMERS.data, severity: 'ordinary' })
    world.messages()
    const note: Action = { type: 'note', text: 'x' }
    const other = await world.act(id, note, 'dispatcher/li')
    expect([other.status, other.json.message]).toEqual([403, expect.stringContaining('zhang')])
    expect((await world.api(`/api/repairs/${id}`, undefined, 'dispatcher/li')).json.allowed).toEqual([])
    for (const who of ['dispatcher/zhang', 'manager/wu', WANG])
      expect((await world.act(id, note, who)).status).toBe(200)
    // West names none: whoever is at the desk acts.
    for (const who of ['dispatcher/zhang', 'dispatcher/li']) expect((await world.act(west, note, who)).status).toBe(200)
  })

  it('[C24] leaves keeping a report at the desk to them as well: nobody of the point would be paged meanwhile', async () => {
    const world = await World.start(REPORT)
    const { directory } = world.host.deps
    const unit = (await directory.unit(CUSTOMERS.campus.serial)) ?? expect.fail()
    const site = (await directory.site(unit.site)) ?? expect.fail()
    const { roster } = (await directory.roster(site.roster)) ?? expect.fail()
    await directory.merge({ rosters: [{ ...roster, dispatchers: ['zhang'] }] })
    const { caller, serial } = CUSTOMERS.campus
    const request = { callId: 'fax-1', through: 'fax', caller, serial, symptoms: '没有声音' }
    const refused = await world.api('/api/repairs', { ...request, desk: true }, 'dispatcher/li')
    expect([refused.status, refused.json.message]).toEqual([403, expect.stringContaining('zhang')])
    expect((await world.api('/api/repairs', undefined, 'manager')).json.repairs).toEqual([])
    for (const [callId, desk, who] of [
      ['fax-2', false, 'dispatcher/li'],
      ['fax-3', true, 'dispatcher/zhang'],
    ] as const)
      expect((await world.api('/api/repairs', { ...request, callId, desk }, who)).status).toBe(201)
    world.messages()
  })
})

describe('who nobody can name', () => {
  it('acknowledges and takes over nothing: refused with words, by token and by link', async () => {
    const { world, id } = await start()
    for (const type of ['acknowledge', 'takeOver'] as const) {
      const { status, json } = await world.act(id, { type }, 'engineer/somebody')
      expect([status, json.message]).toEqual([403, expect.stringContaining('nobody with the id "somebody"')])
    }
    expect((await world.repair(id)).timeline.some(({ type }: { type: string }) => type === 'acknowledged')).toBe(false)
  })

  it('a dispatcher acknowledges for whoever was paged and said so, which they may deny; for nobody before that', async () => {
    const world = await World.start(REPORT)
    const planned = { site: 'lanting-east', until: at('11-20 06:00'), reason: '停电检修' }
    expect((await world.api('/api/mutes', planned, 'manager')).status).toBe(201)
    const id = await world.report({ severity: 'help' })
    const early = await world.act(id, { type: 'acknowledge' })
    expect([early.status, early.json.problems]).toEqual([400, [expect.stringContaining('assign')]])
    await world.advanceTo(at('11-20 06:00'))
    world.messages()
    const acknowledge = (said: object) => world.act(id, { type: 'acknowledge', ...said })
    const bare = await acknowledge({})
    expect([bare.status, bare.json.problems]).toEqual([
      400,
      [/^person:/, /^how:/].map((one) => expect.stringMatching(one)),
    ])
    const never = await acknowledge({ person: 'zhou-jie', how: 'phone' })
    expect([never.status, never.json.problems]).toEqual([400, [expect.stringContaining('paged')]])
    expect(await world.repair(id)).not.toHaveProperty('assignee')
    expect(world.messages()).toEqual([])

    expect((await acknowledge({ person: 'wang-qiang', how: 'phone' })).json.assignee.id).toBe('wang-qiang')
    // Who never said so is told at once, hands it on, and the climb goes on without them.
    const { link } = world.sms('wang-qiang', '已记您接单')
    expect((await world.tap(link, 'handOver', { reason: '不是我接的' })).status).toBe(303)
    expect(world.sms('zhou-jie', '转交').link).toBeTruthy()
    const { assignee, timeline } = await world.repair(id)
    expect(assignee).toBeUndefined()
    expect(timeline).toContainEqual(expect.objectContaining({ type: 'acknowledged', how: 'phone' }))
    world.messages()
  })
})

it('a dispatcher who reached the customer says nothing of whoever was paged: they are asked on, until one of them has it', async () => {
  const { world, id } = await start()
  await world.act(id, { type: 'respond', note: '先重启' })
  expect(await world.repair(id)).not.toHaveProperty('assignee')
  expect(await world.clocks(id)).toMatchObject({ 'R5 responded': 'kept', 'R6 responded': 'kept' })
  await world.advance('PT3M')
  expect(world.sms('zhou-jie', '无人接').link).toBeTruthy()
  await world.act(id, { type: 'acknowledge' }, 'engineer/zhou-jie')
  expect((await world.repair(id)).assignee.id).toBe('zhou-jie')
  world.messages()
})

describe('books of another roster', () => {
  it('stay closed to an engineer: units, contracts, promises, reports, figures of others; the knowledge base is open', async () => {
    const { world, id } = await start()
    const fact = { clause: 'R22', need: 'site-survey', document: 'x' }
    const refused: [string, object?][] = [
      [`/api/repairs/${id}/report`],
      [`/api/repairs/${id}/obligations`],
      ['/api/units/BWC-2025-0117'],
      ['/api/contracts/LT-2024-009'],
      ['/api/contracts/LT-2024-009/facts', fact],
      ['/api/ledger/rates?by=customer'],
      ['/api/ledger/rates?by=engineer'],
      ['/api/ledger/rates?by=engineer&id=wang-qiang'],
    ]
    for (const [path, body] of refused) {
      const { status, text } = await world.api(path, body, MA)
      expect([status, /兰亭|城东|王强/.test(text)], path).toEqual([403, false])
    }
    for (const path of [
      '/api/ledger/rates?by=clause',
      '/api/ledger/rates?by=engineer&id=ma-jun',
      '/api/knowledge?q=开机',
    ])
      expect((await world.api(path, undefined, MA)).status, path).toBe(200)
    for (const path of ['/api/units/BWC-2025-0117', '/api/contracts/LT-2024-009', `/api/repairs/${id}/report`])
      expect((await world.api(path, undefined, WANG)).status, path).toBe(200)
    const due = async (who: string) =>
      (await world.api('/api/ledger/due?limit=200', undefined, who)).json.obligations.map(
        (line: { repair?: string }) => line.repair,
      )
    expect(await due(WANG)).toContain(id)
    expect(await due(MA)).not.toContain(id)
    // Handed over, its unit and its promises come with it.
    await world.act(id, { type: 'acknowledge' }, WANG)
    await world.act(id, { type: 'handOver', person: 'ma-jun', reason: '就在他旁边' }, WANG)
    world.messages()
    expect(await due(MA)).toContain(id)
    expect((await world.api('/api/units/BWC-2025-0117', undefined, MA)).status).toBe(200)
    expect((await world.api('/api/contracts/LT-2024-009', undefined, MA)).status).toBe(403)
  })
})

it('whoever tries serial numbers of another roster learns nothing: there or not, the answer is the same', async () => {
  const { world } = await start()
  const answers = await Promise.all(
    [CUSTOMERS.police.serial, 'BWC-9999-0001'].map((serial) => world.api(`/api/units/${serial}`, undefined, MA)),
  )
  expect(answers.map(({ status }) => status)).toEqual([403, 403])
  expect(answers[0]?.text).toBe(answers[1]?.text)
  expect((await world.api('/api/units/BWC-9999-0001')).status).toBe(404)
})

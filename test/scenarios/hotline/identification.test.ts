import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const NOW = at('11-20 02:13')

describe('nobody knows whose unit it is', () => {
  it('an unknown caller: the strictest plan, marked; once identified, the clocks of the right plan from the report', async () => {
    const world = await World.start(NOW)
    const { json } = await world.call({ caller: '+8613900000000', serial: undefined, severity: undefined })
    const id = json.repairId
    expect(json.clocks.map(({ clause }: { clause: string }) => clause)).toEqual([
      ...['N3', 'N4', 'N5', 'N5', 'N6', 'N6', 'N26', 'N26'],
    ])
    expect(await world.repair(id)).toMatchObject({ needsIdentification: true, plan: 'N', severity: 'major' })
    world.sms('wang-qiang', '重大 未登记的来电 139 0000 0000：')
    await world.advance('PT7M') // N6 has passed when the dispatcher finds out
    world.messages()
    expect((await world.act(id, { type: 'identify', serial: 'XXX' })).status).toBe(400)
    await world.act(id, { type: 'identify', serial: CUSTOMERS.hospital.serial })
    expect(await world.repair(id)).toMatchObject({
      needsIdentification: false,
      plan: 'H',
      severity: 'standard',
      customer: { id: 'renhe-hospital' },
    })
    expect(await world.clocks(id)).toEqual({
      'H4 responded': 'broken', // two minutes ago, as it would have been
      'H14 repaired': 'open',
      'N3 repaired': 'superseded',
      'N4 responded': 'superseded',
      'N5 responded': 'superseded',
      'N5 proposed': 'superseded',
      'N6 responded': 'superseded', // a breach of a plan that never applied is none
      'N6 arrived': 'superseded',
      'N26 dispatched': 'superseded',
      'N26 repaired': 'superseded',
    })
    const { clocks } = await world.repair(id)
    expect(clocks.find(({ clause }: { clause: string }) => clause === 'H14')).toMatchObject({
      startedAt: NOW,
      dueAt: at('11-22 02:13'),
    })
    world.messages()
  })

  it('a known caller with an unknown serial number: their plan, marked until someone looks', async () => {
    const world = await World.start(NOW)
    const id = await world.report({ serial: ' bwc-2025-9999 ' })
    expect(await world.repair(id)).toMatchObject({
      needsIdentification: true,
      plan: 'R',
      unit: { serial: 'BWC-2025-9999' },
    })
    world.sms('wang-qiang', /城东所 BWC-2025-9999：/)
    world.mail('报修已受理')
    // A call about the unit it turns out to be joins from then on; before, that unit had none.
    await world.act(id, { type: 'identify', serial: CUSTOMERS.police.serial })
    expect(await world.repair(id)).toMatchObject({ needsIdentification: false, unit: { serial: 'BWC-2025-0117' } })
    expect(await world.report()).toBe(id)
  })

  it('[C2] whoever went there before anybody knew whose unit it is has answered under the right plan as well', async () => {
    const world = await World.start(NOW)
    const id = await world.report({ serial: 'WHAT-1' })
    await world.advance('PT5M')
    for (const type of ['goOnSite', 'arrive'] as const) expect((await world.act(id, { type })).status).toBe(200)
    await world.advance('PT3H') // C2's two hours have passed when somebody finds out
    expect((await world.act(id, { type: 'identify', serial: CUSTOMERS.campus.serial })).status).toBe(200)
    const { plan, clocks } = await world.repair(id)
    expect(plan).toBe('C')
    expect(clocks.find(({ clause }: { clause: string }) => clause === 'C2')).toMatchObject({
      state: 'kept',
      endedAt: at('11-20 02:18'),
    })
    world.messages()
  })

  it('[R6] a unit that was sent in before anybody knew whose it is owes nobody a visit', async () => {
    const world = await World.start(NOW)
    const id = await world.report({ caller: '+8613900000000', serial: undefined })
    await world.advance('PT5M')
    await world.act(id, { type: 'respond' }, 'engineer/wang-qiang')
    const broken = { verdict: '主板损坏', handling: '寄回厂家' }
    const sentIn = await world.act(
      id,
      { ...broken, type: 'sendIn', agreedBy: '李警官', how: 'phone' },
      'engineer/wang-qiang',
    )
    expect(sentIn.status).toBe(200)
    await world.advance('PT2H')
    await world.act(id, { type: 'identify', serial: CUSTOMERS.police.serial })
    await world.advance('PT30H')
    const { clocks } = await world.repair(id)
    const visits = clocks.filter(({ milestone }: { milestone: string }) => milestone === 'arrived')
    expect(visits.length).toBeGreaterThan(0)
    expect(visits.map(({ state }: { state: string }) => state)).not.toContain('broken')
    world.messages()
  })

  it('identified as a unit that has an open repair: refused, naming it', async () => {
    const world = await World.start(NOW)
    const first = await world.report()
    const second = await world.report({ serial: 'WHAT-1' })
    const { status, json } = await world.act(second, { type: 'identify', serial: CUSTOMERS.police.serial })
    expect(status).toBe(400)
    expect(json.problems[0]).toContain(first)
    world.messages()
  })

  it('an unknown caller who leaves a mail address is kept informed', async () => {
    const world = await World.start(NOW)
    const contact = { name: '路人', email: 'who@example.com' }
    const id = await world.report({ caller: '+8613900000000', serial: undefined, contact })
    world.mail('报修已受理', 'who@example.com')
    await world.act(id, { type: 'identify', serial: CUSTOMERS.campus.serial })
    expect((await world.repair(id)).contacts).toMatchObject([
      { id: 'tang-yu' },
      { name: '路人', email: 'who@example.com' },
    ])
    world.mail('报修已受理', 'tang.yu@jiangnan.example.com')
    world.sms('wang-qiang')
  })

  it('a unit that was replaced: taken as said, where the new one stands, and marked; the new one is then found', async () => {
    const world = await World.start(NOW)
    const { directory } = world.host.deps
    const old = await directory.unit(CUSTOMERS.police.serial)
    if (!old) throw new Error('no unit')
    const replaces = { serial: old.serial, on: '2026-10-09', warranty: 'continues' } as const
    await directory.merge({
      units: [
        { ...old, replacedBy: 'bwc-2026-0002' },
        { ...old, serial: 'BWC-2026-0002', site: 'lanting-traffic', replaces },
      ],
    })
    const id = await world.report({ serial: old.serial })
    expect(await world.repair(id)).toMatchObject({
      needsIdentification: true,
      plan: 'R',
      contract: 'LT-2024-009',
      site: { id: 'lanting-traffic' },
      unit: { serial: old.serial, model: 'BWC-5' },
    })
    await world.act(id, { type: 'identify', serial: 'BWC-2026-0002' })
    expect(await world.repair(id)).toMatchObject({ needsIdentification: false, unit: { serial: 'BWC-2026-0002' } })
    world.messages()
  })

  it('nobody says which unit: a site with a single one in service leaves no doubt, whatever was replaced there', async () => {
    const world = await World.start(NOW)
    const { directory } = world.host.deps
    const [old] = await directory.unitsAt('jiangnan-library')
    if (!old) throw new Error('no unit')
    await directory.merge({
      units: [
        { ...old, replacedBy: 'AMP-2' },
        { ...old, serial: 'AMP-2' },
      ],
    })
    const id = await world.report({ caller: '+8613800138005', serial: undefined, severity: 'ordinary' })
    expect(await world.repair(id)).toMatchObject({ needsIdentification: false, unit: { serial: 'AMP-2' } })
    world.messages()
  })

  it('[C2] whoever took the call says that nobody knows which unit: none is taken, not even the only one there', async () => {
    const world = await World.start(NOW)
    const take = (changes: object) =>
      world.api('/api/repairs', { callId: 'c-1', through: 'phone', symptoms: '没有声音', ...changes })
    const from = { site: 'jiangnan-library', caller: '+8613800138005' }
    const serial = 'AMP-2025-0042'
    expect(await world.host.deps.directory.unitsAt('jiangnan-library')).toMatchObject([{ serial }])
    const { status, json } = await take({ ...from, unitUnknown: true, serial })
    expect([status, json.problems]).toEqual([
      400,
      ['unitUnknown: contradicts serial, which names the unit: leave one of them out'],
    ])
    expect((await take({ ...from, unitUnknown: 'yes' })).json.problems).toHaveLength(1)

    const id = (await take({ ...from, unitUnknown: true })).json.repairId
    const repair = await world.repair(id)
    expect(repair).toMatchObject({ needsIdentification: true, plan: 'C', site: { id: 'jiangnan-library' } })
    expect(repair.unit).toBeUndefined()
    // As for a number that nobody knows, the very same is promised.
    const unknown = await world.repair((await take({ ...from, callId: 'c-2', serial: 'WHAT-1' })).json.repairId)
    const promised = ({ clocks }: { clocks: { clause: string; milestone: string; dueAt: string }[] }) =>
      clocks.map(({ clause, milestone, dueAt }) => `${clause} ${milestone} ${dueAt}`)
    expect(promised(repair)).toEqual(promised(unknown))

    // The hasty one names the place alone: what was open stays open. Whoever goes there names the unit.
    expect((await world.act(id, { type: 'identify', site: 'jiangnan-library' })).status).toBe(200)
    expect(await world.repair(id)).toMatchObject({ needsIdentification: true })
    expect((await world.act(id, { type: 'identify', serial })).status).toBe(200)
    expect(await world.repair(id)).toMatchObject({ needsIdentification: false, unit: { serial } })
    // From then on a call about it joins.
    const again = await take({ callId: 'c-3', serial })
    expect(again.json.repairId).toBe(id)
    world.messages()
  })
})

import { describe, expect, it } from 'vitest'
import type { PlanDocument } from '../../../shared/plan/document.ts'
import { promisesPreviewSchema } from '../../../shared/wire/deadlines.ts'
import { plans } from '../../support/plans.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

type ClockView = { clause: string; milestone: string; dueAt: string; explanation: string }

const firsts = plans.filter(({ version }) => version === 1)
const R = firsts.find(({ id }) => id === 'R') as PlanDocument

describe('POST /api/deadlines', () => {
  const preview = async (plan: string, severity: string, reportedAt: string) => {
    const world = await World.start(at('11-20 02:13'))
    const { json } = await world.api('/api/deadlines', { plan, severity, reportedAt })
    return json.clocks.map(({ clause, milestone, dueAt, explanation }: ClockView) => [
      clause,
      milestone,
      dueAt,
      explanation,
    ])
  }
  const REPORTED = '2026-11-20T02:13:00+08:00'

  it('[H4] [H14] hospital', async () => {
    expect(await preview('H', 'standard', REPORTED)).toEqual([
      ['H4', 'responded', at('11-20 02:18'), '5 min from 02:13 → 02:18'],
      ['H14', 'repaired', at('11-22 02:13'), '48 h from 02:13 → 11-22 02:13'],
    ])
  })
  it('[C2] [C3] [C4] [C9] [C15] campus, by severity', async () => {
    expect(await preview('C', 'critical', REPORTED)).toEqual([
      ['C2', 'responded', at('11-20 04:13'), '2 h from 02:13 → 04:13'],
      ['C3', 'arrived', at('11-21 02:13'), '24 h from 02:13 → 11-21 02:13'],
      ['C4', 'repaired', at('11-23 18:00'), '1 working day from 02:13 → 11-23 18:00'],
      ['C9', 'dispatched', at('11-20 03:13'), '1 h from 02:13 → 03:13'],
      ['C15', 'repaired', at('11-23 18:00'), '1 working day from 02:13 → 11-23 18:00'],
    ])
    expect(await preview('C', 'ordinary', REPORTED)).toContainEqual([
      'C9',
      'arrived',
      at('11-20 04:13'),
      '2 h from 02:13 → 04:13',
    ])
  })
  it('[R5] [R6] [R7] recorders, by severity', async () => {
    for (const [severity, minutes] of [
      ['urgent', 10],
      ['serious', 10],
      ['help', 20],
    ] as const) {
      expect(await preview('R', severity, REPORTED)).toEqual([
        ['R5', 'responded', at(`11-20 02:${13 + minutes}`), `${minutes} min from 02:13 → 02:${13 + minutes}`],
        ['R6', 'responded', at('11-20 02:28'), '15 min from 02:13 → 02:28'],
        ['R6', 'triaged', at('11-20 02:43'), '30 min from 02:13 → 02:43'],
        ['R6', 'arrived', at('11-21 02:13'), '24 h from 02:13 → 11-21 02:13'],
        ['R7', 'repaired', at('11-21 14:13'), '36 h from 02:13 → 11-21 14:13'],
      ])
    }
  })
  it('[N2] [N3] [N4] [N5] [N6] [N26] network, by severity; working time over the National Day holiday', async () => {
    expect(await preview('N', 'ordinary', '2026-09-30T17:00:00+08:00')).toEqual([
      ['N2', 'arrived', at('10-08 12:00'), '4 h (5×8) from 17:00 → 10-08 12:00'],
      ['N3', 'repaired', at('10-02 17:00'), '48 h from 17:00 → 10-02 17:00'],
      ['N4', 'responded', at('10-01 17:00'), '24 h from 17:00 → 10-01 17:00'],
      ['N5', 'responded', at('09-30 17:30'), '30 min from 17:00 → 17:30'],
      ['N5', 'proposed', at('09-30 18:00'), '1 h from 17:00 → 18:00'],
    ])
    expect((await preview('N', 'major', REPORTED)).slice(-4)).toEqual([
      ['N6', 'responded', at('11-20 02:18'), '5 min from 02:13 → 02:18'],
      ['N6', 'arrived', at('11-20 04:13'), '2 h from 02:13 → 04:13'],
      ['N26', 'dispatched', at('11-20 04:13'), '2 h from 02:13 → 04:13'],
      ['N26', 'repaired', at('11-22 02:13'), '48 h from 02:13 → 11-22 02:13'],
    ])
  })
  it('by the version in force when the report comes, or the version asked for', async () => {
    const faster: PlanDocument = {
      ...R,
      version: 2,
      effectiveFrom: '2026-12-01',
      holidays: 'none',
      clocks: R.clocks.map((term) => (term.clause === 'R7' ? { ...term, limit: 'P1D', window: '5x8' } : term)),
    }
    const world = await World.start(at('11-20 02:13'), { outside: () => ({ plans: async () => [...firsts, faster] }) })
    const repairBy = async (reportedAt: string, version?: number) => {
      const { status, json } = await world.api('/api/deadlines', {
        plan: 'R',
        severity: 'help',
        reportedAt,
        ...(version && { version }),
      })
      if (status !== 200) return json.problems
      return [json.planVersion, json.clocks.at(-1).explanation]
    }
    expect(await repairBy('2026-11-30T23:59:59+08:00')).toEqual([1, '36 h from 23:59 → 12-02 11:59'])
    expect(await repairBy('2026-12-01T00:00:00+08:00')).toEqual([2, '1 working day from 00:00 → 12-02 18:00'])
    expect(await repairBy('2026-12-01T00:00:00+08:00', 1)).toEqual([1, '36 h from 00:00 → 12-02 12:00'])
    // Without holidays 1 October is a workday like any other.
    expect(await repairBy('2026-09-30T10:00:00+08:00', 2)).toEqual([2, '1 working day from 10:00 → 10-01 18:00'])
    expect(await repairBy('2026-09-30T10:00:00+08:00', 3)).toEqual(['version: must be one of 1, 2'])
  })
  it('[H8] goods that arrived damaged have deadlines of their own', async () => {
    const world = await World.start(at('11-20 02:13'))
    const asked = { plan: 'H', severity: 'standard', reportedAt: REPORTED, matter: 'delivery' }
    const { json } = await world.api('/api/deadlines', asked)
    expect(json.clocks.map(({ clause, explanation }: ClockView) => `${clause} ${explanation}`)).toEqual([
      'H4 5 min from 02:13 → 02:18',
      'H8 1 working day from 02:13 → 11-23 18:00',
    ])
  })
  it('by distance, where the plan tells distances apart', async () => {
    const [near, far] = ['city', 'elsewhere'].map((id) => ({ id, name: { zh: id, en: id } }))
    const byDistance: PlanDocument = {
      ...R,
      ...(near && far && { distances: [near, far] }),
      clocks: R.clocks.map((term) => (term.limit === 'PT24H' ? { ...term, distances: ['elsewhere'] } : term)),
    }
    const world = await World.start(at('11-20 02:13'), {
      outside: () => ({ plans: async () => [byDistance, ...plans.filter(({ id }) => id !== 'R')] }),
    })
    const arrivals = async (distance?: string) => {
      const asked = { plan: 'R', severity: 'urgent', reportedAt: REPORTED, ...(distance && { distance }) }
      const { json } = await world.api('/api/deadlines', asked)
      return json.problems ?? json.clocks.filter(({ milestone }: ClockView) => milestone === 'arrived').length
    }
    expect(await arrivals('elsewhere')).toBe(1)
    expect(await arrivals('city')).toBe(0)
    expect(await arrivals()).toBe(0)
    expect(await arrivals('moon')).toEqual(['distance: must be one of city, elsewhere'])
  })
  it('an unknown plan, severity or field is named', async () => {
    const world = await World.start(at('11-20 02:13'))
    const problems = async (body: unknown) => (await world.api('/api/deadlines', body)).json.problems
    const asked = { plan: 'R', severity: 'urgent', reportedAt: REPORTED }
    expect(await problems({ ...asked, plan: 'Z' })).toEqual(['plan: must be one of C, H, N, R'])
    expect(await problems({ ...asked, severity: 'major' })).toEqual([
      'severity: must be one of 紧急 / Urgent (urgent), 严重 / Serious (serious), 技术求助 / Technical help (help)',
    ])
    expect(await problems({ ...asked, distance: 'city' })).toEqual(['distance: this plan has none'])
    expect(await problems({ ...asked, hour: 1 })).toEqual(['hour: is not a known field'])
    expect(await problems({ ...asked, reportedAt: '2026-11-20' })).toHaveLength(1)
  })
})

describe('POST /api/repairs/preview: what is promised before it is saved is what saving promises', () => {
  const STRANGER = '+8613900000000'
  const NOW = at('11-20 10:13')
  type Of = { clause: string; milestone: string; dueAt: string }
  const told = (clocks: readonly Of[]) =>
    clocks.map(({ clause, milestone, dueAt }) => `${clause} ${milestone} ${dueAt}`).toSorted()
  const preview = async (world: World, about: object, who?: string) => {
    const { status, json } = await world.api('/api/repairs/preview', about, who)
    expect(status).toBe(200)
    return promisesPreviewSchema.parse(json)
  }
  const save = async (world: World, about: object, who?: string) =>
    (await world.api('/api/repairs', { callId: 'c-1', through: 'phone', symptoms: '坏了', ...about }, who)).json

  it.each<[string, string, object, object]>([
    ['[N2] [N26] hours of work are those where it stands', 'ordinary', { serial: 'FW-2025-0003' }, { plan: 'N' }],
    ['[R5] whoever calls from a place with several units', 'help', { caller: '+8613800138001' }, { plan: 'R' }],
    ['[C2] a place where one stands alone', 'ordinary', { site: 'jiangnan-library' }, { plan: 'C' }],
    [
      '[C9] the same, where nobody knows which',
      'ordinary',
      { site: 'jiangnan-library', unitUnknown: true },
      { plan: 'C', assumed: 'unit' },
    ],
    ['[H8] what arrived damaged', 'standard', { serial: 'MON-2024-0305', matter: 'delivery' }, { plan: 'H' }],
    ['[N6] nobody knows whose it is: the strictest', 'major', { caller: STRANGER }, { plan: 'N', assumed: 'customer' }],
    ['[N5] not even a number', 'ordinary', {}, { plan: 'N', assumed: 'customer' }],
    [
      '[R7] a number on the label that nobody knows',
      'urgent',
      { caller: '+8613800138001', serial: 'X-1' },
      { plan: 'R', assumed: 'unit' },
    ],
    [
      '[R6] counted from when it was reported',
      'urgent',
      { serial: 'BWC-2025-0117', reportedAt: at('11-20 10:02') },
      { reportedAt: at('11-20 10:02') },
    ],
    [
      '[R5] nobody reports from the future',
      'urgent',
      { serial: 'BWC-2025-0117', reportedAt: at('11-20 11:02') },
      { reportedAt: NOW },
    ],
  ])('%s', async (_, severity, about, says) => {
    const world = await World.start(NOW)
    const before = await preview(world, about)
    expect(before).toMatchObject(says)
    const saved = await save(world, { ...about, severity })
    expect(before.joins).toBeUndefined()
    expect(told(before.severities.find((one) => one.severity === severity)?.clocks ?? [])).toEqual(told(saved.clocks))
    expect(await world.repair(saved.repairId)).toMatchObject({
      plan: before.plan,
      planVersion: before.planVersion,
      needsIdentification: before.assumed !== undefined,
    })
    world.messages()
  })

  it('says which open repair takes it in, also by the number of whoever is not on file', async () => {
    const world = await World.start(NOW)
    const { repairId } = await save(world, CUSTOMERS.police)
    expect(await preview(world, { serial: 'BWC-2025-0117' })).toMatchObject({ joins: repairId })
    const other = await save(world, { callId: 'c-2', caller: STRANGER })
    expect(await preview(world, { caller: STRANGER })).toMatchObject({ joins: other.repairId })
    world.messages()
  })

  it('records nothing, and is asked by whoever takes calls', async () => {
    const world = await World.start(NOW)
    await preview(world, { serial: 'BWC-2025-0117' })
    expect((await world.api('/api/repairs')).json.repairs).toEqual([])
    expect((await world.api('/api/repairs/preview', {}, 'viewer')).status).toBe(403)
    expect((await world.api('/api/repairs/preview', { symptoms: '坏了', caller: '139' })).json.problems).toHaveLength(2)
    const both = await world.api('/api/repairs/preview', { serial: 'X-1', unitUnknown: true })
    expect(both.json.problems).toEqual(['unitUnknown: contradicts serial, which names the unit: leave one of them out'])
  })

  it('tells an engineer of what stands elsewhere no more than of a number that nobody knows', async () => {
    const world = await World.start(NOW)
    const { repairId } = await save(world, { serial: 'FW-2025-0003' })
    const asked = (about: object) => preview(world, about, 'engineer/wang-qiang')
    for (const known of [{}, { caller: '+8613800138001' }])
      expect(await asked({ ...known, serial: 'FW-2025-0003' })).toEqual(await asked({ ...known, serial: 'X-1' }))
    const unknown = await asked({ caller: STRANGER })
    expect(unknown).toMatchObject({ roster: 'east', plan: 'N', assumed: 'customer' })
    expect(await asked({ site: 'tianshan-machine-room' })).toEqual(unknown)
    expect(await asked({ caller: '+8613800138006' })).toEqual(unknown)
    expect(await preview(world, { serial: 'FW-2025-0003' }, 'engineer/ma-jun')).toMatchObject({ joins: repairId })
    world.messages()
  })
})

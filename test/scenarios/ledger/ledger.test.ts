import { expect, it } from 'vitest'
import { ratesSchema } from '../../../shared/wire/ledger.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const NIGHT = at('11-20 02:13')
const WORK = { cause: '接触不良', done: '重新插接' }

/** One night of a recorder: answered in time, on site, repaired too late for R5; closed by the customer. */
async function playedNight() {
  const world = await World.start(NIGHT)
  const id = await world.report()
  await world.advance('PT5M')
  await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
  await world.act(id, { type: 'respond' }, 'engineer/wang-qiang')
  await world.act(id, { type: 'goOnSite' }, 'engineer/wang-qiang')
  await world.advance('PT1H')
  await world.act(id, { type: 'arrive' }, 'engineer/wang-qiang')
  return { world, id }
}

it('the lines of a repair are its clocks, with the same evidence', async () => {
  const { world, id } = await playedNight()
  await world.advance('PT4H')
  await world.act(id, { type: 'complete', ...WORK }, 'engineer/wang-qiang')
  const { clocks } = await world.repair(id)
  const { json } = await world.api(`/api/repairs/${id}/obligations`, undefined, 'viewer')
  const fact = ({ clause, state, dueAt, evidence, lateBy }: Record<string, unknown>) =>
    JSON.stringify([clause, state, dueAt, evidence, lateBy])
  expect(json.obligations.map(fact).sort()).toEqual(clocks.map(fact).sort())
  expect(json.obligations).toContainEqual(
    expect.objectContaining({
      id: `repair/${id}/R5/repaired/1`,
      plan: 'R',
      what: 'repaired',
      state: 'broken',
      lateBy: 'PT1H',
      customer: 'lanting-police',
      unit: 'BWC-2025-0117',
      engineer: 'wang-qiang',
      month: '2026-11',
      liability: true, // R8
    }),
  )
  world.messages()
})

it('what is open and due in a window, earliest first, page by page', async () => {
  const { world, id } = await playedNight()
  const due = async (query: string) => (await world.api(`/api/ledger/due?${query}`, undefined, 'viewer')).json
  const { obligations } = await due('')
  expect(obligations.map(({ clause, what }: Record<string, string>) => `${clause} ${what}`)).toEqual(['R5 repaired'])
  const all = await due('to=2026-12-01T00:00:00Z')
  const ids = all.obligations.map((line: { id: string }) => line.id)
  expect(ids).toEqual([`repair/${id}/R5/repaired/1`, `repair/${id}/R7/repaired/1`])
  const first = await due('to=2026-12-01T00:00:00Z&limit=1')
  const second = await due(`to=2026-12-01T00:00:00Z&limit=1&cursor=${encodeURIComponent(first.cursor)}`)
  expect([...first.obligations, ...second.obligations].map((line: { id: string }) => line.id)).toEqual(ids)
  const dueAt = all.obligations[0].dueAt
  expect((await due(`from=2026-11-19T00:00:00Z&to=${dueAt}`)).obligations).toEqual([])
  expect((await due(`from=${dueAt}&to=2026-11-21T00:00:00Z`)).obligations).toHaveLength(1)
  world.messages()
})

it('how often kept, by clause, customer, engineer and the whole plan', async () => {
  const { world, id } = await playedNight()
  await world.advance('PT4H')
  await world.act(id, { type: 'complete', ...WORK }, 'engineer/wang-qiang')
  const rates = async (query: string) => (await world.api(`/api/ledger/rates?${query}`, undefined, 'viewer')).json.rates
  expect(await rates('by=clause&id=R6&month=2026-11')).toEqual([
    {
      id: 'R6',
      keptRate: 1,
      tally: { due: 3, open: 0, kept: 3, broken: 0, waived: 0, superseded: 0, fallenAway: 0, worstLateMs: 0 },
    },
  ])
  expect(await rates('by=clause&id=R5')).toMatchObject([
    { keptRate: 0.5, tally: { due: 2, kept: 1, broken: 1, worstLateMs: 3_600_000 } },
  ])
  expect(await rates('by=engineer&id=wang-qiang&month=2026-11')).toMatchObject([{ tally: { kept: 5, broken: 1 } }])
  expect(await rates('by=customer&id=lanting-police&month=2026-11')).toMatchObject([
    { tally: { kept: 5, broken: 1 }, keptRate: 5 / 6 },
  ])
  const plan = await rates('by=clause&plan=R&month=2026-11')
  expect(plan.map((rate: { id: string }) => rate.id).slice(4, 7)).toEqual(['R5', 'R6', 'R7'])
  expect(plan[4]).toMatchObject({ promise: { zh: expect.any(String) }, status: 'active', keptRate: 0.5 })
  // Nothing ended: no rate rather than a wrong one.
  expect(await rates('by=clause&id=R6&month=2026-10')).toEqual([
    {
      id: 'R6',
      tally: { due: 0, open: 0, kept: 0, broken: 0, waived: 0, superseded: 0, fallenAway: 0, worstLateMs: 0 },
    },
  ])
  world.messages()
})

it('how often kept, of all engineers, customers, sites and clauses in one call', async () => {
  const { world, id } = await playedNight()
  await world.advance('PT4H')
  await world.act(id, { type: 'complete', ...WORK }, 'engineer/wang-qiang')
  await world.report({ caller: '+8613900139000', serial: undefined })
  interface Row {
    readonly id?: string
    readonly name?: string
    readonly keptRate?: number
    readonly tally: Readonly<Record<string, number>>
  }
  const rates = async (query: string): Promise<readonly Row[]> => {
    const { json } = await world.api(`/api/ledger/rates?${query}`, undefined, 'viewer')
    return parse(ratesSchema, json).rates
  }
  const { items } = await world.host.deps.ledger.ofCustomer({
    customer: 'lanting-police',
    from: at('11-01 00:00'),
    to: at('12-01 00:00'),
    limit: 200,
  })
  const ours = items.filter(({ month }) => month === '2026-11').length
  const dues = await Promise.all(
    ['engineer', 'customer', 'site', 'clause'].map(async (by) => {
      const rows = await rates(`by=${by}&month=2026-11`)
      for (const { tally } of rows) {
        const { due, worstLateMs: _, ...ends } = tally
        expect(Object.values(ends).reduce((sum, count) => sum + count, 0)).toBe(due)
      }
      return rows.reduce((sum, { tally }) => sum + (tally.due ?? 0), 0)
    }),
  )
  // Whatever it is counted by, it is the same whole.
  expect(new Set(dues).size).toBe(1)
  expect(dues[0]).toBeGreaterThan(ours)

  const engineers = await rates('by=engineer&month=2026-11')
  expect(engineers.find((row) => row.id === 'wang-qiang')).toMatchObject({
    name: '王强',
    tally: { kept: 5, broken: 1 },
    keptRate: 5 / 6,
  })
  expect(engineers.some((row) => row.id === undefined)).toBe(true)
  const window = 'from=2026-10-31T16:00:00Z&to=2026-11-30T16:00:00Z'
  const customers = await rates(`by=customer&${window}`)
  expect(customers.find((row) => row.id === 'lanting-police')).toMatchObject({
    name: '兰亭县公安局',
    tally: { broken: 1 },
  })
  expect(customers.find((row) => row.id === undefined)?.tally.due).toBeGreaterThan(0)
  expect((await rates('by=site')).find((row) => row.id === 'lanting-east')?.name).toBe('兰亭县公安局城东派出所')
  for (const { id: clause = '', ...row } of await rates('by=clause'))
    expect([{ id: clause, ...row }]).toEqual(await rates(`by=clause&id=${clause}`))
  expect(await rates('by=clause&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z')).toEqual([])
  world.messages()
})

it("a customer's obligations are for dispatchers and managers", async () => {
  const { world } = await playedNight()
  const path = '/api/ledger/obligations?customer=lanting-police&from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z'
  for (const who of ['viewer', 'engineer/wang-qiang'])
    expect(await world.api(path, undefined, who)).toMatchObject({ status: 403, json: { error: 'forbidden' } })
  const { status, json } = await world.api(path)
  expect(status).toBe(200)
  expect(json.obligations.length).toBeGreaterThanOrEqual(6)
  const due = json.obligations.map((line: { dueAt: string }) => line.dueAt)
  expect(due).toEqual(due.toSorted())
  world.messages()
})

it.for([
  ['/api/ledger/due?from=yesterday', 'from: must be an instant such as 2026-11-19T18:13:00Z'],
  ['/api/ledger/due?from=2026-11-20T00:00:00Z&to=2026-11-20T00:00:00Z', 'to: must be later than from'],
  ['/api/ledger/due?limit=201', 'limit: '],
  ['/api/ledger/rates', 'by: '],
  ['/api/ledger/rates?by=site&id=x', 'id: sites and months come all together'],
  ['/api/ledger/rates?by=site&from=2026-11-01T00:00:00Z', 'to: goes with from'],
  ['/api/ledger/rates?by=clause&id=R5&from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z', 'from: goes without id'],
  ['/api/ledger/rates?by=site&from=2026-11-02T00:00:00Z&to=2026-11-02T00:00:00Z', 'to: must be later than from'],
  ['/api/ledger/rates?by=site&from=2026-01-01T00:00:00Z&to=2027-02-06T00:00:00Z', 'to: at most 400 days after from'],
  ['/api/ledger/rates?by=clause&id=R5&plan=R', 'id: give either id or plan'],
  ['/api/ledger/rates?by=customer&plan=R', 'plan: goes with by=clause'],
  ['/api/ledger/rates?by=clause&plan=X', 'plan: must be one of C, H, N, R'],
  ['/api/ledger/rates?by=clause&id=R5&month=2026-13', 'month: must be a month such as 2026-11'],
  ['/api/ledger/rates?by=month&month=9999-12', 'month: must be a month such as 2026-11'],
  [
    '/api/ledger/obligations?customer=nobody&from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z',
    'customer: nobody has the id "nobody"',
  ],
  ['/api/ledger/obligations?customer=lanting-police', 'from: is missing'],
])('%s is refused: %s', async ([path = '', problem = '']) => {
  const world = await World.start(NIGHT)
  const { status, json } = await world.api(path)
  expect(status).toBe(400)
  expect(json.problems).toContainEqual(expect.stringContaining(problem))
})

it('no repair, no lines', async () => {
  const world = await World.start(NIGHT)
  expect((await world.api('/api/repairs/261120-0099/obligations')).status).toBe(404)
})

it('[R7] [H14] a shortage of loaners shows while the clock that needs one still runs', async () => {
  const counted = new Map<string, number | undefined>()
  const metrics = { count: (name: string, value?: number) => void counted.set(name, value) }
  const world = await World.start(NIGHT, { metrics })
  const stock = async () => {
    const { models } = (await world.api('/api/loaners', undefined, 'viewer')).json
    return Object.fromEntries(models.map((model: { model: string }) => [model.model, model]))
  }
  expect(await stock()).toMatchObject({ 'PM-12': { total: 1, free: 1, inField: 2, needed: 0, short: false } })
  const { caller } = CUSTOMERS.hospital
  const first = await world.report({ caller, serial: 'MON-2024-0305', severity: undefined })
  expect(await stock()).toMatchObject({ 'PM-12': { needed: 1, short: false } })
  await world.report({ caller, serial: 'MON-2024-0306', severity: undefined })
  expect(await stock()).toMatchObject({ 'PM-12': { free: 1, needed: 2, short: true } })
  await world.host.sweep()
  expect(Object.fromEntries(counted)).toMatchObject({ LoanersShort: 1, OpenRepairs: 2, OpenClocks: 4 })
  await world.act(first, { type: 'arrive' })
  await world.act(first, { type: 'reserveLoaner' })
  expect(await stock()).toMatchObject({ 'PM-12': { free: 0, reserved: 1, needed: 1, short: true } })
  await world.act(first, { type: 'lendLoaner' })
  await world.act(first, { type: 'complete', ...WORK })
  await world.act(first, { type: 'confirm', onBehalf: '高医生' })
  expect(await stock()).toMatchObject({ 'PM-12': { lent: 1, toFetchBack: 1 } })
  await world.act(first, { type: 'returnLoaner' })
  expect(await stock()).toMatchObject({ 'PM-12': { free: 1, lent: 0, needed: 1, short: false } })
  world.messages()
})

import { expect, it } from 'vitest'
import { lineListSchema, ratesSchema, satisfactionSchema } from '../../../shared/wire/ledger.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

// What the ledger's room in the console is made of.

const NIGHT = at('11-20 02:13')
const WORK = { cause: '接触不良', done: '重新插接' }
const WANG = 'engineer/wang-qiang'

const lines = async (world: World, query: string, who = 'viewer') =>
  parse(lineListSchema, (await world.api(`/api/ledger/lines?${query}`, undefined, who)).json)
const rates = async (world: World, query: string, who = 'viewer') =>
  parse(ratesSchema, (await world.api(`/api/ledger/rates?${query}`, undefined, who)).json).rates
const latest = async (world: World, who = 'viewer') =>
  parse(lineListSchema, (await world.api('/api/ledger/latest', undefined, who)).json).obligations

/** Answered in time, on site, and repaired an hour late for R5. */
async function repaired(world: World, fields: Readonly<Record<string, unknown>> = {}) {
  const id = await world.report(fields)
  await world.advance('PT5M')
  for (const type of ['acknowledge', 'respond', 'goOnSite'] as const) await world.act(id, { type }, WANG)
  await world.advance('PT1H')
  await world.act(id, { type: 'arrive' }, WANG)
  await world.advance('PT4H')
  await world.act(id, { type: 'complete', ...WORK }, WANG)
  return id
}

it('a promise stands in the ledger the moment that it is kept, with the event that proves it', async () => {
  const world = await World.start(NIGHT)
  expect(await latest(world)).toEqual([])
  const id = await world.report()
  expect(await latest(world)).toEqual([])
  await world.advance('PT5M')
  await world.act(id, { type: 'acknowledge' }, WANG)
  await world.act(id, { type: 'respond' }, WANG)
  const [first, second] = await latest(world)
  for (const line of [first, second])
    expect(line).toMatchObject({
      repair: id,
      state: 'kept',
      endedAt: world.now,
      engineerName: '王强',
      customerName: '兰亭县公安局',
      siteName: '城东所',
      unitName: '记录仪0117',
      evidence: expect.any(Number),
    })
  expect([first?.clause, second?.clause].toSorted()).toEqual(['R5', 'R6'])
  // Another roster's engineer is not shown what is not theirs.
  expect(await latest(world, 'engineer/ma-jun')).toEqual([])
  expect((await latest(world, WANG)).length).toBe(2)
  world.messages()
})

it('behind a rate stand the lines that it counts, narrowed to whatever is named', async () => {
  const world = await World.start(NIGHT)
  const id = await repaired(world)
  const { caller, serial } = CUSTOMERS.hospital
  const other = await world.report({ caller, serial, severity: undefined })
  await world.advance('PT6M')

  const r5 = await lines(world, 'month=2026-11&clause=R5')
  expect(r5.obligations.map(({ what, state }) => `${what} ${state}`)).toEqual(['repaired broken', 'responded kept'])
  const [rate] = await rates(world, 'by=clause&id=R5&month=2026-11')
  expect(rate?.tally.due).toBe(r5.obligations.length)
  const broken = await lines(world, 'month=2026-11&state=broken')
  expect(broken.obligations.map(({ repair, clause }) => `${repair} ${clause}`)).toEqual([`${other} H4`, `${id} R5`])
  expect((await lines(world, 'month=2026-11&state=broken&limit=1')).cursor).toBeDefined()
  const hers = await lines(world, `month=2026-11&engineer=wang-qiang&state=broken`)
  expect(hers.obligations.map(({ clause }) => clause)).toEqual(['R5'])
  const theirs = await lines(world, 'month=2026-11&customer=renhe-hospital&clause=H4', 'dispatcher')
  expect(theirs.obligations.map(({ repair }) => repair)).toEqual([other])
  expect((await lines(world, 'month=2026-11&clause=R5&site=elsewhere')).obligations).toEqual([])
  world.messages()
})

it('page after page of all clauses gives every line once, the latest due first', async () => {
  const world = await World.start(NIGHT)
  await repaired(world)
  const all = (await lines(world, 'month=2026-11&limit=200')).obligations
  const found: string[] = []
  let cursor = ''
  do {
    const page = await lines(world, `month=2026-11&limit=2&cursor=${encodeURIComponent(cursor)}`)
    found.push(...page.obligations.map((line) => line.id))
    cursor = page.cursor ?? ''
  } while (cursor)
  expect(found).toEqual(all.map((line) => line.id))
  expect(all.map((line) => line.dueAt)).toEqual(
    all
      .map((line) => line.dueAt)
      .toSorted()
      .toReversed(),
  )
  expect(all.length).toBeGreaterThan(4)
  world.messages()
})

it("a customer's lines are the desk's, and on the audit record; an engineer compares nobody", async () => {
  const world = await World.start(NIGHT)
  const month = 'month=2026-11'
  for (const [path, who] of [
    [`lines?${month}&customer=lanting-police`, 'viewer'],
    [`lines?${month}&customer=lanting-police`, WANG],
    [`lines?${month}&engineer=chen-wei`, WANG],
    [`rates?by=customer&${month}`, WANG],
    [`rates?by=month&${month}&customer=lanting-police`, WANG],
    [`rates?by=engineer&${month}`, WANG],
  ] as const)
    expect((await world.api(`/api/ledger/${path}`, undefined, who)).status, `${path} ${who}`).toBe(403)
  for (const path of [`rates?by=month&${month}`, `rates?by=clause&${month}`, `lines?${month}&engineer=wang-qiang`])
    expect((await world.api(`/api/ledger/${path}`, undefined, WANG)).status, path).toBe(200)
  await world.api(`/api/ledger/lines?${month}&customer=lanting-police`)
  const { json } = await world.api('/api/audit', undefined, 'manager')
  expect(json.entries).toContainEqual(
    expect.objectContaining({ what: 'obligations', customer: 'lanting-police', outcome: 'read' }),
  )
})

it.for([
  ['lines?clause=R5', 'month: '],
  ['lines?month=2026-11&customer=nobody', 'customer: nobody has the id "nobody"'],
  ['lines?month=2026-11&state=lost', 'state: '],
  ['rates?by=month&lastMonth=2026-11', 'lastMonth: goes with month'],
  ['rates?by=month&month=2026-11&lastMonth=2026-10', 'lastMonth: goes with month and not before it'],
  ['rates?by=month&month=2025-10&lastMonth=2026-11', 'lastMonth: goes with month and not before it, 13 months'],
  ['rates?by=month&id=2026-11', 'id: sites and months come all together'],
  ['rates?by=clause&id=R5&month=2026-11&lastMonth=2026-11', 'id: goes without lastMonth'],
  ['rates?by=clause&month=2026-11&customer=nobody', 'customer: nobody has the id "nobody"'],
  ['satisfaction?by=clause', 'by: '],
])('/api/ledger/%s is refused: %s', async ([path = '', problem = '']) => {
  const world = await World.start(NIGHT)
  const { status, json } = await world.api(`/api/ledger/${path}`)
  expect(status).toBe(400)
  expect(json.problems).toContainEqual(expect.stringContaining(problem))
})

it('a promise counts in the month in which it is due where the customer is: 00:30 on the 1st is the new one', async () => {
  // R6 on site within 24 h: reported at 00:30 on the 30th in Shanghai, due at 00:30 on the 1st, when London writes the 30th.
  const world = await World.start(at('11-30 00:30'))
  const id = await world.report()
  const dueIn = async (month: string) =>
    (await lines(world, `month=${month}&clause=R6`)).obligations.map(({ what, dueAt }) => `${what} ${dueAt}`)
  expect(await dueIn('2026-12')).toEqual(['arrived 2026-11-30T16:30:00.000Z'])
  expect(await dueIn('2026-11')).toEqual(['triaged 2026-11-29T17:00:00.000Z', 'responded 2026-11-29T16:45:00.000Z'])
  await world.advance('PT5M')
  for (const type of ['acknowledge', 'respond', 'goOnSite', 'arrive'] as const) await world.act(id, { type }, WANG)
  const byMonth = await rates(world, 'by=month&month=2026-10&lastMonth=2026-12&clause=R6')
  expect(byMonth.map(({ id: month, tally }) => [month, tally.kept])).toEqual([
    ['2026-11', 2],
    ['2026-12', 1],
  ])
  // By customer it is the same month, whoever counts.
  const ofTheirs = await rates(world, 'by=month&month=2026-12&customer=lanting-police&clause=R6', 'dispatcher')
  expect(ofTheirs).toMatchObject([{ id: '2026-12', tally: { due: 1, kept: 1 } }])
  world.messages()
})

it('24:00 of the last day belongs to the month that ends with it', async () => {
  const world = await World.start(at('11-30 00:00'))
  await world.report()
  // 24 h from 00:00 on the 30th are over at 24:00 of that day.
  const { obligations } = await lines(world, 'month=2026-11&clause=R6')
  expect(obligations[0]).toMatchObject({ what: 'arrived', dueAt: '2026-11-30T16:00:00.000Z' })
  expect((await lines(world, 'month=2026-12&clause=R6')).obligations).toEqual([])
  world.messages()
})

it('what fell due to nobody known stands in the trend of all', async () => {
  const world = await World.start(NIGHT)
  await world.report({ caller: '+8613900139000', serial: undefined })
  const byMonth = await rates(world, 'by=month&month=2026-11')
  const byClause = await rates(world, 'by=clause&month=2026-11')
  const byCustomer = await rates(world, 'by=customer&month=2026-11')
  const sum = (rows: typeof byMonth) => rows.reduce((total, { tally }) => total + tally.due, 0)
  expect(sum(byMonth)).toBeGreaterThan(0)
  expect(sum(byClause)).toBe(sum(byMonth))
  expect(sum(byCustomer)).toBe(sum(byMonth))
  // Nothing has ended: there is no rate, and never one of 100 %.
  expect(byMonth[0]).not.toHaveProperty('keptRate')
  world.messages()
})

it('satisfaction is of those who were asked: rated of confirmed, nobody of what was withdrawn', async () => {
  const world = await World.start(NIGHT)
  const asked = async (who = 'viewer', by = 'engineer') =>
    parse(satisfactionSchema, (await world.api(`/api/ledger/satisfaction?by=${by}&month=2026-11`, undefined, who)).json)
  const NONE = { confirmed: 0, rated: 0, asked: 0, scored: 0 }
  expect(await asked()).toEqual({ ...NONE, unknown: 0, by: [] })
  const first = await repaired(world)
  await world.act(first, { type: 'confirm', onBehalf: '何平', how: 'phone', rating: 4 })
  const second = await repaired(world, { serial: 'BWC-2025-0118' })
  await world.act(second, { type: 'confirm', onBehalf: '何平', how: 'phone' })
  const third = await world.report({ serial: 'DOC-2025-0021' })
  await world.act(third, { type: 'withdraw', reason: '客户撤销', agreedBy: '何平', how: 'phone' }, 'manager')
  expect(await asked()).toEqual({
    confirmed: 2,
    rated: 1,
    rating: 4,
    asked: 0,
    scored: 0,
    unknown: 0,
    by: [{ ...NONE, id: 'wang-qiang', name: '王强', confirmed: 2, rated: 1, rating: 4 }],
  })
  expect((await asked('viewer', 'customer')).by).toMatchObject([
    { id: 'lanting-police', confirmed: 2, rated: 1, rating: 4 },
  ])
  // An engineer reads their own, and nobody else's.
  expect(await asked(WANG)).toMatchObject({ confirmed: 2, rated: 1 })
  expect(await asked('engineer/chen-wei')).toEqual({ ...NONE, unknown: 0, by: [] })
  world.messages()
})

import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const REPORT = at('11-20 02:13')
const MANAGER = 'manager/liu-fang'

it('[R8] every breach is on record with its length, and a manager settles the loss', async () => {
  const world = await World.start(REPORT)
  const id = await world.report({ severity: 'urgent' })
  await world.advanceTo(at('11-20 02:28'))
  expect((await world.repair(id)).claims).toMatchObject([
    { id: 1, clause: 'R8', basis: 'delay', clock: 'R5/responded/1', at: at('11-20 02:23') },
    { id: 2, clause: 'R8', basis: 'delay', clock: 'R6/responded/1', at: at('11-20 02:28') },
  ])
  await world.act(id, { type: 'respond' })
  expect(await world.clocks(id)).toMatchObject({ 'R5 responded': 'broken PT5M' })
  const settle = { type: 'settleClaim', claim: 1, outcome: 'paid', amountFen: 30_000, reason: '补偿误工' } as const
  expect((await world.act(id, settle)).status).toBe(403)
  expect((await world.act(id, settle, MANAGER)).status).toBe(200)
  const again = await world.act(id, settle, MANAGER)
  expect([again.status, again.json.problems]).toEqual([400, ['claim: must be one not yet settled: 2']])
  expect((await world.repair(id)).claims[0]).toMatchObject({ settled: { outcome: 'paid', amountFen: 30_000 } })
  world.messages()
})

it('[N4] no response within 24 hours: the loss is ours, from that instant on', async () => {
  const world = await World.start(REPORT)
  const id = await world.report({ ...CUSTOMERS.data, severity: 'ordinary' })
  await world.advanceTo(at('11-21 02:12:59'))
  expect((await world.repair(id)).claims ?? []).toEqual([])
  await world.advanceTo(at('11-21 02:13'))
  expect((await world.repair(id)).claims).toMatchObject([
    { clause: 'N4', clock: 'N4/responded/1', at: at('11-21 02:13') },
  ])
  world.messages()
})

it('[N12] direct loss from a manufacturing defect: in warranty, and only where the plan promises it', async () => {
  const world = await World.start(REPORT)
  const claim = { type: 'claim', basis: 'defect', what: '机柜烧毁', amountFen: 880_000 } as const
  const id = await world.report({ ...CUSTOMERS.data, severity: 'ordinary' })
  expect((await world.act(id, claim)).status).toBe(200)
  expect((await world.repair(id)).claims).toMatchObject([{ clause: 'N12', basis: 'defect', amountFen: 880_000 }])
  const other = await world.report({ severity: 'urgent' })
  const refused = await world.act(other, claim)
  expect([refused.status, refused.json.problems]).toEqual([
    400,
    ['basis: plan R bears no loss by defect, only by delay, injury'],
  ])
  world.messages()
})

it('[N12] out of warranty it is not ours', async () => {
  const world = await World.start(at('11-20 02:13', 2028))
  const id = await world.report({ ...CUSTOMERS.data, severity: 'ordinary' })
  const refused = await world.act(id, { type: 'claim', basis: 'defect', what: '机柜烧毁' })
  expect([refused.status, refused.json.problems]).toEqual([
    400,
    ["basis: N12 covers defect in warranty, and this unit's had ended at the report"],
  ])
  world.messages()
})

it('[R18] an injury is flagged and recorded, and settled even after the repair is closed', async () => {
  const world = await World.start(REPORT)
  const id = await world.report({ severity: 'urgent' })
  await world.act(id, { type: 'claim', basis: 'injury', what: '电池鼓包烫伤' })
  await world.act(id, { type: 'solveRemotely', cause: '电池', done: '停用' })
  await world.act(id, { type: 'confirm', onBehalf: '何平' })
  expect(await world.repair(id)).toMatchObject({ stage: 'closed', claims: [{ clause: 'R18', basis: 'injury' }] })
  const settle = { type: 'settleClaim', claim: 1, outcome: 'paid', amountFen: 60_000, reason: '产品责任险' } as const
  expect((await world.act(id, settle, MANAGER)).status).toBe(200)
  expect((await world.repair(id)).claims).toMatchObject([{ settled: { outcome: 'paid', reason: '产品责任险' } }])
  world.messages()
})

it('a promise is let off by a manager alone, with reason and name; a broken one is not', async () => {
  const world = await World.start(REPORT)
  const id = await world.report({ severity: 'urgent' })
  const waive = { type: 'waive', clock: 'R6/arrived/1', reason: '客户休假' } as const
  expect((await world.act(id, waive)).status).toBe(403)
  expect((await world.act(id, waive, MANAGER)).status).toBe(200)
  expect((await world.clocks(id))['R6 arrived']).toBe('waived')
  await world.advanceTo(at('11-20 02:23'))
  const late = await world.act(id, { ...waive, clock: 'R5/responded/1' }, MANAGER)
  expect([late.status, late.json.problems[0]]).toEqual([
    400,
    expect.stringMatching(/^clock: "R5\/responded\/1" is broken already/),
  ])
  world.messages()
})

it('[R7] a loaner of another model stands in for nothing: not even by hand', async () => {
  const world = await World.start(REPORT)
  const id = await world.report({ severity: 'urgent' })
  const page = world.sms('wang-qiang')
  world.messages()
  const other = await world.act(id, { type: 'reserveLoaner', serial: 'LOAN-US-01' })
  expect([other.status, other.json.problems]).toEqual([
    400,
    ['serial: "LOAN-US-01" is a "US-60", and the unit to stand in for is a "BWC-5"'],
  ])
  await world.tap(page.link, 'respond')
  const byLink = await world.tap(page.link, 'reserveLoaner', { serial: 'LOAN-US-01' })
  expect(byLink.text).toContain('型号不符：备机是 US-60，设备是 BWC-5')
  expect((await world.repair(id)).loaner).toBeUndefined()
  expect((await world.act(id, { type: 'reserveLoaner', serial: 'LOAN-BWC-01' })).status).toBe(200)
  world.messages()
})

it('[R7] only a brand-new loaner will do: a used one is not reserved, nor by hand', async () => {
  const world = await World.start(REPORT)
  const used = { serial: 'LOAN-OLD', model: 'BWC-5', name: '旧备机', used: true }
  const loaners = world.host.demo.loaners.map((loaner) => ({ ...loaner, used: true }))
  await world.host.deps.directory.merge({ loaners: [...loaners, used] })
  const id = await world.report({ severity: 'urgent' })
  await world.act(id, { type: 'arrive' })
  await world.advanceTo(at('11-21 08:00')) // 80 % of the 36 hours are over
  expect((await world.repair(id)).loaner).toBeUndefined()
  const byHand = await world.act(id, { type: 'reserveLoaner', serial: 'LOAN-OLD' })
  expect([byHand.status, byHand.json.problems]).toEqual([
    400,
    ['serial: "LOAN-OLD" is used, and R7 promises a brand-new loaner'],
  ])
  await world.host.deps.directory.merge({ loaners: [{ serial: 'LOAN-NEW', model: 'BWC-5', name: '新备机' }] })
  await world.advance('PT2H')
  expect((await world.repair(id)).loaner).toMatchObject({ serial: 'LOAN-NEW', state: 'reserved' })
  await world.act(id, { type: 'lendLoaner' })
  expect((await world.clocks(id))['R7 repaired']).toBe('kept')
  world.messages()
})

import { expect, it } from 'vitest'
import { later } from '../../../shared/kernel/instant.ts'
import type { Action } from '../../../shared/repair/actions.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

/** What happens before, so that the clock runs. */
interface Before {
  readonly at: string
  readonly actions: readonly Action[]
}
type Row = readonly [
  promise: string,
  milestone: string,
  who: keyof typeof CUSTOMERS,
  severity: string,
  due: string,
  kept: Action,
  before?: Before,
]

const work = { cause: '接触不良', done: '重新插接' }
const respond: Action = { type: 'respond' }
const arrive: Action = { type: 'arrive' }
const complete: Action = { type: 'complete', ...work }
const lend: Action = { type: 'lendLoaner' }
const arrived: Before = { at: '11-20 02:30', actions: [arrive] }
const reserved: Before = { at: '11-20 02:30', actions: [arrive, { type: 'reserveLoaner' }] }
const sentIn: Before = { at: '11-20 02:30', actions: [{ type: 'sendIn', agreedBy: 'Zhang', how: 'phone' }] }
// Plan N has every visit approved: a manager sends them.
const goOnSite: Action = { type: 'goOnSite' }
const approved: Before = { at: '11-20 02:30', actions: [goOnSite] }
const visited: Before = { at: '11-20 02:30', actions: [goOnSite, arrive] }
const spare: Before = { at: '11-20 02:30', actions: [goOnSite, arrive, { type: 'reserveLoaner' }] }
const judged: Before = { at: '11-20 11:00', actions: [goOnSite, arrive, { type: 'recordVerdict', part: '风扇' }] }

/** Reported in the night to Friday, 20 November 2026, 02:13 Beijing time; in Ürümqi, where plan N's unit stands, it is 00:13. */
const REPORTED = at('11-20 02:13')
// biome-ignore format: a table
const ROWS: readonly Row[] = [
  ['[H4] phoned at once: within 5 minutes', 'responded', 'hospital', 'standard', '11-20 02:18', respond],
  ['[H14] repaired within 2 days', 'repaired', 'hospital', 'standard', '11-22 02:13', complete, arrived],
  ['[H14] or a loaner by then', 'repaired', 'hospital', 'standard', '11-22 02:13', lend, reserved],
  ['[H14] sent in: 1 week, to its midnight', 'repaired', 'hospital', 'standard', '11-28 00:00', complete, sentIn],
  ['[C2] response within 2 hours', 'responded', 'campus', 'critical', '11-20 04:13', respond],
  ['[C3] on site within 24 hours', 'arrived', 'campus', 'critical', '11-21 02:13', arrive],
  ['[C4] repaired within 1 working day, over the weekend', 'repaired', 'campus', 'critical', '11-23 18:00', complete, arrived],
  ['[C15] and so is what the check before term finds', 'repaired', 'campus', 'critical', '11-23 18:00', complete, arrived],
  ['[C9] system down: dispatched within 1 hour', 'dispatched', 'campus', 'critical', '11-20 03:13', { type: 'depart' }],
  ['[C9] ordinary: on site within 2 hours', 'arrived', 'campus', 'ordinary', '11-20 04:13', arrive],
  ['[R5] urgent: within 10 minutes', 'responded', 'police', 'urgent', '11-20 02:23', respond],
  ['[R5] serious: within 10 minutes', 'responded', 'police', 'serious', '11-20 02:23', respond],
  ['[R5] help: within 20 minutes', 'responded', 'police', 'help', '11-20 02:33', respond],
  ['[R5] replaced on site within 3 hours', 'repaired', 'police', 'urgent', '11-20 05:30', complete, arrived],
  ['[R6] response within 15 minutes', 'responded', 'police', 'urgent', '11-20 02:28', respond],
  ['[R6] solved remotely within 30 minutes', 'triaged', 'police', 'urgent', '11-20 02:43', { type: 'solveRemotely', ...work }],
  ['[R6] or a visit decided', 'triaged', 'police', 'urgent', '11-20 02:43', { type: 'goOnSite' }],
  ['[R6] otherwise on site within 24 hours', 'arrived', 'police', 'urgent', '11-21 02:13', arrive],
  ['[R7] resolved within 36 hours', 'repaired', 'police', 'urgent', '11-21 14:13', complete, arrived],
  ['[R7] or a loaner by then', 'repaired', 'police', 'urgent', '11-21 14:13', lend, reserved],
  ['[N2] on site within 4 working hours', 'arrived', 'data', 'ordinary', '11-20 16:00', arrive, approved],
  ['[N3] removed within 48 hours', 'repaired', 'data', 'major', '11-22 02:13', complete, visited],
  ['[N3] or a loaner by then', 'repaired', 'data', 'major', '11-22 02:13', lend, spare],
  ['[N4] response within 24 hours', 'responded', 'data', 'ordinary', '11-21 02:13', respond],
  ['[N5] response within 30 minutes', 'responded', 'data', 'ordinary', '11-20 02:43', respond],
  ['[N5] a solution within 1 hour', 'proposed', 'data', 'ordinary', '11-20 03:13', { type: 'propose', solution: '切换备机' }],
  ['[N6] major: at once, within 5 minutes', 'responded', 'data', 'major', '11-20 02:18', respond],
  ['[N6] major: on site within 2 hours, by night', 'arrived', 'data', 'major', '11-20 04:13', arrive, approved],
  ['[N7] part replaced within 3 working days', 'repaired', 'data', 'major', '11-25 20:00', complete, judged],
]

it.for(ROWS)('%s (%s; %s, %s): kept just before and at %s, broken just after', async (row) => {
  const [promise, milestone, who, severity, due, action, before] = row
  const clause = /\w+/.exec(promise)?.[0]
  const dueAt = at(due)
  const world = await World.start(REPORTED)
  const { caller } = CUSTOMERS[who]
  // One repair for each instant, of units that nobody knows yet.
  const [early, onTime, late] = [
    await world.report({ caller, severity, serial: 'UNIT-1' }),
    await world.report({ caller, severity, serial: 'UNIT-2' }),
    await world.report({ caller, severity, serial: 'UNIT-3' }),
  ]
  if (before) await world.advanceTo(at(before.at))
  for (const id of [early, onTime, late]) {
    for (const step of before?.actions ?? [])
      expect((await world.act(id, step, step.type === 'goOnSite' ? 'manager' : undefined)).status).toBe(200)
    const { clocks } = await world.repair(id)
    expect(clocks).toContainEqual(expect.objectContaining({ clause, milestone, dueAt, state: 'open' }))
  }
  const moments = [
    [early, -1000, 'kept'],
    [onTime, 0, 'kept'],
    [late, 1000, 'broken PT1S'],
  ] as const
  for (const [id, shift, outcome] of moments) {
    await world.advanceTo(later(dueAt, shift))
    expect((await world.act(id, action)).status).toBe(200)
    expect((await world.clocks(id))[`${clause} ${milestone}`]).toBe(outcome)
  }
  world.messages()
})

it('[N4] the breach says that the loss is ours', async () => {
  const world = await World.start(REPORTED)
  const id = await world.report({ ...CUSTOMERS.data, severity: 'ordinary' })
  await world.advanceTo(at('11-21 02:13'))
  const { timeline } = await world.repair(id)
  const breaches = timeline.filter(({ type }: { type: string }) => type === 'clockBroken')
  expect(breaches.filter(({ liability }: { liability: boolean }) => liability)).toMatchObject([
    { clause: 'N4', at: at('11-21 02:13'), text: 'N4 response overdue; the loss it causes is ours' },
  ])
  world.messages()
})

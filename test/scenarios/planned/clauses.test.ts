import { describe, expect, it } from 'vitest'
import { dayOf } from '../../../shared/kernel/calendar.ts'
import { later } from '../../../shared/kernel/instant.ts'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import { lineOf, recordWork, signed, worksOf } from './contract.ts'

/** The day that ends at an instant, where the customer is: the data centre is in Ürümqi, two hours behind. */
const lastDay = (instant: string, plan: string) =>
  dayOf(later(instant, -1), plan === 'N' ? 'Asia/Urumqi' : 'Asia/Shanghai')

/** The first time of a clause's work is due on a day; recorded at 17:59 of it, it is kept, and the ledger says so. */
async function keeps(plan: string, clause: string, expected: { need: string; by: string; day: string }): Promise<void> {
  const { need, by, day } = expected
  const world = await signed(plan)
  const work = (await worksOf(world, clause)).find((one) => one.need === need)
  if (!work) throw new Error(`${clause} plans no ${need}`)
  expect([work.by, lastDay(work.dueAt, plan)]).toEqual([by, day])
  await world.advanceTo(`${day}T09:59:00.000Z`)
  expect((await recordWork(world, work)).status).toBe(200)
  expect(await lineOf(world, work)).toMatchObject({ clause, state: 'kept', what: `${by}:${need}` })
  expect(await check(world.host.deps)).toEqual([])
  // Whoever answers for the contract heard of it in time.
  expect(world.story().filter((line) => line.includes(clause) && line.includes('zhao-min'))).not.toEqual([])
}

describe('what nobody calls for is due by its day, and kept by what is recorded until then', () => {
  it('[H19] the equipment is followed up regularly: every three months', () =>
    keeps('H', 'H19', { need: 'follow-up-1', by: 'call', day: '2027-06-01' }))

  it('[C11] assigned technicians inspect regularly: with the inspections of every quarter', () =>
    keeps('C', 'C11', { need: 'inspection-1', by: 'visit', day: '2027-06-01' }))

  it('[C14] a call within 5 working days of the arrival', () =>
    keeps('C', 'C14', { need: 'arrival-call-1', by: 'call', day: '2027-03-05' }))

  it('[C14] then a visit', () => keeps('C', 'C14', { need: 'arrival-visit-1', by: 'visit', day: '2027-03-26' }))

  it('[C15] before every school year the whole system is checked', () =>
    keeps('C', 'C15', { need: 'school-year-check-2027', by: 'visit', day: '2027-08-31' }))

  it('[C17] a full inspection every 3 months', () =>
    keeps('C', 'C17', { need: 'full-inspection-1', by: 'visit', day: '2027-06-01' }))

  it('[C18] regular telephone follow-up', () => keeps('C', 'C18', { need: 'call-1', by: 'call', day: '2027-09-01' }))

  it('[C37] help with the rules for use', () =>
    keeps('C', 'C37', { need: 'rules-of-use-1', by: 'visit', day: '2027-03-31' }))

  it('[C37] a maintenance archive', () =>
    keeps('C', 'C37', { need: 'maintenance-archive-1', by: 'visit', day: '2027-03-31' }))

  it('[R9] a call-back within 1 week of delivery', () =>
    keeps('R', 'R9', { need: 'call-1', by: 'call', day: '2027-03-05' }))

  it('[R14] the equipment is inspected every month', () =>
    keeps('R', 'R14', { need: 'inspection-1', by: 'visit', day: '2027-04-01' }))

  it('[N18] a quarterly on-site inspection', () =>
    keeps('N', 'N18', { need: 'inspection-1', by: 'visit', day: '2027-06-01' }))

  it('[N20] four telephone visits a year', () => keeps('N', 'N20', { need: 'call-1', by: 'call', day: '2027-06-01' }))

  it('[N29] regular maintenance in the warranty term', () =>
    keeps('N', 'N29', { need: 'maintenance-1', by: 'visit', day: '2027-09-01' }))

  it('[C20] a joint inspection within the last three months of the warranty', async () => {
    // Accepted on 2 March 2024: three years end on 2 March 2027.
    const world = await signed('C', { signedOn: '2024-02-20', deliveredOn: '2024-02-28', acceptedOn: '2024-03-02' })
    const [work] = await worksOf(world, 'C20')
    expect(work).toMatchObject({ need: 'final-inspection-1', by: 'visit', state: 'open' })
    expect(lastDay(work?.dueAt ?? '', 'C')).toBe('2027-03-02')
    await world.advanceTo(at('03-02 23:00', 2027))
    if (work) await recordWork(world, work)
    expect(work && (await lineOf(world, work))).toMatchObject({ state: 'kept' })
    world.messages()
    // The warranty is over: nothing else is planned.
    expect((await worksOf(world, 'C17')).filter(({ state }) => state === 'planned')).toEqual([])
  })
})

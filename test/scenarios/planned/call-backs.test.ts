import { describe, expect, it, vi } from 'vitest'
import { refreshContract } from '../../../shared/use-cases/contract-ledger.ts'
import { noteRepaired } from '../../../shared/use-cases/note-repaired.ts'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { CUSTOMERS, MAILS } from '../../support/edge.ts'
import { at } from '../../support/play.ts'
import type { World } from '../../support/world.ts'
import { lineOf, recordWork, signed, type Work, worksOf } from './contract.ts'

const WORK = { cause: '灯泡老化', done: '更换灯泡', problem: '投影昏暗', noParts: 'on', suggestions: '定期清洁滤网' }

/** The campus calls, and whoever is on duty mends it, now. */
async function mended(world: World, serial: string = CUSTOMERS.campus.serial): Promise<string> {
  const id = await world.report({ ...CUSTOMERS.campus, serial, severity: 'ordinary' })
  const messages = world.messages()
  const linkIn = (found: (typeof messages)[number] | undefined) =>
    new URL(/https:\S+/.exec(found?.text ?? '')?.[0] ?? '').pathname
  const path = linkIn(messages.find(({ kind, text }) => kind === 'sms' && text.includes(id)))
  const customer = linkIn(messages.find(({ kind, to }) => kind === 'email' && to === MAILS.campus))
  for (const action of ['respond', 'goOnSite', 'arrive']) await world.tap(path, action)
  const done = await world.tap(path, 'complete', WORK)
  if (done.status !== 303) throw new Error(done.text)
  if ((await world.tap(customer, 'confirm', { rating: '5' })).status !== 303) throw new Error('not confirmed')
  world.messages()
  return id
}
const shown = (works: readonly Work[]) => works.map(({ need, by, state, dueAt }) => `${need} ${by} ${state} ${dueAt}`)

describe('[C29] every problem an engineer handled is called back', () => {
  it('[C29] one call for the month, about all of them, by the end of the next', async () => {
    const world = await signed('C')
    expect(await worksOf(world, 'C29')).toEqual([])
    const first = await mended(world)
    const due = at('05-01 00:00', 2027)
    expect(shown(await worksOf(world, 'C29'))).toEqual([`problems-call-202703 call planned ${due}`])
    await world.advanceTo(at('03-15 09:00', 2027))
    world.messages()
    const second = await mended(world)
    expect(second).not.toBe(first)
    expect(await worksOf(world, 'C29')).toHaveLength(1)
    const { repaired } = (await world.host.deps.contracts.load('NEW-1')) ?? {}
    expect(repaired).toEqual({
      '2027-03': [first, second].map((repair) => ({ repair, workers: ['li-na'] })),
    })
    const [work] = await worksOf(world, 'C29')
    if (!work) throw new Error('no call-back')
    // Not while there may still be others.
    expect((await recordWork(world, work)).status).toBe(400)
    await world.advanceTo(at('04-30 23:59', 2027))
    expect((await recordWork(world, work)).status).toBe(200)
    expect(await lineOf(world, work)).toMatchObject({ state: 'kept', what: 'call:problems-call-202703' })
    expect(await check(world.host.deps)).toEqual([])
    world.messages()
  })

  it('[C29] nobody called: it is broken, and the next month has its own', async () => {
    const world = await signed('C')
    await mended(world)
    await world.advanceTo(at('04-20 09:00', 2027))
    world.messages()
    await mended(world)
    await world.advanceTo(at('05-01 00:01', 2027))
    expect(shown(await worksOf(world, 'C29'))).toEqual([
      `problems-call-202703 call overdue ${at('05-01 00:00', 2027)}`,
      `problems-call-202704 call open ${at('06-01 00:00', 2027)}`,
    ])
    world.messages()
  })

  it('is noted once, whoever asks again; what died before it was is noted when the repair is looked at', async () => {
    const world = await signed('C')
    const { deps } = world.host
    // The contract cannot be written just then: the repair tries again.
    const real = deps.store.save.bind(deps.store)
    let lost = 0
    const save = vi.spyOn(deps.store, 'save').mockImplementation(async (commit) => {
      if (commit.subject !== 'contract/NEW-1' || lost > 0) return real(commit)
      lost++
      throw new Error('the power is cut')
    })
    const id = await mended(world)
    expect(lost).toBe(1)
    save.mockRestore()
    await world.advance('PT10M')
    expect(await worksOf(world, 'C29')).toHaveLength(1)
    const before = (await deps.contracts.history('NEW-1')).length
    const repair = await deps.repairs.load(id)
    if (!repair) throw new Error('no repair')
    await noteRepaired(deps, repair)
    await refreshContract(deps, 'NEW-1')
    expect(await deps.contracts.history('NEW-1')).toHaveLength(before)
    world.messages()
    world.errors()
  })

  it('what nobody of ours repaired brings about none: the caller took it back', async () => {
    const world = await signed('C')
    const id = await world.report({ ...CUSTOMERS.campus, severity: 'ordinary' })
    world.mail('报修已受理', MAILS.campus)
    await world.act(id, { type: 'withdraw', reason: '自己好了' })
    expect(await worksOf(world, 'C29')).toEqual([])
    world.messages()
  })
})

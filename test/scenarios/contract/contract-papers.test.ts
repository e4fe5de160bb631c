import { expect, it } from 'vitest'
import { contractProblems } from '../../../shared/directory/contract-problems.ts'
import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import { refreshContract, refreshContracts } from '../../../shared/use-cases/contract-ledger.ts'
import { inboxOf } from '../../../shared/use-cases/inbox.ts'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { sendingTexts } from '../../support/messengers.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

/** The hospital's goods are delivered on Monday 2 September 2024: two papers are due by the end of that day (H9), one record of the arrival (H8). */
const HOSPITAL = 'RH-2024-031'
const PEOPLE = { papersBy: 'zhao-min', coordinator: 'chen-wei', manager: 'liu-fang' }

/** A world in which that contract alone is on file, its people named. */
async function worldOf(now: string, changes: object = {}): Promise<World> {
  const world = await World.start(now)
  const { directory } = world.host.deps
  const contract = await directory.contract(HOSPITAL)
  if (!contract) throw new Error('the demo has no such contract')
  await directory.merge({
    contracts: [{ ...contract, id: 'NEW-1', customer: 'renhe-hospital', units: [], ...PEOPLE, ...changes }],
  })
  // The demo's own is not what is asked about.
  for (const [clause, need] of [
    ['H8', 'arrival-inspection'],
    ['H9', 'certificate'],
    ['H9', 'inspection-report'],
  ])
    await world.api(`/api/contracts/${HOSPITAL}/facts`, { clause, need, document: '已交付' }, 'manager/liu-fang')
  await refreshContracts(world.host.deps)
  await world.host.idle()
  world.messages()
  return world
}
const linesOf = async (world: World, contract = 'NEW-1') =>
  Object.fromEntries(
    (await world.host.deps.ledger.ofSubject(`contract/${contract}`)).map(({ id, state }) => [
      id.split('/').slice(2, 4).join('/'),
      state,
    ]),
  )
const record = (world: World, need: string, clause = 'H9') =>
  world.api('/api/contracts/NEW-1/facts', { clause, need, document: '已交付' }, 'manager/liu-fang')
const told = (world: World) => world.story().filter((line) => line.includes('NEW-1'))

it('[H9] [H8] whoever sees to the papers is told in the morning of the last day; recorded in time they are kept, and nobody hears of them again', async () => {
  const world = await worldOf(at('08-31 20:00', 2024))
  await world.advanceTo(at('09-02 08:59', 2024))
  expect(told(world)).toEqual([])
  await world.advanceTo(at('09-02 09:02', 2024))
  expect(told(world)).toEqual(['09:01 zhao-min: 合同缺3份文件 到货验收记录 仁和医院 H8 H9 NEW-1 23:59 前 <link>'])
  for (const need of ['inspection-report', 'certificate']) expect((await record(world, need)).status).toBe(200)
  expect((await record(world, 'arrival-inspection', 'H8')).status).toBe(200)
  await world.advanceTo(at('09-30 12:00', 2024))
  expect(told(world)).toEqual([])
  expect(await linesOf(world)).toEqual({
    'H8/arrival-inspection': 'kept',
    'H9/inspection-report': 'kept',
    'H9/certificate': 'kept',
  })
  expect(world.host.engine.openExecutions().filter(({ name }) => name.includes('NEW-1'))).toEqual([])
  expect(await check(world.host.deps)).toEqual([])
})

it('[H9] late by a millisecond is late: it climbs to the coordinator, then to the manager, then once a week, until it is there', async () => {
  const world = await worldOf(at('09-02 10:00', 2024))
  // Delivered today, heard of only now: there is no other time to say it.
  expect((await linesOf(world))['H9/certificate']).toBe('open')
  for (const need of ['inspection-report']) await record(world, need)
  await record(world, 'arrival-inspection', 'H8')
  await world.advanceTo(at('09-03 00:00', 2024))
  expect((await linesOf(world))['H9/certificate']).toBe('open')
  world.messages()
  await world.advanceTo(at('09-03 00:01', 2024))
  expect((await linesOf(world))['H9/certificate']).toBe('broken')
  expect(told(world)).toEqual([])
  const people = async (until: string) => {
    await world.advanceTo(at(until, 2024))
    return told(world).map((line) => line.split(' ')[1])
  }
  expect(await people('09-03 09:30')).toEqual(['zhao-min:', 'chen-wei:'])
  expect(await people('09-04 08:59')).toEqual([])
  expect(await people('09-04 09:30')).toEqual(['zhao-min:', 'chen-wei:', 'liu-fang:'])
  expect(await people('09-05 09:30')).toEqual(['chen-wei:', 'liu-fang:'])
  // Once a week from then on: on Thursdays.
  expect(await people('09-12 08:59')).toEqual([])
  expect(await people('09-12 09:30')).toEqual(['chen-wei:', 'liu-fang:'])
  // National holidays from 1 to 7 October: the first working day after them.
  expect(await people('09-26 09:30')).toEqual(['chen-wei:', 'liu-fang:', 'chen-wei:', 'liu-fang:'])
  expect(await people('10-07 23:59')).toEqual([])
  expect(await people('10-08 09:30')).toEqual(['chen-wei:', 'liu-fang:'])
  await record(world, 'certificate')
  await world.advanceTo(at('12-31 12:00', 2024))
  expect(told(world)).toEqual([])
  const line = (await world.host.deps.ledger.ofSubject('contract/NEW-1')).find(({ id }) => id.includes('certificate'))
  expect(line).toMatchObject({ state: 'broken', brokenAt: at('09-03 00:00', 2024), lateBy: expect.any(String) })
})

it('the link leads to the papers: recorded there, with the name of whoever did; a wrong form says what to fix', async () => {
  const world = await worldOf(at('09-01 20:00', 2024))
  await world.advanceTo(at('09-02 09:05', 2024))
  const { link } = world.sms('zhao-min', 'NEW-1')
  const page = await world.fetch(link)
  expect(page.status).toBe(200)
  expect(page.text).toContain('还缺 3 份文件')
  expect(page.text).toContain('合格证')
  const send = (fields: Record<string, string>) =>
    world.fetch(link, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ clause: 'H9', need: 'certificate', about: 'contract', ...fields }).toString(),
    })
  const empty = await send({ document: ' ' })
  expect(empty.status).toBe(400)
  expect(empty.text).toContain('请检查后再提交')
  expect((await send({ document: '合格证 12 份', reference: '' })).status).toBe(303)
  expect((await send({ document: '合格证 12 份', reference: '' })).status).toBe(303)
  expect((await world.fetch(link)).text).toContain('还缺 2 份文件')
  const [fact, ...more] = await world.host.deps.contracts.facts('NEW-1')
  expect(more).toEqual([])
  expect(fact).toMatchObject({ need: 'certificate', by: { id: 'zhao-min' }, fact: { document: '合格证 12 份' } })
  expect((await world.fetch(`${link}x`)).status).toBe(404)
})

it('a day that is entered later moves the promise; a unit that leaves lets its own fall away, and both are on record', async () => {
  const world = await worldOf(at('08-25 10:00', 2024))
  const { directory } = world.host.deps
  const contract = await directory.contract('NEW-1')
  if (!contract) throw new Error('no contract')
  await directory.merge({ contracts: [{ ...contract, deliveredOn: '2024-09-10' }] })
  await refreshContract(world.host.deps, 'NEW-1')
  const lines = await world.host.deps.ledger.ofSubject('contract/NEW-1')
  expect(lines[0]).toMatchObject({ dueAt: at('09-11 00:00', 2024), firstDueAt: at('09-03 00:00', 2024), state: 'open' })
  await world.advanceTo(at('09-09 23:59', 2024))
  expect(told(world)).toEqual([])
  await world.advanceTo(at('09-10 09:05', 2024))
  expect(told(world)).toHaveLength(1)
  const { deliveredOn: _, ...undelivered } = contract
  await directory.merge({ contracts: [undelivered] })
  await refreshContract(world.host.deps, 'NEW-1')
  expect(new Set(Object.values(await linesOf(world)))).toEqual(new Set(['fallenAway']))
  const history = await world.host.deps.contracts.history('NEW-1')
  expect(new Set(history.map(({ type }) => type))).toEqual(
    new Set(['termsSeen', 'paperDue', 'paperMoved', 'asked', 'paperEnded']),
  )
  expect(await check(world.host.deps)).toEqual([])
})

it('where a contract names nobody, the manager of the roster hears of it; a changed number is written to, and mail goes to who has an address', async () => {
  const world = await worldOf(at('09-01 20:00', 2024), {
    papersBy: undefined,
    coordinator: undefined,
    manager: undefined,
  })
  const { directory } = world.host.deps
  const manager = await directory.person('liu-fang')
  if (!manager) throw new Error('no manager')
  await directory.merge({ people: [{ ...manager, phone: '+8613900139000', email: 'liu@example.com' }] })
  await world.advanceTo(at('09-02 09:05', 2024))
  expect(world.messages().map(({ to }) => to)).toEqual(['+8613900139000'])
  await world.advanceTo(at('09-03 09:05', 2024))
  expect(
    world
      .messages()
      .map(({ to, kind }) => `${kind} ${to}`)
      .toSorted(),
  ).toEqual(['email liu@example.com', 'sms +8613900139000'])
})

it('of a contract whose plan is not loaded nothing is decided, and its timer does not go round in circles; once it is there again, it goes on', async () => {
  const world = await worldOf(at('09-01 20:00', 2024))
  const { directory } = world.host.deps
  const contract = await directory.contract('NEW-1')
  if (!contract) throw new Error('no contract')
  await directory.merge({ contracts: [{ ...contract, planVersion: 99 }] })
  const transitions = () => world.host.engine.counts().find(({ name }) => name === 'contract_NEW-1')?.transitions ?? 0
  await world.advanceTo(at('09-03 10:00', 2024))
  expect(told(world)).toEqual([])
  expect(new Set(Object.values(await linesOf(world)))).toEqual(new Set(['open']))
  // Every quarter of an hour, in the 25 hours since somebody was first to be asked.
  expect(transitions()).toBeLessThan(26 * 4 * 4)
  await directory.merge({ contracts: [contract] })
  await world.advanceTo(at('09-03 10:30', 2024))
  expect(new Set(Object.values(await linesOf(world)))).toEqual(new Set(['broken']))
  await world.advanceTo(at('09-04 10:00', 2024))
  expect(told(world)).not.toEqual([])
})

it('[H20] a payment past due is asked for from coordinator and manager, recorded behind the link, and never in the ledger', async () => {
  const world = await worldOf(at('09-02 10:00', 2024), { planVersion: 2, acceptedOn: '2024-09-02' })
  // Two months after 2 September 2024 is Saturday 2 November: until the end of Monday.
  await world.advanceTo(at('11-05 08:59', 2024))
  const payments = async () => {
    const { json } = await world.api('/api/contracts/NEW-1', undefined, 'manager/liu-fang')
    const { payments } = json as { payments: readonly { need: string; state: string; document?: string }[] }
    return payments.map(({ need, state, document }) => [need, state, document].join(' ').trim())
  }
  expect((await payments())[0]).toBe('trial pastDue')
  world.messages()
  await world.advanceTo(at('11-05 09:05', 2024))
  const asked = world.messages().filter(({ text }) => text.includes('应收款'))
  expect(asked.map(({ to }) => to)).toHaveLength(2)
  const [link = ''] = asked[0]?.text.match(/\/p\/\S+/) ?? []
  expect((await world.fetch(link)).text).toMatch(/应收款[\s\S]*逾期未付/)
  const sent = await world.fetch(link, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ clause: 'H20', need: 'trial', about: 'contract', document: '回单 0117' }).toString(),
  })
  expect(sent.status).toBe(303)
  expect((await payments())[0]).toBe('trial paid 回单 0117')
  const stages = await world.api(
    '/api/contracts/NEW-1/facts',
    { clause: 'H20', need: 'none', document: '-' },
    'manager/liu-fang',
  )
  expect(stages.status).toBe(400)
  expect(stages.text).toContain('trial')
  await world.advanceTo(at('11-06 12:00', 2024))
  expect(world.messages().filter(({ text }) => text.includes('应收款'))).toEqual([])
  const lines = await world.host.deps.ledger.ofSubject('contract/NEW-1')
  expect(lines.filter(({ clause }) => clause === 'H20')).toEqual([])
  expect(await check(world.host.deps)).toEqual([])
})

it('what is asked of several contracts in one message is behind its one link: each is listed, and leads to its papers', async () => {
  const world = await World.start(at('11-20 10:00'), { papers: 'missing' })
  await world.advanceTo(at('11-23 09:05'))
  const { link } = world.sms('liu-fang', '件提醒')
  expect(link).toMatch(/^\/i\//)
  const { text } = await world.fetch(link)
  expect(text).toContain('合同文件')
  const [, papers = ''] = /href="(\/p\/[\w-]+)">仁和医院/.exec(text) ?? []
  expect((await world.fetch(papers)).text).toContain('RH-2024-031')
  world.messages()
})

it('[H20] what the customer has not paid is in the inbox too, also when every paper is there', async () => {
  const world = await worldOf(at('09-02 10:00', 2024), { planVersion: 2, acceptedOn: '2024-09-02' })
  await record(world, 'inspection-report')
  await record(world, 'certificate')
  await record(world, 'arrival-inspection', 'H8')
  await world.advanceTo(at('11-05 09:05', 2024))
  world.messages()
  const { deps } = world.host
  const { contracts } = await inboxOf(deps, 'liu-fang')
  expect(contracts.find(({ id }) => id === 'NEW-1')).toMatchObject({ pastDue: 1 })
  // Given to somebody else, it is in that one's inbox.
  const contract = await deps.directory.contract('NEW-1')
  if (contract) await deps.directory.merge({ contracts: [{ ...contract, manager: 'chen-wei' }] })
  expect((await inboxOf(deps, 'liu-fang')).contracts.map(({ id }) => id)).not.toContain('NEW-1')
  expect((await inboxOf(deps, 'chen-wei')).contracts.map(({ id }) => id)).toContain('NEW-1')
})

it('people whom a contract names and nobody knows are told before it is loaded; asked all the same, the manager of the roster is', async () => {
  const world = await worldOf(at('09-01 20:00', 2024), {
    papersBy: 'nobody',
    coordinator: undefined,
    manager: undefined,
  })
  await world.advanceTo(at('09-02 09:05', 2024))
  expect(told(world)).toEqual([expect.stringContaining('liu-fang: 合同缺3份文件')])
  const directory = await world.host.deps.directory.all()
  const problems = contractProblems(directory).map(({ path }) => path.join('.'))
  expect(problems).toContain(`contracts.${directory.contracts.findIndex(({ id }) => id === 'NEW-1')}.papersBy`)
})

it('[H20] money is asked for by coordinator and manager alone; named neither, by the manager on duty, whoever sees to the papers', async () => {
  for (const [changes, expected] of [
    [{ coordinator: undefined }, 'liu-fang'],
    [{ manager: undefined }, 'chen-wei'],
    [{ coordinator: undefined, manager: undefined }, 'liu-fang'],
  ] as const) {
    const world = await worldOf(at('09-02 10:00', 2024), { planVersion: 2, acceptedOn: '2024-09-02', ...changes })
    for (const need of ['inspection-report', 'certificate']) await record(world, need)
    await record(world, 'arrival-inspection', 'H8')
    await world.advanceTo(at('11-05 08:59', 2024))
    world.messages()
    await world.advanceTo(at('11-05 09:05', 2024))
    // Whoever is asked may open the link, named in the contract or not.
    const { link } = world.sms(expected, '应收款')
    expect((await world.fetch(link)).status).toBe(200)
    expect(told(world).filter((line) => line.includes('应收款'))).toEqual([])
  }
})

it('a standstill over the hour of asking: nobody hears of it in the evening, nor of what was decided and not sent; in the morning they do', async () => {
  const world = await worldOf(at('09-03 08:00', 2024))
  const { messenger } = world.host.deps
  const { send } = messenger
  // The provider is down from the hour on; the message that was decided then waits for it.
  const refuse = () => Promise.reject(new MessageNotSentError('down'))
  Object.assign(messenger, sendingTexts(refuse)({ messenger: { send } }).messenger)
  await world.advanceTo(at('09-03 21:30', 2024))
  Object.assign(messenger, { send })
  await world.advanceTo(at('09-04 08:59', 2024))
  expect(told(world)).toEqual([])
  await world.advanceTo(at('09-04 09:05', 2024))
  expect(told(world).map((line) => line.split(' ')[1])).toEqual(['zhao-min:', 'chen-wei:', 'liu-fang:'])
  world.errors()
})

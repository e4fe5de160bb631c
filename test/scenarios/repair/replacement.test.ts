import { describe, expect, it } from 'vitest'
import { refreshContract } from '../../../shared/use-cases/contract-ledger.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, MAILS, World } from '../../support/world.ts'

const { campus, data, hospital, police } = CUSTOMERS
const ULTRASOUND = { ...hospital, serial: 'USG-2025-0007', severity: undefined }
const MANAGER = 'manager/liu-fang'

/** Staff record a repair that the customer then refuses, an hour each. */
async function fails(world: World, id: string, problem: string, engineer?: string): Promise<void> {
  await world.act(id, { type: 'arrive' }, engineer)
  await world.advance('PT30M')
  const done = await world.act(id, { type: 'complete', cause: '不明', done: '更换配件', parts: ['配件'], problem })
  const refused = await world.act(id, { type: 'notFixed', what: '还是不行' })
  expect([done.status, refused.status]).toEqual([200, 200])
  await world.advance('PT30M')
  world.messages()
}
const file = async (world: World, serial: string) => (await world.api(`/api/units/${serial}`)).json

describe('repairing gives way to a new unit', () => {
  it('[H16] two failed repairs in a row of one problem: approved by the manager, same model, and the warranty goes on', async () => {
    const world = await World.start(at('11-20 10:00'))
    const id = await world.report(ULTRASOUND)
    world.messages()
    await fails(world, id, '图像伪影', 'engineer/zhou-jie')
    expect((await world.repair(id)).replacement).toBeUndefined()
    await world.act(id, { type: 'arrive' }, 'engineer/zhou-jie')
    await world.act(id, { type: 'complete', cause: '不明', done: '校准', problem: '图像 伪影' })
    world.messages()
    await world.act(id, { type: 'notFixed', what: '又出现' })
    const page = world.sms('zhou-jie', 'H16应换新机') // who did the refused repair is told to have it approved
    world.messages()
    const { replacement } = await world.repair(id)
    expect(replacement).toMatchObject({ clause: 'H16', state: 'due', with: 'sameModel', because: 'failures' })
    expect((await world.clocks(id))['H16 replaced 3']).toBe('open')

    // Nobody puts a new unit in before it is approved, and only the manager approves it.
    expect((await world.act(id, { type: 'replaceUnit', serial: 'USG-2026-0001' })).status).toBe(409)
    expect((await world.act(id, { type: 'approveReplacement' })).status).toBe(403)
    expect((await world.act(id, { type: 'approveReplacement' }, MANAGER)).status).toBe(200)
    expect(world.sms('zhou-jie', '换新已批准').link).toBe(page.link)
    expect(await problems(world, id, 'USG-2026-0001', 'US-70')).toEqual(['model: H16 promises the same model, "US-60"'])
    expect(await problems(world, id, 'MON-2024-0306')).toEqual([
      'serial: "MON-2024-0306" is on file already; give the serial number of the new unit',
    ])
    expect(await problems(world, id, 'LOAN-US-01')).toEqual([
      'serial: "LOAN-US-01" is a loaner; a replacement is a unit of the customer\'s own',
    ])
    expect((await world.tap(page.link, 'replaceUnit', { serial: 'usg-2026-0001' })).status).toBe(303)
    world.messages()

    expect(await world.repair(id)).toMatchObject({
      stage: 'confirmation',
      solvedBy: 'replacement',
      unit: { serial: 'USG-2026-0001', model: 'US-60' },
      replacement: { state: 'done', old: 'USG-2025-0007', serial: 'USG-2026-0001', approver: '刘芳' },
    })
    expect(await world.clocks(id)).toMatchObject({ 'H16 replaced 3': 'kept', 'H14 repaired': 'kept' })
    expect(await file(world, 'USG-2026-0001')).toMatchObject({
      unit: { site: 'renhe-main', replaces: { serial: 'USG-2025-0007', on: '2026-11-20', warranty: 'continues' } },
      warranty: { state: 'in', until: '2027-02-11' },
      openRepair: id,
      history: [],
    })
    // The report is about the unit that failed.
    const report = (await world.api(`/api/repairs/${id}/report?lang=zh-CN`)).text
    for (const words of ['USG-2025-0007', 'US-60', '2025-01-15']) expect(report).toContain(words)
    const old = await file(world, 'USG-2025-0007')
    expect(old).toMatchObject({
      unit: { replacedBy: 'USG-2026-0001' },
      history: [{ repair: id, replacedBy: 'USG-2026-0001', failures: 2 }],
    })
    expect(old.openRepair).toBeUndefined()
  })

  it('[C6] two failed repairs of whatever problem: a unit that is not worse, whose warranty begins anew', async () => {
    const world = await World.start(at('11-20 10:00'))
    const id = await world.report({ ...campus, severity: 'ordinary' })
    world.messages()
    await fails(world, id, '画面偏色')
    await fails(world, id, '风扇异响')
    expect((await world.repair(id)).replacement).toMatchObject({ clause: 'C6', state: 'due', with: 'notWorse' })
    await world.act(id, { type: 'approveReplacement' }, MANAGER)
    expect((await world.act(id, { type: 'replaceUnit', serial: 'PRJ-2026-0001', model: 'LP-900' })).status).toBe(200)
    world.messages()
    // What was repaired in vain was the old model: its article says so.
    expect((await file(world, campus.serial)).history).toMatchObject([{ unit: campus.serial, model: 'LP-800' }])
    expect(await file(world, 'PRJ-2026-0001')).toMatchObject({
      unit: { model: 'LP-900', replaces: { warranty: 'restarts' } },
      warranty: { state: 'in', until: '2029-11-20', steps: [{ zh: '2026-11-20 换新 + 3 年（C1） → 2029-11-20' }, {}] },
    })
  })

  it('[R2] more than two repairs without success, in this report and in earlier ones; declined, it is waived by name', async () => {
    const world = await World.start(at('11-20 10:00'))
    const first = await world.report(police)
    await fails(world, first, '自动关机')
    await world.act(first, { type: 'arrive' })
    await world.act(first, { type: 'complete', cause: '电池', done: '更换电池', parts: ['电池'], problem: '自动关机' })
    await world.act(first, { type: 'confirm', onBehalf: '何平' })
    const id = await world.report(police)
    world.messages()
    // The first repair of the first report failed, its second too, as the problem is back; so does the next.
    await fails(world, id, '自动关机')
    expect((await world.repair(id)).replacement).toMatchObject({ clause: 'R2', state: 'due' })
    const reason = '客户要求返厂检测'
    expect((await world.act(id, { type: 'declineReplacement', reason }, MANAGER)).status).toBe(200)
    // The fourth message within the minute waits for its end.
    await world.advance('PT1M')
    expect(world.sms('liu-fang', '换新未批准').text).toContain('请继续维修')
    expect((await world.clocks(id))['R2 replaced 2']).toBe('waived')
    const { json } = await world.api(`/api/repairs/${id}/obligations`)
    const line = JSON.stringify(json).match(/\{[^{}]*"clause":"R2"[^{}]*\}/)?.[0] ?? ''
    expect(JSON.parse(line)).toMatchObject({ state: 'waived', waivedBecause: reason, waivedBy: '刘芳' })
    world.messages()
  })

  it('[N22] damage that cannot be repaired is replaced at once; a contract that names the unit names the new one', async () => {
    const world = await World.start(at('11-20 10:00'))
    const [contract] = await world.host.deps.directory.contractsOf('tianshan-data')
    if (!contract) throw new Error('the demo has no contract of the data centre')
    const units = [data.serial, 'FW-2025-0004', 'IDS-2025-0001']
    await world.host.deps.directory.merge({ contracts: [{ ...contract, units }] })
    const id = await world.report({ ...data, severity: 'ordinary' })
    world.messages()
    await world.act(id, { type: 'declareIrreparable', damage: 'use', what: '雷击，主板烧毁' })
    expect((await world.repair(id)).replacement).toMatchObject({ clause: 'N22', state: 'due', because: 'irreparable' })
    await world.act(id, { type: 'approveReplacement' }, MANAGER)
    await world.act(id, { type: 'replaceUnit', serial: 'FW-2026-0001' })
    world.messages()
    expect((await world.host.deps.directory.contract(contract.id))?.units).toEqual([...units, 'FW-2026-0001'])
    expect(await file(world, 'FW-2026-0001')).toMatchObject({
      contract: { id: contract.id },
      warranty: { state: 'in', until: '2028-05-16' },
    })
  })
})

describe('the manager approves it by link', () => {
  const ORDINARY = { ...campus, severity: 'ordinary' }
  const asked = (world: World) => world.sms('liu-fang', '请批准换新')

  it('[C6] asked as soon as it is due, whoever refused the repair; nobody else may by link', async () => {
    const world = await World.start(at('11-20 10:00'))
    const id = await world.report(ORDINARY)
    world.messages()
    await fails(world, id, '画面偏色', 'engineer/li-na')
    await world.act(id, { type: 'arrive' }, 'engineer/li-na')
    await world.act(id, { type: 'complete', cause: '不明', done: '更换配件', parts: ['配件'], problem: '风扇异响' })
    world.messages()
    // The customer says so by calling the hotline again.
    expect((await world.call(ORDINARY)).json.repairId).toBe(id)
    const { link, text } = asked(world)
    expect(text).toContain('C6应换新机')
    const engineers = world.sms('li-na', '请报批').link // who did the refused repair
    world.messages()
    const page = (await world.fetch(link)).text
    expect(page).toContain('请批准，或说明为什么不换')
    expect(page).toContain('，请 刘芳 批准')
    expect((await world.tap(engineers, 'approveReplacement')).status).toBe(409)
    expect((await world.tap(link, 'declineReplacement')).text).toContain('原因：没有填写')

    const yes = () => world.tap(link, 'approveReplacement', { id: 'form-1' })
    expect(await Promise.all([yes(), yes()])).toMatchObject([{ status: 303 }, { status: 303 }])
    world.sms('li-na', '换新已批准')
    expect((await world.repair(id)).replacement).toMatchObject({
      state: 'approved',
      approver: '刘芳',
      manager: { id: 'liu-fang' },
    })
    // Decided is decided, and the manager's link is no key to the rest.
    for (const action of ['declineReplacement', 'waive', 'assign'])
      expect((await world.tap(link, action, { reason: 'x', clock: 'x', person: 'x' })).status).not.toBe(303)
    world.messages()
  })

  it('[H16] refused by the customer’s link, and declined with a reason by the manager’s', async () => {
    const world = await World.start(at('11-20 10:00'))
    const id = await world.report(ULTRASOUND)
    const { link: customer } = world.mail('报修已受理', MAILS.hospital)
    world.messages()
    await fails(world, id, '图像伪影')
    await world.act(id, { type: 'arrive' })
    await world.act(id, { type: 'complete', cause: '不明', done: '校准', problem: '图像伪影' })
    world.messages()
    await world.tap(customer, 'notFixed', { what: '又出现' })
    const { link } = asked(world)
    world.messages()
    expect((await world.tap(link, 'declineReplacement', { reason: '先返厂检测' })).status).toBe(303)
    expect((await world.repair(id)).replacement).toMatchObject({ state: 'declined', approver: '刘芳' })
    expect(world.messages().map(({ text }) => text)).toContainEqual(expect.stringContaining('换新未批准'))
  })

  it('[N22] what cannot be repaired is asked for at once; another manager of the roster later changes nothing', async () => {
    const world = await World.start(at('11-20 10:00'))
    const id = await world.report({ ...data, severity: 'ordinary' })
    world.messages()
    await world.act(id, { type: 'declareIrreparable', damage: 'use', what: '雷击' })
    const { link } = asked(world)
    world.messages()
    const { rosters } = await world.host.deps.directory.all()
    await world.host.deps.directory.merge({ rosters: rosters.map((roster) => ({ ...roster, manager: 'chen-wei' })) })
    expect((await world.tap(link, 'approveReplacement')).status).toBe(303)
    expect((await world.repair(id)).replacement).toMatchObject({ state: 'approved', approver: '刘芳' })
    world.messages()
  })
})

describe('the new unit in the master data', () => {
  const replaced = async (world: World) => {
    const id = await world.report({ ...data, severity: 'ordinary' })
    await world.act(id, { type: 'declareIrreparable', damage: 'transit', what: '机箱变形' })
    await world.act(id, { type: 'approveReplacement' }, MANAGER)
    await world.act(id, { type: 'replaceUnit', serial: 'FW-2026-0001' })
    return id
  }
  const onFile = (world: World) => world.host.deps.directory.unit('FW-2026-0001')

  it('[N22] the process dies between the decision and the master data: it is done when the repair is looked at again', async () => {
    const world = await World.start(at('11-20 10:00'))
    const { directory } = world.host.deps
    const { merge } = directory
    directory.merge = () => Promise.reject(new Error('the process died'))
    const id = await replaced(world)
    expect(await onFile(world)).toBeUndefined()
    expect((await world.repair(id)).replacement.state).toBe('done')
    expect(world.errors().length).toBeGreaterThan(0)
    directory.merge = merge
    await world.advance('PT2M')
    expect(await onFile(world)).toMatchObject({ replaces: { serial: data.serial } })
    expect(await directory.unit(data.serial)).toMatchObject({ replacedBy: 'FW-2026-0001' })
    world.messages()
    world.errors()
  })
  it('[N22] the process dies half-way through the master data: the rest is done later', async () => {
    const world = await World.start(at('11-20 10:00'))
    const { directory } = world.host.deps
    const { merge } = directory
    directory.merge = async ({ units = [] }) => {
      await merge.call(directory, { units: units.slice(0, 1) })
      throw new Error('the process died')
    }
    await replaced(world)
    expect([await onFile(world), await directory.unit(data.serial)]).toMatchObject([{ model: 'NGFW-2000' }, {}])
    expect((await directory.unit(data.serial))?.replacedBy).toBeUndefined()
    directory.merge = merge
    await world.advance('PT2M')
    expect((await directory.unit(data.serial))?.replacedBy).toBe('FW-2026-0001')
    world.messages()
    world.errors()
  })
  it('[N22] is written once, however often the repair is looked at', async () => {
    const world = await World.start(at('11-20 10:00'))
    await replaced(world)
    const placed = await onFile(world)
    const { directory } = world.host.deps
    const { merge } = directory
    let written = 0
    directory.merge = (part) => {
      written += 1
      return merge.call(directory, part)
    }
    await world.advance('P2D')
    world.messages()
    expect([await onFile(world), written]).toEqual([placed, 0])
  })
  /** The label that N10 asks for on every unit, by serial number: due by the end of the day. */
  const labels = async (world: World) =>
    Object.fromEntries(
      (await world.host.deps.ledger.ofSubject('contract/TS-2025-004')).flatMap(
        ({ clause, unit, state, endedBecause }) =>
          clause === 'N10' && unit?.startsWith('FW-') ? [[unit, `${state} ${endedBecause ?? ''}`.trim()]] : [],
      ),
    )
  /** Accepted today, it has a label to come. */
  const accepted = async () => {
    const world = await World.start(at('11-20 10:00'))
    const { directory } = world.host.deps
    const old = await directory.unit(data.serial)
    if (old) await directory.merge({ units: [{ ...old, acceptedOn: '2026-11-20' }] })
    await refreshContract(world.host.deps, 'TS-2025-004')
    expect(await labels(world)).toMatchObject({ [data.serial]: 'open' })
    return world
  }
  const PLACED = { [data.serial]: 'fallenAway replaced', 'FW-2026-0001': 'open' }

  it('[N10] [N22] the unit that was replaced owes no paper any more, the new one its own', async () => {
    const world = await accepted()
    await replaced(world)
    expect(await labels(world)).toMatchObject(PLACED)
    await world.advance('PT1H')
    expect(await labels(world)).toMatchObject(PLACED)
    world.messages()
  })
  it.each([
    ['marked, and the sweeper finds it', 1],
    ['not marked, and it is done when the repair is looked at again', 0],
  ])(
    '[N10] [N22] a contract that cannot be brought up to date then holds up no repair: it is %s',
    async (_what, works) => {
      const world = await accepted()
      const { contracts } = world.host.deps
      const { load } = contracts
      let looked = 0
      Object.assign(contracts, {
        load: async (id: string) => (++looked > works ? Promise.reject(new Error('unreadable')) : load(id)),
      })
      const id = await replaced(world)
      expect(looked).toBeGreaterThan(works)
      expect((await world.repair(id)).replacement.state).toBe('done')
      expect(world.errors()).toEqual([])
      expect(world.host.engine.openExecutions().map(({ name }) => name)).toContain(id)
      Object.assign(contracts, { load })
      await world.advance('PT8H')
      await world.host.sweep()
      await world.host.idle()
      expect(await labels(world)).toMatchObject(PLACED)
      expect((await world.host.deps.directory.unit(data.serial))?.replacedBy).toBe('FW-2026-0001')
      world.messages()
    },
  )
  it('[N22] a report about the new unit joins the repair; one about the old serial number is a report of its own', async () => {
    const world = await World.start(at('11-20 10:00'))
    const id = await replaced(world)
    const again = await world.call({ ...data, serial: 'FW-2026-0001', severity: 'ordinary', symptoms: '新机也不通电' })
    expect(again.json.repairId).toBe(id)
    const old = await world.call({ ...data, severity: 'ordinary' })
    expect(old.json.repairId).not.toBe(id)
    world.messages()
  })
})

const problems = async (world: World, id: string, serial: string, model?: string) =>
  (await world.act(id, { type: 'replaceUnit', serial, ...(model && { model }) })).json.problems

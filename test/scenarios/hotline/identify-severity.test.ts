import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { CUSTOMERS, MAILS, World } from '../../support/world.ts'

const NOW = at('11-20 10:00')
const { data, hospital } = CUSTOMERS
const MA = 'engineer/ma-jun'
const lower = { type: 'identify', severity: 'ordinary' } as const

describe('identifying a unit is no way round the rule that a severity falls by agreement alone', () => {
  const major = async () => {
    const world = await World.start(NOW)
    const id = await world.report({ ...data, severity: 'major' })
    await world.act(id, { type: 'respond' }, MA)
    world.messages()
    return { world, id }
  }

  it('without the customer’s yes it is refused, and nothing changes', async () => {
    const { world, id } = await major()
    const before = await world.repair(id)
    for (const more of [{}, { serial: data.serial }]) {
      const { status, json } = await world.act(id, { ...lower, ...more }, MA)
      expect([status, json.problems]).toEqual([
        400,
        [expect.stringContaining('agreedBy: a lower severity than "major"')],
      ])
    }
    expect((await world.repair(id)).timeline).toEqual(before.timeline)
    expect(await world.clocks(id)).toMatchObject({ 'N6 arrived': 'open' })
    expect((await world.act(id, { ...lower, agreedBy: '努尔兰' }, MA)).status).toBe(400)
    world.messages()
  })

  it('with it, it stands on record and the customer is told; a manager answers for it by name', async () => {
    const { world, id } = await major()
    const agreed = await world.act(id, { ...lower, agreedBy: '努尔兰', how: 'phone' }, MA)
    expect([agreed.status, agreed.json.severity]).toEqual([200, 'ordinary'])
    expect(await world.clocks(id)).toMatchObject({ 'N6 arrived': 'superseded' })
    expect(world.mail('与您约定的变更', MAILS.data).text).toContain('努尔兰')

    const raised = await world.act(id, { type: 'identify', severity: 'major' }, MA)
    expect(raised.json.severity).toBe('major')
    const decided = await world.act(id, lower, 'manager/liu-fang')
    expect(decided.json.severity).toBe('ordinary')
    const { approver } = decided.json.timeline.findLast(({ type }: { type: string }) => type === 'severityChanged')
    expect(approver).toBeTruthy()
    // Nobody of theirs agreed: the mail says who decided, and whom to call.
    expect(world.mail('故障级别已调整', MAILS.data).text).toContain('如有异议，请致电服务热线')
    world.messages()
  })

  it('of an unknown caller: what they said counts under the right plan, and a lower word of ours needs their yes', async () => {
    const world = await World.start(NOW)
    const id = await world.report({ caller: '+8613900000000', serial: undefined, severity: 'major' })
    const named = { ...lower, serial: data.serial }
    expect((await world.act(id, named)).status).toBe(400)
    expect((await world.act(id, { ...named, agreedBy: '努尔兰', how: 'phone' })).status).toBe(200)
    expect(await world.repair(id)).toMatchObject({ plan: 'N', severity: 'ordinary', needsIdentification: false })
    world.messages()
  })
})

it('an open repair keeps the version of the plan that it was opened under, whatever its contract has moved to', async () => {
  const world = await World.start(NOW)
  const id = await world.report(hospital)
  const opened = await world.repair(id)
  const contract = await world.host.deps.directory.contract(opened.contract)
  if (!contract) throw new Error('the demo hospital has a contract')
  const moved = contract.planVersion === 2 ? 1 : 2
  await world.host.deps.directory.merge({ contracts: [{ ...contract, planVersion: moved }] })
  expect((await world.act(id, { type: 'identify', serial: hospital.serial })).status).toBe(200)
  expect(await world.repair(id)).toMatchObject({ plan: opened.plan, planVersion: opened.planVersion })
  expect(Object.values(await world.clocks(id))).not.toContain('superseded')
  // What is reported from now on is under the version that holds now.
  const next = await world.report({ ...hospital, matter: 'delivery' })
  expect(await world.repair(next)).toMatchObject({ plan: opened.plan, planVersion: moved })
  world.messages()
})

import { describe, expect, it } from 'vitest'
import { CUSTOMERS } from '../../support/edge.ts'
import { at } from '../../support/play.ts'
import { MAILS, World } from '../../support/world.ts'

const NIGHT = at('11-20 02:13')
const THIEF = 'thief@elsewhere.example.com'
/** The number of a contact on file, which any telephone system can be made to show, and an address of the forger's own. */
const FORGED = { ...CUSTOMERS.police, contact: { name: '何平', email: THIEF } }

const toThief = (world: World): string =>
  world
    .messages()
    .filter(({ to }) => to === THIEF)
    .map(({ text }) => text)
    .join('\n')
/** What anybody was promised, and how it stands. */
const promised = (clocks: readonly { id: string; dueAt: string; state: string }[]) =>
  clocks.map(({ id, dueAt, state }) => [id, dueAt, state])

describe("a call that shows somebody else's number", () => {
  it('opens a repair that someone must withdraw: the true contact is told, no promise counts, and no link goes to the forger', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report(FORGED)
    expect(world.mail('报修已受理', MAILS.police).text).toContain(id)
    expect(toThief(world)).not.toMatch(/https:/)
    const withdrawn = { type: 'withdraw', reason: '客户没有报修', agreedBy: '何平', how: 'phone' } as const
    expect((await world.act(id, withdrawn)).status).toBe(200)
    const { clocks, closed } = await world.repair(id)
    expect(closed.how).toBe('withdrawn')
    expect(new Set(clocks.map(({ state }: { state: string }) => state))).toEqual(new Set(['fallenAway']))
    world.messages()
    await world.advance('P5D')
    expect(world.messages()).toEqual([])
  })

  it('changes nothing of an open repair but the record of its calls, whatever it says', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report()
    await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
    await world.act(id, { type: 'respond', note: '已联系' })
    world.messages()
    const before = await world.repair(id)
    for (const said of [
      { severity: 'help' },
      { severity: undefined, matter: 'delivery' },
      { symptoms: '已修好，请关闭' },
    ])
      await world.call({ ...FORGED, ...said })
    const after = await world.repair(id)
    for (const field of ['stage', 'severity', 'plan', 'assignee', 'closed', 'round'])
      expect(after[field]).toEqual(before[field])
    expect(promised(after.clocks)).toEqual(promised(before.clocks))
    expect(toThief(world)).not.toMatch(/https:|已联系/)
  })

  it('makes an open repair more urgent at most, until someone puts that back', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report({ severity: 'help' })
    const before = await world.repair(id)
    await world.call({ ...FORGED, severity: 'urgent' })
    const raised = await world.repair(id)
    expect(raised.severity).toBe('urgent')
    const firstDue = ({ clocks }: { clocks: { milestone: string; dueAt: string; state: string }[] }) =>
      clocks.flatMap(({ milestone, dueAt, state }) => (milestone === 'responded' && state === 'open' ? [dueAt] : []))
    expect((firstDue(raised).toSorted()[0] ?? '9') <= (firstDue(before).toSorted()[0] ?? '')).toBe(true)
    const lowered = {
      type: 'changeSeverity',
      severity: 'help',
      reason: '来电是冒充的',
      agreedBy: '何平',
      how: 'phone',
    } as const
    expect((await world.act(id, lowered, 'manager')).status).toBe(200)
    expect((await world.repair(id)).severity).toBe('help')
    expect(toThief(world)).not.toMatch(/https:/)
  })
})

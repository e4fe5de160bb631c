import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const NIGHT = at('11-20 02:13')
const CLOSED = at('11-20 02:30')
const WANG = 'engineer/wang-qiang'
const DENIED = { what: '没人给我们打过电话，还是不开机' }

/** Wang Qiang does it all by himself: answers, solves it, and confirms it in the customer's name. */
async function closedByOurs(more = {}): Promise<{ world: World; id: string; link: string }> {
  const world = await World.start(NIGHT)
  const id = await world.report()
  await world.act(id, { type: 'respond' }, WANG)
  await world.act(id, { type: 'solveRemotely', cause: '误触', done: '电话指导', how: 'phone' }, WANG)
  await world.advanceTo(CLOSED)
  world.messages()
  expect((await world.act(id, { type: 'confirm', onBehalf: '何平', how: 'phone', ...more }, WANG)).status).toBe(200)
  expect((await world.repair(id)).stage).toBe('closed')
  const { link } = world.mail('维修已关闭')
  return { world, id, link }
}

describe('closed by what one of ours recorded as the customer’s word', () => {
  it('the mail says so, and by its link the customer opens it again: whoever did it is paged, the manager hears', async () => {
    const { world, id, link } = await closedByOurs()
    const page = (await world.fetch(link)).text
    for (const words of ['我方记录贵方已确认修好', '何平（电话）', '未修好']) expect(page).toContain(words)
    await world.advanceTo(at('11-20 09:00'))
    expect((await world.tap(link, 'notFixed', DENIED)).status).toBe(303)

    const repair = await world.repair(id)
    expect([repair.stage, repair.round]).toEqual(['response', 2])
    expect(repair.closed).toBeUndefined()
    const clocks = await world.clocks(id)
    // The old promise to repair runs on from the first report, without the time the unit stood repaired; a new answer is due.
    expect(clocks['R7 repaired']).toBe('open')
    expect(clocks['R5 responded 2']).toBe('open')
    world.sms('wang-qiang', '未修好')
    expect(world.sms('liu-fang', '客户称未确认过').text).toContain(id)
    expect(world.mail('已重新受理').text).toContain(DENIED.what)

    // Its execution lives again: nobody answers, and the page climbs.
    await world.advance('PT30M')
    expect((await world.clocks(id))['R5 responded 2']).toMatch(/^broken/)
    expect(world.messages().filter(({ kind }) => kind === 'sms').length).toBeGreaterThan(1)
  })

  it('the mail names whose word it was', async () => {
    const world = await World.start(NIGHT)
    const id = await world.report()
    await world.act(id, { type: 'respond' }, WANG)
    await world.act(id, { type: 'solveRemotely', cause: '误触', done: '电话指导' }, WANG)
    world.messages()
    await world.act(id, { type: 'confirm', onBehalf: '何平', how: 'phone' }, WANG)
    const { text } = world.mail('维修已关闭')
    for (const words of ['何平', '电话', '没有确认过', '7 天内']) expect(text).toContain(words)
  })

  it('for seven days: at the last instant still, not after it', async () => {
    const early = await closedByOurs()
    await early.world.advanceTo(at('11-27 02:30'))
    expect((await early.world.tap(early.link, 'notFixed', DENIED)).status).toBe(303)
    early.world.messages()

    const late = await closedByOurs()
    await late.world.advanceTo(at('11-27 02:30:01'))
    expect((await late.world.fetch(late.link)).text).not.toContain('我方记录贵方已确认修好')
    expect((await late.world.tap(late.link, 'notFixed', DENIED)).status).toBe(409)
    late.world.messages()
  })

  it('the desk records it for a customer who calls; the engineer who did it cannot, nor after the customer’s own yes', async () => {
    const { world, id } = await closedByOurs({ rating: 5 })
    expect((await world.act(id, { type: 'notFixed', ...DENIED }, WANG)).status).toBe(409)
    expect((await world.act(id, { type: 'notFixed', ...DENIED })).status).toBe(200)
    world.messages()

    await world.act(id, { type: 'respond' }, WANG)
    await world.act(id, { type: 'solveRemotely', cause: '误触', done: '再次电话指导' }, WANG)
    const { link } = world.mail('请确认')
    expect((await world.tap(link, 'confirm')).status).toBe(303)
    expect((await world.repair(id)).stage).toBe('closed')
    expect((await world.tap(link, 'notFixed', DENIED)).status).toBe(409)
    world.messages()
  })

  it('where the unit was reported again since, the answer names that repair', async () => {
    const { world, id, link } = await closedByOurs()
    const other = await world.report()
    const { status, text } = await world.tap(link, 'notFixed', DENIED)
    expect(status).toBe(400)
    expect(text).toContain(other)
    expect(text).toContain(DENIED.what)
    expect((await world.repair(id)).stage).toBe('closed')
    world.messages()
  })
})

import { describe, expect, it } from 'vitest'
import { check } from '../../../shared/use-cases/rebuild.ts'
import { CUSTOMERS, MAILS } from '../../support/edge.ts'
import { at } from '../../support/play.ts'
import type { World } from '../../support/world.ts'
import { lineOf, signed, worksOf } from './contract.ts'

// C29: whoever else calls the customer about every problem of a month; what they say of each counts for whoever mended it.

const WORK = { cause: '灯泡老化', done: '更换灯泡', problem: '投影昏暗', noParts: 'on', suggestions: '定期清洁滤网' }
const MANAGER = 'manager/liu-fang'

/** The campus calls, and whoever is on duty mends it, now; or hands it to another first. */
async function mended(world: World, handOver?: string): Promise<string> {
  const id = await world.report({ ...CUSTOMERS.campus, severity: 'ordinary' })
  const messages = world.messages()
  const linkIn = (found: (typeof messages)[number] | undefined) =>
    new URL(/https:\S+/.exec(found?.text ?? '')?.[0] ?? '').pathname
  let path = linkIn(messages.find(({ kind, text }) => kind === 'sms' && text.includes(id)))
  const customer = linkIn(messages.find(({ kind, to }) => kind === 'email' && to === MAILS.campus))
  await world.tap(path, 'respond')
  if (handOver) {
    await world.act(id, { type: 'assign', person: handOver }, MANAGER)
    path = world.sms(handOver, id).link
  }
  for (const action of ['goOnSite', 'arrive']) await world.tap(path, action)
  const done = await world.tap(path, 'complete', WORK)
  if (done.status !== 303) throw new Error(done.text)
  if ((await world.tap(customer, 'confirm', {})).status !== 303) throw new Error('not confirmed')
  world.messages()
  return id
}

const RATED = { who: { value: '唐宇' }, solved: { value: 'yes' }, rates: { value: 'yes' }, charged: { value: 'no' } }
const rated = (score: number, more: object = {}) => ({ ...RATED, overall: { value: score }, ...more })

/** The call about the repairs of March, on the day on which it may be made. */
async function theCall(world: World) {
  await world.advanceTo(at('04-12 09:30', 2027))
  world.messages()
  const { visits } = (await world.api('/api/visits?contract=NEW-1&way=call', undefined, MANAGER)).json
  const { id } = visits.find(({ works }: { works: { key: string }[] }) =>
    works.some(({ key }) => key.startsWith('C29/')),
  )
  const act = (action: object, who = 'dispatcher/chen-wei') => world.api(`/api/visits/${id}/actions`, action, who)
  const fill = (about: string, answers: object, who?: string) =>
    act({ type: 'fill', form: 'repair-rating', about, answers }, who)
  const view = async () => (await world.api(`/api/visits/${id}`, undefined, MANAGER)).json
  return { id, act, fill, view }
}
const satisfaction = async (world: World, query: string, who = MANAGER) =>
  world.api(`/api/ledger/satisfaction?month=2027-03&${query}`, undefined, who)

describe('[C29] a score for each problem', () => {
  it('[C29] each problem is asked about by itself; a low score is a complaint of that repair, and counts for whoever mended it', async () => {
    const world = await signed('C', { planVersion: 4 })
    const first = await mended(world)
    await world.advanceTo(at('03-15 09:00', 2027))
    world.messages()
    const second = await mended(world)
    const { id, act, fill, view } = await theCall(world)
    const { filling } = await view()
    expect(filling.map(({ about }: { about: string }) => about)).toEqual([first, second])
    expect(filling[0].problem).toMatchObject({ workers: [{ id: 'li-na', name: '李娜' }], done: '更换灯泡' })

    // Which one has to be said; one that it does not ask about is none of its.
    expect((await act({ type: 'fill', form: 'repair-rating', answers: rated(5) })).json.problems[0]).toContain(first)
    expect((await fill('270101-0001', rated(5))).status).toBe(400)
    expect((await fill(first, rated(5))).status).toBe(200)
    expect((await act({ type: 'done', found: '已回访' })).json.message).toContain(second)
    // A score that was mistyped and mended is no complaint.
    await fill(second, rated(1))
    await fill(second, rated(2, { words: { value: '等了太久' } }))
    expect((await world.repair(second)).complaints ?? []).toEqual([])
    expect((await act({ type: 'done', found: '已回访' })).status).toBe(200)
    expect(await lineOf(world, (await worksOf(world, 'C29'))[0] as never)).toMatchObject({ state: 'kept' })

    // Linked both ways, and answered like any complaint, though the repair was closed weeks ago.
    const { complaints, calledBack, timeline } = await world.repair(second)
    expect(complaints).toMatchObject([{ contact: '唐宇', visit: id, what: expect.stringContaining('等了太久') }])
    expect(calledBack).toMatchObject({ visit: id, worker: 'li-na', score: 2 })
    expect(timeline.map(({ text }: { text: string }) => text)).toContainEqual(`Called back (${id}): 2 of 5`)
    expect(JSON.stringify((await view()).timeline)).toContain(`On record with repair ${second}, as a complaint`)
    expect((await world.repair(first)).complaints ?? []).toEqual([])
    await world.host.idle()
    expect(world.messages().map(({ text }) => text)).toContainEqual(expect.stringContaining('客户投诉，请答复'))
    expect((await world.act(second, { type: 'answerComplaint', answer: '已道歉，备件改为常备' }, MANAGER)).status).toBe(
      200,
    )
    world.messages()

    // By engineer, service point and month: mean, number, and how many of those asked answered.
    const both = { asked: 2, scored: 2, score: 3.5 }
    for (const by of ['engineer', 'roster', 'month'])
      expect((await satisfaction(world, `by=${by}`)).json).toMatchObject({ ...both, by: [both] })
    expect((await satisfaction(world, 'by=engineer')).json.by).toMatchObject([{ id: 'li-na', name: '李娜' }])
    expect((await satisfaction(world, 'by=engineer', 'engineer/zhao-min')).json).toMatchObject({ asked: 0, by: [] })
    const { text } = await satisfaction(world, 'by=engineer&format=csv')
    expect(text).toContain('"李娜",2,2,3.5,"100%",2,0,"","0%"')
    expect(await check(world.host.deps)).toEqual([])
    world.messages()
  })

  it('[C29] nobody rates themselves: whoever had the repair neither holds the call, nor fills it in, nor says that nobody was reached', async () => {
    const world = await signed('C', { planVersion: 4 })
    // One began, another ended it: neither asks.
    const id = await mended(world, 'zhao-min')
    const { act, fill, view } = await theCall(world)
    expect((await view()).filling[0].problem.workers.map((one: { id: string }) => one.id)).toEqual([
      'zhao-min',
      'li-na',
    ])
    for (const who of ['zhao-min', 'li-na']) {
      const assigned = await act({ type: 'assign', person: who })
      expect([assigned.status, JSON.stringify(assigned.json)]).toEqual([400, expect.stringContaining(id)])
      expect((await act({ type: 'take' }, `engineer/${who}`)).status).toBeGreaterThanOrEqual(400)
      // By whatever role they come: it is the same person.
      for (const role of ['engineer', 'dispatcher', 'manager'])
        for (const action of [
          { type: 'fill', form: 'repair-rating', about: id, answers: rated(5) },
          { type: 'notReached' },
        ])
          expect((await act(action, `${role}/${who}`)).status).toBeGreaterThanOrEqual(400)
    }
    expect((await view()).filling[0].filled).toBeUndefined()
    expect((await view()).attempts).toBe(0)
    // The score is the one's who brought it to an end, whoever has the repair by then.
    expect((await fill(id, rated(4))).status).toBe(200)
    expect((await act({ type: 'done', found: '已回访' })).status).toBe(200)
    expect((await satisfaction(world, 'by=engineer')).json.by).toContainEqual(
      expect.objectContaining({ id: 'zhao-min', asked: 1, scored: 1, score: 4 }),
    )
    world.messages()
  })

  it('[C29] not reached is no score: tried at three times of day, then what was not answered counts as asked; who answers nothing is not done', async () => {
    const world = await signed('C', { planVersion: 4 })
    const first = await mended(world)
    await world.advanceTo(at('03-15 09:00', 2027))
    world.messages()
    const second = await mended(world)
    const { act, fill, view } = await theCall(world)
    // The hasty one taps three times in a minute: that is one call.
    expect((await act({ type: 'notReached' })).status).toBe(200)
    expect((await act({ type: 'notReached' })).status).toBe(409)
    for (const expected of [2, 3]) {
      await world.advanceTo((await view()).slot.from)
      expect((await act({ type: 'notReached' })).status).toBe(200)
      expect((await view()).attempts).toBe(expected)
    }
    // Three calls in vain are not done: nobody said anything.
    expect((await act({ type: 'done', found: '打不通' })).status).toBe(409)
    expect((await fill(first, { ...RATED, rates: { value: 'no' } })).status).toBe(200)
    expect((await act({ type: 'done', found: '一位联系不上' })).status).toBe(200)
    expect((await satisfaction(world, 'by=month')).json).toMatchObject({ asked: 2, scored: 0, confirmed: 2 })
    expect((await world.repair(second)).calledBack).not.toHaveProperty('score')
    world.messages()
  })
})

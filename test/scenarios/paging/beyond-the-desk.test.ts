import { describe, expect, it } from 'vitest'
import { later } from '../../../shared/kernel/instant.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, MAILS, World } from '../../support/world.ts'

const { campus, data } = CUSTOMERS
const FRIDAY = at('11-20 10:00')

/** A visit on Friday that does not solve it; the loaner that it calls for is told of and out of the way. */
async function unsolved(world: World, fields: { resolutionAt?: string } = {}): Promise<string> {
  const id = await world.report({ ...campus, severity: 'ordinary' })
  await world.act(id, { type: 'arrive' })
  expect((await world.act(id, { type: 'notSolved', reason: '灯泡缺货', ...fields })).status).toBe(200)
  world.messages()
  return id
}

describe('[C28] a date for what a visit did not solve', () => {
  it('is set by the end of the next working day, and the customer is told', async () => {
    const due = at('11-23 18:00')
    const moments = [
      [-1000, 'kept'],
      [0, 'kept'],
      [1000, 'broken PT1S'],
    ] as const
    for (const [shift, outcome] of moments) {
      const world = await World.start(FRIDAY)
      const id = await unsolved(world)
      await world.advanceTo(later(due, shift))
      world.messages()
      await world.act(id, { type: 'promiseDate', resolutionAt: at('11-30 12:00'), note: '灯泡在途' })
      expect(world.mail('预计解决时间', MAILS.campus).text).toContain('2026年11月30日（周一）12:00')
      expect((await world.clocks(id))['C28 scheduled']).toBe(outcome)
      world.messages()
    }
  })

  it('is a promise itself: moved while it is open, chased when it is missed, ended when it is solved', async () => {
    const world = await World.start(FRIDAY)
    const id = await unsolved(world, { resolutionAt: at('11-24 12:00') })
    await world.advanceTo(at('11-24 09:00'))
    await world.act(id, { type: 'promiseDate', resolutionAt: at('11-25 12:00'), agreedBy: '唐宇', how: 'phone' })
    world.messages()
    const { clocks } = await world.repair(id)
    const [clock] = clocks.filter(
      (one: { clause: string; milestone: string }) => one.clause === 'C28' && one.milestone === 'repaired',
    )
    expect(clock).toMatchObject({
      dueAt: at('11-25 12:00'),
      explanation: 'promised at 10:00 → 11-24 12:00; new date → 11-25 12:00',
    })
    await world.advanceTo(at('11-25 11:59'))
    world.messages()
    expect((await world.clocks(id))['C28 repaired']).toBe('open')
    await world.advanceTo(at('11-25 12:01'))
    // The promise that was given is missed: it goes up, to the manager by now, and the customer hears that it is late.
    expect(world.messages().map(({ kind, to }) => [kind, to])).toEqual(
      expect.arrayContaining([
        ['sms', '+8613800138100'],
        ['email', MAILS.campus],
      ]),
    )
    await world.advanceTo(at('11-25 14:00'))
    await world.act(id, { type: 'complete', cause: '灯泡', done: '更换灯泡', parts: ['灯泡'] })
    expect((await world.clocks(id))['C28 repaired']).toBe('broken PT2H')
    world.messages()
  })

  it('is never in the past, and a question beyond the desk has one too', async () => {
    const world = await World.start(FRIDAY)
    const id = await unsolved(world)
    const past = await world.act(id, { type: 'promiseDate', resolutionAt: FRIDAY })
    expect([past.status, past.json.problems]).toEqual([400, ['resolutionAt: must be in the future']])
    const open = await world.act(id, { type: 'escalate', to: 'production', question: '还有库存吗' })
    expect([open.status, open.json.problems]).toEqual([400, ['answerBy: C28 asks by when it will be answered']])
  })
})

it('[C28] R&D and production are asked by name; unanswered by the date it climbs, and the answer ends it', async () => {
  const world = await World.start(FRIDAY)
  const id = await unsolved(world, { resolutionAt: at('11-30 12:00') })
  const answerBy = at('11-20 16:00')
  await world.act(id, { type: 'escalate', to: 'rd', question: '固件 3.1 是否已知此故障', answerBy })
  expect(world.sms('luo-yi').at).toBe(FRIDAY)
  await world.act(id, { type: 'escalate', to: 'production', question: '何时有主板', answerBy: at('11-20 17:00') })
  expect(world.sms('shi-lei').at).toBe(FRIDAY)
  await world.advanceTo(at('11-20 15:59'))
  world.messages()
  expect((await world.clocks(id))['C28 advised']).toBe('open')
  await world.advanceTo(answerBy)
  expect(world.sms('zhou-jie').at).toBe(answerBy)
  await world.advance('PT1M')
  const answer = { type: 'advise', answer: '已知，换 B 版主板' } as const
  expect((await world.act(id, answer, 'engineer/luo-yi')).status).toBe(200)
  // Who was asked as well hears that it is answered; tapped again, nobody hears it again.
  expect(world.sms('shi-lei').text).toContain('支援已答复')
  expect((await world.act(id, answer, 'engineer/luo-yi')).status).toBe(409)
  expect((await world.clocks(id))['C28 advised']).toBe('broken PT1M')
  expect(await world.repair(id)).toMatchObject({
    escalations: [{ to: 'rd', answer: '已知，换 B 版主板' }, { to: 'production' }],
  })
  await world.advance('PT1H')
  expect(world.story().filter((line) => /zhou-jie|shi-lei|luo-yi/.test(line))).toEqual([
    '16:01 zhou-jie: 王强已接 一教 101投影 261120-0001 您不用管了 <link>',
  ])
})

describe('[N14] experts are called in for incidents of large impact', () => {
  const REPORT = at('11-20 02:13')

  it('at the first broken promise of a major fault, once, and never for an ordinary one', async () => {
    const world = await World.start(REPORT)
    const major = await world.report({ ...data, severity: 'major' })
    await world.report({ ...data, serial: 'FW-2025-0004', severity: 'ordinary' })
    await world.advanceTo(at('11-20 02:17:59'))
    const experts = () => world.messages().filter(({ to }) => to === '+8613800138111')
    expect(experts()).toEqual([])
    await world.advanceTo(at('11-20 02:18'))
    expect(experts()).toHaveLength(1)
    await world.advanceTo(at('11-20 06:00'))
    expect(experts()).toEqual([])
    const { escalations, timeline } = await world.repair(major)
    expect(escalations).toMatchObject([{ to: 'experts', at: at('11-20 02:18') }])
    expect(timeline.find(({ type }: { type: string }) => type === 'escalated')).toMatchObject({ clause: 'N14' })
  })

  it('where the directory names no expert the manager is asked: nobody stays silent', async () => {
    const world = await World.start(REPORT)
    const { supplier } = world.host.demo
    const { teams: _teams, ...without } = supplier
    await world.host.deps.directory.merge({ supplier: without })
    const id = await world.report({ ...data, severity: 'ordinary' })
    world.messages()
    expect((await world.act(id, { type: 'escalate', to: 'experts', question: '疑似攻击' })).status).toBe(200)
    expect(world.sms('liu-fang').at).toBe(REPORT)
    world.messages()
  })

  it('any time by hand', async () => {
    const world = await World.start(REPORT)
    const id = await world.report({ ...data, severity: 'ordinary' })
    world.messages()
    await world.act(id, { type: 'escalate', to: 'experts', question: '疑似攻击' }, 'engineer/aygul')
    expect(world.sms('xie-min').at).toBe(REPORT)
    world.messages()
  })

  it.each([
    ['withdrawn', { type: 'withdraw', reason: '误报', agreedBy: '努尔兰', how: 'phone' }],
    ['mended by others', { type: 'solveRemotely', cause: '策略', done: '回退策略', how: 'phone' }],
  ] as const)('and told once, when it is over without them: %s', async (_, end) => {
    const world = await World.start(REPORT)
    const id = await world.report({ ...data, severity: 'ordinary' })
    await world.act(id, { type: 'escalate', to: 'experts', question: '疑似攻击' })
    await world.act(id, { type: 'escalate', to: 'experts', question: '日志在附件' })
    world.messages()
    await world.advance('PT5M')
    world.messages()
    expect((await world.act(id, end, 'manager')).status).toBe(200)
    expect(world.sms('xie-min', '已结束').text).toContain('您不用管了')
    await world.act(id, end, 'manager')
    if (end.type === 'solveRemotely') await world.act(id, { type: 'confirm', onBehalf: '努尔兰' })
    await world.advance('PT2H')
    expect(world.story().filter((line) => line.includes('xie-min'))).toEqual([])
  })
})

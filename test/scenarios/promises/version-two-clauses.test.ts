import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { withVersion2 } from '../../support/version-two.ts'
import { CUSTOMERS, MAILS } from '../../support/world.ts'

const { campus, hospital } = CUSTOMERS
const FRIDAY = at('11-20 10:00')
const MANAGER = 'liu-fang'

describe('[C4] the loaner is brand-new', () => {
  const unsolved = async () => {
    const world = await withVersion2('C', FRIDAY)
    const id = await world.report({ ...campus, severity: 'ordinary' })
    await world.act(id, { type: 'arrive' }, 'engineer/wang-qiang')
    await world.act(id, { type: 'notSolved', reason: '灯泡缺货' }, 'engineer/wang-qiang')
    return { world, id }
  }

  it('[C4] the used one on the shelf is neither reserved by itself nor by hand; the first new one is', async () => {
    const { world, id } = await unsolved()
    expect((await world.repair(id)).loaner).toBeUndefined()
    const used = await world.act(id, { type: 'reserveLoaner', serial: 'LOAN-LP-01' }, 'engineer/wang-qiang')
    expect([used.status, used.json.problems]).toEqual([
      400,
      ['serial: "LOAN-LP-01" is used, and C4 promises a brand-new loaner'],
    ])
    world.sms('wang-qiang', '无备机可用')
    world.messages()
    // Stock is looked at every hour, and the engineer told of it again a day later.
    await world.advanceTo(at('11-21 09:59:59'))
    expect(world.messages().filter(({ text }) => text.includes('无备机可用'))).toEqual([])
    await world.advanceTo(at('11-21 10:00'))
    world.sms('wang-qiang', '无备机可用')
    await world.stock({ serial: 'LOAN-LP-02', model: 'LP-800', name: '全新激光投影机' })
    await world.advance('PT1H')
    expect((await world.repair(id)).loaner).toMatchObject({ state: 'reserved', serial: 'LOAN-LP-02' })
    await world.act(id, { type: 'lendLoaner' }, 'engineer/wang-qiang')
    expect(await world.clocks(id)).toMatchObject({ 'C4 repaired': 'kept' })
    world.messages()
  })
})

describe('[H4] the centre phones the customer', () => {
  const reported = async () => {
    const world = await withVersion2('H', FRIDAY)
    return { world, id: await world.report({ ...hospital }) }
  }
  const h4 = async ({ world, id }: Awaited<ReturnType<typeof reported>>) => (await world.clocks(id))['H4 responded']

  it('[H4] going there, even being there, keeps nothing: without a call it is broken at 5 minutes', async () => {
    const there = await reported()
    const { world, id } = there
    await world.advance('PT1M')
    await world.act(id, { type: 'goOnSite' }, 'engineer/wang-qiang')
    await world.act(id, { type: 'arrive' }, 'engineer/wang-qiang')
    expect(await h4(there)).toBe('open')
    await world.advanceTo(at('11-20 10:04:59'))
    expect(await h4(there)).toBe('open')
    await world.advanceTo(at('11-20 10:05'))
    expect(await h4(there)).toBe('broken')
    world.messages()
  })

  it('[H4] a call that reached the customer keeps it, before the visit is decided', async () => {
    const called = await reported()
    const { world, id } = called
    await world.advanceTo(at('11-20 10:04:59'))
    await world.act(id, { type: 'respond', note: '请先换备用探头' }, 'engineer/wang-qiang')
    expect(await h4(called)).toBe('kept')
    await world.act(id, { type: 'goOnSite' }, 'engineer/wang-qiang')
    await world.advance('PT1H')
    expect(await h4(called)).toBe('kept')
    world.messages()
  })

  it('[H4] a call that reached nobody is an attempt, and is not enough by itself', async () => {
    const tried = await reported()
    const { world, id } = tried
    await world.act(id, { type: 'attempt', note: '无人接听' }, 'engineer/wang-qiang')
    expect(await h4(tried)).toBe('open')
    await world.advance('P1D')
    expect(await h4(tried)).toBe('broken')
    world.messages()
  })
})

describe('[C28] what a visit does not solve', () => {
  const onSite = async () => {
    const world = await withVersion2('C', FRIDAY)
    const id = await world.report({ ...campus, severity: 'ordinary' })
    await world.act(id, { type: 'arrive' }, 'engineer/wang-qiang')
    world.messages()
    const asked = async () =>
      (await world.repair(id)).timeline.flatMap(
        ({ type, to, by }: { type: string; to: string; by: { kind: string } }) =>
          type === 'escalated' ? [`${to} by ${by.kind}`] : [],
      )
    return { world, id, asked }
  }

  it.each([
    ['unremovable', { unremovable: true }],
    ['judged major', { major: true }],
  ])('[C28] %s: R&D and production are asked by itself, in the same moment, each by name', async (_, judged) => {
    const { world, id, asked } = await onSite()
    await world.act(id, { type: 'notSolved', reason: '主板设计缺陷', ...judged }, 'engineer/wang-qiang')
    expect(await asked()).toEqual(['rd by system', 'production by system'])
    const question = world.sms('luo-yi', '求助')
    world.sms('shi-lei', '求助')
    expect((await world.fetch(question.link)).text).toContain('主板设计缺陷')
    await world.tap(question.link, 'advise', { answer: '换用 B 版主板' })
    expect((await world.repair(id)).escalations).toMatchObject([
      { answer: '换用 B 版主板' },
      { answer: '换用 B 版主板' },
    ])
    world.messages()
  })

  it('[C28] they are asked to answer before the customer is to be told a date; a silence is a breach, and climbs', async () => {
    const { world, id } = await onSite()
    await world.act(id, { type: 'notSolved', reason: '主板设计缺陷', unremovable: true }, 'engineer/wang-qiang')
    const due = at('11-23 18:00') // the end of the next working day
    expect((await world.repair(id)).escalations).toMatchObject([{ answerBy: due }, { answerBy: due }])
    await world.advanceTo(at('11-23 17:59:59'))
    expect((await world.clocks(id))['C28 advised']).toBe('open')
    world.messages()
    await world.advanceTo(due)
    expect((await world.clocks(id))['C28 advised']).toBe('broken')
    await world.advance('PT1M')
    expect(world.messages().some(({ kind, text }) => kind === 'sms' && text.includes('超时'))).toBe(true)
  })

  it('[C28] an ordinary one is not', async () => {
    const { world, id, asked } = await onSite()
    await world.act(id, { type: 'notSolved', reason: '灯泡缺货' }, 'engineer/wang-qiang')
    expect(await asked()).toEqual([])
    world.messages()
  })

  it('[C28] past the date that the customer was told it is the manager’s to decide: asked at once, then daily, until another date is agreed', async () => {
    const { world, id } = await onSite()
    const told = at('11-24 12:00')
    await world.act(id, { type: 'notSolved', reason: '灯泡缺货', resolutionAt: told }, 'engineer/wang-qiang')
    expect(world.mail('预计解决时间', MAILS.campus).text).toContain('11月24日')
    await world.advanceTo(at('11-24 11:59:59'))
    world.messages()
    await world.advanceTo(told)
    const asked = world.sms(MANAGER, '请决定')
    // The breach climbs to them as well, until they take it; from then on the routine question asks.
    expect((await world.tap(asked.link, 'acknowledge')).status).toBe(303)
    world.messages()
    await world.advanceTo(at('11-25 09:00'))
    world.sms(MANAGER, '请决定')
    const later = { type: 'promiseDate', resolutionAt: at('11-27 12:00') } as const
    expect((await world.act(id, { ...later, agreedBy: '唐宇', how: 'phone' }, 'manager')).status).toBe(200)
    world.messages()
    await world.advanceTo(at('11-26 09:00'))
    expect(world.messages().filter(({ text }) => text.includes('请决定'))).toEqual([])
  })
})

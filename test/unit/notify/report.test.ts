import { describe, expect, it } from 'vitest'
import { SYSTEM } from '../../../shared/kernel/actor.ts'
import { serviceReport } from '../../../shared/message/report.ts'
import type { RepairEvent } from '../../../shared/repair/events.ts'
import { at, R } from '../plan/documents.ts'
import { archive, arrivalClock, clockOf, folded, history, opened, REPORTED_AT, subject } from './archive.ts'

const report = serviceReport(folded(history), history)

describe('what was reported', () => {
  it('[N15] has unit, contact, phone, need, product model and number, and symptoms', () => {
    expect(report).toMatchObject({
      repair: '261120-0007',
      unit: '市公安局',
      contact: '李警官',
      phone: '+8613900139001',
      need: '无法开机',
      product: { name: '执法记录仪17', model: 'DSJ-A7', serial: 'DSJ-0017' },
      severity: R.severities[0]?.name,
      reportedAt: REPORTED_AT,
      timezone: 'Asia/Shanghai',
    })
  })

  it('[R15] has name, address, phone, purchase date, quality problem, and the outcome', () => {
    expect(report).toMatchObject({
      site: '市局指挥中心',
      address: '人民路1号',
      product: { purchasedOn: '2025-06-01' },
      qualityProblem: '主板虚焊',
      closed: { at: at('2026-11-26 15:00'), how: 'confirmed' },
    })
  })

  it('has every call, and the number it came from when the contact has none', () => {
    const contacts = [{ id: 'caller:CA1', name: '来电人', language: 'zh-CN' as const }]
    const again = { callId: 'CA2', channel: 'api' as const, at: at('2026-11-20 02:40'), symptoms: '仍无法开机' }
    const events = archive([
      ['2026-11-20 02:13', { kind: 'caller' }, { ...opened, contacts } as RepairEvent],
      ['2026-11-20 02:40', { kind: 'caller' }, { type: 'callJoined', call: again, contacts }],
    ])
    const joined = serviceReport(folded(events), events)
    expect(joined.phone).toBe('+8613900139000')
    expect(joined.calls.map(({ callId }) => callId)).toEqual(['CA1', 'CA2'])
    expect(joined.need).toBe('无法开机')
  })

  it('says nothing of what is not known', () => {
    const { customer, site, unit, ...unknown } = subject
    const events = archive([['2026-11-20 02:13', { kind: 'caller' }, { ...opened, subject: unknown } as RepairEvent]])
    const bare = serviceReport(folded(events), events)
    for (const key of ['unit', 'site', 'address', 'qualityProblem', 'engineer', 'confirmation', 'closed'])
      expect(bare).not.toHaveProperty(key)
    expect(bare.product).toEqual({})
    expect(bare.works).toEqual([])
  })
})

describe('promises', () => {
  it('[R5] kept: when it was due and when it was reached', () => {
    expect(report.promises.find(({ clause }) => clause === 'R5')).toEqual({
      clause: 'R5',
      milestone: 'responded',
      round: 1,
      from: 'reported',
      startedAt: REPORTED_AT,
      dueAt: at('2026-11-20 02:23'),
      reachedAt: at('2026-11-20 02:20'),
      outcome: 'kept',
      explanation: { zh: '02:13 起 10 分钟 → 02:23', en: '10 min from 02:13 → 02:23' },
    })
  })

  it('[R8] broken: with its length', () => {
    expect(report.promises.find(({ clause, milestone }) => clause === 'R6' && milestone === 'arrived')).toMatchObject({
      dueAt: at('2026-11-21 02:13'),
      reachedAt: at('2026-11-21 02:28'),
      outcome: 'broken',
      lateBy: 'PT15M',
    })
  })

  it('[R7] says that a loaner keeps it as well', () => {
    expect(report.promises.find(({ clause }) => clause === 'R7')).toMatchObject({
      milestone: 'repaired',
      otherwise: 'loaned',
      reachedAt: at('2026-11-21 11:00'),
      outcome: 'kept',
    })
  })

  const ended = (because: string) => {
    const events = archive([
      ['2026-11-20 02:13', { kind: 'caller' }, opened],
      ['2026-11-20 02:13', SYSTEM, { type: 'clockStarted', clock: arrivalClock }],
      [
        '2026-11-20 02:30',
        SYSTEM,
        { type: 'clockEnded', clock: arrivalClock.id, clause: 'R6', outcome: 'fallenAway', evidence: 2, because },
      ],
    ])
    return serviceReport(folded(events), events).promises
  }

  it('fallen away: why, and never reached', () => {
    const [gone] = ended('solvedRemotely')
    expect(gone).toMatchObject({ outcome: 'fallenAway', endedBecause: 'solvedRemotely' })
    expect(gone).not.toHaveProperty('reachedAt')
  })

  it('shows what a plan promised that was only assumed as superseded', () => {
    const events = archive([
      ['2026-11-20 02:13', { kind: 'caller' }, opened],
      ['2026-11-20 02:13', SYSTEM, { type: 'clockStarted', clock: arrivalClock }],
      [
        '2026-11-20 02:30',
        SYSTEM,
        {
          type: 'clockEnded',
          clock: arrivalClock.id,
          clause: 'R6',
          outcome: 'superseded',
          evidence: 2,
          because: 'identified',
          under: { plan: 'R', planVersion: 1 },
        },
      ],
    ])
    expect(serviceReport(folded(events), events).promises).toMatchObject([
      { clause: 'R6', outcome: 'superseded', endedBecause: 'identified' },
    ])
  })

  it('open: not reached, with its arithmetic', () => {
    const events = archive([
      ['2026-11-20 02:13', { kind: 'caller' }, opened],
      ['2026-11-20 02:13', SYSTEM, { type: 'clockStarted', clock: clockOf('R7', 'repaired') }],
    ])
    const [open] = serviceReport(folded(events), events).promises
    expect(open).toMatchObject({ outcome: 'open', explanation: { en: '36 h from 02:13 → 11-21 14:13' } })
    expect(open).not.toHaveProperty('reachedAt')
  })
})

describe('what was done', () => {
  it('has every repair tried, by whom and where, the refused one too', () => {
    expect(report.works).toEqual([
      {
        at: at('2026-11-21 03:00'),
        how: 'visit',
        cause: '电池老化',
        done: '更换电池',
        parts: ['电池 B-7'],
        engineer: '王工',
      },
      {
        at: at('2026-11-26 10:00'),
        how: 'factory',
        cause: '主板虚焊',
        done: '返厂重焊主板',
        parts: [],
        engineer: '赵工',
      },
    ])
    expect(report.engineer).toBe('赵工')
  })

  it('tells phone from visit', () => {
    const work = { cause: '设置错误', done: '恢复出厂设置', parts: [], engineer: '王工' }
    const events = archive([
      ['2026-11-20 02:13', { kind: 'caller' }, opened],
      ['2026-11-20 02:25', SYSTEM, { type: 'solvedRemotely', work }],
    ])
    expect(serviceReport(folded(events), events)).toMatchObject({
      works: [{ how: 'phone', cause: '设置错误' }],
      engineer: '王工',
    })
  })

  it('tells a visit after a refused factory repair', () => {
    const work = { cause: '电池老化', done: '更换电池', parts: [] }
    const events = archive([
      ['2026-11-20 02:13', { kind: 'caller' }, opened],
      ['2026-11-20 09:00', SYSTEM, { type: 'sentIn' }],
      ['2026-11-25 09:00', SYSTEM, { type: 'repaired', work }],
      ['2026-11-26 09:00', SYSTEM, { type: 'notFixed', what: '仍黑屏' }],
      ['2026-11-27 09:00', SYSTEM, { type: 'repaired', work }],
    ])
    expect(serviceReport(folded(events), events).works.map(({ how }) => how)).toEqual(['factory', 'visit'])
  })

  it('has the loaner with its dates', () => {
    expect(report.loaners).toEqual([
      { serial: 'DSJ-L3', name: '执法仪备3', lentAt: at('2026-11-21 11:00'), returnedAt: at('2026-11-26 11:00') },
    ])
  })

  it('counts a loaner only once it is lent', () => {
    const events = history.filter(({ type }) => type !== 'loanerLent' && type !== 'loanerReturned')
    expect(serviceReport(folded(events), events).loaners).toEqual([])
  })

  it('tells the steps people took, without paging, clocks and internal notes', () => {
    expect(report.steps.map(({ type }) => type)).toEqual([
      'opened',
      'assigned',
      'responded',
      'dispatched',
      'arrived',
      'repaired',
      'notFixed',
      'loanerLent',
      'sentIn',
      'assigned',
      'repaired',
      'loanerReturned',
      'confirmed',
      'closed',
    ])
  })

  it('[C28] [H17] [N16] tells dates, questions, prices and replacements too, but no losses and no refusals among ourselves', () => {
    const quote = { warranty: 'out', origin: 'user', currency: 'CNY', lines: [], totalFen: 100 } as const
    const due = { clause: 'R2', because: 'failures', with: 'notWorse', warranty: 'restarts' } as const
    const claim = { id: 1, clause: 'R8', basis: 'delay', what: 'x', at: REPORTED_AT } as const
    const told: RepairEvent[] = [
      { type: 'passedOn', because: 'timeUp' },
      { type: 'remoteAccess', consentBy: '李警官', phoneTried: 'x' },
      { type: 'resolutionPromised', resolutionAt: at('2026-11-24 18:00') },
      { type: 'escalated', to: 'rd', question: 'x', people: [] },
      { type: 'advised', answer: '升级' },
      { type: 'sentIn', verdict: '主板', handling: '更换', agreedBy: '李警官' },
      { type: 'quoted', quote },
      { type: 'quoteDeclined' },
      { type: 'quoteAccepted' },
      { type: 'irreparable', damage: 'use', what: 'x' },
      { type: 'replacementApproved', approver: '刘芳' },
      { type: 'unitReplaced', old: 'DSJ-0017', unit: { serial: 'DSJ-0099' }, clause: 'R2', warranty: 'restarts' },
    ]
    const ours: RepairEvent[] = [
      { type: 'deskTook', until: at('2026-11-20 02:33') },
      { type: 'replacementDue', ...due },
      { type: 'replacementDeclined', approver: '刘芳', reason: 'x' },
      { type: 'claimed', claim },
      { type: 'claimSettled', claim: 1, outcome: 'refused', reason: 'x' },
    ]
    const first = { kind: 'caller' } as const
    const events = archive([
      ['2026-11-20 02:13', first, opened],
      ...ours.slice(0, 3).map((event) => ['2026-11-20 02:14', SYSTEM, event] as const),
      ...told.map((event) => ['2026-11-20 02:20', SYSTEM, event] as const),
      ...ours.slice(3).map((event) => ['2026-11-20 02:30', SYSTEM, event] as const),
    ])
    const { steps, ...facts } = serviceReport(folded(events), events)
    expect(steps.map(({ type }) => type)).toEqual(['opened', ...told.map(({ type }) => type)])
    expect(facts).toMatchObject({
      matter: 'fault',
      product: { serial: 'DSJ-0017' },
      remoteAccess: { consentBy: '李警官', at: at('2026-11-20 02:20') },
      resolutionAt: at('2026-11-24 18:00'),
      sentIn: { verdict: '主板', handling: '更换', agreedBy: '李警官' },
      advice: [{ to: 'rd', question: 'x', answer: '升级' }],
      quote: { state: 'accepted' },
      replacement: { state: 'done', old: 'DSJ-0017', serial: 'DSJ-0099' },
    })
  })

  it("has the customer's confirmation", () => {
    expect(report.confirmation).toEqual({
      at: at('2026-11-26 15:00'),
      by: { kind: 'customer', id: 'li', name: '李警官' },
      rating: 4,
      comment: '谢谢',
    })
  })
})

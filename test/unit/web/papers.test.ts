import { describe, expect, it } from 'vitest'
import type { FactLine, PaymentLine } from '../../../shared/evidence/contract-file.ts'
import { papersPage } from '../../../web/pages/papers.ts'
import { aContract } from '../../support/repair-fixtures.ts'

const name = { zh: '合格证', en: 'Certificate' }
const line = (state: FactLine['state']): FactLine => ({
  clause: 'H9',
  need: 'certificate',
  about: 'contract',
  name,
  promise: name,
  state,
})
const payment = (state: PaymentLine['state']): PaymentLine => ({
  clause: 'H20',
  need: 'trial',
  name,
  upToPercent: 30,
  state,
})
const page = (
  states: readonly FactLine['state'][],
  payments: readonly PaymentLine[] = [],
  language: 'zh-CN' | 'en' = 'zh-CN',
) =>
  papersPage({
    language,
    path: '/p/x',
    timezone: 'Asia/Shanghai',
    sites: new Map(),
    problems: [],
    mayTakeBack: false,
    today: '2026-12-01',
    file: { contract: aContract({ id: 'K-1' }), facts: states.map(line), works: [], payments, record: [] },
  })
const heading = (text: string) => /<h1>([^<]*)/.exec(text)?.[1]

describe('[H9] what the page of a contract calls it', () => {
  it.each([
    [['overdue', 'recorded'], '还缺 1 份文件', '1 papers missing'],
    [['recorded', 'waived'], '文件已齐', 'All papers are there'],
    // What is not due yet, or was due before anybody here could see to it, is neither missing nor there.
    [['notDue'], '目前没有要交的文件', 'No papers to hand over now'],
    [['recorded', 'notDue'], '目前没有要交的文件', 'No papers to hand over now'],
    [['notRecorded', 'fallenAway'], '目前没有要交的文件', 'No papers to hand over now'],
    [[], '目前没有要交的文件', 'No papers to hand over now'],
  ] as const)('%j: %s', (states, zh, en) => {
    expect([heading(page(states)), heading(page(states, [], 'en'))]).toEqual([zh, en])
  })

  it('[H20] a payment that was due before the contract was entered here is not asked for, and says so', () => {
    expect(page([], [payment('notRecorded')])).toContain('录入合同之前已到期，不催收')
    expect(page([], [payment('notRecorded')], 'en')).toContain(
      'due before the contract was entered here: not asked for',
    )
  })
})

import { describe, expect, test } from 'vitest'
import type { Quote } from '../../../shared/charges/charges.ts'
import { serviceReport } from '../../../shared/message/report.ts'
import { allowedActions } from '../../../shared/repair/allowed.ts'
import type { RecordedEvent } from '../../../shared/repair/events.ts'
import type { Replacement } from '../../../shared/repair/state/goods.ts'
import type { OfferedQuote, Repair } from '../../../shared/repair/state/repair.ts'
import type { Warranty } from '../../../shared/warranty/warranty.ts'
import { customerPage } from '../../../web/pages/customer.ts'
import { engineerPage } from '../../../web/pages/engineer.ts'
import type { EngineerView } from '../../../web/pages/engineer-view.ts'
import { situationCards } from '../../../web/pages/matters.ts'
import { reportPage } from '../../../web/pages/report.ts'
import { aClock, aPlan, aRepair, minute, START } from '../../support/repair-fixtures.ts'

const QUOTE: Quote = {
  warranty: 'out',
  origin: 'user',
  currency: 'CNY',
  totalFen: 246_900,
  lines: [
    {
      code: 'B7',
      name: '电池',
      class: 'wear',
      quantity: 2,
      unitFen: 246_900,
      payableFen: 246_900,
      charge: '50% of price',
      clause: 'R4',
    },
    {
      code: 'L1',
      name: '工时',
      class: 'labour',
      quantity: 1,
      unitFen: 20_000,
      payableFen: 0,
      charge: 'free',
      clause: 'R3',
    },
  ],
}
const open: OfferedQuote = { quote: QUOTE, at: START, state: 'open' }
const CHEN = { id: 'chen-wei', name: '陈伟', phone: '+8613800138101', language: 'zh-CN' } as const
const REPLACEMENT: Replacement = {
  clause: 'R2',
  because: 'failures',
  state: 'due',
  with: 'notWorse',
  warranty: 'restarts',
}
const charging = aPlan({
  rules: [{ rule: 'charges', clause: 'R4', warranty: 'out', parts: 'cost', labour: 'free', travel: 'cost' }],
})
const mine = (changes: Partial<Repair> = {}): Repair =>
  aRepair({ assignee: CHEN, stage: 'repair', plan: charging, ...changes })

const engineer = (repair: Repair, changes: Partial<EngineerView> = {}): string =>
  engineerPage({
    language: 'zh-CN',
    now: minute(1),
    repair,
    holder: CHEN.id,
    allowed: allowedActions(repair, { kind: 'engineer', id: CHEN.id }),
    timeline: [],
    path: '/p/token',
    matters: situationCards(repair, 'zh-CN', minute(1)),
    ...changes,
  })
const customer = (repair: Repair, language: 'zh-CN' | 'en' = 'zh-CN'): string =>
  customerPage({
    language,
    now: minute(1),
    repair,
    allowed: allowedActions(repair, { kind: 'customer', id: 'he-ping' }),
    supplier: { name: { zh: '承诺', en: 'Chengnuo' }, hotline: '+864008001300' },
    path: '/c/token',
  })
const firstOf = (page: string): string => page.slice(page.indexOf('card first'), page.indexOf('<h2>故障现象'))
/** What stands in front of the panel of what is rare. */
const inFront = (page: string): string => page.slice(0, page.indexOf('<summary>其他'))

describe('the engineer is told what to do first:', () => {
  const scheduled = aClock({
    id: 'C28/scheduled/1',
    term: { clause: 'C28', from: 'notSolved', until: 'scheduled', limit: 'P1D', window: '5x8', pausable: false },
  })
  test.each<[string, Repair, Partial<EngineerView>, string, string | undefined]>([
    ['wait, while a price is not accepted', mine({ quote: open }), {}, '报价待客户同意', undefined],
    ['quote again, once it is declined', mine({ quote: { ...open, state: 'declined' } }), {}, '可重新报价', 'quote'],
    ['go on, once it is accepted', mine({ quote: { ...open, state: 'accepted' } }), {}, '修好后点', 'complete'],
    ['[C28] tell a date', mine({ clocks: [scheduled] }), {}, '请告诉客户何时解决', 'promiseDate'],
    ['[R2] get a replacement approved', mine({ replacement: REPLACEMENT }), {}, '请报批', 'complete'],
    [
      '[R2] replace the unit',
      mine({ replacement: { ...REPLACEMENT, state: 'approved' }, stage: 'confirmation' }),
      {},
      '装好新机后点“已换新机”',
      'replaceUnit',
    ],
    [
      'fetch the loaner of a closed repair',
      mine({ stage: 'closed', loaner: { state: 'lent', serial: 'L', name: '备机', at: START } }),
      {},
      '备机还在客户处',
      'returnLoaner',
    ],
    [
      '[C24] leave it to the desk in its time',
      aRepair({ desk: { person: '客服', until: minute(2) } }),
      {},
      '客服正在电话处理',
      undefined,
    ],
    [
      '[C24] take it when that is over',
      aRepair({ desk: { person: '客服', until: minute(1) } }),
      {},
      '请先接单',
      undefined,
    ],
  ])('%s', (_, repair, view, says, action) => {
    const first = firstOf(engineer(repair, view))
    expect(first).toContain(says)
    if (action) expect(first).toContain(`value="${action}"`)
    else expect(first).not.toContain('<form')
  })

  test('[R2] [H16] approve a replacement, for the manager who was asked; but a page to them comes first', () => {
    const paging = {
      reason: 'notFixed',
      pending: true,
      nextAt: minute(5),
      position: 0,
      tier: 0,
      round: 0,
      failures: 0,
    } as const
    const replacement: Replacement = { ...REPLACEMENT, manager: CHEN }
    const others = mine({ assignee: { ...CHEN, id: 'li-na', name: '李娜' }, replacement })
    for (const repair of [others, { ...others, stage: 'confirmation' } as const, mine({ replacement })]) {
      const first = firstOf(engineer(repair))
      expect(first).toContain('请批准，或说明为什么不换')
      for (const action of ['approveReplacement', 'declineReplacement']) expect(first).toContain(`value="${action}"`)
    }
    const paged = engineer({ ...others, paging: { ...paging, person: CHEN } })
    expect(firstOf(paged)).not.toContain('approveReplacement')
    expect(inFront(paged)).toContain('value="approveReplacement"')
    const approved = { ...others, replacement: { ...replacement, state: 'approved' } } as const
    expect(engineer(approved)).not.toContain('approveReplacement')
    expect(engineer({ ...others, replacement: REPLACEMENT })).not.toContain('approveReplacement')
  })

  test('[C28] [N14] answer, for someone asked who has no duty here', () => {
    const repair = mine({
      assignee: { ...CHEN, id: 'li-na', name: '李娜' },
      escalations: [{ to: 'rd', question: '固件死机？', at: minute(1) }],
    })
    const page = engineer(repair, { question: { question: '固件死机？' } })
    expect(firstOf(page)).toContain('同事请您支援，请答复')
    expect(firstOf(page)).toContain('固件死机？')
    expect(firstOf(page)).toContain('value="advise"')
    expect(page.match(/value="advise"/g)).toHaveLength(1)
  })
})

describe('the engineer sees', () => {
  test('quote, replacement, questions with answers, and losses', () => {
    const clock = aClock({ id: 'R7/repaired/1', state: 'broken', dueAt: START, lateBy: 'PT75M', endedAt: minute(75) })
    const page = engineer(
      mine({
        quote: open,
        replacement: { ...REPLACEMENT, state: 'declined' },
        escalations: [
          { to: 'rd', question: '旧问题', at: START, answer: '升级固件' },
          { to: 'experts', question: '新问题', at: START, answerBy: minute(60) },
        ],
        clocks: [clock],
        claims: [
          { id: 1, clause: 'R8', basis: 'delay', what: 'R7/repaired/1', clock: 'R7/repaired/1', at: START },
          {
            id: 2,
            clause: 'R18',
            basis: 'injury',
            what: '烫伤',
            at: START,
            amountFen: 5_000,
            settled: { at: START, outcome: 'paid', amountFen: 4_000, reason: 'x' },
          },
        ],
      }),
    )
    for (const words of [
      '维修报价 · 待客户同意',
      '质保期外 · 故障来源：人为损坏',
      '2,469.00 元',
      '换新 · 未批准',
      '多次维修未修好 (R2)',
      '升级固件',
      '等待答复',
      '11月20日 03:13 前',
      'R7 修复 · 超时 1小时15分钟',
      '已赔付',
      '40.00 元',
    ])
      expect(page).toContain(words)
  })
  test('the warranty, with its arithmetic a tap away', () => {
    const warranty: Warranty = {
      state: 'out',
      until: '2026-06-01',
      clause: 'R1',
      except: [],
      steps: [{ zh: '2024-06-01 验收 + 24 个月', en: 'accepted 2024-06-01 + 24 months' }],
    }
    const page = engineer(mine(), { warranty })
    expect(page).toContain('质保期外 · 至 2026-06-01 · R1')
    expect(page).toContain('<summary>怎么算的</summary>')
    expect(engineer(mine(), { warranty, language: 'en' })).toContain('out of warranty · until 2026-06-01 · R1')
  })
  test('[H2] similar cases: problem, cause, what was done, and the number', () => {
    const similar = [
      { repair: '260801-0003', problem: '充不进电', symptoms: '无法开机', cause: '触点氧化', done: '清洁触点' },
    ]
    const page = engineer(mine(), { similar })
    for (const words of ['类似故障', '充不进电', '触点氧化', '清洁触点', '260801-0003']) expect(page).toContain(words)
    expect(engineer(mine())).not.toContain('类似故障')
  })
  test('what is rare behind "more": dates, questions and quotes come to the front at the unit', () => {
    for (const action of ['promiseDate', 'escalate', 'quote']) {
      expect(inFront(engineer(mine()))).toContain(`value="${action}"`)
      expect(inFront(engineer(mine({ stage: 'response' })))).not.toContain(`value="${action}"`)
      expect(engineer(mine({ stage: 'response' }))).toContain(`value="${action}"`)
    }
  })
  test('[H8] that it is about a delivery', () => {
    expect(engineer(mine({ matter: 'delivery' }))).toContain('到货问题')
  })
})

describe('the customer sees', () => {
  test('[H17] each charge with its clause, free ones too, and two answers to give', () => {
    const page = customer(mine({ quote: open }))
    for (const words of [
      '维修报价：您同意吗？',
      '电池 × 2',
      '易损件 · 按价目表的 50% · R4',
      '<s class="soft">200.00 元</s>',
      '免费',
      '合计',
      '2,469.00 元',
      'value="acceptQuote"',
      'value="declineQuote"',
    ])
      expect(page).toContain(words)
    expect(customer(mine({ quote: open }), 'en')).toContain('Quote: do you accept it?')
  })
  test.each([
    ['accepted', '客户已同意'],
    ['declined', '客户不同意'],
  ] as const)('how the quote stands once it is %s, and is not asked again', (state, words) => {
    const page = customer(mine({ quote: { ...open, state } }))
    expect(page).toContain(words)
    expect(page).not.toContain('acceptQuote')
  })
  test('nothing to accept where all is free', () => {
    const page = customer(mine({ quote: { ...open, quote: { ...QUOTE, totalFen: 0 } } }))
    expect(page).toContain('维修报价')
    expect(page).not.toContain('acceptQuote')
  })
  test('[C28] by when it will be solved, until it is', () => {
    expect(customer(mine({ resolutionAt: minute(60) }))).toContain('11月20日 03:13')
    expect(customer(mine({ resolutionAt: minute(60), stage: 'closed' }))).not.toContain('预计解决时间')
  })
  test('[R2] a replacement once it is agreed, not before', () => {
    expect(customer(mine({ replacement: REPLACEMENT }))).not.toContain('将为您换新机')
    expect(customer(mine({ replacement: { ...REPLACEMENT, state: 'approved' } }))).toContain('将为您换新机')
    const done = mine({ replacement: { ...REPLACEMENT, state: 'done', serial: 'BWC-9' } })
    expect(customer(done)).toContain('已为您换新机')
    expect(customer(done)).toContain('BWC-9')
    const waiting = mine({ replacement: REPLACEMENT, stage: 'confirmation' })
    expect(customer(waiting)).toContain('<h1>正在为您办理换新。</h1>')
  })
  test('nothing of losses and of questions among ourselves', () => {
    const page = customer(
      mine({
        claims: [{ id: 1, clause: 'R18', basis: 'injury', what: '烫伤', at: START }],
        escalations: [{ to: 'rd', question: '固件死机？', at: START }],
      }),
    )
    expect(page).not.toContain('烫伤')
    expect(page).not.toContain('固件死机')
  })
})

describe('the service report', () => {
  const frame = { supplier: { name: { zh: '承诺', en: 'Chengnuo' }, hotline: '+864008001300' } }
  const repair = mine({
    stage: 'closed',
    quote: { ...open, state: 'accepted', answeredAt: minute(30) },
    remoteAccess: { consentBy: '何平', at: minute(5) },
    resolutionAt: minute(600),
    escalations: [
      { to: 'rd', question: '固件死机？', at: START, answer: '升级到 2.1' },
      { to: 'experts', question: '没人答', at: START },
    ],
    replacement: { ...REPLACEMENT, state: 'done', serial: 'BWC-9', old: 'BWC-2025-0117', at: minute(60) },
    claims: [{ id: 1, clause: 'R18', basis: 'injury', what: '烫伤', at: START }],
    unit: { serial: 'BWC-9', name: '执法记录仪' },
  })
  const by = { kind: 'engineer' } as const
  const sentIn = {
    type: 'sentIn',
    verdict: '主板烧毁',
    handling: '换主板',
    agreedBy: '何平',
    seq: 2,
    at: minute(20),
    by,
  } as const
  const opened = { repairId: repair.id, severity: repair.severity, reportedAt: repair.reportedAt, contacts: [] }
  const replaced = { old: 'BWC-2025-0117', unit: { serial: 'BWC-9' }, clause: 'R2', warranty: 'restarts' } as const
  const [call] = repair.calls
  if (!call) throw new Error('nobody called')
  const unit = { serial: 'BWC-2025-0117', name: '执法记录仪' }
  const history: RecordedEvent[] = [
    { ...opened, type: 'opened', subject: { ...repair, unit }, call, seq: 1, at: START, by },
    sentIn,
    { ...replaced, type: 'unitReplaced', seq: 3, at: minute(60), by },
  ]
  const page = reportPage(serviceReport(repair, history), {
    ...frame,
    language: 'zh-CN',
    warranty: { state: 'out', until: '2026-06-01', clause: 'R1', except: [], steps: [] },
  })

  test.each([
    [
      '[R3] charges and the customer’s word on them',
      ['维修报价 · 客户已同意', '2,469.00 元', '2026年11月20日（周五）02:43'],
    ],
    ['[R1] the warranty', ['质保期外 · 至 2026-06-01 · R1']],
    ['[C10] consent to remote access', ['远程接入授权', '何平 · 2026年11月20日（周五）02:18']],
    ['[N16] verdict, handling and agreement', ['判定：主板烧毁', '处理方式：换主板', '客户同意：何平']],
    [
      '[C28] the date promised, and what others advised',
      ['2026年11月20日（周五）12:13', '研发 · 固件死机？\n→ 升级到 2.1'],
    ],
    ['[R2] the unit reported and the new one', ['BWC-2025-0117', '同型号或不低于原型号的设备 · BWC-9']],
  ])('has %s', (_, words) => {
    for (const word of words) expect(page).toContain(word)
  })
  test('has neither losses nor questions nobody answered', () => {
    expect(page).not.toContain('烫伤')
    expect(page).not.toContain('没人答')
  })
})

import { msDuration } from '../kernel/instant.ts'
import type { Language } from '../kernel/text.ts'
import { lengthOfTime } from '../message/format.ts'
import type { ClauseKind } from '../plan/document.ts'
import type { Obligation } from '../promise/obligation.ts'

/** The words of an evidence pack, on paper and in the spreadsheet. */
export const packWords = (language: Language) => WORDS[language]

/** A delay as people read it; empty for none. */
export const delayText = (ms: number, language: Language): string =>
  ms === 0 ? '' : lengthOfTime(msDuration(ms), language)

interface Words {
  readonly title: string
  readonly kinds: Readonly<Record<ClauseKind, string>>
  readonly states: Readonly<Record<Obligation['state'], string>>
  readonly sheets: readonly [
    cover: string,
    clauses: string,
    obligations: string,
    papers: string,
    files: string,
    chain: string,
  ]
  readonly facts: Readonly<
    Record<'pack' | 'supplier' | 'customer' | 'period' | 'madeAt' | 'madeBy' | 'reason' | 'head', string>
  >
  readonly report: string
  readonly record: string
  /** How to check that nothing was changed. */
  readonly check: string
  readonly nothing: string
  readonly allPapers: string
  /** How to check a file. */
  readonly allFiles: string
  readonly missing: string
  readonly overdue: string
  readonly notRecorded: string
  readonly recordedSince: string
  readonly planned: string
  readonly noDeadline: string
  readonly running: string
  readonly ours: string
  readonly firstDue: (time: string) => string
  readonly hasty: string
  readonly approvedBy: (name: string) => string
  readonly event: (seq: number) => string
  /** `time` and `proof` are empty where nobody knows them. */
  readonly rolledBack: (time: string, because: string, proof: string) => string
}

const WORDS: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    title: '履约证据包',
    kinds: { clock: '时限', rule: '规则', schedule: '计划', ledger: '台账', flow: '流程', report: '报告' },
    states: {
      open: '未到期',
      kept: '履约',
      broken: '超时',
      waived: '免除',
      superseded: '已取代',
      fallenAway: '不再适用',
    },
    sheets: ['说明', '条款', '履约记录', '文件', '附件', '哈希链'],
    facts: {
      pack: '证据包编号',
      supplier: '服务方',
      customer: '客户',
      period: '期间',
      madeAt: '生成时间',
      madeBy: '导出人',
      reason: '用途',
      head: '链尾哈希',
    },
    report: '服务报告',
    record: '记录',
    check: '每条记录的哈希由前一条的哈希与本条内容算出，链尾哈希登记在审计记录中：任何事后改动都会使其后的哈希不符。',
    nothing: '本期间没有到期的承诺。',
    allPapers: '合同要求的全部文件，不论何时应交。',
    allFiles: '照片、签字、资料和报告，连同存入时原始字节的 SHA-256：任何一个字节变了，算出来的就不同。',
    missing: '缺少',
    overdue: '逾期未交',
    notRecorded: '未记录',
    recordedSince: '补记',
    planned: '尚未启用',
    noDeadline: '无时限',
    running: '仍未完成',
    ours: '超时造成的损失由我方承担',
    firstDue: (time) => `原到期 ${time}`,
    hasty: '与另一步相隔不到1分钟',
    approvedBy: (name) => `批准：${name}`,
    event: (seq) => `档案第 ${seq} 条`,
    rolledBack: (time, because, proof) =>
      `${time ? `${time} 回退` : '已回退（事后补登）'}：${because}${proof && `（${proof}）`}`,
  },
  en: {
    title: 'Evidence pack',
    kinds: { clock: 'clock', rule: 'rule', schedule: 'schedule', ledger: 'ledger', flow: 'flow', report: 'report' },
    states: {
      open: 'open',
      kept: 'kept',
      broken: 'broken',
      waived: 'waived',
      superseded: 'superseded',
      fallenAway: 'fallen away',
    },
    sheets: ['About', 'Clauses', 'Obligations', 'Documents', 'Files', 'Chain'],
    facts: {
      pack: 'Pack',
      supplier: 'Supplier',
      customer: 'Customer',
      period: 'Period',
      madeAt: 'Made',
      madeBy: 'Exported by',
      reason: 'Reason',
      head: 'Last hash',
    },
    report: 'Service report',
    record: 'Record',
    check:
      'The hash of each record is made from the hash before it and the record; the last one is on the audit record. Any later change makes every hash from there on a different one.',
    nothing: 'Nothing fell due in this period.',
    allPapers: 'Every document that the contracts need, whenever it was due.',
    allFiles:
      'Photos, signatures, papers and reports, with the SHA-256 of the bytes as they were stored: change one byte, and it is another.',
    missing: 'missing',
    overdue: 'overdue',
    notRecorded: 'not recorded',
    recordedSince: 'recorded since',
    planned: 'not yet active',
    noDeadline: 'no deadline',
    running: 'and counting',
    ours: 'the loss it causes is ours',
    firstDue: (time) => `due at first ${time}`,
    hasty: 'within a minute of another step',
    approvedBy: (name) => `approved by ${name}`,
    event: (seq) => `event #${seq}`,
    rolledBack: (time, because, proof) =>
      `rolled back${time ? ` ${time}` : ', as said afterwards'}: ${because}${proof && ` (${proof})`}`,
  },
}

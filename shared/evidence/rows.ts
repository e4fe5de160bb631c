import { local } from '../kernel/calendar.ts'
import { durationMs, type Instant } from '../kernel/instant.ts'
import { inLanguage, type Language } from '../kernel/text.ts'
import { causeName, whatName } from '../message/texts.ts'
import type { Obligation } from '../promise/obligation.ts'
import type { ClauseEvidence, FiledPaper, Linked, PlanEvidence } from './pack.ts'
import { isOfBefore } from './papers.ts'
import { delayText, packWords } from './words.ts'

/**
 * The records of a pack as people read them: cells by column, each a function of the record alone. So whoever has the records
 * can tell whether the rows of a spreadsheet still say what they said.
 */
export type Row<Column extends string> = Readonly<Record<Column, string | number>>

/** How a row is worded. */
export interface Reader {
  readonly language: Language
  readonly timezone: string
}

export const CLAUSE_COLUMNS = [
  'plan',
  'clause',
  'promise',
  'kind',
  'status',
  'due',
  'kept',
  'broken',
  'waived',
  'superseded',
  'fallenAway',
  'open',
  'worst',
] as const
export type ClauseColumn = (typeof CLAUSE_COLUMNS)[number]

export const clauseRow = (
  clause: ClauseEvidence,
  { id, version }: Pick<PlanEvidence, 'id' | 'version'>,
  { language }: Reader,
): Row<ClauseColumn> => {
  const words = packWords(language)
  const { worstLateMs, ...tally } = clause.tally
  const counts = clause.canFallDue ? tally : NO_COUNTS
  return {
    plan: `${id} v${version}`,
    clause: clause.id,
    promise: inLanguage(clause.promise, language),
    kind: words.kinds[clause.kind],
    status: clause.status === 'planned' ? words.planned : clause.canFallDue ? '' : words.noDeadline,
    ...counts,
    worst: [delayText(worstLateMs, language), clause.stillLate > 0 ? words.running : ''].filter(Boolean).join(' '),
  }
}
const NO_COUNTS = { due: '', kept: '', broken: '', waived: '', superseded: '', fallenAway: '', open: '' }

export const OBLIGATION_COLUMNS = [
  'number',
  'plan',
  'clause',
  'what',
  'subject',
  'unit',
  'site',
  'engineer',
  'started',
  'dueAt',
  'ended',
  'outcome',
  'late',
  'remark',
  'proof',
  'hash',
] as const
export type ObligationColumn = (typeof OBLIGATION_COLUMNS)[number]

export const obligationRow = ({ number, hash, record }: Linked<Obligation>, reading: Reader): Row<ObligationColumn> => {
  const { language } = reading
  const words = packWords(language)
  const time = (instant: Instant | undefined) => timeCell(instant, reading)
  return {
    number,
    plan: `${record.plan} v${record.planVersion}`,
    clause: record.clause,
    what: whatName(record.what, language),
    subject: record.repair ?? record.upgrade ?? record.notice ?? record.contract ?? '',
    unit: record.unit ?? '',
    site: record.site ?? '',
    engineer: record.engineerName ?? record.engineer ?? '',
    started: time(record.startedAt),
    dueAt: time(record.dueAt),
    ended: time(record.endedAt),
    outcome: words.states[record.state],
    late: lateCell(record, language),
    remark: [remark(record, language), movedFrom(record, reading), record.hasty && words.hasty, undone(record, reading)]
      .filter(Boolean)
      .join('; '),
    proof: eventCell(record.evidence, language),
    hash,
  }
}

export const PAPER_COLUMNS = [
  'number',
  'plan',
  'clause',
  'contract',
  'need',
  'about',
  'dueAt',
  'document',
  'reference',
  'ended',
  'outcome',
  'late',
  'remark',
  'hash',
] as const
export type PaperColumn = (typeof PAPER_COLUMNS)[number]

export const paperRow = ({ number, hash, record }: Linked<FiledPaper>, reading: Reader): Row<PaperColumn> => {
  const { language } = reading
  return {
    number,
    plan: `${record.plan} v${record.planVersion}`,
    clause: record.clause,
    contract: record.contract,
    need: inLanguage(record.name, language),
    about: record.about === 'contract' ? '' : record.about,
    dueAt: timeCell(record.dueAt, reading),
    document: record.document ?? '',
    reference: record.reference ?? '',
    ended: timeCell(record.endedAt, reading),
    outcome: paperOutcome(record, language),
    late: lateCell(record, language),
    remark: remark(record, language),
    hash,
  }
}

const paperOutcome = (paper: FiledPaper, language: Language): string => {
  const { state, document } = paper
  const words = packWords(language)
  if (state === 'open') return words.missing
  if (state === 'fallenAway' && isOfBefore(paper))
    return document === undefined ? words.notRecorded : words.recordedSince
  return state === 'broken' && document === undefined ? words.overdue : words.states[state]
}

const lateCell = ({ state, lateBy, endedAt }: Pick<Obligation, 'state' | 'lateBy' | 'endedAt'>, language: Language) => {
  if (lateBy !== undefined) return delayText(durationMs(lateBy), language)
  return state === 'broken' && endedAt === undefined ? packWords(language).running : ''
}

/** Why it was waived and who approved that; whose loss a breach is. */
const remark = (
  {
    waivedBecause,
    waivedBy,
    endedBecause,
    liability,
  }: Pick<Obligation, 'waivedBecause' | 'waivedBy' | 'endedBecause' | 'liability'>,
  language: Language,
): string => {
  const words = packWords(language)
  return [
    waivedBecause && causeName(waivedBecause, language),
    endedBecause && causeName(endedBecause, language),
    waivedBy && words.approvedBy(waivedBy),
    liability && words.ours,
  ]
    .filter(Boolean)
    .join('; ')
}

/** Both dates of what was moved. */
const movedFrom = ({ firstDueAt }: Obligation, reading: Reader): string | undefined =>
  firstDueAt && packWords(reading.language).firstDue(timeCell(firstDueAt, reading))

/** When and why the upgrade was rolled back, and the event that says so: a kept promise does not say that it succeeded. */
const undone = ({ rolledBackBecause, rolledBackAt, rolledBackEvidence }: Obligation, reading: Reader) =>
  rolledBackBecause !== undefined &&
  packWords(reading.language).rolledBack(
    timeCell(rolledBackAt, reading),
    rolledBackBecause,
    eventCell(rolledBackEvidence, reading.language),
  )

const eventCell = (seq: number | undefined, language: Language): string =>
  seq === undefined ? '' : packWords(language).event(seq)

/** Local time that sorts as text: `2026-11-20 02:23`. */
export const timeCell = (instant: Instant | undefined, { timezone }: Reader): string =>
  instant ? local(instant, timezone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ') : ''

/** What stands above each column. */
export const COLUMN_NAMES: Readonly<
  Record<Language, Readonly<Record<ClauseColumn | ObligationColumn | PaperColumn, string>>>
> = {
  'zh-CN': {
    plan: '方案',
    clause: '条款',
    promise: '承诺',
    kind: '类别',
    status: '状态',
    due: '应履约',
    kept: '履约',
    broken: '超时',
    waived: '免除',
    superseded: '已取代',
    fallenAway: '不再适用',
    open: '未到期',
    worst: '最长超时',
    number: '序号',
    what: '事项',
    subject: '维修单',
    unit: '设备',
    site: '地点',
    engineer: '负责人',
    started: '起算',
    dueAt: '到期',
    ended: '完成',
    outcome: '结果',
    late: '超时时长',
    remark: '说明',
    proof: '证据',
    hash: '哈希',
    contract: '合同',
    need: '应交文件',
    about: '对应',
    document: '文件',
    reference: '编号或位置',
  },
  en: {
    plan: 'Plan',
    clause: 'Clause',
    promise: 'Promise',
    kind: 'Kind',
    status: 'Status',
    due: 'Times due',
    kept: 'Kept',
    broken: 'Broken',
    waived: 'Waived',
    superseded: 'Superseded',
    fallenAway: 'Fallen away',
    open: 'Open',
    worst: 'Worst delay',
    number: 'No.',
    what: 'What',
    subject: 'Repair',
    unit: 'Unit',
    site: 'Site',
    engineer: 'Responsible',
    started: 'From',
    dueAt: 'Due',
    ended: 'Done',
    outcome: 'Outcome',
    late: 'Late by',
    remark: 'Remark',
    proof: 'Proof',
    hash: 'Hash',
    contract: 'Contract',
    need: 'Needed',
    about: 'About',
    document: 'Document',
    reference: 'Reference',
  },
}

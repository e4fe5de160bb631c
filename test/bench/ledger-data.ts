import { type Instant, later } from '../../shared/kernel/instant.ts'
import type { ServiceRecord } from '../../shared/knowledge/record.ts'
import type { Obligation } from '../../shared/promise/obligation.ts'

/** R: two response limits, triage, arrival, repair on site and in all; then the same for a refused repair, as far as it went. */
const PROMISES = [
  ['R5', 'responded', 10],
  ['R6', 'responded', 15],
  ['R6', 'triaged', 30],
  ['R6', 'arrived', 1440],
  ['R5', 'repaired', 300],
  ['R7', 'repaired', 2160],
  ['N5', 'proposed', 60],
  ['C9', 'dispatched', 60],
  ['H14', 'repaired', 2880],
  ['N3', 'repaired', 2880],
] as const
export const LINES_PER_REPAIR = PROMISES.length

export const SYMPTOMS = [
  '无法开机',
  '黑屏 无图像',
  '录像模糊',
  '不能充电',
  '网络中断',
  '无波形',
  '按键失灵',
  '时间不准',
  '异响',
  '漏液',
]
const CAUSES = ['电池老化', '主板进水', '接触不良', '固件错误', '镜头松动', '电源模块烧毁', '线缆断裂', '设置错误']
const DONE = [
  '更换电池',
  '更换主板',
  '重新插接并紧固',
  '升级固件',
  '更换镜头 LENS-3',
  '更换电源模块',
  '更换线缆',
  '远程恢复设置',
]
const MODELS = ['BWC-5', 'BWC-7', 'DOC-24', 'MON-9', 'PRJ-100', 'FW-2000', 'SW-48', 'AP-6']

const MONTHS = 36
const MINUTE = 60_000
const DAY = 1440 * MINUTE

/** A ledger of three years as a supplier's would look: made from numbers alone, so the same in every run. */
export class BenchLedger {
  readonly repairs: number
  readonly begin: Instant = '2024-01-01T00:00:00.000Z'
  /** The last repairs are still open then. */
  readonly now: Instant = '2026-12-31T00:00:00.000Z'
  readonly months = Array.from({ length: MONTHS + 1 }, (_, index) => {
    const month = (index % 12) + 1
    return `${2024 + Math.floor(index / 12)}-${String(month).padStart(2, '0')}`
  })
  readonly clauses = [...new Set(PROMISES.map(([clause]) => clause))]

  constructor(repairs: number) {
    this.repairs = repairs
  }

  id(index: number): string {
    return `${this.#reportedAt(index).slice(2, 10).replaceAll('-', '')}-${String(index).padStart(6, '0')}`
  }
  clause(index: number): string {
    return this.clauses[index % this.clauses.length] ?? ''
  }
  /** A few customers are large: number 0 has every twentieth repair. */
  customer(index: number): string {
    return `customer-${index % 20 === 0 ? 0 : (index * 31) % 300}`
  }
  engineer(index: number): string {
    return `engineer-${(index * 17) % 60}`
  }
  year(index: number): { from: Instant; to: Instant } {
    const from = later(this.begin, (index % 730) * DAY)
    return { from, to: later(from, 365 * DAY) }
  }
  quarter(index: number): { from: Instant; to: Instant } {
    const from = later(this.begin, (index % 1000) * DAY)
    return { from, to: later(from, 92 * DAY) }
  }

  lines(index: number): readonly Obligation[] {
    const reportedAt = this.#reportedAt(index)
    const isOpen = index > this.repairs * 0.995
    return PROMISES.map(([clause, what, minutes], number): Obligation => {
      const dueAt = later(reportedAt, minutes * MINUTE)
      const outcome = (index * 13 + number * 7) % 100
      const state = isOpen ? 'open' : outcome < 93 ? 'kept' : outcome < 98 ? 'broken' : 'fallenAway'
      return {
        id: `repair/${this.id(index)}/${clause}/${what}/1`,
        clause,
        plan: clause.slice(0, 1),
        planVersion: 1,
        what,
        repair: this.id(index),
        unit: this.#serial(index),
        site: `site-${index % 900}`,
        customer: this.customer(index),
        contract: `contract-${index % 400}`,
        engineer: this.engineer(index),
        engineerName: `工程师 ${(index * 17) % 60}`,
        startedAt: reportedAt,
        dueAt,
        month: later(dueAt, 8 * 60 * MINUTE).slice(0, 7),
        state,
        ...(state === 'broken' && { brokenAt: dueAt, lateBy: `PT${1 + (outcome % 50)}H`, liability: true }),
        ...(state !== 'open' && {
          endedAt: later(dueAt, state === 'broken' ? 3_600_000 : -60_000),
          evidence: 12 + number,
        }),
        ...(state === 'fallenAway' && { endedBecause: 'solvedRemotely' }),
      }
    })
  }

  record(index: number): ServiceRecord {
    const reportedAt = this.#reportedAt(index)
    const pick = (from: readonly string[], factor: number) => from[(index * factor) % from.length] ?? ''
    return {
      repair: this.id(index),
      plan: 'R',
      planVersion: 1,
      matter: 'fault',
      customer: this.customer(index),
      site: `site-${index % 900}`,
      unit: this.#serial(index),
      model: pick(MODELS, 5),
      product: '执法记录仪',
      severity: 'urgent',
      reportedAt,
      repairedAt: later(reportedAt, DAY),
      closedAt: later(reportedAt, 2 * DAY),
      outcome: 'confirmed',
      symptoms: `${pick(SYMPTOMS, 3)}，${pick(SYMPTOMS, 7)}，第 ${index % 1000} 号窗口`,
      problem: pick(SYMPTOMS, 3),
      cause: pick(CAUSES, 11),
      origin: 'wear',
      done: pick(DONE, 11),
      parts: [`PART-${index % 500}`],
      engineer: `工程师 ${(index * 17) % 60}`,
      failures: 0,
    }
  }

  #reportedAt(index: number): Instant {
    return later(this.begin, Math.floor((index / this.repairs) * MONTHS * 30.44 * DAY))
  }
  #serial(index: number): string {
    return `UNIT-${String((index * 101) % Math.max(1, Math.floor(this.repairs / 4))).padStart(6, '0')}`
  }
}

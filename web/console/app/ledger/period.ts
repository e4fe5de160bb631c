import { monthNumber, numberedMonth } from '../../../../shared/kernel/month.ts'
import type { Language } from '../../../../shared/kernel/text.ts'
import { text } from '../../../../shared/kernel/text.ts'
import { MONTHS, wallOf } from '../../../rail/wall.ts'
import { DESK_ZONE } from '../parts/time.ts'

/** Months from the first to the last, as promises fall due in them. */
export interface Period {
  readonly from: string
  readonly to: string
}
/** What the room is narrowed to. */
export interface Scope extends Period {
  readonly customer?: string | undefined
  readonly clause?: string | undefined
}

const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/
/** As the API counts at most. */
const MOST_MONTHS = 13

export const thisMonth = (nowMs: number): string => {
  const { year, month } = wallOf(nowMs, DESK_ZONE)
  return numberedMonth(year * 12 + month - 1)
}

export const earlierMonth = (month: string, by: number): string => numberedMonth(monthNumber(month) - by)

/** So many months up to this one, the latest first. */
const monthsTo = (month: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => earlierMonth(month, index))

/** The twelve months that end with this one. */
export const yearTo = (month: string): readonly string[] => monthsTo(month, 12).toReversed()

/** Months to choose from, the latest first. */
export const monthChoices = (last: string, count: number, language: Language) =>
  monthsTo(last, count).map((value) => ({ value, label: monthName(value, language, '') }))

/** What the address says; what it says wrongly is as if it said nothing. */
export function periodIn(query: URLSearchParams, nowMs: number): Period {
  const now = thisMonth(nowMs)
  const to = monthIn(query.get('to')) ?? now
  const from = monthIn(query.get('from')) ?? (query.has('to') ? to : now)
  if (from > to) return { from: to, to }
  return { from: monthNumber(to) - monthNumber(from) < MOST_MONTHS ? from : earlierMonth(to, MOST_MONTHS - 1), to }
}
const monthIn = (value: string | null): string | undefined => (value && MONTH.test(value) ? value : undefined)

export const PRESETS = [
  { id: 'month', name: text('本月', 'Month'), months: () => 1 },
  { id: 'quarter', name: text('本季至今', 'Quarter to date'), months: (now: string) => (monthNumber(now) % 3) + 1 },
  { id: 'year', name: text('本年至今', 'Year to date'), months: (now: string) => (monthNumber(now) % 12) + 1 },
] as const

/** The period of a preset, up to the end of this month: what falls due later has not ended. */
export const presetPeriod = ({ months }: (typeof PRESETS)[number], now: string): Period => ({
  from: earlierMonth(now, months(now) - 1),
  to: now,
})

/** `11月`; of another year `25年12月`. */
export function monthName(month: string, language: Language, beside = month): string {
  const [year, number] = [month.slice(0, 4), Number(month.slice(5))]
  if (language === 'en') {
    const name = MONTHS[number - 1] ?? ''
    return year === beside.slice(0, 4) ? name : `${name} ${year}`
  }
  return year === beside.slice(0, 4) ? `${number}月` : `${year.slice(2)}年${number}月`
}

/** `25年12月 – 11月`; of one month its name alone. */
export function periodText({ from, to }: Period, language: Language): string {
  const last = monthName(to, language, '')
  return from === to ? last : `${monthName(from, language, '')} – ${last}`
}

/** `2026-11-30`. */
export const lastDayOf = (month: string): string =>
  `${month}-${new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()}`

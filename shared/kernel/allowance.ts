import { Temporal } from 'temporal-polyfill'
import { type Allowance, isPeriod } from './deadline.ts'
import type { Language } from './text.ts'

const WORKING_HOURS = { 'zh-CN': '（5×8）', en: ' (5×8)' } as const

const UNITS = {
  years: { 'zh-CN': ['年', '年'], en: ['year', 'years'] },
  months: { 'zh-CN': ['个月', '个月'], en: ['month', 'months'] },
  weeks: { 'zh-CN': ['周', '周'], en: ['week', 'weeks'] },
  days: { 'zh-CN': ['天', '天'], en: ['day', 'days'] },
  workingDays: { 'zh-CN': ['个工作日', '个工作日'], en: ['working day', 'working days'] },
  hours: { 'zh-CN': ['小时', '小时'], en: ['h', 'h'] },
  minutes: { 'zh-CN': ['分钟', '分钟'], en: ['min', 'min'] },
  seconds: { 'zh-CN': ['秒', '秒'], en: ['s', 's'] },
} as const
const FIELDS = ['years', 'months', 'weeks', 'days', 'hours', 'minutes', 'seconds'] as const

/** The limit as its clause says it: `15 min`, `4 h (5×8)`, `3 working days`. */
export const allowance = ({ limit, window }: Allowance, language: Language): string => {
  const length = Temporal.Duration.from(limit)
  const parts = FIELDS.flatMap((field) => {
    const count = length[field]
    const [one, many] = UNITS[field === 'days' && window === '5x8' ? 'workingDays' : field][language]
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
  })
  const hours = window === '5x8' && !isPeriod(limit)
  return parts.join(' ') + (hours ? WORKING_HOURS[language] : '')
}

import { type Text, text } from './text.ts'

/** By the working days of the Chinese calendar, make-up workdays among them, or by the day of the week. */
export const DUTY_DAYS = ['workday', 'dayOff', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type DutyDay = (typeof DUTY_DAYS)[number]

export const DAY_WORDS: Readonly<Record<DutyDay, Text>> = {
  workday: text('工作日', 'workdays'),
  dayOff: text('休息日', 'days off'),
  mon: text('周一', 'Mon'),
  tue: text('周二', 'Tue'),
  wed: text('周三', 'Wed'),
  thu: text('周四', 'Thu'),
  fri: text('周五', 'Fri'),
  sat: text('周六', 'Sat'),
  sun: text('周日', 'Sun'),
}

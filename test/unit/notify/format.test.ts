import { expect, it } from 'vitest'
import {
  lengthOfTime,
  longTime,
  money,
  oneLine,
  shortDate,
  shortTime,
  timeOfDay,
} from '../../../shared/message/format.ts'

const INSTANT = '2026-11-19T18:13:59.999Z'

it('shows local times to the minute, never rounded up', () => {
  expect(timeOfDay(INSTANT, 'Asia/Shanghai')).toBe('02:13')
  expect(timeOfDay(INSTANT, 'UTC')).toBe('18:13')
})

it('shows local dates in both languages', () => {
  expect(shortDate(INSTANT, 'Asia/Shanghai', 'zh-CN')).toBe('11月20日')
  expect(shortDate(INSTANT, 'UTC', 'en')).toBe('19 Nov')
  expect(shortTime(INSTANT, 'Asia/Shanghai', 'en')).toBe('20 Nov 02:13')
  expect(longTime(INSTANT, 'Asia/Shanghai', 'zh-CN')).toBe('2026年11月20日（周五）02:13')
  expect(longTime(INSTANT, 'UTC', 'en')).toBe('Thu 19 Nov 2026, 18:13')
})

it('names the weekday on a Sunday and over a year end', () => {
  expect(longTime('2026-11-21T16:00:00.000Z', 'Asia/Shanghai', 'zh-CN')).toBe('2026年11月22日（周日）00:00')
  expect(longTime('2026-12-31T16:00:00.000Z', 'Asia/Shanghai', 'en')).toBe('Fri 1 Jan 2027, 00:00')
})

it.each([
  ['PT15M', '15分钟', '15 min'],
  ['PT59S', '不到1分钟', 'under 1 min'],
  ['PT60S', '1分钟', '1 min'],
  ['PT59M59S', '59分钟', '59 min'],
  ['PT1H', '1小时', '1 h'],
  ['PT119M59S', '1小时59分钟', '1 h 59 min'],
  ['PT2H', '2小时', '2 h'],
  ['PT23H59M59S', '23小时59分钟', '23 h 59 min'],
  ['PT24H', '1天', '1 day'],
  ['PT24H29M', '1天', '1 day'],
  ['PT24H30M', '1天1小时', '1 day 1 h'],
  ['PT46H59M', '1天23小时', '1 day 23 h'],
  ['PT47H30M', '2天', '2 days'],
  ['PT50H3M', '2天2小时', '2 days 2 h'],
])('says how long %s is', (duration, zh, en) => {
  expect(lengthOfTime(duration, 'zh-CN')).toBe(zh)
  expect(lengthOfTime(duration, 'en')).toBe(en)
})

it('makes one line of several', () => {
  expect(oneLine(' a\r\n b\t c ')).toBe('a b c')
})

it.each([
  [0, '0.00 元', '¥0.00'],
  [5, '0.05 元', '¥0.05'],
  [123, '1.23 元', '¥1.23'],
  [99_999, '999.99 元', '¥999.99'],
  [100_000, '1,000.00 元', '¥1,000.00'],
  [123_456_789, '1,234,567.89 元', '¥1,234,567.89'],
])('says %d fen as money', (fen, zh, en) => {
  expect(money(fen, 'CNY', 'zh-CN')).toBe(zh)
  expect(money(fen, 'CNY', 'en')).toBe(en)
})

it('says another currency by its code', () => {
  expect(money(123_450, 'USD', 'zh-CN')).toBe('1,234.50 USD')
  expect(money(123_450, 'USD', 'en')).toBe('USD 1,234.50')
})

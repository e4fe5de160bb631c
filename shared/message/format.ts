import { Temporal } from 'temporal-polyfill'
import { DEFAULT_TIMEZONE, local } from '../kernel/calendar.ts'
import type { Duration, Instant } from '../kernel/instant.ts'
import { lengthIn } from '../kernel/length.ts'
import type { Language } from '../kernel/text.ts'
import { shortDate, shortTime, timeOfDay } from '../kernel/when.ts'

export { shortDate, shortTime, timeOfDay } from '../kernel/when.ts'

const WEEKDAYS = {
  'zh-CN': ['一', '二', '三', '四', '五', '六', '日'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
}

/** For letters: `2026年11月20日（周五）02:23`, `Fri 20 Nov 2026, 02:23`. */
export const longTime = (instant: Instant, timezone: string, language: Language): string => {
  const { year, dayOfWeek } = local(instant, timezone)
  const weekday = WEEKDAYS[language][dayOfWeek - 1]
  const date = shortDate(instant, timezone, language)
  const time = timeOfDay(instant, timezone)
  return language === 'zh-CN' ? `${year}年${date}（周${weekday}）${time}` : `${weekday} ${date} ${year}, ${time}`
}

/** What people call the time of a zone: `北京时间`, `Beijing time`; of most others, what their language has for it. */
export const zoneName = (timezone: string, language: Language): string => {
  if (BEIJING.has(timezone)) return language === 'zh-CN' ? '北京时间' : 'Beijing time'
  if (XINJIANG.has(timezone)) return language === 'zh-CN' ? '新疆时间' : 'Xinjiang time'
  const parts = new Intl.DateTimeFormat(language, { timeZone: timezone, timeZoneName: 'longGeneric' }).formatToParts()
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timezone
}
/** What the time of a zone is called where its clocks show another one than Beijing's; undefined where they do not. */
export const besideBeijing = (timezone: string, at: Instant, language: Language): string | undefined =>
  timeOfDay(at, timezone) === timeOfDay(at, DEFAULT_TIMEZONE) ? undefined : zoneName(timezone, language)

/** `12月20日 09:00 – 11:00`, with the name of its time where that is not Beijing's. */
export function spanOf({ from, to }: { from: Instant; to: Instant }, timezone: string, language: Language): string {
  const zone = besideBeijing(timezone, from, language)
  const span = `${shortTime(from, timezone, language)} – ${timeOfDay(to, timezone)}`
  if (zone === undefined) return span
  return language === 'zh-CN' ? `${span}（${zone}）` : `${span} (${zone})`
}

const BEIJING: ReadonlySet<string> = new Set(['Asia/Shanghai', 'Asia/Chongqing', 'Asia/Harbin', 'PRC'])
/** It has a clock of its own, and not every browser has a word for it. */
const XINJIANG: ReadonlySet<string> = new Set(['Asia/Urumqi', 'Asia/Kashgar'])

/** A number as people read it out: `400-800-1300`, `138 0013 8001`, masked `138 **** 8001`; others as they are. */
export const phoneShown = (phone: string): string => {
  const [, service] = /^(?:\+86)?([48]00\d{7})$/.exec(phone) ?? []
  if (service) return service.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1-$2-$3')
  const [, mobile] = /^\+86(1\d\d[\d*]{4}\d{4})$/.exec(phone) ?? []
  return mobile ? mobile.replace(/^(.{3})(.{4})(.{4})$/, '$1 $2 $3') : phone
}

/** A length of time in its two largest units: `1天2小时`, `2 h 3 min`; below a minute `不到1分钟`, `under 1 min`. */
export const lengthOfTime = (duration: Duration, language: Language): string => {
  const { days, hours, minutes } = lengthIn(Temporal.Duration.from(duration).total('milliseconds'))
  const units = language === 'zh-CN' ? ['天', '小时', '分钟'] : [days === 1 ? ' day' : ' days', ' h', ' min']
  const parts = [days, hours, minutes].flatMap((count, index) => (count === 0 ? [] : [`${count}${units[index]}`]))
  if (parts.length === 0) return language === 'zh-CN' ? '不到1分钟' : 'under 1 min'
  return parts.join(language === 'zh-CN' ? '' : ' ')
}

/** Fen as money: `1,234.50 元`, `¥1,234.50`; another currency by its code. */
export const money = (fen: number, currency: string, language: Language): string => {
  const cents = String(fen).padStart(3, '0')
  const amount = `${inThousands(cents.slice(0, -2))}.${cents.slice(-2)}`
  if (currency !== 'CNY') return language === 'zh-CN' ? `${amount} ${currency}` : `${currency} ${amount}`
  return language === 'zh-CN' ? `${amount} 元` : `¥${amount}`
}

const inThousands = (digits: string): string =>
  digits.length > 3 ? `${inThousands(digits.slice(0, -3))},${digits.slice(-3)}` : digits

/** Line breaks and runs of blanks become one space: for subjects and text messages. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Where a map shows an address. By that alone: whoever draws the map learns nothing else. */
export const mapOf = (address: string): string => `https://uri.amap.com/search?keyword=${encodeURIComponent(address)}`

/** Where a map shows the way along addresses, in that order; undefined where there is no way to go. */
export const routeOf = (addresses: readonly string[]): string | undefined => {
  const [first, ...others] = [...new Set(addresses)]
  const last = others.at(-1)
  if (first === undefined || last === undefined) return undefined
  const via = others.slice(0, -1)
  const query = new URLSearchParams({
    from: first,
    to: last,
    ...(via.length > 0 && { via: via.join(';') }),
    mode: 'car',
  })
  return `https://uri.amap.com/navigation?${query}`
}

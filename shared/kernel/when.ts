import { local } from './calendar.ts'
import type { Instant } from './instant.ts'
import type { Language } from './text.ts'

// Instants as people read them, local to a zone.

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Time of day: `02:23`. */
export const timeOfDay = (instant: Instant, timezone: string): string =>
  local(instant, timezone).toPlainTime().toString({ smallestUnit: 'minute' })

/** The date without the year: `11月20日`, `20 Nov`. */
export const shortDate = (instant: Instant, timezone: string, language: Language): string => {
  const { month, day } = local(instant, timezone)
  return language === 'zh-CN' ? `${month}月${day}日` : `${day} ${MONTHS[month - 1]}`
}

/** For timelines, where the year is plain: `11月20日 02:23`, `20 Nov 02:23`. */
export const shortTime = (instant: Instant, timezone: string, language: Language): string =>
  `${shortDate(instant, timezone, language)} ${timeOfDay(instant, timezone)}`

/** From one to the other; of one day it is named once: `11月26日 09:00 – 18:00`. */
export const shortSpan = (
  { from, to }: { readonly from: Instant; readonly to: Instant },
  timezone: string,
  language: Language,
): string => {
  const isOneDay = shortDate(from, timezone, language) === shortDate(to, timezone, language)
  const end = isOneDay ? timeOfDay(to, timezone) : shortTime(to, timezone, language)
  return `${shortTime(from, timezone, language)} – ${end}`
}

import type { Language } from '../../../../shared/kernel/text.ts'

/** The zone of lists, whose rows stand in several. */
export const DESK_ZONE = 'Asia/Shanghai'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `12 分`, `1 时 07 分`, `2 天 3 时`; below a minute `不到 1 分`. */
export function length(ms: number, language: Language): string {
  const zh = language === 'zh-CN'
  const minutes = Math.floor(ms / MINUTE)
  if (minutes < 1) return zh ? '不到 1 分' : 'under 1 min'
  if (ms < HOUR) return zh ? `${minutes} 分` : `${minutes} min`
  if (ms < DAY) {
    const rest = String(minutes % 60).padStart(2, '0')
    return zh ? `${Math.floor(ms / HOUR)} 时 ${rest} 分` : `${Math.floor(ms / HOUR)} h ${rest} min`
  }
  const [days, hours] = [Math.floor(ms / DAY), Math.floor((ms % DAY) / HOUR)]
  return zh ? `${days} 天 ${hours} 时` : `${days} d ${hours} h`
}

/** How far a limit is: `还有 12 分`, `超 1 时 07 分`. */
export function distance(dueAt: string, nowMs: number, language: Language): string {
  const left = Date.parse(dueAt) - nowMs
  const zh = language === 'zh-CN'
  return left > 0
    ? `${zh ? '还有 ' : ''}${length(left, language)}${zh ? '' : ' left'}`
    : `${zh ? '超 ' : ''}${length(-left, language)}${zh ? '' : ' late'}`
}

const formats = new Map<string, Intl.DateTimeFormat>()
const format = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(zone, made)
  return made
}

/** Local date and time of day, `2026-11-22` and `02:17:31`. */
export function localTime(ms: number, zone: string): { readonly day: string; readonly time: string } {
  const parts = Object.fromEntries(
    format(zone)
      .formatToParts(ms)
      .map(({ type, value }) => [type, value]),
  )
  return {
    day: `${parts.year}-${parts.month}-${parts.day}`,
    time: `${parts.hour}:${parts.minute}:${parts.second}`,
  }
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `今天`, `昨天`, `明天`, otherwise `11月22日`. */
export function dayName(ms: number, zone: string, nowMs: number, language: Language): string {
  const { day } = localTime(ms, zone)
  const named = [
    [0, '今天', 'today'],
    [-DAY, '昨天', 'yesterday'],
    [DAY, '明天', 'tomorrow'],
  ] as const
  const near = named.find(([away]) => localTime(nowMs + away, zone).day === day)
  if (near) return language === 'zh-CN' ? near[1] : near[2]
  const [, month = 1, date = 1] = day.split('-').map(Number)
  return language === 'zh-CN' ? `${month}月${date}日` : `${date} ${MONTHS[month - 1]}`
}

/** `今天 09:21`, `11月22日 02:13`. */
export const moment = (instant: string, zone: string, nowMs: number, language: Language): string =>
  `${dayName(Date.parse(instant), zone, nowMs, language)} ${timeOf(instant, zone)}`

/** `09:21`. */
export const timeOf = (instant: string, zone: string): string => localTime(Date.parse(instant), zone).time.slice(0, 5)

/** Of today the time alone, of other days the day as well. */
export const shortMoment = (instant: string, zone: string, nowMs: number, language: Language): string =>
  localTime(Date.parse(instant), zone).day === localTime(nowMs, zone).day
    ? timeOf(instant, zone)
    : moment(instant, zone, nowMs, language)

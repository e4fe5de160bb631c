import type { Language } from '../../../../shared/kernel/text.ts'
import { DAY, HOUR, MINUTE, nearDay, plainDay, wallOf } from '../../../rail/wall.ts'

/** The zone of lists, whose rows stand in several. */
export const DESK_ZONE = 'Asia/Shanghai'

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

/** `02:17:31`. */
export const clockOf = (ms: number, zone: string): string => {
  const { time, second } = wallOf(ms, zone)
  return `${time}:${second}`
}

/** `今天`, `昨天`, `明天`, otherwise `11月22日`. */
export const dayName = (ms: number, zone: string, nowMs: number, language: Language): string => {
  const wall = wallOf(ms, zone)
  return nearDay(wall, wallOf(nowMs, zone), language) ?? plainDay(wall, language)
}

/** `今天 09:21`, `11月22日 02:13`. */
export const moment = (instant: string, zone: string, nowMs: number, language: Language): string =>
  `${dayName(Date.parse(instant), zone, nowMs, language)} ${timeOf(instant, zone)}`

/** `09:21`. */
export const timeOf = (instant: string, zone: string): string => wallOf(Date.parse(instant), zone).time

/** Of today the time alone, of other days the day as well. */
export const shortMoment = (instant: string, zone: string, nowMs: number, language: Language): string =>
  wallOf(Date.parse(instant), zone).day === wallOf(nowMs, zone).day
    ? timeOf(instant, zone)
    : moment(instant, zone, nowMs, language)

import type { Language } from '../../../../shared/kernel/text.ts'
import { nearDay, plainDay, wallOf } from '../../../rail/wall.ts'
import { lengthOf } from '../../../rail/words.ts'

/** The zone of lists, whose rows stand in several. */
export const DESK_ZONE = 'Asia/Shanghai'

/** `12 分`, `1 时 07 分`, `2 天 3 时`; below a minute `不到 1 分`. */
export { lengthOf as length } from '../../../rail/words.ts'

/** How far a limit is: `还有 12 分`, `超 1 时 07 分`. */
export function distance(dueAt: string, nowMs: number, language: Language): string {
  const left = Date.parse(dueAt) - nowMs
  const zh = language === 'zh-CN'
  return left > 0
    ? `${zh ? '还有 ' : ''}${lengthOf(left, language)}${zh ? '' : ' left'}`
    : `${zh ? '超 ' : ''}${lengthOf(-left, language)}${zh ? '' : ' late'}`
}

/** `02:17:31`. */
export const clockOf = (ms: number, zone: string): string => {
  const { time, second } = wallOf(ms, zone)
  return `${time}:${second}`
}

/** `1:07`, of minutes and seconds. */
export const stopwatch = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

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

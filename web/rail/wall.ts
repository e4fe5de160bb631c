import type { Language } from '../../shared/kernel/text.ts'

// What a clock and a calendar on somebody's wall show. Instants are in milliseconds, in a browser as on a host.

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export interface Wall {
  readonly year: number
  readonly month: number
  readonly date: number
  /** Counts days, so that the next day is one more. */
  readonly day: number
  /** `02:17`. */
  readonly time: string
  /** `31`. */
  readonly second: string
}

/** Zones are few, and making a format takes longer than all else. */
const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(timezone: string): Intl.DateTimeFormat {
  const known = formats.get(timezone)
  if (known) return known
  const [two, hourCycle] = ['2-digit', 'h23'] as const
  const shown = { year: 'numeric', month: two, day: two, hour: two, minute: two, second: two, hourCycle } as const
  const made = new Intl.DateTimeFormat('en-US', { timeZone: timezone, ...shown })
  formats.set(timezone, made)
  return made
}

/**
 * China's clocks have not been moved since 1991, and where they stand nobody needs to ask: a browser's first format of a zone takes
 * longer than drawing what it is for.
 */
const UNMOVED = { zone: 'Asia/Shanghai', since: Date.UTC(1992, 0), offset: 8 * HOUR }

/** No zone has moved its clocks within a quarter of an hour since 2011, and asking by how much takes longer than all else. */
const QUARTER = 15 * MINUTE
const MOST_KEPT = 5000
const offsets = new Map<string, number>()
function offsetAt(ms: number, timezone: string): number {
  if (timezone === UNMOVED.zone && ms >= UNMOVED.since) return UNMOVED.offset
  const quarter = Math.floor(ms / QUARTER) * QUARTER
  const key = `${timezone} ${quarter}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const { year, month, day, hour, minute, second } = Object.fromEntries(
    formatOf(timezone)
      .formatToParts(quarter)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const shown = Date.UTC(year as number, (month as number) - 1, day, hour, minute, second)
  if (offsets.size >= MOST_KEPT) offsets.clear()
  offsets.set(key, shown - quarter)
  return shown - quarter
}

export function wallOf(ms: number, timezone: string): Wall {
  const shown = new Date(ms + offsetAt(ms, timezone))
  const [year, month, date] = [shown.getUTCFullYear(), shown.getUTCMonth() + 1, shown.getUTCDate()]
  const [time, second] = [shown.toISOString().slice(11, 16), shown.toISOString().slice(17, 19)]
  return { year, month, date, day: Date.UTC(year, month - 1, date) / DAY, time, second }
}

const NEAR = {
  'zh-CN': { [-1]: '昨天', 0: '今天', 1: '明天' },
  en: { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' },
} as const satisfies Record<Language, Record<number, string>>

/** What people call a day so near. */
export const nearDay = (wall: Wall, here: Wall, language: Language): string | undefined =>
  (NEAR[language] as Record<number, string>)[wall.day - here.day]

/** `11月22日`. */
export const plainDay = ({ month, date }: Wall, language: Language): string =>
  language === 'zh-CN' ? `${month}月${date}日` : `${date} ${MONTHS[month - 1]}`

import type { Instant } from '../../shared/kernel/instant.ts'
import { lengthIn } from '../../shared/kernel/length.ts'
import type { Language } from '../../shared/kernel/text.ts'
import { causeName } from '../../shared/message/texts.ts'
import { type Bar, type Standing, standingOf } from './bar.ts'
import { DAY, HOUR, MINUTE, nearDay, plainDay, type Wall, wallOf } from './wall.ts'

/** Where and when a rail is read. */
export interface Reading {
  readonly now: Instant
  readonly language: Language
  readonly timezone: string
  /** On paper there is no today: every time has its date. */
  readonly isPaper?: boolean
}

const WORDS = {
  'zh-CN': {
    rail: '承诺',
    none: '没有承诺',
    start: '开始',
    now: '现在',
    left: (length: string) => `还有 ${length}`,
    over: (length: string) => `超 ${length}`,
    notYet: '尚未做到',
    kept: '做到',
    lateAt: (time: string) => `${time} 做到`,
    undone: '未做到',
    paused: '暂停',
    waived: '免除',
    superseded: '已取代',
    fallenAway: '不再适用',
    due: (time: string) => `时限 ${time}`,
    first: (time: string) => `约定前 ${time}`,
    by: (time: string) => `${time} 前`,
    planned: (time: string) => `原定 ${time}`,
    under: '不到 1 分',
    units: [' 天', ' 时', ' 分'],
    groups: {
      over: '超时',
      running: '进行',
      kept: '做到',
      late: '迟做',
      undone: '未做到',
      paused: '暂停',
      waived: '免除',
      void: '不再计',
    },
  },
  en: {
    rail: 'Promises',
    none: 'No promises',
    start: 'start',
    now: 'now',
    left: (length: string) => `${length} left`,
    over: (length: string) => `${length} over`,
    notYet: 'not done yet',
    kept: 'kept',
    lateAt: (time: string) => `done ${time}`,
    undone: 'never done',
    paused: 'paused',
    waived: 'waived',
    superseded: 'superseded',
    fallenAway: 'no longer due',
    due: (time: string) => `due ${time}`,
    first: (time: string) => `before it was agreed: ${time}`,
    by: (time: string) => `by ${time}`,
    planned: (time: string) => `was due ${time}`,
    under: 'under 1 min',
    units: [' d', ' h', ' min'],
    groups: {
      over: 'overdue',
      running: 'running',
      kept: 'kept',
      late: 'done late',
      undone: 'never done',
      paused: 'paused',
      waived: 'waived',
      void: 'void',
    },
  },
} as const
export const wordsOf = (language: Language): (typeof WORDS)[Language] => WORDS[language]

/** A day and a time of it. */
export interface When {
  readonly day: string
  readonly time: string
}

/** `今天 09:21`, `11月22日 02:13`; of another year with the year. */
export const whenOf = (instant: Instant, reading: Reading): When => {
  const wall = wallOf(Date.parse(instant), reading.timezone)
  return { day: dayName(wall, reading), time: wall.time }
}

/** A limit at midnight ends the day before: its 24:00. */
export const limitOf = (instant: Instant, reading: Reading): When => {
  const ms = Date.parse(instant)
  const [wall, before] = [wallOf(ms, reading.timezone), wallOf(ms - 1, reading.timezone)]
  return wall.time === '00:00' && before.day < wall.day
    ? { day: dayName(before, reading), time: '24:00' }
    : { day: dayName(wall, reading), time: wall.time }
}

const dayName = (wall: Wall, { now, language, timezone, isPaper }: Reading): string => {
  const here = wallOf(Date.parse(now), timezone)
  const near = isPaper ? undefined : nearDay(wall, here, language)
  if (near) return near
  const plain = plainDay(wall, language)
  if (wall.year === here.year) return plain
  return language === 'zh-CN' ? `${wall.year}年${plain}` : `${plain} ${wall.year}`
}

export const said = ({ day, time }: When): string => `${day} ${time}`

/** Its two largest units: `1 天 6 时`, `6 时 05 分`, `12 分`. */
export const lengthOf = (ms: number, language: Language): string => {
  const { units, under } = WORDS[language]
  const { days, hours, minutes } = lengthIn(ms)
  if (days > 0) return `${days}${units[0]}${hours > 0 ? ` ${hours}${units[1]}` : ''}`
  if (hours > 0) return `${hours}${units[1]} ${String(minutes).padStart(2, '0')}${units[2]}`
  return minutes > 0 ? `${minutes}${units[2]}` : under
}

/** From the start of an axis: whole minutes, hours up to two days, then days. */
export const elapsed = (ms: number, language: Language): string => {
  const { units } = WORDS[language]
  if (ms < HOUR) return `${Math.round(ms / MINUTE)}${units[2]}`
  return ms <= 2 * DAY ? `${Math.round(ms / HOUR)}${units[1]}` : `${Math.round(ms / DAY)}${units[0]}`
}

/** How a bar stands: what counts, then what is added. */
export const outcomeOf = (bar: Bar, reading: Reading): readonly [string, string] => {
  const { now, language } = reading
  const words = WORDS[language]
  const between = (from: Instant, to: Instant) => lengthOf(Date.parse(to) - Date.parse(from), language)
  const due = said(limitOf(bar.dueAt, reading))
  const ended = bar.endedAt === undefined ? '' : said(whenOf(bar.endedAt, reading))
  const standing = standingOf(bar, now)
  switch (standing) {
    case 'running':
    case 'near':
      return [words.left(between(now, bar.dueAt)), due]
    case 'paused':
      return [words.paused, words.due(due)]
    case 'over':
      return [words.over(between(bar.dueAt, now)), words.notYet]
    case 'late':
      return [words.over(between(bar.dueAt, bar.endedAt ?? now)), words.lateAt(ended)]
    case 'undone':
      return bar.endedAt !== undefined && bar.endedAt > bar.dueAt
        ? [
            words.over(between(bar.dueAt, bar.endedAt)),
            `${words.undone} · ${causeName(bar.endedBecause ?? '', language)}`,
          ]
        : [words.undone, causeName(bar.endedBecause ?? '', language)]
    case 'kept':
      return [words.kept, ended]
    case 'waived':
      return [words.waived, bar.because ?? '']
    case 'void':
      return [words[bar.state === 'superseded' ? 'superseded' : 'fallenAway'], ended]
    default:
      return standing satisfies never
  }
}

/** The bar in one sentence, for who cannot see it or wants to know. */
export const sentenceOf = (bar: Bar, reading: Reading): string =>
  [titleOf(bar), outcomeOf(bar, reading).filter(Boolean).join(' ')].join(': ')

/** What a hover says: clause, sentence of the promise, why that instant, how it stands. */
export const explained = (bar: Bar, reading: Reading): string => {
  const { first, due } = WORDS[reading.language]
  return [
    titleOf(bar),
    bar.promise,
    bar.why ?? due(said(limitOf(bar.dueAt, reading))),
    bar.firstDueAt && first(said(limitOf(bar.firstDueAt, reading))),
    outcomeOf(bar, reading).filter(Boolean).join(' '),
  ]
    .filter(Boolean)
    .join('\n')
}

const titleOf = ({ clause, name, limit }: Bar): string => [clause, name, limit].filter(Boolean).join(' ')

/** How many stand how, what hurts first: `超时 1`, `做到 3`. */
export const countsOf = (bars: readonly Bar[], { now, language }: Reading) => {
  const { groups } = WORDS[language]
  const groupOf = (standing: Standing) => (standing === 'near' ? 'running' : standing)
  const counts = Map.groupBy(bars, (bar) => groupOf(standingOf(bar, now)))
  return (Object.keys(groups) as (keyof typeof groups)[]).flatMap((group) => {
    const count = counts.get(group)?.length ?? 0
    return count === 0 ? [] : [{ group, says: `${groups[group]} ${count}` }]
  })
}

/** `承诺：超时 1，做到 3`. */
export const summaryOf = (bars: readonly Bar[], reading: Reading): string => {
  const { rail, none } = WORDS[reading.language]
  if (bars.length === 0) return none
  const zh = reading.language === 'zh-CN'
  const parts = countsOf(bars, reading).map(({ says }) => says)
  return `${rail}${zh ? '：' : ': '}${parts.join(zh ? '，' : ', ')}`
}

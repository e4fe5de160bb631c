import { allowance } from '../kernel/allowance.ts'
import type { WorkingTime } from '../kernel/calendar.ts'
import { addDays, dayOf, local, startOfDay } from '../kernel/calendar.ts'
import type { Allowance } from '../kernel/deadline.ts'
import { endOfPeriod, isPeriod, shifts, unpausedDue } from '../kernel/deadline.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Language } from '../kernel/text.ts'
import type { Clock } from './clock.ts'

/**
 * Why a clock is due when it is, step by step, so that anyone can check the arithmetic:
 * `15 min from 02:13 → 02:28; paused 02:20–02:30 → 02:38`. Times are in the customer's zone; the date is given wherever
 * it is not the day the clock started. An agreed visit closes the arithmetic with the instant agreed; a date we gave
 * stands instead of it: `promised at 10:00 → 11-25 10:00; new date → 11-27 10:00`.
 */
export const explain = (clock: Clock, workingTime: WorkingTime, language: Language): string => {
  const term = { limit: clock.limit, window: clock.term.window }
  const planned = unpausedDue(term, clock.startedAt, workingTime)
  const words = WORDS[language]
  const write = writer(term, clock.startedAt, workingTime.timezone)
  const open = clock.pauses.find((pause) => pause.to === undefined && pause.from < clock.dueAt)
  return [
    ...beginning(
      clock,
      `${words.from(write(clock.startedAt), allowance(term, language))} → ${write(planned)}`,
      write,
      language,
    ),
    ...(restDaysMoved(term, clock.startedAt, workingTime) ? [words.restDays] : []),
    ...shifts(planned, clock.startedAt, term.window, clock.pauses, workingTime).map(
      ({ from, to, dueAt }) => `${words.paused(write(from), write(to, from))} → ${write(dueAt)}`,
    ),
    ...(clock.agreedAt ? [`${words.visitAgreed} → ${write(clock.dueAt)}`] : []),
    ...(open ? [words.pausedSince(write(open.from))] : []),
    ...(clock.unknownYears.length > 0 ? [words.unknownYears(clock.unknownYears.join(words.comma))] : []),
  ].join(words.semicolon)
}

/** The limit and what it gives; or the dates given, one after the other. */
const beginning = (clock: Clock, computed: string, write: Write, language: Language): string[] => {
  const [first, ...others] = clock.promised ?? []
  if (first === undefined) return [computed]
  const { promised, asked, newDate } = WORDS[language]
  const given = clock.term.from === 'escalated' ? asked : promised
  return [`${given(write(clock.startedAt))} → ${write(first)}`, ...others.map((date) => `${newDate} → ${write(date)}`)]
}

const WORDS = {
  'zh-CN': {
    from: (start: string, time: string) => `${start} 起 ${time}`,
    restDays: '遇休息日顺延',
    paused: (from: string, to: string) => `${from}–${to} 暂停`,
    pausedSince: (from: string) => `${from} 起暂停`,
    visitAgreed: '约定上门',
    promised: (start: string) => `${start} 承诺`,
    asked: (start: string) => `${start} 请求答复`,
    newDate: '改期',
    unknownYears: (years: string) => `${years} 年放假安排尚未公布，暂按普通周计算`,
    comma: '、',
    semicolon: '；',
  },
  en: {
    from: (start: string, time: string) => `${time} from ${start}`,
    restDays: 'rest days passed over',
    paused: (from: string, to: string) => `paused ${from}–${to}`,
    pausedSince: (from: string) => `paused since ${from}`,
    visitAgreed: 'visit agreed',
    promised: (start: string) => `promised at ${start}`,
    asked: (start: string) => `asked at ${start}`,
    newDate: 'new date',
    unknownYears: (years: string) => `holidays of ${years} not published yet, ordinary weeks assumed`,
    comma: ', ',
    semicolon: '; ',
  },
} as const

const restDaysMoved = (term: Allowance, startedAt: Instant, workingTime: WorkingTime): boolean =>
  isPeriod(term.limit) && endOfPeriod(term, startedAt, workingTime).movedFrom !== undefined

type Write = (instant: Instant, reference?: Instant) => string

/**
 * Writes local times: `14:13` on the day of the reference (the clock's start, unless given), `11-21 14:13` on another,
 * with the year when that differs. The end of a calendar day is its 24:00, as the Civil Code has it, not the next day's 00:00.
 */
const writer = (term: Allowance, startedAt: Instant, timezone: string): Write => {
  const endsDays = term.window === '7x24' && isPeriod(term.limit)
  return (instant, reference = startedAt) => {
    const day = dayOf(instant, timezone)
    const isDayEnd = endsDays && instant !== startedAt && instant === startOfDay(day, timezone)
    const time = isDayEnd ? '24:00' : local(instant, timezone).toPlainTime().toString({ smallestUnit: 'minute' })
    const shown = isDayEnd ? addDays(day, -1) : day
    const known = dayOf(reference, timezone)
    if (shown === known) return time
    return `${shown.slice(0, 4) === known.slice(0, 4) ? shown.slice(5) : shown} ${time}`
  }
}

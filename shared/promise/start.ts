import type { WorkingTime } from '../kernel/calendar.ts'
import { deadline } from '../kernel/deadline.ts'
import { type Instant, millisBetween, msDuration } from '../kernel/instant.ts'
import type { ClockTerm, Milestone, Plan } from '../plan/plan.ts'
import { type About, limitOf, startedByReport, termsFor } from '../plan/terms.ts'
import type { Clock } from './clock.ts'

/**
 * Which of several promises for one milestone drive paging: per milestone and round the open clock due first, or the
 * first in the list of those due together. Returns clock ids.
 */
export const driving = (clocks: readonly Clock[]): Set<string> => {
  const first = new Map<string, Clock>()
  for (const clock of clocks.filter(({ state }) => state === 'open')) {
    const key = `${clock.term.until}/${clock.round}`
    const rival = first.get(key)
    if (!rival || clock.dueAt < rival.dueAt) first.set(key, clock)
  }
  return new Set([...first.values()].map(({ id }) => id))
}

/** A clock that starts to run now; whether it drives is known only beside the others. */
export const newClock = (
  plan: Plan,
  term: ClockTerm,
  round: number,
  startedAt: Instant,
  workingTime: WorkingTime,
  sentIn: boolean,
): Clock => {
  const limit = limitOf(plan, term, sentIn)
  return {
    id: clockId(term.clause, term.until, round),
    term,
    round,
    limit,
    startedAt,
    ...deadline({ limit, window: term.window }, startedAt, [], workingTime),
    pauses: [],
    drives: false,
    state: 'open',
    warned: [],
  }
}

/** A clock that ends at a date we gave: a date is a date, whatever the hours of work. */
export const promisedClock = (term: ClockTerm, round: number, startedAt: Instant, date: Instant): Clock =>
  redated(
    {
      id: clockId(term.clause, term.until, round),
      term: { ...term, window: '7x24' },
      round,
      limit: 'PT0S',
      startedAt,
      dueAt: startedAt,
      pauses: [],
      drives: false,
      state: 'open',
      warned: [],
      unknownYears: [],
    },
    date,
  )

/** Of the dates given before, so many of the latest; the log has them all. */
const LATEST_DATES = 9

/** The clock with the date now given; the same date again changes nothing. A new one is warned of anew, and waits are over. */
export const redated = (clock: Clock, date: Instant): Clock =>
  clock.promised?.at(-1) === date
    ? clock
    : {
        ...clock,
        limit: msDuration(millisBetween(clock.startedAt, date)),
        dueAt: date,
        pauses: clock.pauses.filter(({ to }) => to === undefined),
        warned: [],
        promised: [...(clock.promised ?? []).slice(-LATEST_DATES), date],
      }

/** `nth`: which time in that round it starts. */
export const clockId = (clause: string, until: Milestone, round: number, nth = 1): string =>
  `${clause}/${until}/${round}${nth > 1 ? `.${nth}` : ''}`

/** The clocks that a report starts, in plan order, with those that drive marked. */
export const previewClocks = (
  plan: Plan,
  severity: string,
  reportedAt: Instant,
  workingTime: WorkingTime,
  about: About = {},
): Clock[] => {
  const clocks = startedByReport(termsFor(plan, severity, about)).map((term) =>
    newClock(plan, term, 1, reportedAt, workingTime, false),
  )
  const drives = driving(clocks)
  return clocks.map((clock) => ({ ...clock, drives: drives.has(clock.id) }))
}

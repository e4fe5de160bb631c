import type { Instant } from '../../kernel/instant.ts'
import type { ClockTerm } from '../../plan/plan.ts'
import { afterLoan, termsFor } from '../../plan/terms.ts'
import { movedOn } from '../../promise/agreement.ts'
import type { Clock, Pause } from '../../promise/clock.ts'
import { isUnended } from '../../promise/promised.ts'
import { clockId, driving, newClock, promisedClock, redated } from '../../promise/start.ts'
import { promisedDate } from '../state/questions.ts'
import type { Cause } from '../state/recorded.ts'
import type { Occurrence, Repair } from '../state/repair.ts'
import { workingTimeOf } from '../state/working-time.ts'
import { keptByAttempts, overdueAt } from './attempts.ts'
import type { ClockEvent } from './events.ts'
import { isCarriedOver, isPausable, isRunning, moved } from './moving.ts'
import { alreadyReached, fallsAway, reached } from './settle.ts'

/** Breaches that no timer has recorded yet: due before `now`. At the deadline itself the promise is still kept. */
export const missedBefore = (state: Repair, now: Instant): ClockEvent[] =>
  state.clocks.filter((clock) => isRunning(clock) && overdueAt(state, clock) < now).map(broken)

/** Breaches at the deadline, when the timer asks. */
export const missedAt = (state: Repair, now: Instant): ClockEvent[] =>
  state.clocks.filter((clock) => isRunning(clock) && overdueAt(state, clock) <= now).map(broken)

/** Enough calls that reached nobody, the first of them in time, keep the promise to answer. */
export const byAttempts = (state: Repair): ClockEvent[] =>
  state.clocks.flatMap((clock) => {
    const first = keptByAttempts(state, clock)
    return first ? [reached(clock, first)] : []
  })

/** What runs again may have been reached in the meantime. */
export const reachedBy = (state: Repair, move: ClockEvent): ClockEvent[] =>
  move.type === 'clockMoved' && move.clock.state === 'open' ? alreadyReached(state, move.clock) : []

const broken = (clock: Clock): ClockEvent => ({
  type: 'clockBroken',
  clock: clock.id,
  clause: clock.term.clause,
  liability: clock.term.broken === 'liability',
})

/**
 * Brings the clocks in line with plan, severity and what has happened: missing ones start, those that never should have run
 * are superseded, and those that were superseded by mistake stand again as they did. Starting points that have not happened
 * yet start nothing.
 */
export function reconcile(before: Repair | undefined, after: Repair, event: Cause): ClockEvent[] {
  const again = revived(after, event)
  const state = { ...after, clocks: after.clocks.map((clock) => again.find(({ id }) => id === clock.id) ?? clock) }
  const due = dueClocks(state)
  const started = due.flatMap((clock): ClockEvent[] => {
    const known = state.clocks.find(({ id }) => id === clock.id)
    if (!known) return [{ type: 'clockStarted', clock }, ...alreadyReached(state, clock)]
    const isSame = hasSameLimit(known, clock) && known.drives === clock.drives
    if (known.state !== 'open' || isSame) return []
    return [{ type: 'clockMoved', clock: rightly(known, clock, event), because: event.type }]
  })
  const applies = new Set(due.map(promiseOf))
  const gone = after.clocks
    .filter((clock) => isUnended(clock) && !applies.has(promiseOf(clock)) && !isCarriedOver(state, clock))
    .map((clock) => supersede(clock, event, before ?? state))
  const moves = again.map((clock): ClockEvent => ({ type: 'clockMoved', clock, because: event.type }))
  const reachedSince = again.filter(isUnended).flatMap((clock) => alreadyReached(state, clock))
  return [...gone, ...(before ? ofWrongPlan(before, state, event) : []), ...moves, ...started, ...reachedSince]
}

/** The same promise with another limit: the instant it had was never the right one. */
const rightly = (known: Clock, clock: Clock, event: Cause): Clock => {
  const agreement = event.type === 'sentIn' && event.how ? { agreement: event.seq } : {}
  const moves = movedOn(known.moves, { from: known.dueAt, to: clock.dueAt, because: event.type, ...agreement })
  return moves.length > 0 ? { ...clock, moves } : clock
}

const hasSameLimit = (known: Clock, clock: Clock): boolean =>
  known.limit === clock.limit && known.term.window === clock.term.window

/** What a clock promises in its round, whichever time it is. */
const promiseOf = ({ term, round }: Clock): string => clockId(term.clause, term.until, round)

/** Plan or severity was the wrong one. A breach under a plan that never applied is no breach; under a severity it is. */
const supersede = (clock: Clock, event: Cause, { plan }: Repair): ClockEvent =>
  event.type === 'identified' || (changesSeverity(event) && clock.state === 'open')
    ? {
        type: 'clockEnded',
        clock: clock.id,
        clause: clock.term.clause,
        outcome: 'superseded',
        evidence: event.seq,
        because: event.type,
        under: { plan: plan.id, planVersion: plan.version },
      }
    : fallsAway(clock, event)

/** What has ended under a plan that was only assumed counts for nothing either; what a manager waived stays on record. */
function ofWrongPlan(before: Repair, state: Repair, event: Cause): ClockEvent[] {
  if (event.type !== 'identified' || isSamePlan(before.plan, state.plan)) return []
  const promised = new Set(state.plan.clocks.map(({ clause, until }) => `${clause}/${until}`))
  return state.clocks
    .filter((clock) => clock.state === 'kept' || clock.state === 'broken')
    .filter(({ term, endedAt }) => endedAt !== undefined && !promised.has(`${term.clause}/${term.until}`))
    .map((clock) => supersede(clock, event, before))
}

const isSamePlan = (one: Repair['plan'], other: Repair['plan']): boolean =>
  one.id === other.id && one.version === other.version

/** Another severity, or again the one before that the customer never agreed to lower. */
const changesSeverity = (event: Cause): boolean =>
  event.type === 'severityChanged' || (event.type === 'disagreed' && event.about === 'severity')

/** Superseded by mistake: this plan and severity promise it after all, from the report on. */
function revived(state: Repair, event: Cause): readonly Clock[] {
  if (event.type !== 'identified' && !changesSeverity(event)) return []
  const { plan } = state
  const promised = new Set(termsNow(state).map(({ clause, until }) => `${clause}/${until}`))
  return state.clocks
    .filter(({ before }) => before?.plan === plan.id && before.planVersion === plan.version)
    .filter(({ term }) => promised.has(`${term.clause}/${term.until}`))
    .map((clock) => standAgain(state, clock))
}

/** As it stood when it was superseded; what was running then has been running since. */
function standAgain(state: Repair, clock: Clock): Clock {
  const { before, endedAt, evidence, endedBecause, ...rest } = clock
  const { plan: _plan, planVersion: _version, ...stood } = before ?? { plan: '', planVersion: 0, state: clock.state }
  const again: Clock = { ...rest, ...stood }
  return again.endedAt === undefined && again.state === 'open' ? moved(state, withPauses(state, again)) : again
}

/** What held the repair while it was superseded holds it too. */
const withPauses = (state: Repair, clock: Clock): Clock => {
  if (!isPausable(clock)) return clock
  const missing = pausesSince(state, clock.startedAt).filter(
    ({ from }) => !clock.pauses.some((known) => known.from === from),
  )
  return { ...clock, pauses: [...clock.pauses, ...missing] }
}

/** The pauses that reach beyond an instant, one that lasts until its agreed end. */
const pausesSince = (state: Repair, instant: Instant): readonly Pause[] =>
  state.pauses
    .map(({ until, ...pause }) => (pause.to || !until ? pause : { ...pause, to: until }))
    .filter(({ to }) => !to || to > instant)

type Start = Pick<Occurrence, 'at' | 'nth'>

/** The fact from which clocks of this kind run, once it has happened. */
function startOf(state: Repair, { from, clause }: ClockTerm): Start | undefined {
  if (from === 'reported') return { at: state.roundAt }
  // Of several rules that replace a unit, only the one that came true.
  if (from === 'replacementDue' && state.replacement?.clause !== clause) return undefined
  return state.milestones[from]
}

/** What the plan promises of this repair, as far as it is known. */
const termsNow = ({ plan, severity, matter, site, inWarranty, sentIn }: Repair): readonly ClockTerm[] =>
  [...termsFor(plan, severity, { matter, distance: site?.distance }), ...afterLoan(plan)]
    // N26: a promise in warranty holds too while nobody can say whether the unit is. H14: sent in, it has a time of its own.
    .filter((term) => !(term.warranty === 'in' && inWarranty === false))
    .filter((term) => !(term.sentInOnly && !sentIn))

function dueClocks(state: Repair): Clock[] {
  const terms = termsNow(state).filter((term) => !(term.onSiteOnly && state.sentIn))
  const clocks = terms.reduce<Clock[]>((found, term) => {
    // Those that start together are told apart as well.
    const isNew = ({ id }: Clock) => !state.clocks.some((known) => known.id === id)
    const clock = clockOf({ ...state, clocks: [...state.clocks, ...found.filter(isNew)] }, term)
    return clock ? [...found.filter(({ id }) => id !== clock.id), clock] : found
  }, [])
  return clocks.map((clock) => ({ ...clock, drives: isShortest(clock, clocks) }))
}

/**
 * Limits of one milestone compete only where the same fact starts them: three hours on site do not silence the 36 of the
 * report. Of those due together, the one that drives already goes on.
 */
const isShortest = (clock: Clock, all: readonly Clock[]): boolean => {
  const rivals = all.filter(({ term }) => term.from === clock.term.from)
  return driving(rivals.toSorted((one, other) => Number(other.drives) - Number(one.drives))).has(clock.id)
}

function clockOf(state: Repair, term: ClockTerm): Clock | undefined {
  const start = startOf(state, term)
  if (!start) return undefined
  const same = state.clocks.filter((clock) => isSameTerm(clock.term, term))
  if (term.limit === 'promised') return datedClock(state, term, start, same)
  // Work that starts anew is a promise of its own beside the one that runs on (R5: a second visit).
  const counts = term.from === 'reported' || term.from === 'scheduled' || term.until !== 'repaired'
  if (counts && same.some((clock) => isCarriedOver(state, clock))) return undefined
  const isSentIn = state.sentIn !== undefined
  const clock = asStarted(
    state,
    newClock(state.plan, term, state.round, start.at, workingTimeOf(state), isSentIn),
    start,
  )
  // A clock that runs already keeps its waits and what was agreed.
  return same.find((known) => known.id === clock.id && known.state === 'open' && hasSameLimit(known, clock)) ?? clock
}

/** While it is open a new date moves it; once its date has passed, a new date is another promise. Without a date nothing is due. */
function datedClock(state: Repair, term: ClockTerm, start: Start, same: readonly Clock[]): Clock | undefined {
  const date = promisedDate(state, term.from)
  const open = same.find((clock) => clock.state === 'open')
  if (open) return date === undefined ? open : redated(open, date)
  const known = same.find(({ startedAt }) => startedAt === start.at)
  if (known || date === undefined) return known
  return asStarted(state, promisedClock(term, state.round, start.at, date), start)
}

const isSameTerm = (one: ClockTerm, other: ClockTerm): boolean =>
  one.clause === other.clause &&
  one.until === other.until &&
  one.from === other.from &&
  one.sentInOnly === other.sentInOnly

/** The clock it has been since this start; otherwise the next of its promise in the round. What was taken back, or never agreed to, started none. */
function idOf(state: Repair, clock: Clock, nth = 1): string {
  const { term, round, startedAt } = clock
  const rivals = state.clocks.filter((known) => promiseOf(known) === promiseOf(clock))
  const known = rivals.find(
    (rival) =>
      isSameTerm(rival.term, term) &&
      rival.startedAt === startedAt &&
      rival.endedBecause !== 'takenBack' &&
      rival.endedBecause !== 'disagreed',
  )
  return known?.id ?? clockId(term.clause, term.until, round, Math.max(nth, rivals.length + 1))
}

/** A clock as it starts: which time it is in its round, and what already holds it. */
function asStarted(state: Repair, clock: Clock, { nth }: Start): Clock {
  const { startedAt } = clock
  const counted = { ...clock, id: idOf(state, clock, nth) }
  const pauses = isPausable(clock) ? pausesSince(state, startedAt) : []
  return pauses.length ? moved(state, { ...counted, pauses }) : counted
}

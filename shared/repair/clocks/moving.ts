import { deadline } from '../../kernel/deadline.ts'
import { defined, without } from '../../kernel/fields.ts'
import type { Instant } from '../../kernel/instant.ts'
import { movedOn, type StandingAgreement } from '../../promise/agreement.ts'
import type { Clock, Pause } from '../../promise/clock.ts'
import { isUnended } from '../../promise/promised.ts'
import type { Cause, RepairStamp } from '../state/recorded.ts'
import type { Repair } from '../state/repair.ts'
import { workingTimeOf } from '../state/working-time.ts'
import type { ClockEvent } from './events.ts'
import { fallsAway } from './settle.ts'

/** Time counts for this clock: it is open and nothing holds it. */
export const isRunning = (clock: Clock): boolean =>
  clock.state === 'open' && clock.pauses.every((pause) => pause.to !== undefined)

/** The clock with its due instant computed anew from its limit, its pauses and what was agreed. */
export function moved(state: Repair, clock: Clock): Clock {
  const term = { limit: clock.limit, window: clock.term.window }
  const { dueAt, unknownYears } = deadline(term, clock.startedAt, clock.pauses, workingTimeOf(state))
  const agreed = clock.agreedAt && clock.agreedAt > dueAt ? clock.agreedAt : dueAt
  return { ...clock, dueAt: agreed, unknownYears }
}

/** `agreement`: the event that records the customer's yes. */
const move = (state: Repair, before: Clock, after: Clock, because: string, agreement?: number): ClockEvent => {
  const clock = moved(state, after)
  const step = { from: before.dueAt, to: clock.dueAt, because, ...defined({ agreement }) }
  const moves = movedOn(before.moves, step)
  return { type: 'clockMoved', clock: moves.length > 0 ? { ...clock, moves } : clock, because }
}

/** A promise to answer waits for nobody, whatever a plan says. */
export const isPausable = ({ term, state }: Clock): boolean =>
  term.pausable && term.until !== 'responded' && state === 'open'

/** The customer agreed to wait until then. */
export const stop = (state: Repair, { at, until, seq }: RepairStamp & { until?: Instant }): ClockEvent[] =>
  state.clocks
    .filter((clock) => isPausable(clock) && isRunning(clock))
    .map((clock) => {
      const pause: Pause = { from: at, ...(until && { to: until }), why: 'customer', agreement: seq }
      return move(state, clock, { ...clock, pauses: [...clock.pauses, pause] }, 'paused', seq)
    })

/** Work goes on: what was agreed to stand still until later stands still no longer. */
export const restart = (state: Repair, at: Instant): ClockEvent[] =>
  state.clocks
    .filter(
      (clock) => clock.state === 'open' && clock.pauses.some((pause) => pause.why === 'customer' && lasts(pause, at)),
    )
    .map((clock) => {
      const pauses = clock.pauses.map((pause) => (pause.why === 'customer' ? endAt(pause, at) : pause))
      return move(state, clock, { ...clock, pauses }, 'resumed')
    })

const lasts = ({ to }: Pause, at: Instant): boolean => to === undefined || to > at

const endAt = (pause: Pause, at: Instant): Pause => (pause.to && pause.to <= at ? pause : { ...pause, to: at })

/** A promise for work on site falls away with a unit that is sent in. */
export const sendIn = (state: Repair, event: Cause): ClockEvent[] =>
  state.clocks
    .filter((clock) => isUnended(clock) && clock.term.until === 'repaired' && clock.term.onSiteOnly)
    .map((clock) => fallsAway(clock, event))

/** A promise that somebody comes, or leaves to come. */
export const isOfArrival = ({ term: { until } }: Pick<Clock, 'term'>): boolean =>
  until === 'arrived' || until === 'dispatched'

/** Whether a visit then would come later than promised: only the customer can want that. */
export const isLaterThanPromised = ({ clocks }: Pick<Repair, 'clocks'>, visitAt: Instant): boolean =>
  clocks.some((clock) => clock.state === 'open' && isOfArrival(clock) && visitAt > clock.dueAt)

/**
 * The customer wants the visit later: arrival is due then, never earlier than promised, and the repair clocks that the
 * plan lets stop stand still until then. A visit within what was promised moves nothing. One at another time than agreed
 * before ends the wait for that.
 */
export function agreeVisit(
  state: Repair,
  { at, seq }: Pick<RepairStamp, 'at' | 'seq'>,
  visitAt: Instant,
): ClockEvent[] {
  const open = state.clocks.filter((clock) => clock.state === 'open')
  const isLater = isLaterThanPromised({ clocks: open.map((clock) => withoutVisits(state, clock, at)) }, visitAt)
  return open.flatMap((clock): ClockEvent[] => {
    if (isOfArrival(clock)) return [move(state, clock, { ...clock, agreedAt: visitAt }, 'visitAgreed', seq)]
    if (clock.term.until !== 'repaired' || !isPausable(clock)) return []
    const isMoved = (isLater || visitAt > withoutVisits(state, clock, at).dueAt) && visitAt > at
    const pauses = isMoved
      ? [...clock.pauses.map((pause) => (isForVisit(pause) ? endAt(pause, at) : pause)), waitFor(visitAt, at, seq)]
      : withoutWait(clock.pauses, at)
    const isSame = !isMoved && pauses.every((pause, place) => pause === clock.pauses[place])
    return isSame ? [] : [move(state, clock, { ...clock, pauses }, 'visitAgreed', seq)]
  })
}

const waitFor = (visitAt: Instant, at: Instant, agreement: number): Pause => ({
  from: at,
  to: visitAt,
  why: 'visit-agreed',
  reason: 'visit at the time the customer asked',
  agreement,
})

const isForVisit = ({ why }: Pause): boolean => why === 'visit-agreed'

/**
 * The wait for a visit that comes in time after all never was, not for a second, however often its time was changed meanwhile.
 * One that was over, such as that of an earlier round, stays.
 */
function withoutWait(pauses: readonly Pause[], at: Instant): readonly Pause[] {
  let next: Instant | undefined
  return pauses
    .toReversed()
    .map((pause) => {
      if (!isForVisit(pause) || !(lasts(pause, at) || pause.to === next)) return pause
      next = pause.from
      return endAt(pause, pause.from)
    })
    .toReversed()
}

/** Due as if the visit had no time; what was waited for visits that are over stays, and so does a date for the promise itself. */
const withoutVisits = (state: Repair, clock: Clock, at: Instant): Clock =>
  moved(state, {
    ...without(clock, 'agreedAt'),
    pauses: withoutWait(clock.pauses, at),
    ...agreedFor(state, clock, ({ about }) => about === 'date'),
  })

/** The latest date that moved this clock, still stands and is of those. */
export function agreedFor(
  { agreements = [] }: Pick<Repair, 'agreements'>,
  { moves = [] }: Clock,
  isOne: (agreement: StandingAgreement) => boolean,
): Pick<Clock, 'agreedAt'> {
  const last = agreements.filter(isOne).findLast(({ seq }) => moves.some(({ agreement }) => agreement === seq))
  return last?.until === undefined ? {} : { agreedAt: last.until }
}

/** One promise, to a later date. */
export const agreeDate = (
  state: Repair,
  { clock: id, until, seq }: RepairStamp & { clock: string; until: Instant },
): ClockEvent[] =>
  state.clocks
    .filter((clock) => clock.id === id && clock.state === 'open')
    .map((clock) => move(state, clock, { ...clock, agreedAt: until }, 'agreed', seq))

/** Arriving before the agreed time ends the wait for it. */
export const endAgreedWait = (state: Repair, at: Instant): ClockEvent[] =>
  state.clocks
    .filter((clock) => clock.state === 'open' && clock.pauses.some((p) => isForVisit(p) && !!p.to && p.to > at))
    .map((clock) => move(state, clock, { ...clock, pauses: clock.pauses.map((pause) => endAt(pause, at)) }, 'arrived'))

/**
 * A refused repair never happened for the clocks it had settled: they run on from the first report, without the time the
 * unit stood repaired.
 */
export function reopen(before: Repair, after: Repair, at: Instant): ClockEvent[] {
  const refused = before.milestones.repaired
  if (!refused) return []
  // A loaner that is no longer there keeps nothing either.
  const wasLent = ({ term }: Clock) => term.otherwise !== undefined && after.loaner?.state === 'returned'
  return after.clocks
    .filter((clock) => isSettledRepair(clock) && (clock.evidence === refused.seq || wasLent(clock)))
    .map((clock) => again(after, clock, at, 'awaiting-confirmation', 'stood repaired', 'notFixed'))
}

/** A promise to repair that has ended for good or ill. */
const isSettledRepair = ({ term, state, endedAt }: Clock): boolean =>
  term.until === 'repaired' && endedAt !== undefined && (state === 'kept' || state === 'broken')

/** A loaner that is taken back before the customer is satisfied keeps nothing any more; the time it stood there does not count. */
export const reopenLoaned = (before: Repair, after: Repair, at: Instant): ClockEvent[] => {
  const lent = before.milestones.loaned
  if (!lent) return []
  return after.clocks
    .filter((clock) => isSettledRepair(clock) && clock.evidence === lent.seq)
    .map((clock) => again(after, clock, at, 'loaned', 'a loaner stood there', 'loanerReturned'))
}

/**
 * It was withdrawn by mistake: what ended with that is due as if it had never been. What fell away or was waived runs on from
 * its start, a breach goes on; what a manager waived by itself stays waived.
 */
export const reopenWithdrawn = ({ withdrawn }: Repair, after: Repair): ClockEvent[] =>
  after.clocks
    .filter(({ endedBecause, evidence }) => endedBecause === 'withdrawn' || (withdrawn && evidence === withdrawn.seq))
    .map((clock) => {
      const { endedAt, evidence, endedBecause, waivedBecause, waivedBy, engineer, lateBy, ...rest } = clock
      const runsOn: Clock =
        clock.state === 'broken' ? { ...rest, ...defined({ engineer }) } : moved(after, { ...rest, state: 'open' })
      return { type: 'clockMoved', clock: runsOn, because: 'reopened' }
    })

function again(
  state: Repair,
  clock: Clock,
  at: Instant,
  why: Pause['why'],
  reason: string,
  because: string,
): ClockEvent {
  const { endedAt, evidence, lateBy, endedBecause, engineer, ...unended } = clock
  if (clock.state === 'broken') return { type: 'clockMoved', clock: { ...unended, ...defined({ engineer }) }, because }
  const stood: Pause = { from: endedAt ?? at, to: at, why, reason }
  return move(state, clock, { ...unended, state: 'open', pauses: [...unended.pauses, stood] }, because)
}

/**
 * A repair clock of an earlier round runs on: the promise counts from the first report, and so does a date that was given.
 * A new unit that has fallen due stays due.
 */
export const isCarriedOver = (state: Repair, { round, term, startedAt, endedBecause }: Clock): boolean => {
  if (round >= state.round || endedBecause === 'junk') return false
  if (term.until === 'replaced') return startedAt === state.milestones.replacementDue?.at
  return term.until === 'repaired'
}

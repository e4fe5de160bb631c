import type { Clock, Pause } from '../plan/clock.ts'
import { deadline } from '../plan/deadline.ts'
import { limitOf } from '../plan/terms.ts'
import type { Instant } from '../time/instant.ts'
import type { RecordedEvent, RepairEvent } from './events.ts'
import type { Repair } from './repair.ts'
import { scheduleOf } from './schedule.ts'
import { isUnended, pointless } from './settle.ts'

/** Time counts for this clock: it is open and nothing holds it. */
export const isRunning = (clock: Clock): boolean =>
  clock.state === 'open' && clock.pauses.every((pause) => pause.to !== undefined)

/** The clock with its due instant computed anew from its limit, its pauses and what was agreed. */
export function moved(state: Repair, clock: Clock): Clock {
  const term = { limit: clock.limit, window: clock.term.window }
  const { dueAt, unknownYears } = deadline(term, clock.startedAt, clock.pauses, scheduleOf(state))
  const agreed = clock.agreedAt && clock.agreedAt > dueAt ? clock.agreedAt : dueAt
  return { ...clock, dueAt: agreed, unknownYears }
}

const move = (state: Repair, clock: Clock, because: string): RepairEvent => ({
  type: 'clockMoved',
  clock: moved(state, clock),
  because,
})

/** A promise to answer waits for nobody, whatever a plan says. */
export const isPausable = ({ term, state }: Clock): boolean =>
  term.pausable && term.until !== 'responded' && state === 'open'

export const stop = (state: Repair, at: Instant, reason: string): RepairEvent[] =>
  state.clocks
    .filter((clock) => isPausable(clock) && isRunning(clock))
    .map((clock) =>
      move(state, { ...clock, pauses: [...clock.pauses, { from: at, why: 'customer', reason }] }, 'paused'),
    )

export const restart = (state: Repair, at: Instant): RepairEvent[] =>
  state.clocks
    .filter((clock) => clock.state === 'open' && !isRunning(clock))
    .map((clock) => move(state, { ...clock, pauses: clock.pauses.map((pause) => endAt(pause, at)) }, 'resumed'))

const endAt = (pause: Pause, at: Instant): Pause => (pause.to && pause.to <= at ? pause : { ...pause, to: at })

/** H14: a unit sent in has a longer limit; a promise for work on site no longer applies. */
export const sendIn = (state: Repair, event: RecordedEvent): RepairEvent[] =>
  state.clocks
    .filter((clock) => isUnended(clock) && clock.term.until === 'repaired')
    .flatMap((clock): RepairEvent[] => {
      if (clock.term.onSiteOnly) return [pointless(clock, event)]
      if (!clock.term.sentInLimit || clock.state !== 'open') return []
      return [move(state, { ...clock, limit: limitOf(state.plan, clock.term, true) }, 'sentIn')]
    })

/**
 * The customer wants the visit later: arrival is due then, never earlier than promised, and the repair clocks that the
 * plan lets stop stand still until then.
 */
export const agreeVisit = (state: Repair, at: Instant, visitAt: Instant): RepairEvent[] =>
  state.clocks
    .filter((clock) => clock.state === 'open')
    .flatMap((clock): RepairEvent[] => {
      const { until } = clock.term
      if (until === 'arrived' || until === 'dispatched')
        return [move(state, { ...clock, agreedAt: visitAt }, 'visitAgreed')]
      if (until !== 'repaired' || !isPausable(clock) || visitAt <= at) return []
      const pause: Pause = {
        from: at,
        to: visitAt,
        why: 'visit-agreed',
        reason: 'visit at the time the customer asked',
      }
      return [move(state, { ...clock, pauses: [...clock.pauses, pause] }, 'visitAgreed')]
    })

/** Arriving before the agreed time ends the wait for it. */
export const endAgreedWait = (state: Repair, at: Instant): RepairEvent[] =>
  state.clocks
    .filter(
      (clock) => clock.state === 'open' && clock.pauses.some((p) => p.why === 'visit-agreed' && !!p.to && p.to > at),
    )
    .map((clock) => move(state, { ...clock, pauses: clock.pauses.map((pause) => endAt(pause, at)) }, 'arrived'))

/**
 * A refused repair never happened for the clocks it had settled: they run on from the first report, without the time the
 * unit stood repaired.
 */
export function reopen(before: Repair, after: Repair, at: Instant): RepairEvent[] {
  const refused = before.milestones.repaired
  return after.clocks
    .filter((clock) => refused && clock.evidence === refused.seq && clock.term.until === 'repaired')
    .filter((clock) => clock.state === 'kept' || clock.state === 'broken')
    .filter((clock) => isCarriedOver(after, clock))
    .map((clock) => {
      const { endedAt, evidence, lateBy, ...unended } = clock
      if (clock.state === 'broken') return { type: 'clockMoved', clock: unended, because: 'notFixed' }
      const stood: Pause = { from: endedAt ?? at, to: at, why: 'awaiting-confirmation', reason: 'stood repaired' }
      return move(after, { ...unended, state: 'open', pauses: [...unended.pauses, stood] }, 'notFixed')
    })
}

/**
 * A repair clock of an earlier round runs on: the promise counts from the first report, and so does a date that was given.
 * A new unit that has fallen due stays due.
 */
export const isCarriedOver = (state: Repair, { round, term, startedAt }: Clock): boolean => {
  if (round >= state.round) return false
  if (term.until === 'replaced') return startedAt === state.milestones.replacementDue?.at
  return term.until === 'repaired' && (term.from === 'reported' || term.from === 'scheduled')
}

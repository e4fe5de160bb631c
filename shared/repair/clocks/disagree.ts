import { without } from '../../kernel/fields.ts'
import { earliest as earliestOf, millisBetween, msDuration } from '../../kernel/instant.ts'
import { limitOf } from '../../plan/terms.ts'
import { type AgreedAbout, movedOn, type StandingAgreement } from '../../promise/agreement.ts'
import type { Clock } from '../../promise/clock.ts'
import type { PromiseState } from '../../promise/promised.ts'
import type { Cause, RepairStamp } from '../state/recorded.ts'
import type { Occurrence, Repair } from '../state/repair.ts'
import type { ClockEvent } from './events.ts'
import { agreedFor, isOfArrival, moved } from './moving.ts'
import { earliest, reachedAt } from './settle.ts'

// The customer never agreed. Whatever that yes did to a promise is undone, also where the promise has ended since: it is judged
// against the instant at which it was due without that yes.

type Disagreed = RepairStamp & { readonly type: 'disagreed'; readonly agreement: number; readonly about?: AgreedAbout }

/** The clocks that stand otherwise without the agreement, which `after` no longer has. */
export function clocksWithout(after: Repair, event: Disagreed): readonly Clock[] {
  const ended = event.about === 'sendIn' || event.about === 'alternative'
  return after.clocks.flatMap((clock): Clock[] => {
    if (ended && clock.evidence === event.agreement && clock.state !== 'waived')
      return [stepped(clock, runningOn(after, withoutLimit(after, clock, event), event), event)]
    if (!isMovedBy(clock, event.agreement)) return []
    return [stepped(clock, judgedAnew(withoutLimit(after, withoutYes(after, clock, event.agreement), event)), event)]
  })
}

const isMovedBy = ({ moves = [], pauses }: Clock, seq: number): boolean =>
  moves.some(({ agreement }) => agreement === seq) || pauses.some(({ agreement }) => agreement === seq)

/** Due as if that one had never been agreed; other agreements stay. */
function withoutYes(state: Repair, clock: Clock, seq: number): Clock {
  // Of a visit, the promise to be there is due at that time; others wait for it.
  const stands = ({ about, seq: one }: StandingAgreement) =>
    one !== seq && (about === 'date' || (about === 'visit' && isOfArrival(clock)))
  const pauses = clock.pauses.filter(({ agreement }) => agreement !== seq)
  return moved(state, {
    ...without(clock, 'agreedAt'),
    pauses: waitingAgain(state, pauses, seq),
    ...agreedFor(state, clock, stands),
  })
}

/** The time of a visit that the revoked one had replaced is waited for again, until somebody was there. */
function waitingAgain(
  { agreements = [], milestones }: Repair,
  pauses: Clock['pauses'],
  revoked: number,
): Clock['pauses'] {
  const last = agreements.findLast(({ about, seq }) => about === 'visit' && seq !== revoked)
  const until = earliestOf([last?.until, milestones.arrived?.at].filter((one) => one !== undefined))
  if (!last || !until || last.seq > revoked) return pauses
  return pauses.map((pause) => (pause.agreement === last.seq && pause.from < until ? { ...pause, to: until } : pause))
}

/** A unit that was never to be sent in has no longer limit for it. */
function withoutLimit(state: Repair, clock: Clock, { agreement }: Disagreed): Clock {
  const wasSentIn = clock.moves?.some((move) => move.agreement === agreement && move.because === 'sentIn') === true
  if (!wasSentIn || clock.term.limit === 'promised') return clock
  return moved(state, { ...clock, limit: limitOf(state.plan, clock.term, false) })
}

/** Both dates stay in sight. */
const stepped = (before: Clock, after: Clock, { type }: Disagreed): Clock => {
  const moves = movedOn(before.moves, { from: before.dueAt, to: after.dueAt, because: type })
  return moves.length > 0 ? { ...after, moves } : after
}

type End = Pick<Clock, 'state' | 'endedAt' | 'brokenAt' | 'lateBy' | 'endedBecause'>

/** What had ended by then, judged against the instant at which it is due now. A tap that was taken back ended nothing. */
function judgedAnew(clock: Clock): Clock {
  const { before, dueAt } = clock
  const isOver = clock.state === 'kept' || clock.state === 'broken' || clock.state === 'fallenAway'
  const judged = isOver && clock.endedBecause !== 'takenBack' ? withEnd(clock, dueAt) : clock
  return before ? { ...judged, before: withEnd(before, dueAt) } : judged
}

function withEnd<T extends End>(ended: T, dueAt: string): T {
  const { state, endedAt, brokenAt } = ended
  const isLate = endedAt !== undefined && endedAt > dueAt && state !== 'waived'
  if (isLate)
    return {
      ...ended,
      state: 'broken' satisfies PromiseState,
      brokenAt: dueAt,
      lateBy: msDuration(millisBetween(dueAt, endedAt)),
    } as T
  return state === 'broken' && brokenAt !== undefined && brokenAt > dueAt ? { ...ended, brokenAt: dueAt } : ended
}

/** What that yes had ended runs on, from when it ran, to whatever has ended it since. */
function runningOn(state: Repair, clock: Clock, event: Because): Clock {
  const open = without(clock, 'endedAt', 'evidence', 'lateBy', 'endedBecause')
  const again: Clock = clock.state === 'broken' ? open : moved(state, { ...without(open, 'engineer'), state: 'open' })
  return endedSince(state, again, event)
}

/** The event by which a clock is judged anew. */
type Because = Pick<Cause, 'type'>

/** The clock as the facts so far have ended it: reached, or pointless since it was repaired, closed or another round began. */
function endedSince(state: Repair, clock: Clock, event: Because): Clock {
  const { until } = clock.term
  const { milestones, closed, round, roundAt, seq } = state
  // A date that was given, or an answer, may be that of another question.
  const reached = reachedAt(state, clock, (milestone) => milestone !== 'scheduled' && milestone !== 'advised')
  const needless = earliest([
    ...(isOfArrival(clock) ? [milestones.repaired, state.sentIn] : []),
    ...(clock.round < round && until !== 'repaired' && until !== 'replaced' ? [{ at: roundAt, seq }] : []),
    ...(closed ? [{ at: closed.at, seq }] : []),
  ])
  const end = earliest([reached, needless])
  if (!end) return clock
  const ended: Clock = {
    ...clock,
    endedAt: end.at,
    evidence: end.seq,
    ...(end !== reached && { endedBecause: causeOf(state, end, event) }),
    ...(state.assignee && { engineer: { id: state.assignee.id, name: state.assignee.name } }),
  }
  if (end.at > clock.dueAt) return withEnd(ended, clock.dueAt)
  return { ...ended, state: end === reached ? 'kept' : 'fallenAway' }
}

const causeOf = (state: Repair, { seq }: Occurrence, event: Because): string => {
  if (seq === state.milestones.repaired?.seq) return solvedBy(state)
  return seq === state.sentIn?.seq ? 'sentIn' : event.type
}

const solvedBy = (state: Repair): string => {
  if (state.solvedBy === 'phone') return 'solvedRemotely'
  return state.solvedBy === 'replacement' ? 'unitReplaced' : 'repaired'
}

/** The state as these changes will leave its clocks. */
export const withChanges = (state: Repair, changes: readonly ClockEvent[]): Repair => ({
  ...state,
  clocks: state.clocks.map((clock) => {
    const change = changes.find((known) => clockOf(known) === clock.id)
    if (change?.type === 'clockMoved') return change.clock
    return change?.type === 'clockEnded' ? { ...clock, state: change.outcome, endedAt: state.updatedAt } : clock
  }),
})

/** What stands again, or starts late, may have ended long ago: then it ended there and not now. */
export function asItEnded(state: Repair, changes: readonly ClockEvent[], event: Because): readonly ClockEvent[] {
  const judged = changes.map((change) =>
    (change.type === 'clockMoved' || change.type === 'clockStarted') && change.clock.endedAt === undefined
      ? { ...change, clock: endedSince(state, change.clock, event) }
      : change,
  )
  const over = judged.flatMap((change) =>
    (change.type === 'clockMoved' || change.type === 'clockStarted') && change.clock.endedAt !== undefined
      ? [change.clock.id]
      : [],
  )
  return judged.filter((change) => !(change.type === 'clockEnded' && over.includes(change.clock)))
}

const clockOf = (change: ClockEvent): string | undefined => {
  if (change.type === 'clockMoved' || change.type === 'clockStarted') return change.clock.id
  return change.type === 'clockEnded' ? change.clock : undefined
}

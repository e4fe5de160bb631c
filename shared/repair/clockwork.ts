import type { Clock, Pause } from '../plan/clock.ts'
import { deadline } from '../plan/deadline.ts'
import type { ClockTerm, Milestone } from '../plan/plan.ts'
import { driving, limitOf, newClock, termsFor } from '../plan/terms.ts'
import { type Instant, millisBetween, msDuration } from '../time/instant.ts'
import type { RecordedEvent, RepairEvent, RepairEventType } from './events.ts'
import type { Repair } from './repair.ts'

/** Working time follows the customer's zone and the plan's hours. */
export const scheduleOf = (repair: Repair) => ({ timezone: repair.timezone, workingHours: repair.plan.workingHours })

/** Time counts for this clock: it is open and nothing holds it. */
export const isRunning = (clock: Clock): boolean =>
  clock.state === 'open' && clock.pauses.every((pause) => pause.to !== undefined)

const isUnended = (clock: Clock): boolean => clock.endedAt === undefined

/**
 * Which milestones a fact reaches, and which it makes pointless. A later milestone reached early settles the earlier ones:
 * whoever arrives has responded; what is solved by phone needs no visit.
 */
const SETTLES: Partial<
  Record<RepairEventType, { readonly reaches: readonly Milestone[]; readonly pointless?: readonly Milestone[] }>
> = {
  responded: { reaches: ['responded'] },
  solutionProposed: { reaches: ['responded', 'proposed'] },
  visitDecided: { reaches: ['responded', 'proposed', 'triaged'] },
  dispatched: { reaches: ['responded', 'proposed', 'triaged', 'dispatched'] },
  arrived: { reaches: ['responded', 'proposed', 'triaged', 'dispatched', 'arrived'] },
  sentIn: { reaches: ['responded', 'proposed', 'triaged'], pointless: ['dispatched', 'arrived'] },
  solvedRemotely: {
    reaches: ['responded', 'proposed', 'triaged', 'repaired'],
    pointless: ['dispatched', 'arrived'],
  },
  repaired: { reaches: ['responded', 'proposed', 'triaged', 'repaired'], pointless: ['dispatched', 'arrived'] },
  loanerLent: { reaches: ['loaned'] },
  withdrawn: {
    reaches: [],
    pointless: ['responded', 'proposed', 'triaged', 'dispatched', 'arrived', 'repaired', 'loaned', 'confirmed'],
  },
}

/**
 * What a fact does to the clocks: it starts some, moves some, ends some. `after` is the state with the fact folded in.
 * A clock event has no consequences of its own.
 */
export function consequences(before: Repair | undefined, after: Repair, event: RecordedEvent): RepairEvent[] {
  const settled = settle(after, event)
  switch (event.type) {
    case 'opened':
    case 'hardwareVerdict':
      return reconcile(after, event)
    case 'arrived':
      return [...settled, ...endAgreedWait(after, event.at), ...reconcile(after, event)]
    case 'identified':
    case 'severityChanged':
      return reconcile(after, event)
    case 'notFixed':
      return [...(before ? reopen(before, after, event.at) : []), ...reconcile(after, event)]
    case 'sentIn':
      return [...settled, ...sendIn(after, event)]
    case 'visitDecided':
      return [...settled, ...(event.visitAt ? agreeVisit(after, event.at, event.visitAt) : [])]
    case 'paused':
      return stop(after, event.at, event.reason)
    case 'resumed':
      return restart(after, event.at)
    default:
      return settled
  }
}

/** Breaches that no timer has recorded yet: due before `now`. At the deadline itself the promise is still kept. */
export const missedBefore = (state: Repair, now: Instant): RepairEvent[] =>
  state.clocks.filter((clock) => isRunning(clock) && clock.dueAt < now).map(broken)

/** Breaches at the deadline, when the timer asks. */
export const missedAt = (state: Repair, now: Instant): RepairEvent[] =>
  state.clocks.filter((clock) => isRunning(clock) && clock.dueAt <= now).map(broken)

const broken = (clock: Clock): RepairEvent => ({
  type: 'clockBroken',
  clock: clock.id,
  clause: clock.term.clause,
  liability: clock.term.broken === 'liability',
})

function settle(state: Repair, event: RecordedEvent): RepairEvent[] {
  const settles = SETTLES[event.type]
  if (!settles) return []
  return state.clocks.filter(isUnended).flatMap((clock): RepairEvent[] => {
    const { until, otherwise } = clock.term
    if (settles.reaches.includes(until) || (otherwise && settles.reaches.includes(otherwise)))
      return [reached(clock, event)]
    return settles.pointless?.includes(until) ? [pointless(clock, event)] : []
  })
}

function reached(clock: Clock, event: { at: Instant; seq: number }): RepairEvent {
  const end = { type: 'clockEnded', clock: clock.id, clause: clock.term.clause, evidence: event.seq } as const
  return clock.state === 'broken' && event.at > clock.dueAt
    ? { ...end, outcome: 'broken', lateBy: msDuration(millisBetween(clock.dueAt, event.at)) }
    : { ...end, outcome: 'kept' }
}

/** A promise that lost its object is waived; one already broken stays broken, for as long as it lasted. */
const pointless = (clock: Clock, event: RecordedEvent, because: string = event.type): RepairEvent =>
  clock.state === 'broken'
    ? reached(clock, event)
    : {
        type: 'clockEnded',
        clock: clock.id,
        clause: clock.term.clause,
        outcome: 'waived',
        evidence: event.seq,
        because,
      }

/**
 * Brings this round's clocks in line with plan, severity and what has happened: missing ones start, others of the round
 * that no longer apply are waived. Starting points that have not happened yet start nothing.
 */
function reconcile(state: Repair, event: RecordedEvent): RepairEvent[] {
  const due = dueClocks(state)
  const started = due.flatMap((clock): RepairEvent[] => {
    const known = state.clocks.find(({ id }) => id === clock.id)
    if (!known) return [{ type: 'clockStarted', clock }, ...alreadyReached(state, clock)]
    const same = known.limit === clock.limit && known.drives === clock.drives && known.term.window === clock.term.window
    return known.state !== 'open' || same ? [] : [{ type: 'clockMoved', clock, because: event.type }]
  })
  const applies = new Set(due.map(({ id }) => id))
  const waived = state.clocks
    .filter((clock) => isUnended(clock) && !applies.has(clock.id) && !isCarriedOver(state, clock))
    .map((clock) => waive(clock, event))
  return [...waived, ...started]
}

/** Unlike `pointless`, a breach of a plan that never applied is no breach: the wrong plan was assumed. */
const waive = (clock: Clock, event: RecordedEvent): RepairEvent =>
  event.type === 'identified' ? pointless({ ...clock, state: 'open' }, event) : pointless(clock, event)

/** A repair clock of an earlier round runs on: the promise counts from the first report. */
const isCarriedOver = (state: Repair, clock: Clock): boolean =>
  clock.round < state.round && clock.term.from === 'reported' && clock.term.until === 'repaired'

function dueClocks(state: Repair): Clock[] {
  const begins: Record<ClockTerm['from'], Instant | undefined> = {
    reported: state.roundAt,
    arrived: state.milestones.arrived?.at,
    hardwareVerdict: state.milestones.hardwareVerdict?.at,
  }
  const clocks = termsFor(state.plan, state.severity)
    .filter((term) => !(term.onSiteOnly && state.sentIn))
    .flatMap((term): Clock[] => {
      const startedAt = begins[term.from]
      const carried = state.clocks.some(
        (clock) => isCarriedOver(state, clock) && clock.term.clause === term.clause && clock.term.until === term.until,
      )
      return startedAt === undefined || carried ? [] : [freshClock(state, term, startedAt)]
    })
  return clocks.map((clock) => ({ ...clock, drives: isShortest(clock, clocks) }))
}

/** Limits of one milestone compete only where the same fact starts them: three hours on site do not silence the 36 of the report. */
const isShortest = (clock: Clock, all: readonly Clock[]): boolean =>
  driving(all.filter(({ term }) => term.from === clock.term.from)).has(clock.id)

function freshClock(state: Repair, term: ClockTerm, startedAt: Instant): Clock {
  const clock = newClock(state.plan, term, state.round, startedAt, scheduleOf(state), state.sentIn !== undefined)
  const pauses = term.pausable ? state.pauses.filter((pause) => !pause.to || pause.to > startedAt) : []
  return pauses.length ? moved(state, { ...clock, pauses }) : clock
}

/** A clock that starts after its milestone was reached ends with it. */
function alreadyReached(state: Repair, clock: Clock): RepairEvent[] {
  const facts = [clock.term.until, clock.term.otherwise].flatMap((milestone) =>
    milestone && state.milestones[milestone] ? [state.milestones[milestone]] : [],
  )
  const first = facts[0]
  if (!first) return []
  return [reached(first.at > clock.dueAt ? { ...clock, state: 'broken' } : clock, first)]
}

/** The clock with its due instant computed anew from its limit, its pauses and what was agreed. */
function moved(state: Repair, clock: Clock): Clock {
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

const pausable = (clock: Clock): boolean => clock.term.pausable && clock.state === 'open'

const stop = (state: Repair, at: Instant, reason: string): RepairEvent[] =>
  state.clocks
    .filter((clock) => pausable(clock) && isRunning(clock))
    .map((clock) =>
      move(state, { ...clock, pauses: [...clock.pauses, { from: at, why: 'customer', reason }] }, 'paused'),
    )

const restart = (state: Repair, at: Instant): RepairEvent[] =>
  state.clocks
    .filter((clock) => clock.state === 'open' && !isRunning(clock))
    .map((clock) => move(state, { ...clock, pauses: clock.pauses.map((pause) => endAt(pause, at)) }, 'resumed'))

const endAt = (pause: Pause, at: Instant): Pause => (pause.to && pause.to <= at ? pause : { ...pause, to: at })

/** H14: a unit sent in has a longer limit; a promise for work on site no longer applies. */
const sendIn = (state: Repair, event: RecordedEvent): RepairEvent[] =>
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
const agreeVisit = (state: Repair, at: Instant, visitAt: Instant): RepairEvent[] =>
  state.clocks
    .filter((clock) => clock.state === 'open')
    .flatMap((clock): RepairEvent[] => {
      const { until } = clock.term
      if (until === 'arrived' || until === 'dispatched')
        return [move(state, { ...clock, agreedAt: visitAt }, 'visitAgreed')]
      if (until !== 'repaired' || !pausable(clock) || visitAt <= at) return []
      const pause: Pause = {
        from: at,
        to: visitAt,
        why: 'visit-agreed',
        reason: 'visit at the time the customer asked',
      }
      return [move(state, { ...clock, pauses: [...clock.pauses, pause] }, 'visitAgreed')]
    })

/** Arriving before the agreed time ends the wait for it. */
const endAgreedWait = (state: Repair, at: Instant): RepairEvent[] =>
  state.clocks
    .filter(
      (clock) => clock.state === 'open' && clock.pauses.some((p) => p.why === 'visit-agreed' && !!p.to && p.to > at),
    )
    .map((clock) => move(state, { ...clock, pauses: clock.pauses.map((pause) => endAt(pause, at)) }, 'arrived'))

/**
 * A refused repair never happened for the clocks it had settled: they run on from the first report, without the time the
 * unit stood repaired.
 */
function reopen(before: Repair, after: Repair, at: Instant): RepairEvent[] {
  const refused = before.milestones.repaired
  return after.clocks
    .filter((clock) => refused && clock.evidence === refused.seq && isCarriedOver(after, clock))
    .filter((clock) => clock.state !== 'waived')
    .map((clock) => {
      const { endedAt, evidence, lateBy, ...unended } = clock
      if (clock.state === 'broken') return { type: 'clockMoved', clock: unended, because: 'notFixed' }
      const stood: Pause = { from: endedAt ?? at, to: at, why: 'awaiting-confirmation', reason: 'stood repaired' }
      return move(after, { ...unended, state: 'open', pauses: [...unended.pauses, stood] }, 'notFixed')
    })
}

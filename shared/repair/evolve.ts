import type { Clock, Pause } from '../plan/clock.ts'
import type { Instant } from '../time/instant.ts'
import type { RecordedEvent } from './events.ts'
import { applyOnCall, raise, stopPaging, wanted } from './paging.ts'
import type { Fact, Repair, Stage } from './repair.ts'
import { STAGES } from './repair.ts'
import { without } from './without.ts'

/** Latest action ids kept to recognise a repeat. */
const REMEMBERED_ACTIONS = 20

/** Folds one event into the state. Total: every event the archive may hold has its effect here, and nothing else changes a repair. */
export function evolve(state: Repair | undefined, event: RecordedEvent): Repair {
  if (event.type === 'opened') return opened(event)
  if (!state) throw new Error(`A repair begins with "opened", not "${event.type}"`)
  const next = apply({ ...state, seq: event.seq, updatedAt: event.at, handled: handledWith(state, event) }, event)
  return { ...next, stage: stageOf(next) }
}

/** The state after a whole history. */
export const fold = (events: readonly RecordedEvent[], from?: Repair): Repair | undefined =>
  events.reduce<Repair | undefined>((state, event) => evolve(state, event), from)

const handledWith = ({ handled }: Repair, { action }: RecordedEvent): readonly string[] =>
  action && !handled.includes(action) ? [...handled, action].slice(-REMEMBERED_ACTIONS) : handled

function opened(event: RecordedEvent & { type: 'opened' }): Repair {
  return {
    ...event.subject,
    id: event.repairId,
    version: 0,
    seq: event.seq,
    stage: STAGES[0],
    severity: event.severity,
    reportedAt: event.reportedAt,
    updatedAt: event.at,
    round: 1,
    roundAt: event.reportedAt,
    symptoms: event.call.symptoms,
    calls: [event.call],
    contacts: event.contacts,
    milestones: {},
    clocks: [],
    pauses: [],
    paging: wanted('report', event.at),
    confirmationReminders: 0,
    handled: [],
  }
}

function stageOf(state: Repair): Stage {
  const reached = state.milestones
  if (state.closed) return 'closed'
  if (reached.repaired) return 'confirmation'
  if (reached.arrived || state.sentIn) return 'repair'
  if (reached.triaged) return 'arrival'
  if (reached.responded) return 'remoteFix'
  return 'response'
}

const reach = (state: Repair, milestone: keyof Repair['milestones'], event: RecordedEvent): Repair =>
  state.milestones[milestone] ? state : { ...state, milestones: { ...state.milestones, [milestone]: factOf(event) } }

const factOf = (event: RecordedEvent): Fact => ({ at: event.at, seq: event.seq })

const withClock = (state: Repair, id: string, change: (clock: Clock) => Clock): Repair => ({
  ...state,
  clocks: state.clocks.map((clock) => (clock.id === id ? change(clock) : clock)),
})

const putClock = (state: Repair, clock: Clock): Repair =>
  state.clocks.some((known) => known.id === clock.id)
    ? withClock(state, clock.id, () => clock)
    : { ...state, clocks: [...state.clocks, clock] }

const loanerState = (state: Repair, to: 'lent' | 'returned' | 'released', at: Instant): Repair =>
  state.loaner ? { ...state, loaner: { ...state.loaner, state: to, at } } : state

const openPause = (why: Pause['why'], reason: string, from: Instant): Pause => ({ from, why, reason })

function apply(state: Repair, event: Exclude<RecordedEvent, { type: 'opened' }>): Repair {
  switch (event.type) {
    case 'callJoined':
      return { ...state, calls: [...state.calls, event.call], contacts: event.contacts }
    case 'identified':
      return { ...state, ...event.subject, severity: event.severity, contacts: event.contacts }
    case 'severityChanged':
      return { ...state, severity: event.severity }
    case 'paged':
    case 'pageFailed':
    case 'nobodyOnCall':
    case 'acknowledged':
    case 'assigned':
    case 'handedOver':
      return applyOnCall(state, event)
    case 'responded':
      return reach(state, 'responded', event)
    case 'solutionProposed':
      return reach(reach(state, 'responded', event), 'proposed', event)
    case 'solvedRemotely':
      return stopPaging(
        reach(reach({ ...state, work: event.work, solvedBy: 'phone' }, 'triaged', event), 'repaired', event),
      )
    case 'visitDecided': {
      const decided = reach(state, 'triaged', event)
      return event.visitAt ? { ...decided, visitAt: event.visitAt } : decided
    }
    case 'dispatched':
      return reach(reach(state, 'triaged', event), 'dispatched', event)
    case 'arrived':
      return reach(reach(reach(state, 'triaged', event), 'dispatched', event), 'arrived', event)
    case 'notSolvedOnSite':
      return state.plan.loanerWhenNotSolvedOnSite ? wantLoaner(state, 'notSolvedOnSite', event.at) : state
    case 'sentIn':
      return { ...reach(state, 'triaged', event), sentIn: factOf(event) }
    case 'hardwareVerdict':
      return reach(state, 'hardwareVerdict', event)
    case 'repaired':
      return stopPaging(
        reach({ ...state, work: event.work, solvedBy: state.sentIn ? 'factory' : 'visit' }, 'repaired', event),
      )
    case 'loanerReserved':
      return without(
        { ...state, loaner: { state: 'reserved', serial: event.serial, name: event.name, at: event.at } },
        'loanerWanted',
      )
    case 'noLoanerFree':
      return state.loanerWanted ? { ...state, loanerWanted: { ...state.loanerWanted, tryAt: event.tryAt } } : state
    case 'loanerLent':
      return reach(loanerState(state, 'lent', event.at), 'loaned', event)
    case 'loanerReturned':
      return loanerState(state, 'returned', event.at)
    case 'loanerReleased':
      return loanerState(state, 'released', event.at)
    case 'paused':
      return { ...state, pauses: [...state.pauses, openPause('customer', event.reason, event.at)] }
    case 'resumed':
      return { ...state, pauses: state.pauses.map((pause) => (pause.to ? pause : { ...pause, to: event.at })) }
    case 'delayed':
      return {
        ...state,
        delay: event.newTime ? { reason: event.reason, newTime: event.newTime } : { reason: event.reason },
      }
    case 'noted':
    case 'withdrawn':
      return state
    case 'confirmationReminded':
      return { ...state, confirmationReminders: event.count }
    case 'confirmed':
      return event.rating === undefined
        ? reach(state, 'confirmed', event)
        : { ...reach(state, 'confirmed', event), rating: event.rating }
    case 'notFixed':
      return refused(state, event.at)
    case 'closed':
      return without(stopPaging({ ...state, closed: { at: event.at, how: event.how } }), 'loanerWanted')
    case 'clockStarted':
    case 'clockMoved':
      return putClock(state, event.clock)
    case 'clockWarned':
    case 'clockBroken':
    case 'clockEnded':
      return applyClock(state, event)
    default:
      return event satisfies never
  }
}

type ClockEvent = Extract<RecordedEvent, { type: 'clockWarned' | 'clockBroken' | 'clockEnded' }>

function applyClock(state: Repair, event: ClockEvent): Repair {
  const clock = state.clocks.find((known) => known.id === event.clock)
  if (!clock) return state
  switch (event.type) {
    case 'clockWarned': {
      const shares = state.plan.warnAt.filter((share) => share <= event.share)
      const warned = withClock(state, clock.id, (known) => ({ ...known, warned: shares }))
      const last = event.share >= Math.max(...state.plan.warnAt)
      return last && clock.term.otherwise ? wantLoaner(warned, clock.term.clause, event.at) : warned
    }
    case 'clockBroken': {
      const broken = withClock(state, clock.id, (known) => ({ ...known, state: 'broken', brokenAt: event.at }))
      const raised = clock.drives ? raise(broken, clock, event.at) : broken
      return clock.term.otherwise ? wantLoaner(raised, clock.term.clause, event.at) : raised
    }
    case 'clockEnded': {
      const ended = withClock(state, clock.id, (known) => ({
        ...known,
        state: event.outcome,
        endedAt: event.at,
        evidence: event.evidence,
        ...(event.lateBy && { lateBy: event.lateBy }),
        ...(event.outcome === 'waived' && event.because && { waivedBecause: event.because }),
      }))
      return ended.paging?.reason === 'breach' && ended.paging.clock === clock.id ? stopPaging(ended) : ended
    }
    default:
      return event satisfies never
  }
}

const wantLoaner = (state: Repair, because: string, at: Instant): Repair =>
  state.loanerWanted || (state.loaner && state.loaner.state !== 'returned' && state.loaner.state !== 'released')
    ? state
    : { ...state, loanerWanted: { since: at, because, tryAt: at } }

/**
 * The customer refuses the repair: a new report of the same fault. The work begins again; a loaner that stands at the
 * customer's stays. Whoever did the refused repair is asked first.
 */
function refused(state: Repair, at: Instant): Repair {
  const { loaned } = state.milestones
  return {
    ...without(state, 'sentIn', 'solvedBy', 'visitAt', 'delay', 'assignee'),
    round: state.round + 1,
    roundAt: at,
    milestones: loaned ? { loaned } : {},
    confirmationReminders: 0,
    paging: wanted('notFixed', at, state.assignee && { first: state.assignee }),
  }
}

import { pick, without } from '../../kernel/fields.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Clock } from '../../promise/clock.ts'
import { endOf, isVoid, type PromiseState } from '../../promise/promised.ts'
import { askAgain, raise, stopPaging } from '../state/paging.ts'
import type { Recorded } from '../state/recorded.ts'
import type { Repair } from '../state/repair.ts'
import { brief } from '../state/room.ts'
import { wantLoaner } from '../state/wanted-loaner.ts'
import type { ClockEvent } from './events.ts'

/** What clock events do: a breach goes up one level and may call for a loaner; the chase ends with its clock. */
export function applyClock(state: Repair, event: Recorded<ClockEvent>): Repair {
  if (event.type === 'clockStarted' || event.type === 'clockMoved') return putClock(state, event.clock)
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
      const broken = withClock(state, clock.id, (known) => ({
        ...heldBy(state, known),
        state: 'broken',
        brokenAt: event.at,
      }))
      const raised = clock.drives ? raise(broken, clock, event.at) : broken
      return clock.term.otherwise ? wantLoaner(raised, clock.term.clause, event.at) : raised
    }
    case 'clockEnded': {
      const outcome = outcomeOf(event)
      const ended = withClock(state, clock.id, (known) => ({
        ...holderOf(state, known, outcome),
        state: outcome,
        endedAt: event.at,
        evidence: event.evidence,
        ...(event.lateBy && { lateBy: event.lateBy }),
        ...(outcome === 'waived' && event.because && { waivedBecause: brief(event.because, 100) }),
        ...(outcome === 'waived' && event.approver && { waivedBy: event.approver }),
        ...((isVoid(outcome) || outcome === 'broken') && event.because && { endedBecause: brief(event.because, 100) }),
        ...(outcome === 'superseded' && { before: standingBefore(known, event.under ?? planOf(state)) }),
      }))
      return ended.paging?.reason === 'breach' && ended.paging.clock === clock.id
        ? settleBreach(ended, event.at)
        : ended
    }
    default:
      return event satisfies never
  }
}

/** The breach that was paged about is over; where nobody has the repair yet, somebody is still to take it. */
const settleBreach = (state: Repair, at: Instant): Repair =>
  state.paging?.pending && !state.assignee && !state.desk && !state.milestones.repaired && !state.closed
    ? askAgain(state, at)
    : stopPaging(state)

/** Before promises had five ways to end, those that nobody approved were waived as well. */
const outcomeOf = ({
  outcome,
  approver,
  because,
}: Extract<ClockEvent, { type: 'clockEnded' }>): Exclude<PromiseState, 'open'> => {
  if (outcome !== 'waived' || approver !== undefined) return outcome
  return because === 'identified' || because === 'severityChanged' ? 'superseded' : 'fallenAway'
}

const planOf = ({ plan }: Repair) => ({ plan: plan.id, planVersion: plan.version })

/** How it stood when it was superseded: should that plan or severity prove right after all, it stands so again. */
const standingBefore = (clock: Clock, under: { plan: string; planVersion: number }): NonNullable<Clock['before']> => ({
  ...under,
  state: clock.state,
  ...endOf(clock),
  ...pick(clock, 'engineer'),
})

/**
 * A breach stays with whoever had the repair then. Reached in the very instant in which the timer asked, or of a plan that
 * never held, it was none; one that came to light only when it was over began when it was due.
 */
const holderOf = (state: Repair, clock: Clock, outcome: Clock['state']): Clock => {
  if (clock.state === 'broken') return outcome === 'broken' ? clock : without(clock, 'brokenAt', 'lateBy')
  const held = heldBy(state, clock)
  return outcome === 'broken' ? { ...held, brokenAt: clock.dueAt } : held
}

/** The clock, noting who has the repair just now. */
const heldBy = ({ assignee }: Repair, clock: Clock): Clock => ({
  ...without(clock, 'engineer'),
  ...(assignee && { engineer: { id: assignee.id, name: assignee.name } }),
})

const withClock = (state: Repair, id: string, change: (clock: Clock) => Clock): Repair => ({
  ...state,
  clocks: state.clocks.map((clock) => (clock.id === id ? change(clock) : clock)),
})

const putClock = (state: Repair, clock: Clock): Repair =>
  state.clocks.some((known) => known.id === clock.id)
    ? withClock(state, clock.id, () => clock)
    : { ...state, clocks: [...state.clocks, clock] }

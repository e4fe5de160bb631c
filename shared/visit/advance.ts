import { SYSTEM } from '../kernel/actor.ts'
import { dayOf, startOfDay } from '../kernel/calendar.ts'
import type { Instant } from '../kernel/instant.ts'
import { mayBeAskedAt } from '../promise/asking-hours.ts'
import { isIdle, isOfferDue, passesAt, questions, remindedAtOf } from './awaited.ts'
import { begin, type VisitDecision } from './decide.ts'
import type { LaterEvent } from './events.ts'
import { meaning, meantFrom, notMeantYet } from './features/filling/forms.ts'
import { firstCall } from './slots/half-days.ts'
import { type ContactRef, isIn, type Slot, type VisitState, type VisitTerms, type VisitWork } from './state/visit.ts'

/** What a visit looks up as time passes. The state is never ahead of its contract. */
export interface Surroundings {
  readonly terms: VisitTerms
  /** Those of its contract's works that are owed now, by key. */
  readonly owed: ReadonlyMap<string, VisitWork>
  /** Who at the customer's can be written to; absent: nobody. */
  readonly contact?: ContactRef
  /** Dates to offer. */
  readonly slots: readonly Slot[]
}

/** What is due now. Asked too early or twice, it decides nothing. */
export function advance(state: VisitState, around: Surroundings, now: Instant): VisitDecision {
  const decision = begin(state, SYSTEM, now)
  if (state.stage === 'ended') return decision
  decision.record(...asItIs(state, around))
  if (isIdle(decision.state)) return decision.record(...questions(decision.state, now))
  if (decision.state.works.length === 0)
    return decision.record(...meaning(notMeantYet(decision.state)), { type: 'fellAway' })
  const due: readonly ((visit: VisitState) => readonly LaterEvent[])[] = [
    (visit) => meaning(notMeantYet(visit).filter((sheet) => meantFrom(sheet) <= now)),
    (visit) => passed(visit, now),
    (visit) => tried(visit, now),
    (visit) => offered(visit, around, now),
    (visit) => reminded(visit, now),
    (visit) => questions(visit, now),
  ]
  for (const part of due) decision.record(...part(decision.state))
  return decision
}

/** How what is recorded differs from what the contract says. */
export function asItIs({ terms, works, way, stage, slot }: VisitState, around: Surroundings): readonly LaterEvent[] {
  const isNews = JSON.stringify(terms) !== JSON.stringify(around.terms)
  return [
    ...(isNews ? [{ type: 'termsSeen', terms: around.terms } as const] : []),
    ...works.flatMap((work): readonly LaterEvent[] => {
      const owed = around.owed.get(work.key)
      if (!owed) return [{ type: 'workDropped', key: work.key, name: work.name, because: 'ended' }]
      if (JSON.stringify(owed) === JSON.stringify(work)) return []
      const isLeftBehind = way === 'visit' && stage === 'appointment' && slot && isIn(slot, work) && !isIn(slot, owed)
      return [
        { type: 'workMoved', work: owed },
        ...(isLeftBehind ? [{ type: 'dateMisfits', slot, work: owed } as const] : []),
      ]
    }),
  ]
}

function passed(visit: VisitState, now: Instant): readonly LaterEvent[] {
  const at = passesAt(visit)
  return at !== undefined && at <= now ? [{ type: 'passed' }] : []
}

/** A call is made in the half of a day that comes next. */
function tried({ way, stage, slot, terms }: VisitState, now: Instant): readonly LaterEvent[] {
  if (way !== 'call' || stage !== 'planning' || slot) return []
  const next = firstCall(now, terms)
  return next ? [{ type: 'callSet', slot: next }] : []
}

/** The customer is offered dates, by day; where they do not choose, somebody phones. */
function offered(visit: VisitState, { contact, slots }: Surroundings, now: Instant): readonly LaterEvent[] {
  if (!isOfferDue(visit, now) || !mayBeAskedAt(visit.terms, now)) return []
  return contact && slots.length > 0 ? [{ type: 'proposed', slots, contact }] : []
}

/** The day before, while it is still to come. */
function reminded(visit: VisitState, now: Instant): readonly LaterEvent[] {
  const at = remindedAtOf(visit)
  const { slot, terms } = visit
  if (at === undefined || at > now || !slot || !mayBeAskedAt(terms, now)) return []
  return now < startOfDay(dayOf(slot.from, terms.timezone), terms.timezone) ? [{ type: 'reminded' }] : []
}

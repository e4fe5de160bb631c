import { dayOf } from '../../kernel/calendar.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { VisitState } from '../state/visit.ts'

/** Nobody has met yet, and it is not over. */
export const isBefore = ({ stage }: Pick<VisitState, 'stage'>): boolean => stage !== 'ended'
export const isPlanning = ({ stage }: Pick<VisitState, 'stage'>): boolean => stage === 'planning'
export const isAgreed = ({ stage }: Pick<VisitState, 'stage'>): boolean => stage === 'appointment'
/** What the customer was offered may be chosen: a date is to be found, or nobody says what came of the last one. */
export const mayChoose = (visit: VisitState): boolean =>
  visit.proposal !== undefined && (isPlanning(visit) || (isPassed(visit) && !isBegun(visit)))
/** Where somebody has filled in anything since then, somebody came. */
export const isBegun = ({ slot, filled = [] }: Pick<VisitState, 'slot' | 'filled'>): boolean =>
  filled.some(({ at }) => slot !== undefined && at >= slot.from)
export const isPassed = ({ stage }: Pick<VisitState, 'stage'>): boolean => stage === 'outcome'

/** What is over with a date, whatever came of it. */
export const APPOINTMENT = ['asked', 'slot', 'agreed', 'confirmedAt', 'remindedAt', 'misfit'] as const

/** Nobody met. The customer is offered other dates, unless they have some to choose from. */
export const nobodyMet = (state: VisitState, missed: NonNullable<VisitState['missed']>): VisitState => ({
  ...state,
  missed,
  ...(!state.proposal && { toOffer: true }),
})

/** On the day itself, or once it has passed: nobody is done with it the week before. A call may be made before its time. */
export const isOnDay = (visit: VisitState, now: Instant): boolean =>
  isPassed(visit) ||
  (isAgreed(visit) &&
    (visit.way === 'call' || dayOf(visit.slot?.from ?? now, visit.terms.timezone) <= dayOf(now, visit.terms.timezone)))

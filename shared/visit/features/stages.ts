import { dayOf } from '../../kernel/calendar.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { VisitState } from '../state/visit.ts'

/** Nobody has met yet, and it is not over. */
export const isBefore = ({ stage }: Pick<VisitState, 'stage'>): boolean => stage !== 'ended'
export const isPlanning = ({ stage }: Pick<VisitState, 'stage'>): boolean => stage === 'planning'
export const isAgreed = ({ stage }: Pick<VisitState, 'stage'>): boolean => stage === 'appointment'
export const isPassed = ({ stage }: Pick<VisitState, 'stage'>): boolean => stage === 'outcome'

/** On the day itself, or once it has passed: nobody is done with it the week before. A call may be made before its time. */
export const isOnDay = (visit: VisitState, now: Instant): boolean =>
  isPassed(visit) ||
  (isAgreed(visit) &&
    (visit.way === 'call' || dayOf(visit.slot?.from ?? now, visit.terms.timezone) <= dayOf(now, visit.terms.timezone)))

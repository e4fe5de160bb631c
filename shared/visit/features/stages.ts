import type { VisitState } from '../state/visit.ts'

/** Nobody has met yet, and it is not over. */
export const isBefore = ({ stage }: Pick<VisitState, 'stage'>): boolean => stage !== 'ended'
export const isPlanning = ({ stage }: Pick<VisitState, 'stage'>): boolean => stage === 'planning'
export const isAgreed = ({ stage }: Pick<VisitState, 'stage'>): boolean => stage === 'appointment'
export const isPassed = ({ stage }: Pick<VisitState, 'stage'>): boolean => stage === 'outcome'

import type { PersonRef } from '../../kernel/actor.ts'
import { earliest, type Instant } from '../../kernel/instant.ts'
import type { ClockStart } from '../../plan/plan.ts'
import { isBeingRepaired, type Question, type Repair } from './repair.ts'

/** Questions of this round that nobody has answered. */
export const openQuestions = ({ escalations, roundAt }: Repair): readonly Question[] =>
  (escalations ?? []).filter(({ answer, at }) => answer === undefined && at >= roundAt)

/** Whose answer is awaited: what works again, or is over, takes none. */
export const awaitedFrom = (state: Repair): readonly PersonRef[] =>
  isBeingRepaired(state) ? openQuestions(state).flatMap(({ people = [] }) => people) : []

/** The date that was given: by when it will be solved, or by when the first open question is to be answered. */
export const promisedDate = (state: Repair, from: ClockStart): Instant | undefined => {
  if (from === 'scheduled') return state.resolutionAt
  if (from !== 'escalated') return undefined
  return earliest(openQuestions(state).flatMap(({ answerBy }) => answerBy ?? []))
}

import { earliest, type Instant } from '../../kernel/instant.ts'
import type { ClockStart } from '../../plan/plan.ts'
import type { Question, Repair } from './repair.ts'

/** Questions of this round that nobody has answered. */
export const openQuestions = ({ escalations, roundAt }: Repair): readonly Question[] =>
  (escalations ?? []).filter(({ answer, at }) => answer === undefined && at >= roundAt)

/** The date that was given: by when it will be solved, or by when the first open question is to be answered. */
export const promisedDate = (state: Repair, from: ClockStart): Instant | undefined => {
  if (from === 'scheduled') return state.resolutionAt
  if (from !== 'escalated') return undefined
  return earliest(openQuestions(state).flatMap(({ answerBy }) => answerBy ?? []))
}

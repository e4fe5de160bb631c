import type { Instant } from '../../../kernel/instant.ts'
import { text } from '../../../kernel/text.ts'
import type { Team } from '../../../plan/rules.ts'
import type { How } from '../../../promise/agreement.ts'
import { openQuestions } from '../../state/questions.ts'
import { isBeingRepaired } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

// What the desk and one visit cannot solve: the customer is given a date (C28), and others are asked (C28, N14).

export type BeyondAction =
  | { type: 'notSolved'; reason: string; resolutionAt?: Instant; unremovable?: boolean; major?: boolean }
  | { type: 'promiseDate'; resolutionAt: Instant; note?: string; agreedBy?: string; how?: How }
  | { type: 'escalate'; to: Team; question: string; answerBy?: Instant }
  | { type: 'advise'; answer: string }

export const offers: Offers<BeyondAction> = {
  notSolved: {
    name: text('现场未解决', 'Not solved on site'),
    role: 'engineer',
    part: 'work',
    isAllowed: ({ stage, milestones }) => stage === 'repair' && milestones.arrived !== undefined,
  },
  promiseDate: {
    name: text('告知解决时间', 'Promise a date'),
    role: 'engineer',
    part: 'organise',
    isAllowed: isBeingRepaired,
  },
  escalate: {
    name: text('请求支援', 'Ask for help'),
    role: 'engineer',
    part: 'organise',
    isAllowed: isBeingRepaired,
  },
  advise: {
    name: text('答复支援请求', 'Answer the question'),
    role: 'engineer',
    part: 'organise',
    toColleague: true,
    isAllowed: (repair) => isBeingRepaired(repair) && openQuestions(repair).length > 0,
  },
}

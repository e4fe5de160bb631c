import { text } from '../../../kernel/text.ts'
import { isOnItsWay } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

// The first word with the customer: reached, or tried; and what is proposed.

export type ResponseAction =
  | { type: 'respond'; note?: string; solution?: string }
  | { type: 'attempt'; note?: string }
  | { type: 'propose'; solution: string }

export const offers: Offers<ResponseAction> = {
  respond: {
    name: text('已联系客户', 'Customer reached'),
    role: 'engineer',
    part: 'work',
    isAllowed: ({ stage }) => stage === 'response',
  },
  attempt: {
    name: text('打了没人接', 'Called, nobody answered'),
    role: 'engineer',
    part: 'work',
    isAllowed: ({ stage }) => stage === 'response',
  },
  propose: {
    name: text('提出方案', 'Propose a solution'),
    role: 'engineer',
    part: 'work',
    isAllowed: (repair) => isOnItsWay(repair) && !repair.milestones.proposed,
  },
}

import { isOnItsWay } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

// The first word with the customer: reached, or tried; and what is proposed.

export type ResponseAction =
  | { type: 'respond'; note?: string; solution?: string }
  | { type: 'attempt'; note?: string }
  | { type: 'propose'; solution: string }

export const offers: Offers<ResponseAction> = {
  respond: {
    name: { zh: '已联系客户', en: 'Customer reached' },
    role: 'engineer',
    part: 'work',
    isAllowed: ({ stage }) => stage === 'response',
  },
  attempt: {
    name: { zh: '打了没人接', en: 'Called, nobody answered' },
    role: 'engineer',
    part: 'work',
    isAllowed: ({ stage }) => stage === 'response',
  },
  propose: {
    name: { zh: '提出方案', en: 'Propose a solution' },
    role: 'engineer',
    part: 'work',
    isAllowed: (repair) => isOnItsWay(repair) && !repair.milestones.proposed,
  },
}

import { text } from '../../../kernel/text.ts'
import type { How } from '../../../promise/agreement.ts'
import { isBeingRepaired, isOpen } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

// A report is withdrawn, or what was over is not over after all.

export type EndingAction =
  | { type: 'withdraw'; reason: string; agreedBy?: string; how?: How }
  | { type: 'reopen'; reason: string }

export const offers: Offers<EndingAction> = {
  withdraw: {
    name: text('撤销报修', 'Withdraw'),
    role: 'dispatcher',
    part: 'office',
    toCustomer: true,
    isAllowed: (repair, { kind }) => isOpen(repair) && (kind !== 'customer' || isBeingRepaired(repair)),
  },
  reopen: {
    name: text('重新打开', 'Reopen'),
    role: 'dispatcher',
    part: 'office',
    toCustomer: true,
    isAllowed: ({ closed }) => closed?.how === 'withdrawn',
  },
}

import { text } from '../../../kernel/text.ts'
import type { Offers } from '../feature.ts'
import { TO_BE_DECIDED, undecided } from '../objecting/offers.ts'
import { isBefore } from '../stages.ts'

// It is given up: by a manager, who says why; or by itself, once nothing is left to settle.

export type EndingAction = { readonly type: 'cancel'; readonly reason: string }

export const offers: Offers<EndingAction> = {
  cancel: {
    name: text('取消', 'Cancel'),
    role: 'manager',
    parts: ['planner'],
    fields: [{ name: 'reason', kind: 'prose', label: text('原因', 'Reason'), required: true }],
    isAllowed: (visit, { manager }) => isBefore(visit) && manager === true && !undecided(visit),
    // What the customer denies does not fall away with it.
    obstacle: (visit) => (undecided(visit) ? TO_BE_DECIDED : undefined),
  },
}

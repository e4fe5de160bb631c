import { text } from '../../../kernel/text.ts'
import type { Offers } from '../feature.ts'
import { isAgreed, isBefore } from '../stages.ts'

// Who goes, or calls; and that they know it.

export type EngineerAction =
  | { readonly type: 'assign'; readonly person: string }
  | { readonly type: 'take' }
  | { readonly type: 'confirm' }
  | { readonly type: 'cannot'; readonly reason: string }

export const offers: Offers<EngineerAction> = {
  assign: {
    name: text('指派', 'Assign'),
    role: 'dispatcher',
    parts: ['planner'],
    fields: [{ name: 'person', kind: 'person', label: text('谁负责', 'Who sees to it'), required: true }],
    isAllowed: isBefore,
  },
  take: {
    name: text('我来', 'I take it'),
    role: 'engineer',
    parts: ['colleague'],
    fields: [],
    isAllowed: (visit) => isBefore(visit) && visit.engineer === undefined,
  },
  confirm: {
    name: text('我会按时到', 'I will be there'),
    role: 'engineer',
    parts: ['worker'],
    fields: [],
    // A call needs nobody to be anywhere.
    isAllowed: (visit) =>
      visit.way === 'visit' && isAgreed(visit) && visit.engineer !== undefined && visit.confirmedAt === undefined,
  },
  cannot: {
    name: text('我办不了', 'I cannot'),
    role: 'engineer',
    parts: ['worker'],
    fields: [{ name: 'reason', kind: 'prose', label: text('原因', 'Reason'), required: true }],
    isAllowed: (visit) => isAgreed(visit) && visit.engineer !== undefined,
  },
}

import { text } from '../../../kernel/text.ts'
import type { Offers } from '../feature.ts'
import { isBefore } from '../stages.ts'

// A call needs no appointment: it is tried, and tried again at another time of day.

export type CallsAction = { readonly type: 'notReached'; readonly note?: string }

export const offers: Offers<CallsAction> = {
  notReached: {
    name: text('没打通', 'Not reached'),
    role: 'engineer',
    parts: ['worker', 'planner'],
    fields: [{ name: 'note', kind: 'prose', label: text('情况（可不填）', 'What happened (optional)') }],
    isAllowed: (visit) => isBefore(visit) && visit.way === 'call',
  },
}

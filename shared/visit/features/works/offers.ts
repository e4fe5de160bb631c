import { text } from '../../../kernel/text.ts'
import type { Offers } from '../feature.ts'
import { isBefore } from '../stages.ts'

// Which works of its contract a visit is to settle.

export type WorksAction =
  | { readonly type: 'addWork'; readonly work: string }
  | { readonly type: 'dropWork'; readonly work: string; readonly reason: string }

const REASON = { name: 'reason', kind: 'prose', label: text('原因', 'Reason'), required: true } as const

export const offers: Offers<WorksAction> = {
  addWork: {
    name: text('一并办理', 'Do it on the same visit'),
    role: 'dispatcher',
    parts: ['planner'],
    fields: [{ name: 'work', kind: 'owedWork', label: text('哪一项', 'Which work'), required: true }],
    isAllowed: isBefore,
  },
  dropWork: {
    name: text('这次不办', 'Leave it out'),
    role: 'dispatcher',
    parts: ['planner'],
    fields: [{ name: 'work', kind: 'work', label: text('哪一项', 'Which work'), required: true }, REASON],
    isAllowed: (visit) => isBefore(visit) && visit.works.length > 1,
  },
}

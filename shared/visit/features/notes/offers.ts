import { text } from '../../../kernel/text.ts'
import type { Offers } from '../feature.ts'
import { isBefore } from '../stages.ts'

// What is written down beside the work.

export type NotesAction = { readonly type: 'note'; readonly text: string }

export const offers: Offers<NotesAction> = {
  note: {
    name: text('备注', 'Note'),
    role: 'engineer',
    parts: ['planner', 'worker', 'colleague'],
    fields: [{ name: 'text', kind: 'prose', label: text('备注', 'Note'), required: true }],
    isAllowed: isBefore,
  },
}

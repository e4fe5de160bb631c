import type { Lines } from '../feature.ts'
import type { NotesEvent } from './rules.ts'

export const lines: Lines<NotesEvent> = {
  noted: ({ text: note }, { say, more }) => say('备注', 'Note') + more(note),
  messageFailed: ({ cause }, { say, more }) =>
    say('未能通知客户，请电话告知', 'The customer could not be told: call them') + more(cause),
}

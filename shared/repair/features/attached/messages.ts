import { type Messages, silent } from '../messages.ts'
import { tellOfWords } from '../voice/unread.ts'
import type { AttachedEvent } from './rules.ts'

export const messages: Messages<AttachedEvent> = {
  attached: tellOfWords,
  signed: silent,
}

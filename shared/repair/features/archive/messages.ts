import { type Messages, silent } from '../messages.ts'
import type { ArchiveEvent } from './rules.ts'

export const messages: Messages<ArchiveEvent> = {
  keeperNamed: silent,
  feedback: silent,
}

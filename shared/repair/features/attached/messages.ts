import { type Messages, silent } from '../messages.ts'
import type { AttachedEvent } from './rules.ts'

export const messages: Messages<AttachedEvent> = {
  attached: silent,
  signed: silent,
}

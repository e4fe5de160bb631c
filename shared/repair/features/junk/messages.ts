import { type Messages, silent } from '../messages.ts'
import type { JunkEvent } from './rules.ts'

export const messages: Messages<JunkEvent> = {
  junk: silent,
  junkFiled: silent,
}

import { type Messages, silent } from '../messages.ts'
import { toldRepaired } from '../to-contacts.ts'
import type { MendingEvent } from './rules.ts'

export const messages: Messages<MendingEvent> = {
  hardwareVerdict: silent,
  repaired: toldRepaired,
}

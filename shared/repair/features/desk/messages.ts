import { type Messages, silent } from '../messages.ts'
import type { DeskEvent } from './rules.ts'

export const messages: Messages<DeskEvent> = {
  deskTook: silent,
  passedOn: silent,
}

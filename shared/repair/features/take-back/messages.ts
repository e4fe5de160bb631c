import { type Messages, silent } from '../messages.ts'
import type { TakeBackEvent } from './rules.ts'

export const messages: Messages<TakeBackEvent> = {
  takenBack: silent,
}

import { type Messages, silent } from '../messages.ts'
import type { ResponseEvent } from './rules.ts'

export const messages: Messages<ResponseEvent> = {
  responded: silent,
  attempted: silent,
  solutionProposed: silent,
}

import { type Messages, silent } from '../messages.ts'
import type { ClaimEvent } from './rules.ts'

export const messages: Messages<ClaimEvent> = {
  claimed: silent,
  claimSettled: silent,
}

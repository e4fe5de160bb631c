import { type Messages, silent } from '../messages.ts'
import { toldRepaired } from '../to-contacts.ts'
import type { RemoteEvent } from './rules.ts'

export const messages: Messages<RemoteEvent> = {
  remoteAccess: silent,
  solvedRemotely: toldRepaired,
}

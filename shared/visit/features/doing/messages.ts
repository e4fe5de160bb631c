import { type Messages, silent } from '../feature.ts'
import { toContact } from '../telling.ts'
import type { DoingEvent } from './rules.ts'

export const messages: Messages<DoingEvent> = {
  passed: silent,
  done: silent,
  // Whoever waited for us, or is said not to have been there, hears of it.
  missed: (event, after, before) =>
    toContact(event, after, SAID[event.why], { slot: before?.slot, reason: event.reason }),
  contractTold: silent,
}

const SAID = { customerAbsent: 'absent', engineerAbsent: 'notCome', other: 'absent' } as const

import type { Messages, Telling } from '../feature.ts'
import { toContact, toOurs } from '../telling.ts'
import type { EndingEvent } from './rules.ts'

/** Whoever had reason to expect it. */
const off: Telling<{ readonly type: string }> = (event, after, before) => [
  ...(before?.slot && before.way === 'visit' ? toContact(event, after, 'off') : []),
  ...(before?.slot && before.engineer && before.engineer.id !== event.by.id
    ? [toOurs(event, after, 'off', before.engineer)]
    : []),
]

export const messages: Messages<EndingEvent> = { cancelled: off, fellAway: off }

import type { Messages, Telling } from '../feature.ts'
import { toContact, toOurs } from '../telling.ts'
import type { EndingEvent } from './rules.ts'

/** Whoever had reason to expect it. */
const off: Telling<{ readonly type: string }> = (event, ended, before) => {
  // What it was for, though nothing is left of it.
  const after = ended.works.length > 0 || !before ? ended : { ...ended, works: before.works }
  return [
    ...(before?.slot && before.way === 'visit' ? toContact(event, after, 'off') : []),
    ...(before?.slot && before.engineer && before.engineer.id !== event.by.id
      ? [toOurs(event, after, 'off', before.engineer)]
      : []),
  ]
}

export const messages: Messages<EndingEvent> = { cancelled: off, fellAway: off }

import type { Messages } from '../feature.ts'
import { toContact, toOurs } from '../telling.ts'
import type { AskingEvent } from './rules.ts'

export const messages: Messages<AskingEvent> = {
  asked: (event, after) => (event.person ? [toOurs(event, after, event.about, event.person, 'routine')] : []),
  reminded: (event, after) => [
    ...toContact(event, after, 'remind'),
    // Who has not confirmed is asked whether they will be there, at the same time of day.
    ...(after.engineer && after.confirmedAt ? [toOurs(event, after, 'remind', after.engineer, 'routine')] : []),
  ],
}

import type { Messages } from '../feature.ts'
import { toOurs } from '../telling.ts'
import type { EngineerEvent } from './rules.ts'

export const messages: Messages<EngineerEvent> = {
  assigned: (event, after, before) => [
    // Whoever takes it knows.
    ...(event.by.id === event.person.id ? [] : [toOurs(event, after, 'assigned', event.person)]),
    ...(before?.engineer && before.engineer.id !== event.person.id
      ? [toOurs(event, after, 'off', before.engineer)]
      : []),
  ],
  confirmed: () => [],
  unassigned: () => [],
}

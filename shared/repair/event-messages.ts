import type { Effect } from '../subject/effect.ts'
import type { RecordedEvent, RepairEvent, RepairEventType } from './events.ts'
import { messages as agreements } from './features/agreements/messages.ts'
import { messages as archive } from './features/archive/messages.ts'
import { messages as attached } from './features/attached/messages.ts'
import { messages as attention } from './features/attention/messages.ts'
import { messages as beyond } from './features/beyond/messages.ts'
import { messages as calls } from './features/calls/messages.ts'
import { messages as claims } from './features/claims/messages.ts'
import { messages as confirmation } from './features/confirmation/messages.ts'
import { messages as desk } from './features/desk/messages.ts'
import { messages as ending } from './features/ending/messages.ts'
import { together } from './features/feature.ts'
import { messages as identification } from './features/identification/messages.ts'
import { messages as junk } from './features/junk/messages.ts'
import { messages as loaner } from './features/loaner/messages.ts'
import { messages as mending } from './features/mending/messages.ts'
import type { Telling } from './features/messages.ts'
import { messages as notes } from './features/notes/messages.ts'
import { messages as onCall } from './features/on-call/messages.ts'
import { messages as promises } from './features/promises/messages.ts'
import { messages as quote } from './features/quote/messages.ts'
import { messages as remote } from './features/remote/messages.ts'
import { messages as replacement } from './features/replacement/messages.ts'
import { messages as response } from './features/response/messages.ts'
import { messages as sendIn } from './features/send-in/messages.ts'
import { messages as takeBack } from './features/take-back/messages.ts'
import { sms } from './features/to-staff.ts'
import { messages as visit } from './features/visit/messages.ts'
import { messages as voice } from './features/voice/messages.ts'
import { relieved, unasked } from './relieved.ts'
import type { Repair } from './state/repair.ts'

const MESSAGES: { readonly [T in RepairEventType]: Telling<Extract<RepairEvent, { type: T }>> } = together([
  desk,
  onCall,
  response,
  remote,
  visit,
  mending,
  beyond,
  sendIn,
  quote,
  replacement,
  archive,
  loaner,
  agreements,
  takeBack,
  attention,
  notes,
  attached,
  voice,
  identification,
  calls,
  claims,
  confirmation,
  junk,
  ending,
  promises,
])

/** What an event says, and to whom. */
const messagesOf = (type: RepairEventType): Telling<RepairEvent> => MESSAGES[type]

/**
 * The messages that new events call for. Each has a key made from its event, so the same event never sends twice; what
 * they say is rendered when they are handed over.
 */
export const effectsOf = (events: readonly RecordedEvent[], before: Repair | undefined, after: Repair): Effect[] => [
  ...events.flatMap((event) => messagesOf(event.type)(event, after, before)),
  ...takenSms(events, before, after),
]

/** A colleague has it: whoever was paged in vain may sleep on; and whoever was asked for help hears that it is needed no more. */
function takenSms(events: readonly RecordedEvent[], before: Repair | undefined, after: Repair): Effect[] {
  const found = relieved(events, before, after)
  const asked = unasked(events, before, after)
  const rest = asked?.people.filter(({ id }) => !found?.people.some((person) => person.id === id)) ?? []
  return [
    ...(found?.people.map((person) => sms(found.event, after, 'taken', person, { person: found.holder })) ?? []),
    ...rest.flatMap((person) => (asked ? [sms(asked.event, after, 'taken', person, { about: asked.event.type })] : [])),
  ]
}

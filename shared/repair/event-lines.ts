import type { RepairEvent, RepairEventType } from './events.ts'
import { lines as agreements } from './features/agreements/words.ts'
import { lines as archive } from './features/archive/words.ts'
import { lines as attached } from './features/attached/words.ts'
import { lines as attention } from './features/attention/words.ts'
import { lines as beyond } from './features/beyond/words.ts'
import { lines as calls } from './features/calls/words.ts'
import { lines as claims } from './features/claims/words.ts'
import { lines as confirmation } from './features/confirmation/words.ts'
import { lines as desk } from './features/desk/words.ts'
import { lines as ending } from './features/ending/words.ts'
import { together } from './features/feature.ts'
import { lines as identification } from './features/identification/words.ts'
import { lines as junk } from './features/junk/words.ts'
import type { Line } from './features/lines.ts'
import { lines as loaner } from './features/loaner/words.ts'
import { lines as mending } from './features/mending/words.ts'
import { lines as notes } from './features/notes/words.ts'
import { lines as onCall } from './features/on-call/words.ts'
import { lines as promises } from './features/promises/words.ts'
import { lines as quote } from './features/quote/words.ts'
import { lines as remote } from './features/remote/words.ts'
import { lines as replacement } from './features/replacement/words.ts'
import { lines as response } from './features/response/words.ts'
import { lines as sendIn } from './features/send-in/words.ts'
import { lines as takeBack } from './features/take-back/words.ts'
import { lines as visit } from './features/visit/words.ts'
import { lines as voice } from './features/voice/words.ts'

const LINES: { readonly [T in RepairEventType]: Line<Extract<RepairEvent, { type: T }>> } = together([
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

/** What the timeline says of an event. */
export const lineOf = (type: RepairEventType): Line<RepairEvent> => LINES[type]

import type { RepairEvent, RepairEventType } from './events.ts'
import { events as agreements } from './features/agreements/rules.ts'
import { events as archive } from './features/archive/rules.ts'
import { events as attached } from './features/attached/rules.ts'
import { events as attention } from './features/attention/rules.ts'
import { events as beyond } from './features/beyond/rules.ts'
import { events as calls } from './features/calls/rules.ts'
import { events as claims } from './features/claims/rules.ts'
import { events as closing } from './features/closing.ts'
import { events as confirmation } from './features/confirmation/rules.ts'
import { events as desk } from './features/desk/rules.ts'
import { events as ending } from './features/ending/rules.ts'
import { type EventRule, together } from './features/feature.ts'
import { events as identification } from './features/identification/rules.ts'
import { events as junk } from './features/junk/rules.ts'
import { events as loaner } from './features/loaner/rules.ts'
import { events as mending } from './features/mending/rules.ts'
import { events as notes } from './features/notes/rules.ts'
import { events as onCall } from './features/on-call/rules.ts'
import { events as promises } from './features/promises/rules.ts'
import { events as quote } from './features/quote/rules.ts'
import { events as remote } from './features/remote/rules.ts'
import { events as replacementDue } from './features/replacement/due.ts'
import { events as replacement } from './features/replacement/rules.ts'
import { events as response } from './features/response/rules.ts'
import { events as sendIn } from './features/send-in/rules.ts'
import { events as takeBack } from './features/take-back/rules.ts'
import { events as chosenVisit } from './features/visit/chosen.ts'
import { events as emergencyPlan } from './features/visit/emergency-plan.ts'
import { events as visit } from './features/visit/rules.ts'
import { events as voice } from './features/voice/rules.ts'

const EVENTS: { readonly [T in RepairEventType]: EventRule<Extract<RepairEvent, { type: T }>, RepairEvent> } = together(
  [
    desk,
    onCall,
    response,
    remote,
    visit,
    chosenVisit,
    emergencyPlan,
    mending,
    beyond,
    sendIn,
    quote,
    replacementDue,
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
    promises,
    confirmation,
    closing,
    junk,
    ending,
  ],
)

/** What an event does. */
export const eventRule = (type: RepairEventType): EventRule<RepairEvent, RepairEvent> => EVENTS[type]

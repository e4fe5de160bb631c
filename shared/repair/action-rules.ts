import type { Action, ActionType } from './actions.ts'
import type { RepairEvent } from './events.ts'
import { actions as agreements } from './features/agreements/rules.ts'
import { actions as archive } from './features/archive/rules.ts'
import { actions as attached } from './features/attached/rules.ts'
import { actions as beyond } from './features/beyond/rules.ts'
import { actions as calls } from './features/calls/rules.ts'
import { actions as claims } from './features/claims/rules.ts'
import { actions as confirmation } from './features/confirmation/rules.ts'
import { actions as desk } from './features/desk/rules.ts'
import { actions as ending } from './features/ending/rules.ts'
import { type ActionRule, together } from './features/feature.ts'
import { actions as identification } from './features/identification/rules.ts'
import { actions as junk } from './features/junk/rules.ts'
import { actions as loaner } from './features/loaner/rules.ts'
import { actions as mending } from './features/mending/rules.ts'
import { actions as notes } from './features/notes/rules.ts'
import { actions as onCall } from './features/on-call/rules.ts'
import { actions as promises } from './features/promises/rules.ts'
import { actions as quote } from './features/quote/rules.ts'
import { actions as remote } from './features/remote/rules.ts'
import { actions as replacement } from './features/replacement/rules.ts'
import { actions as response } from './features/response/rules.ts'
import { actions as sendIn } from './features/send-in/rules.ts'
import { actions as takeBack } from './features/take-back/rules.ts'
import { actions as visit } from './features/visit/rules.ts'
import { actions as voice } from './features/voice/rules.ts'

const ACTIONS: { readonly [T in ActionType]: ActionRule<Extract<Action, { type: T }>, RepairEvent> } = together([
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
  notes,
  attached,
  voice,
  identification,
  calls,
  claims,
  promises,
  confirmation,
  junk,
  ending,
])

/** What an action does. */
export const actionRule = (type: ActionType): ActionRule<Action, RepairEvent> => ACTIONS[type]

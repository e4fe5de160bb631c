import type { ActionType } from './actions.ts'
import { offers as agreements } from './features/agreements/offers.ts'
import { offers as archive } from './features/archive/offers.ts'
import { offers as attached } from './features/attached/offers.ts'
import { offers as beyond } from './features/beyond/offers.ts'
import { offers as calls } from './features/calls/offers.ts'
import { offers as claims } from './features/claims/offers.ts'
import { offers as confirmation } from './features/confirmation/offers.ts'
import { offers as desk } from './features/desk/offers.ts'
import { offers as ending } from './features/ending/offers.ts'
import { type Offer, together } from './features/feature.ts'
import { offers as identification } from './features/identification/offers.ts'
import { offers as junk } from './features/junk/offers.ts'
import { offers as loaner } from './features/loaner/offers.ts'
import { offers as mending } from './features/mending/offers.ts'
import { offers as notes } from './features/notes/offers.ts'
import { offers as onCall } from './features/on-call/offers.ts'
import { offers as promises } from './features/promises/offers.ts'
import { offers as quote } from './features/quote/offers.ts'
import { offers as remote } from './features/remote/offers.ts'
import { offers as replacement } from './features/replacement/offers.ts'
import { offers as response } from './features/response/offers.ts'
import { offers as sendIn } from './features/send-in/offers.ts'
import { offers as takeBack } from './features/take-back/offers.ts'
import { offers as visit } from './features/visit/offers.ts'
import { offers as voice } from './features/voice/offers.ts'

/** To whom each action is offered, and when; those of one part in the order in which a page would offer them. */
export const OFFERS: Readonly<Record<ActionType, Offer>> = together([
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

export const ACTION_TYPES = Object.keys(OFFERS) as readonly ActionType[]

/** One thing that is said of each action. */
export const ofEach = <T>(read: (offer: Offer) => T): Readonly<Record<ActionType, T>> =>
  Object.fromEntries(ACTION_TYPES.map((type) => [type, read(OFFERS[type])])) as Record<ActionType, T>

/** What the button says. */
export const ACTION_NAMES = ofEach(({ name }) => name)

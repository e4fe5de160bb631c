import type { AgreementAction } from './features/agreements/offers.ts'
import type { ArchiveAction } from './features/archive/offers.ts'
import type { AttachedAction } from './features/attached/offers.ts'
import type { BeyondAction } from './features/beyond/offers.ts'
import type { CallAction } from './features/calls/offers.ts'
import type { ClaimAction } from './features/claims/offers.ts'
import type { ConfirmationAction } from './features/confirmation/offers.ts'
import type { DeskAction } from './features/desk/offers.ts'
import type { EndingAction } from './features/ending/offers.ts'
import type { IdentificationAction } from './features/identification/offers.ts'
import type { JunkAction } from './features/junk/offers.ts'
import type { LoanerAction } from './features/loaner/offers.ts'
import type { MendingAction } from './features/mending/offers.ts'
import type { NoteAction } from './features/notes/offers.ts'
import type { OnCallAction } from './features/on-call/offers.ts'
import type { PromiseAction } from './features/promises/offers.ts'
import type { QuoteAction } from './features/quote/offers.ts'
import type { RemoteAction } from './features/remote/offers.ts'
import type { ReplacementAction } from './features/replacement/offers.ts'
import type { ResponseAction } from './features/response/offers.ts'
import type { SendInAction } from './features/send-in/offers.ts'
import type { TakeBackAction } from './features/take-back/offers.ts'
import type { VisitAction } from './features/visit/offers.ts'
import type { VoiceAction } from './features/voice/offers.ts'

/**
 * What people do to a repair, from an engineer's or customer's link or the staff API. `id` makes a repeated tap act once.
 * The zod schema in `wire/actions.ts` describes each field; times are instants.
 */
export type Action = { readonly id?: string } & (
  | DeskAction
  | OnCallAction
  | ResponseAction
  | RemoteAction
  | VisitAction
  | MendingAction
  | BeyondAction
  | SendInAction
  | QuoteAction
  | ReplacementAction
  | ArchiveAction
  | LoanerAction
  | AgreementAction
  | TakeBackAction
  | NoteAction
  | AttachedAction
  | VoiceAction
  | IdentificationAction
  | CallAction
  | ClaimAction
  | PromiseAction
  | ConfirmationAction
  | JunkAction
  | EndingAction
)
export type ActionType = Action['type']

import type { ActionType } from './actions.ts'
import type { ClockEvent } from './clocks/events.ts'
import type { AgreementEvent } from './features/agreements/rules.ts'
import type { ArchiveEvent } from './features/archive/rules.ts'
import type { AttachedEvent } from './features/attached/rules.ts'
import type { AskedEvent } from './features/attention/rules.ts'
import type { BeyondEvent } from './features/beyond/rules.ts'
import type { CallEvent } from './features/calls/rules.ts'
import type { ClaimEvent } from './features/claims/rules.ts'
import type { ClosedEvent } from './features/closing.ts'
import type { ConfirmationEvent } from './features/confirmation/rules.ts'
import type { DeskEvent } from './features/desk/rules.ts'
import type { EndingEvent } from './features/ending/rules.ts'
import type { IdentificationEvent } from './features/identification/rules.ts'
import type { JunkEvent } from './features/junk/rules.ts'
import type { LoanerEvent } from './features/loaner/rules.ts'
import type { MendingEvent } from './features/mending/rules.ts'
import type { NoteEvent } from './features/notes/rules.ts'
import type { OnCallEvent } from './features/on-call/rules.ts'
import type { QuoteEvent } from './features/quote/rules.ts'
import type { RemoteEvent } from './features/remote/rules.ts'
import type { ReplacementDueEvent } from './features/replacement/due.ts'
import type { ReplacementEvent } from './features/replacement/rules.ts'
import type { ResponseEvent } from './features/response/rules.ts'
import type { SendInEvent } from './features/send-in/rules.ts'
import type { TakeBackEvent } from './features/take-back/rules.ts'
import type { ChosenEvent } from './features/visit/chosen.ts'
import type { EmergencyPlanEvent } from './features/visit/emergency-plan.ts'
import type { VisitEvent } from './features/visit/rules.ts'
import type { VoiceEvent } from './features/voice/rules.ts'
import type { Recorded } from './state/recorded.ts'

/**
 * Everything that can happen to a repair. The log of these, each with who and when, is the service archive (服务档案):
 * append-only, and the state is a fold of it.
 */
export type RepairEvent =
  | DeskEvent
  | OnCallEvent
  | ResponseEvent
  | RemoteEvent
  | VisitEvent
  | ChosenEvent
  | EmergencyPlanEvent
  | MendingEvent
  | BeyondEvent
  | SendInEvent
  | QuoteEvent
  | ReplacementDueEvent
  | ReplacementEvent
  | ArchiveEvent
  | LoanerEvent
  | AgreementEvent
  | TakeBackEvent
  | AskedEvent
  | NoteEvent
  | AttachedEvent
  | VoiceEvent
  | IdentificationEvent
  | CallEvent
  | ClaimEvent
  | ConfirmationEvent
  | ClosedEvent
  | JunkEvent
  | EndingEvent
  | ClockEvent
export type RepairEventType = RepairEvent['type']

/** An event as stored. */
export type RecordedEvent = Recorded<RepairEvent> & { readonly did?: ActionType }

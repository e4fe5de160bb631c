import type { PersonRef } from '../../kernel/actor.ts'
import type { Clock } from '../../promise/clock.ts'
import type { PromiseState } from '../../promise/promised.ts'

/** What each clause asked for and how it ended. */
export type ClockEvent =
  | { type: 'clockStarted'; clock: Clock }
  | { type: 'clockMoved'; clock: Clock; because: string }
  | { type: 'clockWarned'; clock: string; clause: string; share: number; person?: PersonRef }
  | { type: 'clockBroken'; clock: string; clause: string; liability: boolean }
  | {
      type: 'clockEnded'
      clock: string
      clause: string
      outcome: Exclude<PromiseState, 'open'>
      lateBy?: string
      evidence: number
      /** Why it was waived, what superseded it or took its object away; of one that was broken by then, why it was never done. */
      because?: string
      /** The manager who waived it. */
      approver?: string
      /** Superseded: the plan it was promised under. */
      under?: { readonly plan: string; readonly planVersion: number }
    }

import type { PersonRef } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Text } from '../../kernel/text.ts'
import type { Agreement } from '../../promise/agreement.ts'

/** H5: an emergency plan for whoever goes: somebody's words, or the standard one, in the language of whoever reads it; `from`: the repair it was taken from. */
export interface ChosenPlan {
  readonly text: string | Text
  readonly from?: string
}

/** When someone is to go, by whose wish, and with what. */
export interface Visit {
  readonly emergencyPlan?: ChosenPlan
  readonly visitAt?: Instant
  readonly agreement?: Agreement
  readonly parts?: readonly string[]
}

/** N16: what became of the question whether someone may go. `going`: it went ahead, the approval is to follow. */
export interface VisitApproval extends Visit {
  readonly state: 'asked' | 'going' | 'approved' | 'declined'
  readonly at: Instant
  /** Who was asked: the manager of the roster, as it then was. */
  readonly manager?: PersonRef
  readonly approver?: string
}

/** Where somebody was, in degrees, and how many metres it may be off: only where they chose to say so. */
export interface Position {
  readonly lat: number
  readonly lon: number
  readonly accuracyM: number
}

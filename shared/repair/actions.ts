import type { QuoteItem } from '../charges/charges.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Loss, Origin, Team } from '../plan/rules.ts'
import type { How } from '../promise/agreement.ts'

/**
 * What people do to a repair, from an engineer's or customer's link or the staff API. `id` makes a repeated tap act once.
 * The zod schema in `contracts/actions.ts` describes each field; times are instants.
 */
export type Action = { readonly id?: string } & (
  | { type: 'acknowledge' }
  /** `reason`: what whoever it is not brought to owes. */
  | { type: 'takeOver'; reason?: string }
  | { type: 'assign'; person: string }
  | { type: 'handOver'; person?: string; reason: string }
  | { type: 'respond'; note?: string; solution?: string }
  | { type: 'attempt'; note?: string }
  | { type: 'propose'; solution: string }
  | { type: 'takeAtDesk' }
  | { type: 'passOn'; note?: string }
  | { type: 'accessRemotely'; consentBy: string; phoneTried: string }
  | {
      type: 'solveRemotely'
      cause: string
      done: string
      consent?: string
      how?: 'phone' | 'remote'
      problem?: string
      origin?: Origin
      suggestions?: string
    }
  | {
      type: 'goOnSite'
      visitAt?: Instant
      agreedBy?: string
      how?: How
      parts?: readonly string[]
      emergencyPlan?: string
      knowledge?: string
    }
  | { type: 'admitContact'; contact: string }
  | { type: 'approveVisit' }
  | { type: 'declineVisit'; reason: string }
  | { type: 'depart' }
  | { type: 'arrive' }
  | { type: 'notSolved'; reason: string; resolutionAt?: Instant; unremovable?: boolean; major?: boolean }
  | { type: 'promiseDate'; resolutionAt: Instant; note?: string; agreedBy?: string; how?: How }
  | { type: 'escalate'; to: Team; question: string; answerBy?: Instant }
  | { type: 'advise'; answer: string }
  | { type: 'sendIn'; note?: string; verdict?: string; handling?: string; agreedBy: string; how: How }
  | { type: 'recordVerdict'; part: string }
  | {
      type: 'complete'
      cause: string
      done: string
      parts?: readonly string[]
      noParts?: boolean
      problem?: string
      origin?: Origin
      suggestions?: string
    }
  | { type: 'quote'; origin: Origin; items: readonly QuoteItem[] }
  | { type: 'acceptQuote'; onBehalf?: string }
  | { type: 'declineQuote'; reason?: string; onBehalf?: string }
  | { type: 'declareIrreparable'; damage: 'use' | 'transit'; what: string }
  | { type: 'requestExchange'; origin?: Origin; agreedBy?: string; how?: How }
  | { type: 'dateReplacement'; on: Instant }
  | { type: 'acceptAlternative'; what: string; agreedBy?: string; how?: How }
  | { type: 'approveReplacement' }
  | { type: 'declineReplacement'; reason: string }
  | { type: 'replaceUnit'; serial: string; model?: string; cause?: string; done?: string; suggestions?: string }
  | { type: 'feedback'; cause: string; done: string; problem?: string; origin?: Origin }
  | { type: 'claim'; basis: Loss; what: string; amountFen?: number }
  | { type: 'settleClaim'; claim: number; outcome: 'paid' | 'refused'; amountFen?: number; reason: string }
  | { type: 'waive'; clock: string; reason: string }
  | { type: 'reserveLoaner'; serial?: string }
  | { type: 'lendLoaner' }
  | { type: 'returnLoaner' }
  | { type: 'pause'; reason: string; until?: Instant; agreedBy: string; how: How }
  | { type: 'agree'; clock: string; until: Instant; reason: string; agreedBy: string; how: How }
  | { type: 'disagree'; what: string; onBehalf?: string }
  | { type: 'takeBack'; reason?: string }
  | { type: 'resume' }
  | { type: 'delay'; reason: string; newTime?: Instant }
  | { type: 'changeSeverity'; severity: string; reason: string; agreedBy?: string; how?: How }
  /** A lower severity than stands needs the customer's yes, or a manager. */
  | { type: 'identify'; serial?: string; site?: string; severity?: string; agreedBy?: string; how?: How }
  | { type: 'split'; call: string }
  | { type: 'closeAsJunk'; reason: string }
  | { type: 'note'; text: string }
  | {
      type: 'confirm'
      rating?: number
      comment?: string
      onBehalf?: string
      how?: How
      keptAt?: string
      signedAt?: Instant
    }
  | { type: 'notFixed'; what: string }
  | { type: 'withdraw'; reason: string; agreedBy?: string; how?: How }
  | { type: 'reopen'; reason: string }
)
export type ActionType = Action['type']

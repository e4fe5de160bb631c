import type { Instant } from '../time/instant.ts'

/**
 * What people do to a repair, from an engineer's or customer's link or the staff API. `id` makes a repeated tap act once.
 * The zod schema in `contracts/actions.ts` describes each field; times are instants.
 */
export type Action = { readonly id?: string } & (
  | { type: 'acknowledge' }
  | { type: 'takeOver' }
  | { type: 'assign'; person: string }
  | { type: 'handOver'; person?: string; reason: string }
  | { type: 'respond'; note?: string; solution?: string }
  | { type: 'propose'; solution: string }
  | { type: 'solveRemotely'; cause: string; done: string; consent?: string }
  | { type: 'goOnSite'; visitAt?: Instant }
  | { type: 'depart' }
  | { type: 'arrive' }
  | { type: 'notSolved'; reason: string; resolutionAt?: Instant }
  | { type: 'sendIn'; note?: string }
  | { type: 'recordVerdict'; part: string }
  | { type: 'complete'; cause: string; done: string; parts?: readonly string[] }
  | { type: 'reserveLoaner'; serial?: string }
  | { type: 'lendLoaner' }
  | { type: 'returnLoaner' }
  | { type: 'pause'; reason: string }
  | { type: 'resume' }
  | { type: 'delay'; reason: string; newTime?: Instant }
  | { type: 'changeSeverity'; severity: string; reason: string }
  | { type: 'identify'; serial?: string; site?: string; severity?: string }
  | { type: 'note'; text: string }
  | { type: 'confirm'; rating?: number; comment?: string; onBehalf?: string }
  | { type: 'notFixed'; what: string }
  | { type: 'withdraw'; reason: string }
)
export type ActionType = Action['type']

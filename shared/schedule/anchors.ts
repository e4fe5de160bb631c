import type { Contract } from '../directory/directory.ts'
import { addDays, type Day, type WorkingTime } from '../kernel/calendar.ts'
import { endAfter } from '../kernel/deadline.ts'
import type { ContractDay } from '../plan/rules/kit/contract-day.ts'
import { rulesOf } from '../plan/rules.ts'
import type { Promises } from '../warranty/period.ts'

/** The days of a contract that planned work counts from, and leads to. */
export interface Anchors {
  readonly days: Readonly<Partial<Record<ContractDay, Day>>>
  /** Last day of the warranty as promised, for all that the contract covers. */
  readonly warrantyEnd?: Day
  /** The same, with the terms that were bought after it without a gap (N11). */
  readonly coveredUntil?: Day
}

/**
 * Of a contract's own days: what repairs add to one unit's warranty moves nobody's inspections, nor does the acceptance of one unit.
 * Without the acceptance, or a warranty in the plan, there is no end.
 */
export function anchorsOf(
  plan: Promises,
  {
    signedOn,
    deliveredOn,
    acceptedOn,
    renewals,
  }: Pick<Contract, 'signedOn' | 'deliveredOn' | 'acceptedOn' | 'renewals'>,
  workingTime: WorkingTime,
): Anchors {
  const days = {
    signed: signedOn,
    ...(deliveredOn !== undefined && { delivered: deliveredOn }),
    ...(acceptedOn !== undefined && { accepted: acceptedOn }),
  }
  const [rule] = rulesOf(plan, 'warranty')
  if (!rule || acceptedOn === undefined) return { days }
  const warrantyEnd = endAfter(workingTime, acceptedOn, rule.base, workingTime.timezone).day
  const coveredUntil = renewals
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
    .reduce((end, { from, until }) => (from <= addDays(end, 1) && until > end ? until : end), warrantyEnd)
  return { days, warrantyEnd, coveredUntil }
}

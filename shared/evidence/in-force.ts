import { boundDocument, coversAll } from '../directory/binding.ts'
import type { Contract, Customer } from '../directory/directory.ts'
import type { Day } from '../kernel/calendar.ts'
import { type PlanDocument, planInForce } from '../plan/document.ts'

/**
 * The written commitments that bound us towards a customer at some time from `first` to `last`: those of contracts signed by
 * then, and the customer's own plan, each version of it that was in force, unless one contract covered everything from the
 * first day on. By plan and version.
 */
export const documentsInForce = (
  plans: readonly PlanDocument[],
  customer: Customer,
  contracts: readonly Contract[],
  first: Day,
  last: Day,
): readonly PlanDocument[] => {
  const signed = contracts.filter(({ signedOn }) => signedOn <= last)
  const allBound = signed.some((contract) => contract.signedOn <= first && coversAll(contract))
  const bound = signed.map((contract) => boundDocument(plans, contract))
  const own = allBound ? [] : versionsBetween(plans, customer.plan, first, last)
  return unique([...bound, ...own])
}

const versionsBetween = (plans: readonly PlanDocument[], id: string, first: Day, last: Day) => [
  planInForce(plans, id, first),
  ...plans.filter((plan) => plan.id === id && plan.effectiveFrom > first && plan.effectiveFrom <= last),
]

/** Each document once, by plan and version. */
export const unique = (documents: readonly (PlanDocument | undefined)[]): readonly PlanDocument[] =>
  [...new Set(documents.filter((document) => document !== undefined))].toSorted(
    (a, b) => a.id.localeCompare(b.id) || a.version - b.version,
  )

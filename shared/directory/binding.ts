import type { Day } from '../kernel/calendar.ts'
import { type PlanDocument, planInForce, plansInForce } from '../plan/document.ts'
import { strictestPlan } from '../plan/terms.ts'
import type { Contract, Customer } from './directory.ts'
import { normaliseSerial } from './serial.ts'

/**
 * Which of a customer's contracts binds a unit, or a site when no unit is known: the one that names the unit, else the one
 * that names its site, else the one that names neither. Undefined when none does. A directory in which two of equal rank
 * could claim the same is refused when it is loaded (see `contract-problems.ts`).
 */
export const contractFor = (
  contracts: readonly Contract[],
  serial: string | undefined,
  site: string | undefined,
): Contract | undefined =>
  (serial && contracts.find((contract) => namesUnit(contract, serial))) ||
  (site && contracts.find(({ sites }) => sites?.includes(site))) ||
  contracts.find(coversAll)

/** A contract that names neither sites nor units holds for everything else of the customer's. */
export const coversAll = ({ sites, units }: Contract): boolean => sites === undefined && units === undefined

/** Serial numbers compare without case and spaces. */
export const namesUnit = ({ units }: Contract, serial: string): boolean => {
  const wanted = normaliseSerial(serial)
  return units?.some((unit) => normaliseSerial(unit) === wanted) ?? false
}

/** The version that a contract binds to; undefined when it is not loaded. */
export const boundDocument = (
  plans: readonly PlanDocument[],
  { plan, planVersion }: Pick<Contract, 'plan' | 'planVersion'>,
): PlanDocument | undefined => plans.find(({ id, version }) => id === plan && version === planVersion)

/**
 * The commitment that holds on a day: the version that the contract names; without a contract, or when that version is not
 * loaded, the plan's version in force; when nobody knows whose unit it is, the strictest of all in force.
 */
export const commitmentOn = (
  plans: readonly PlanDocument[],
  day: Day,
  contract: Contract | undefined,
  customer: Customer | undefined,
): PlanDocument => {
  const id = contract?.plan ?? customer?.plan
  return (
    (contract && boundDocument(plans, contract)) ??
    (id === undefined ? undefined : planInForce(plans, id, day)) ??
    strictestPlan(plansInForce(plans, day))
  )
}

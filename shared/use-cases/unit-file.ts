import { renewalPriceFen } from '../charges/renewal.ts'
import { contractFor } from '../directory/binding.ts'
import type { Contract, Customer, Site, Unit } from '../directory/directory.ts'
import { normaliseSerial } from '../directory/serial.ts'
import { DEFAULT_TIMEZONE, dayOf } from '../kernel/calendar.ts'
import { defined } from '../kernel/fields.ts'
import type { Duration, Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { ServiceRecord } from '../knowledge/record.ts'
import { type PlanDocument, planInForce } from '../plan/document.ts'
import type { Plan } from '../plan/plan.ts'
import { rulesOf } from '../plan/rules.ts'
import type { Repair, RepairUnit } from '../repair/state/repair.ts'
import { isInWarranty, type Warranty, type WarrantyFacts, warrantyAt } from '../warranty/warranty.ts'
import type { Deps } from './deps.ts'

/** Everything on file about a unit: where it stands, what binds it, its warranty with the arithmetic, what was done to it. */
export interface UnitFile {
  readonly unit: Unit
  readonly site?: Site
  readonly customer?: Customer
  readonly contract?: Contract
  readonly plan?: { readonly id: string; readonly version: number; readonly title: Text }
  readonly warranty: Warranty
  /** N11: what a further term would cost, in fen; no price while the contract has none. */
  readonly renewal?: { readonly clause: string; readonly per: Duration; readonly priceFen?: number }
  /** Oldest report first. */
  readonly history: readonly ServiceRecord[]
  readonly openRepair?: string
}

/** The file of a unit as it stands at an instant; undefined when no unit has that serial number. */
export async function unitFile(deps: Deps, serial: string, now: Instant): Promise<UnitFile | undefined> {
  const unit = await deps.directory.unit(serial)
  if (!unit) return undefined
  const binding = await bindingOf(deps, unit, now)
  const { site, customer, contract, plan } = binding
  const openRepair = await deps.repairs.openOfUnit(normaliseSerial(unit.serial))
  return {
    unit,
    ...defined({ site, customer, contract }),
    ...(plan && { plan: { id: plan.id, version: plan.version, title: plan.title } }),
    warranty: await warrantyOf(deps, unit, binding, now),
    ...(plan && renewalOf(plan, contract)),
    history: await deps.records.ofUnit(unit.serial),
    ...(openRepair && { openRepair }),
  }
}

/**
 * The warranty of a unit at an instant; undefined when no unit has that serial number. `plan` for a repair that keeps its
 * own; otherwise the one in force.
 */
async function warrantyOfUnit(deps: Deps, serial: string, now: Instant, plan?: Plan): Promise<Warranty | undefined> {
  const unit = await deps.directory.unit(serial)
  if (!unit) return undefined
  return warrantyOf(deps, unit, { ...(await bindingOf(deps, unit, now)), ...defined({ plan }) }, now)
}

/**
 * Whether the unit of a repair was in warranty when its fault was reported, by the plan that the repair keeps, and the
 * contract that binds it; each absent where nobody can say. A loaner of ours is served like a unit in warranty (C5).
 */
export async function warrantyOfRepair(
  deps: Deps,
  repair: Repair,
): Promise<{ readonly inWarranty?: boolean; readonly contract?: Contract }> {
  const { unit, reportedAt, plan } = repair
  const inWarranty = unit && (await wasInWarranty(deps, unit, reportedAt, plan))
  const contract = await contractOfRepair(deps, repair)
  return { ...defined({ inWarranty, contract }) }
}

/** Whether a unit was in warranty at an instant; undefined where nobody can say. A loaner of ours is served as if it were (C5). */
export async function wasInWarranty(
  deps: Deps,
  unit: RepairUnit,
  at: Instant,
  plan: Plan,
): Promise<boolean | undefined> {
  if (unit.loanerFor) return true
  const found = await warrantyOfUnit(deps, unit.serial, at, plan)
  return found && isInWarranty(found)
}

/** Of the unit that was reported, as it stood then: that is what decides who pays. */
export const warrantyOfReported = async (deps: Deps, { unit, replacement, reportedAt, plan }: Repair) =>
  unit && warrantyOfUnit(deps, replacement?.old ?? unit.serial, reportedAt, plan)

/** The contract that a repair came under; of one opened without, what binds its unit. */
export async function contractOfRepair(
  deps: Deps,
  { unit, contract: id, reportedAt }: Repair,
): Promise<Contract | undefined> {
  if (id) return deps.directory.contract(id)
  const known = unit && (await deps.directory.unit(unit.serial))
  return known && (await bindingOf(deps, known, reportedAt)).contract
}

interface Binding {
  readonly site?: Site
  readonly customer?: Customer
  readonly contract?: Contract
  readonly plan?: Plan
}

/** Where the unit stands, whose it is, and what was promised for it. */
async function bindingOf(deps: Deps, unit: Unit, now: Instant): Promise<Binding> {
  const site = await deps.directory.site(unit.site)
  if (!site) return {}
  const customer = await deps.directory.customer(site.customer)
  const contract = contractFor(await deps.directory.contractsOf(site.customer), unit.serial, site.id)
  const id = contract?.plan ?? customer?.plan
  const plan: PlanDocument | undefined =
    id === undefined ? undefined : planInForce(await deps.plans(), id, dayOf(now, site.timezone), contract?.planVersion)
  return { site, ...defined({ customer, contract, plan }) }
}

const warrantyOf = async (deps: Deps, unit: Unit, binding: Binding, now: Instant): Promise<Warranty> =>
  warrantyAt(binding.plan ?? NO_PROMISE, await factsOf(deps, unit, binding), now)

/** What is said of a unit that nothing promises anything for. */
const NO_PROMISE = { workingHours: [] }

/**
 * What the warranty follows from. A unit that took another's place carries that one's warranty on, or begins its own on the
 * day it was put in. A line of replacements that leads back to itself, by a mistake in the master data, is followed once.
 */
async function factsOf(
  deps: Deps,
  unit: Unit,
  binding: Binding,
  newer: readonly string[] = [],
): Promise<WarrantyFacts> {
  const { site, contract } = binding
  const acceptedOn = unit.acceptedOn ?? contract?.acceptedOn
  const own: WarrantyFacts = {
    ...(acceptedOn && { acceptedOn }),
    ...(unit.category && { category: unit.category }),
    history: await deps.records.ofUnit(unit.serial),
    renewals: contract?.renewals ?? [],
    timezone: site?.timezone ?? DEFAULT_TIMEZONE,
  }
  const { replaces } = unit
  if (!replaces) return own
  const line = [...newer, normaliseSerial(unit.serial)]
  const old = line.includes(normaliseSerial(replaces.serial)) ? undefined : await deps.directory.unit(replaces.serial)
  const before = old && (await factsOf(deps, old, binding, line))
  if (replaces.warranty === 'restarts') return { ...own, acceptedOn: replaces.on, ...defined({ instead: before }) }
  return before ? { ...before, history: [...before.history, ...own.history] } : own
}

function renewalOf(plan: Plan, contract: Contract | undefined): Pick<UnitFile, 'renewal'> {
  const [rule] = rulesOf(plan, 'renewal')
  if (!rule) return {}
  const priced = contract?.priceFen !== undefined && { priceFen: renewalPriceFen(contract, rule) }
  return { renewal: { clause: rule.clause, per: rule.per, ...priced } }
}

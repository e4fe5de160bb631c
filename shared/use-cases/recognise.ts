import { commitmentOn, contractFor } from '../directory/binding.ts'
import type { Contact, Contract, Customer, Site } from '../directory/directory.ts'
import { normalisePhone } from '../directory/phone.ts'
import { type Day, DEFAULT_TIMEZONE, dayOf } from '../kernel/calendar.ts'
import { defined } from '../kernel/fields.ts'
import { type PlanDocument, repairPlan } from '../plan/document.ts'
import type { Plan } from '../plan/plan.ts'
import { rulesOf } from '../plan/rules.ts'
import { severityMeant, type UnderstoodSeverity } from '../plan/severity.ts'
import { MOST_CONTACTS } from '../repair/decide.ts'
import type { FaultReport } from '../repair/state/call.ts'
import type { RepairContact } from '../repair/state/contact.ts'
import type { Bearings, RepairSite, RepairUnit } from '../repair/state/repair.ts'
import { type CallerOnFile, callerNamed, callerOnFile } from './caller.ts'
import type { Deps } from './deps.ts'
import { type NamedUnit, unitNamed, unitRef } from './named-unit.ts'
import { wasInWarranty } from './unit-file.ts'

/** `severity` is one of the plan's; `problem` says of a word that it could not be understood. */
export interface Recognised extends UnderstoodSeverity {
  readonly subject: Bearings
  readonly contacts: readonly RepairContact[]
  /** The caller's number, E.164, and whether anyone on file has it. */
  readonly phone?: string
  readonly isKnown: boolean
  /** Ids of the contacts whom it names. */
  readonly namedAs: readonly string[]
}

/**
 * Whose unit a report is about, and so which plan holds. What is not known is left open and marked: without a customer the
 * strictest plan holds, without a severity the strictest one. A contract that binds unit or site says which version of the
 * plan; otherwise it is the customer's in force on the day of the report.
 */
export async function recognise(deps: Deps, report: FaultReport): Promise<Recognised> {
  const caller = await (report.onFile ? callerNamed(deps, report.onFile) : callerOnFile(deps, report.caller))
  const named = report.serial ? await unitNamed(deps, report.serial) : undefined
  const site = await siteOf(deps, report, named, caller)
  const isOpen = report.unitUnknown || isSwitchboard(caller)
  const unit = named?.unit ?? (isOpen ? undefined : await onlyUnitAt(deps, site))
  const customer = await customerOf(deps, site, caller)
  const [contracts, ofSite] = await Promise.all([
    customer ? deps.directory.contractsOf(customer.id) : [],
    site ? deps.directory.contactsOf(site.id) : [],
  ])
  const contract = contractFor(contracts, named?.boundAs ?? unit?.serial, site?.id)
  const timezone = site?.timezone ?? DEFAULT_TIMEZONE
  const plans = await deps.plans()
  const plan =
    sameCommitments(named) ??
    repairPlan(documentFor(deps, plans, contract, customer, dayOf(report.reportedAt ?? deps.clock.now(), timezone)))
  const reportedAt = report.reportedAt ?? deps.clock.now()
  const inWarranty = unit && asksForWarranty(plan) ? await wasInWarranty(deps, unit, reportedAt, plan) : undefined
  return {
    subject: {
      plan,
      needsIdentification: !customer || !site || named?.certain === false || report.unitUnknown === true,
      timezone,
      roster: site?.roster ?? (await deps.directory.supplier()).defaultRoster,
      ...(customer && { customer: { id: customer.id, name: customer.name } }),
      ...(contract && { contract: contract.id }),
      ...(site && { site: siteRef(site) }),
      ...(unit && { unit: acceptedUnder(contract, unit) }),
      ...defined({ inWarranty }),
    },
    ...severityMeant(plan, report.severity, customer ? [] : plans),
    contacts: withThoseOfSite(contactsOf(report, caller), ofSite),
    isKnown: caller.contacts.length > 0,
    namedAs: knownAs(caller).map(({ id }) => id),
    ...(caller.phone && { phone: caller.phone }),
  }
}

/** The unit says where it stands; otherwise the site that was named; otherwise the caller's only one. */
async function siteOf(
  deps: Deps,
  report: FaultReport,
  named: NamedUnit | undefined,
  { sites }: CallerOnFile,
): Promise<Site | undefined> {
  const onlySite = sites.length === 1 ? sites[0] : undefined
  const id = named?.site ?? report.site ?? onlySite
  return id ? deps.directory.site(id) : undefined
}

/** Whoever calls by a switchboard may mean any unit: none is taken for granted. */
const isSwitchboard = ({ contacts }: CallerOnFile): boolean => contacts.some(({ switchboard }) => switchboard)

const customerOf = async (deps: Deps, site: Site | undefined, caller: CallerOnFile) => {
  const id = site?.customer ?? caller.customer
  return id ? deps.directory.customer(id) : undefined
}

/** Nobody named a unit, but a site with a single one in service leaves no doubt. */
async function onlyUnitAt(deps: Deps, site: Site | undefined): Promise<RepairUnit | undefined> {
  const units = site ? await deps.directory.unitsAt(site.id) : []
  const [unit, ...others] = units.filter(({ replacedBy }) => replacedBy === undefined)
  return unit && others.length === 0 ? unitRef(unit) : undefined
}

/** Whether anything that the plan promises depends on the warranty; if not, a call does not wait for it to be looked up. */
const asksForWarranty = (plan: Plan): boolean =>
  plan.clocks.some(({ warranty }) => warranty !== undefined) ||
  rulesOf(plan, 'replacement').some(({ onlyInWarranty }) => onlyInWarranty)

/** C5: a loaner is served under the very commitments of the repair it stands in for, where that plan says so. */
const sameCommitments = (named: NamedUnit | undefined): Bearings['plan'] | undefined => {
  const plan = named?.standsIn?.plan
  return plan && rulesOf(plan, 'loaner').some((rule) => rule.sameCommitments) ? plan : undefined
}

/** A version that a contract names and nobody loaded is noted; the plan's version in force stands in. */
function documentFor(
  deps: Deps,
  plans: readonly PlanDocument[],
  contract: Contract | undefined,
  customer: Customer | undefined,
  day: Day,
): PlanDocument {
  const document = commitmentOn(plans, day, contract, customer)
  if (contract && (contract.plan !== document.id || contract.planVersion !== document.version)) {
    const { id, plan, planVersion } = contract
    deps.log.warn('A contract names a plan version that is not loaded', { contract: id, plan, planVersion })
  }
  return document
}

const acceptedUnder = (contract: Contract | undefined, unit: RepairUnit): RepairUnit =>
  unit.model && !unit.acceptedOn && contract?.acceptedOn ? { ...unit, acceptedOn: contract.acceptedOn } : unit

const siteRef = ({ id, name, shortName, address, distance }: Site): RepairSite => ({
  id,
  name,
  shortName,
  address,
  ...(distance && { distance }),
})

/**
 * Who is kept informed: the caller as we know them – by a shared number all who share it – and whoever the report names. The
 * latter is a stranger, unless one of ours took the report: names, numbers and addresses are quickly claimed.
 */
function contactsOf(report: FaultReport, caller: CallerOnFile): RepairContact[] {
  const known = knownAs(caller)
  const { contact } = report
  if (!contact && known.length > 0) return known.map(contactRef)
  const given = contact?.phone ? (normalisePhone(contact.phone) ?? contact.phone) : undefined
  const isSame = known.some(
    ({ phone, email }) =>
      phone === (given ?? caller.phone) && (contact?.email === undefined || contact.email === email),
  )
  if (isSame) return known.map(contactRef)
  // The number of a contact on file is theirs alone.
  const namedPhone = given ?? (known.length > 0 ? undefined : caller.phone)
  const named: RepairContact = {
    id: `caller:${report.callId}`,
    name: contact?.name ?? report.caller ?? '',
    language: 'zh-CN',
    ...(namedPhone && { phone: namedPhone }),
    ...(contact?.email && { email: contact.email }),
    ...(report.takenBy === undefined && { stranger: true as const }),
  }
  return [...known.map(contactRef), named]
}

/** Contacts of several customers share a number: it names none of them. */
const knownAs = ({ contacts, customer }: CallerOnFile): readonly Contact[] => (customer === undefined ? [] : contacts)

/** Whoever reports, those who answer for the site are told. */
function withThoseOfSite(contacts: readonly RepairContact[], ofSite: readonly Contact[]): RepairContact[] {
  const ids = new Set(contacts.map(({ id }) => id))
  const others = ofSite.filter(({ id, switchboard }) => !ids.has(id) && !switchboard).map(contactRef)
  return [...contacts, ...others].slice(0, MOST_CONTACTS)
}

const contactRef = ({ id, customer, name }: Contact): RepairContact => ({ id, customer, name })

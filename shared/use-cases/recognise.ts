import { DEFAULT_TIMEZONE } from '../calendar/calendar.ts'
import type { Contact, Site, Unit } from '../directory/directory.ts'
import { normalisePhone } from '../directory/phone.ts'
import { normaliseSerial } from '../directory/serial.ts'
import { severityOr, strictestPlan } from '../plan/terms.ts'
import type { FaultReport } from '../repair/fault-report.ts'
import type { RepairContact, Subject } from '../repair/repair.ts'
import type { Deps } from './deps.ts'

export interface Recognised {
  readonly subject: Subject
  readonly severity: string
  readonly contacts: readonly RepairContact[]
}

/**
 * Whose unit a report is about, and so which plan holds. What is not known is left open and marked: without a customer the
 * strictest plan holds, without a severity the strictest one.
 */
export async function recognise(deps: Deps, report: FaultReport): Promise<Recognised> {
  const phone = report.caller && normalisePhone(report.caller)
  const contact = phone ? await deps.directory.contactByPhone(phone) : undefined
  const named = report.serial ? await deps.directory.unit(report.serial) : undefined
  const site = await siteOf(deps, report, named, contact)
  const unit = named ? unitRef(named) : await unknownUnit(deps, report, site)
  const customerId = site?.customer ?? contact?.customer
  const customer = customerId ? await deps.directory.customer(customerId) : undefined
  const plan = deps.plans.find(({ id }) => id === customer?.plan) ?? strictestPlan(deps.plans)
  const roster = site?.roster ?? (await deps.directory.supplier()).defaultRoster
  return {
    subject: {
      plan,
      needsIdentification: !customer || !site || (report.serial !== undefined && unit?.model === undefined),
      timezone: site?.timezone ?? DEFAULT_TIMEZONE,
      roster,
      ...(customer && { customer: { id: customer.id, name: customer.name } }),
      ...(site && { site: siteRef(site) }),
      ...(unit && { unit }),
    },
    severity: severityOr(plan, report.severity),
    contacts: contactsOf(report, contact, phone),
  }
}

/** The unit says where it stands; otherwise the site that was named; otherwise the caller's only one. */
async function siteOf(
  deps: Deps,
  report: FaultReport,
  unit: Unit | undefined,
  contact: Contact | undefined,
): Promise<Site | undefined> {
  const onlySite = contact?.sites.length === 1 ? contact.sites[0] : undefined
  const id = unit?.site ?? report.site ?? onlySite
  return id ? deps.directory.site(id) : undefined
}

/** A serial number we do not know is kept as it was given; without one, a site with a single unit leaves no doubt. */
async function unknownUnit(deps: Deps, report: FaultReport, site: Site | undefined): Promise<Subject['unit']> {
  if (report.serial) return { serial: normaliseSerial(report.serial) }
  const units = site ? await deps.directory.unitsAt(site.id) : []
  return units.length === 1 && units[0] ? unitRef(units[0]) : undefined
}

const siteRef = ({ id, name, shortName, address }: Site) => ({ id, name, shortName, address })

const unitRef = ({ serial, model, name, shortName, purchasedOn }: Unit) => ({
  serial: normaliseSerial(serial),
  model,
  name,
  shortName,
  ...(purchasedOn && { purchasedOn }),
})

/** Who is kept informed: the caller as we know them, and whoever the report names. */
function contactsOf(report: FaultReport, known: Contact | undefined, phone: string | undefined): RepairContact[] {
  const caller: RepairContact | undefined = known && {
    id: known.id,
    name: known.name,
    language: known.language,
    ...(known.phone && { phone: known.phone }),
    ...(known.email && { email: known.email }),
  }
  const { contact } = report
  if (!contact && caller) return [caller]
  const namedPhone = contact?.phone ? (normalisePhone(contact.phone) ?? contact.phone) : (phone ?? report.caller)
  const named: RepairContact = {
    id: `caller:${report.callId}`,
    name: contact?.name ?? report.caller ?? '',
    language: 'zh-CN',
    ...(namedPhone && { phone: namedPhone }),
    ...(contact?.email && { email: contact.email }),
  }
  const isSame = caller && (named.email ? named.email === caller.email : true) && named.phone === caller.phone
  return caller ? (isSame ? [caller] : [caller, named]) : [named]
}

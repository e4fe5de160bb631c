import { type Advice, modelKey } from '../advisory/advice.ts'
import type { Addressed, Bound } from '../advisory/notice.ts'
import { boundDocument, contractFor } from '../directory/binding.ts'
import type { Contract, Customer, Directory, Site, Unit } from '../directory/directory.ts'
import { DEFAULT_TIMEZONE, dayOf, startOfDay } from '../kernel/calendar.ts'
import { unpausedDue } from '../kernel/deadline.ts'
import { defined } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import { attentionOf } from '../plan/defaults.ts'
import { clausesWith, type PlanDocument } from '../plan/document.ts'
import { monthOf } from '../promise/lines.ts'
import { laddersOf } from './contract-people.ts'
import type { Deps } from './deps.ts'

/** So many contacts of one customer are told, and so many of their units are named. */
const MOST_CONTACTS = 20
const MOST_UNITS = 20

/** The units in service that it concerns, by customer. */
export function concernedBy({ models }: Pick<Advice, 'models'>, { units, sites }: Directory): Map<string, Unit[]> {
  const wanted = new Set(models.map(modelKey))
  const customerOf = new Map(sites.map(({ id, customer }) => [id, customer]))
  const concerned = new Map<string, Unit[]>()
  for (const unit of units) {
    const customer = customerOf.get(unit.site)
    if (unit.replacedBy !== undefined || customer === undefined || !wanted.has(modelKey(unit.model))) continue
    concerned.set(customer, [...(concerned.get(customer) ?? []), unit])
  }
  return concerned
}

/** What one customer is told, as they are on file now. */
export async function addressedTo(
  deps: Deps,
  advisory: { readonly id: string; readonly advice: Advice; readonly issuedAt: Instant },
  { customer, units, directory }: { customer: Customer; units: readonly Unit[]; directory: Directory },
): Promise<Addressed> {
  const at = new Set(units.map(({ site }) => site))
  const sites = directory.sites.filter(({ id }) => at.has(id))
  const contacts = directory.contacts.filter(
    (contact) => contact.customer === customer.id && contact.sites.some((site) => at.has(site)),
  )
  const contract = bindingOf(directory, customer, units)
  const document = contract && boundDocument(await deps.plans(), contract)
  const { timezone } = sites[0] ?? { timezone: DEFAULT_TIMEZONE }
  const [first] = contract ? (await laddersOf(deps, contract)).money : []
  return {
    advisory: advisory.id,
    customer: { id: customer.id, name: customer.name },
    title: advisory.advice.title,
    severity: advisory.advice.severity,
    units: units.slice(0, MOST_UNITS).map(({ serial }) => serial),
    unitCount: units.length,
    contacts: contacts.slice(0, MOST_CONTACTS).map(({ id, name }) => ({ id, name })),
    hours: hoursOf(timezone, document),
    ...(first && { coordinator: { id: first.id, name: first.name } }),
    ...(contract && document && boundBy(contract, document, sites[0], advisory.issuedAt)),
  }
}

const hoursOf = (timezone: string, document: PlanDocument | undefined) => ({
  timezone,
  askAt: document ? attentionOf(document).at : '09:00',
  ...defined({ holidays: document?.holidays }),
})

/** The contract of the first of their units that has one. */
function bindingOf({ contracts }: Directory, { id }: Customer, units: readonly Unit[]): Contract | undefined {
  const theirs = contracts.filter(({ customer }) => customer === id)
  for (const { serial, site } of units) {
    const found = contractFor(theirs, serial, site)
    if (found) return found
  }
  return undefined
}

/** What its plan promises of warnings; nothing where it does not. */
function boundBy(
  contract: Contract,
  document: PlanDocument,
  site: Site | undefined,
  issuedAt: Instant,
): { readonly bound?: Bound } {
  const [rule] = clausesWith(document, 'advice')
  if (!rule) return {}
  const { workingHours, holidays, id: plan, version: planVersion } = document
  const timezone = site?.timezone ?? DEFAULT_TIMEZONE
  const from = startOfDay(dayOf(issuedAt, timezone), timezone)
  const dueAt = unpausedDue({ limit: rule.within, window: '7x24' }, from, {
    timezone,
    workingHours,
    ...defined({ holidays }),
  })
  const month = monthOf(dueAt, timezone)
  return { bound: { clause: rule.clause, plan, planVersion, contract: contract.id, dueAt, month } }
}

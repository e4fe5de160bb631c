import { boundDocument, contractFor } from '../directory/binding.ts'
import type { Contract, Site, Unit } from '../directory/directory.ts'
import { normaliseSerial } from '../directory/serial.ts'
import type { Actor, PersonRef } from '../kernel/actor.ts'
import { dayOf } from '../kernel/calendar.ts'
import { BadRequestError, fault, mustBeOneOf, nobody, noSite, noUnit } from '../kernel/errors.ts'
import { defined, without } from '../kernel/fields.ts'
import { idOf } from '../kernel/subject.ts'
import { attentionOf } from '../plan/defaults.ts'
import { clausesWith, type PlanDocument } from '../plan/document.ts'
import { commit } from '../shell/commit.ts'
import { plan } from '../upgrade/decide.ts'
import { costOf } from '../upgrade/state/cost.ts'
import { upgradeSubject } from '../upgrade/state/subject.ts'
import type { Planned, Upgrade } from '../upgrade/state/upgrade.ts'
import { upgradeStory } from '../upgrade/story.ts'
import { laddersOf } from './contract-people.ts'
import type { Deps } from './deps.ts'
import { startOrWake } from './start-subject.ts'
import { personRef } from './team.ts'
import { wasInWarranty } from './unit-file.ts'
import { loadUpgrade } from './upgrades.ts'

/** What somebody of ours asks to be planned. */
export interface UpgradeRequest {
  /** Sent twice, it is one upgrade. */
  readonly id?: string
  readonly contract: string
  readonly site: string
  readonly units: readonly string[]
  readonly title: string
  readonly engineer?: string
  /** Who of the customer is told; absent: whoever may report for the site. */
  readonly contacts?: readonly string[]
}

/** So many contacts of a site are told. */
const MOST_CONTACTS = 10

/** Plans an upgrade. Throws BadRequestError for what is not there, or is not under that contract. */
export async function planUpgrade(deps: Deps, request: UpgradeRequest, by: Actor): Promise<Upgrade> {
  const { engineer, ...planned } = await plannedOf(deps, request)
  const now = deps.clock.now()
  const day = dayOf(now, planned.hours.timezone).slice(2).replaceAll('-', '')
  const number = await deps.store.nextNumber(`U${day}`)
  const id = `U${day}-${String(number).padStart(4, '0')}`
  const request_ = request.id && { hold: `upgrade-request/${by.id ?? by.kind}/${request.id}`, once: true as const }
  const result = await commit(deps, upgradeStory, plan(id, planned, engineer, by, now), request_ ? [request_] : [])
  if (result.outcome === 'taken') return alreadyPlanned(deps, idOf(result.by))
  await startOrWake(deps, upgradeSubject(id))
  return result.state
}

async function alreadyPlanned(deps: Deps, id: string): Promise<Upgrade> {
  const known = await loadUpgrade(deps, id)
  if (!known) throw new BadRequestError([fault('id', '已用过', 'has been used')])
  return known
}

async function plannedOf(deps: Deps, request: UpgradeRequest): Promise<Planned & { readonly engineer?: PersonRef }> {
  const { contract, site, units, document } = await placeOf(deps, request)
  const [customer, contacts, engineer, coordinator, cost] = await Promise.all([
    deps.directory.customer(contract.customer),
    contactsFor(deps, request, contract),
    request.engineer === undefined ? undefined : required(deps, request.engineer),
    coordinatorOf(deps, contract),
    costFor(deps, units, document),
  ])
  const [rule] = clausesWith(document, 'upgrade')
  const { holidays } = document
  return {
    title: request.title,
    units: units.map(({ serial }) => serial),
    contract: contract.id,
    customer: { id: contract.customer, name: customer?.name ?? contract.customer },
    site: { id: site.id, name: site.name, shortName: site.shortName },
    plan: document.id,
    planVersion: document.version,
    hours: { timezone: site.timezone, askAt: attentionOf(document).at, ...defined({ holidays }) },
    contacts,
    ...(rule && { bound: without(rule, 'rule') }),
    ...defined({ engineer, coordinator, cost }),
  }
}

async function required(deps: Deps, id: string): Promise<PersonRef> {
  const person = await personRef(deps, id)
  if (!person) throw new BadRequestError([nobody('engineer', id)])
  return person
}

/** The contract, the site and the units: each on file, and all of it under that contract. */
async function placeOf(deps: Deps, { contract: id, site: siteId, units: serials }: UpgradeRequest) {
  const [contract, site, units] = await Promise.all([
    deps.directory.contract(id),
    deps.directory.site(siteId),
    Promise.all(serials.map((serial) => deps.directory.unit(serial))),
  ])
  if (!contract) throw new BadRequestError([fault('contract', `没有合同 "${id}"`, `no contract has the id "${id}"`)])
  if (!site) throw new BadRequestError([noSite('site', siteId)])
  const document = boundDocument(await deps.plans(), contract)
  if (!document)
    throw new BadRequestError([
      fault('contract', '合同的承诺版本没有加载', 'the version of the plan that it names is not loaded'),
    ])
  const rivals = await deps.directory.contractsOf(contract.customer)
  const faults = units.flatMap((unit, index) =>
    unitFaults({ contract, site, rivals }, unit, index, serials[index] ?? ''),
  )
  if (site.customer !== contract.customer || faults.length > 0)
    throw new BadRequestError(faults.length > 0 ? faults : [notUnder('site', contract)])
  return { contract, site, document, units: unique(units.filter((unit) => unit !== undefined)) }
}

const unique = (units: readonly Unit[]): readonly Unit[] => [
  ...new Map(units.map((unit) => [normaliseSerial(unit.serial), unit])).values(),
]

function unitFaults(
  { contract, site, rivals }: { contract: Contract; site: Site; rivals: readonly Contract[] },
  unit: Unit | undefined,
  index: number,
  serial: string,
) {
  const at = `units.${index}`
  if (!unit) return [noUnit(at, serial)]
  if (unit.site !== site.id)
    return [fault(at, `${serial} 不在现场 ${site.id}`, `"${serial}" does not stand at site ${site.id}`)]
  if (unit.replacedBy !== undefined)
    return [fault(at, `${serial} 已由 ${unit.replacedBy} 代替`, `"${serial}" was replaced by ${unit.replacedBy}`)]
  return contractFor(rivals, unit.serial, site.id)?.id === contract.id ? [] : [notUnder(at, contract)]
}

const notUnder = (at: string, { id }: Contract) => fault(at, `不在合同 ${id} 之下`, `is not under contract ${id}`)

/** Named ones, or whoever may report for the site. Throws BadRequestError for somebody who is none of the customer's. */
async function contactsFor(
  { directory }: Deps,
  { contacts: named, site }: UpgradeRequest,
  { customer }: Contract,
): Promise<readonly PersonRef[]> {
  const known = named
    ? await Promise.all(named.map((id) => directory.contact(id)))
    : (await directory.contactsOf(site)).slice(0, MOST_CONTACTS)
  const theirs = known.filter((contact) => contact !== undefined && contact.customer === customer)
  if (named && theirs.length < known.length) {
    const of = (await directory.contactsOf(site)).map(({ id }) => id)
    throw new BadRequestError([mustBeOneOf('contacts', of)])
  }
  return theirs.flatMap((contact) => (contact ? [{ id: contact.id, name: contact.name }] : []))
}

async function coordinatorOf(deps: Deps, contract: Contract): Promise<PersonRef | undefined> {
  const [first] = (await laddersOf(deps, contract)).money
  return first && { id: first.id, name: first.name }
}

/** In warranty where all of them are. */
async function costFor(deps: Deps, units: readonly Unit[], document: PlanDocument) {
  const now = deps.clock.now()
  const all = await Promise.all(units.map((unit) => wasInWarranty(deps, { serial: unit.serial }, now, document)))
  const inWarranty = all.includes(false) ? false : all.includes(undefined) ? undefined : true
  return costOf(document, inWarranty)
}

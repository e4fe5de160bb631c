import { coversAll } from '../directory/binding.ts'
import type { Contract, Customer } from '../directory/directory.ts'
import type { Instant } from '../kernel/instant.ts'
import { idOf, kindOf } from '../kernel/subject.ts'
import type { Text } from '../kernel/text.ts'
import { namedUntil } from '../oncall/rights.ts'
import type { Obligation } from '../promise/obligation.ts'
import { REPAIR } from '../repair/holds.ts'
import type { RepairSummary } from '../repair/summary.ts'
import type { Requester } from './audit.ts'
import type { Deps } from './deps.ts'
import { dispatchersRights, notOnFile, rightsOn } from './rights.ts'
import type { UnitFile } from './unit-file.ts'

// How far an engineer sees in lists and files, where one repair at a time (see `rights.ts`) would cost too much: by the rosters
// that name them, and by what they were written to about.

/** What an engineer is shown of what is not one repair. A text: nobody knows them, and what to do. */
export interface Reach {
  /** Of the latest repairs, those they were written to about. */
  readonly writtenTo: ReadonlySet<string>
  /** Whether the site is of a roster that names them at that instant or later. */
  readonly ofSite: (site: string | undefined, since: Instant) => Promise<boolean>
  readonly ofRoster: (roster: string, since: Instant) => boolean
}

/** Undefined: they see everything. */
export async function reachOf(deps: Deps, { role, actor: { id = '' } }: Requester): Promise<Reach | Text | undefined> {
  if (role !== 'engineer') return undefined
  if (!(await deps.directory.person(id))) return notOnFile(id)
  const [rosters, { subjects }] = await Promise.all([deps.directory.rosters(), deps.inboxes.load(id)])
  const until = new Map(rosters.map((roster) => [roster.id, namedUntil(roster, id)]))
  const ofRoster = (roster: string, since: Instant) => since < (until.get(roster) ?? '')
  const rosterOf = rosterOfSite(deps)
  return {
    writtenTo: new Set(subjects.flatMap((one) => (kindOf(one) === REPAIR ? idOf(one) : []))),
    ofRoster,
    ofSite: async (site, since) => site !== undefined && ofRoster(await rosterOf(site), since),
  }
}

/** Each site is looked up once. */
function rosterOfSite({ directory }: Pick<Deps, 'directory'>): (site: string) => Promise<string> {
  const known = new Map<string, Promise<string>>()
  return (site) => {
    const roster = known.get(site) ?? directory.site(site).then((found) => found?.roster ?? '')
    known.set(site, roster)
    return roster
  }
}

/** A row of the board. One that an earlier version saved names no roster: its site does. */
export const seesRow =
  ({ writtenTo, ofRoster, ofSite }: Reach, { actor: { id } }: Requester) =>
  async (row: RepairSummary): Promise<boolean> =>
    row.assigneeId === id ||
    (row.concerns ?? []).includes(id ?? '') ||
    writtenTo.has(row.id) ||
    (row.roster === undefined ? ofSite(row.siteId, row.reportedAt) : ofRoster(row.roster, row.reportedAt))

/** What a reader may see of it; without `sees`, all. */
export async function seenBy<T>(
  all: readonly T[],
  sees: ((one: T) => Promise<boolean>) | undefined,
): Promise<readonly T[]> {
  if (!sees) return all
  const seen = await Promise.all(all.map(sees))
  return all.filter((_, at) => seen[at])
}

/** A line of the ledger. What a contract as a whole needs is the desk's. */
export const seesLine =
  ({ writtenTo, ofSite }: Reach, { actor: { id } }: Requester) =>
  async ({ engineer, repair, site, startedAt }: Obligation): Promise<boolean> =>
    engineer === id || (repair !== undefined && writtenTo.has(repair)) || ofSite(site, startedAt)

/**
 * The file of a unit: where they have duty, or whose open repair is theirs. Undefined: they may; otherwise what to do. Of a unit that
 * is not there they hear the same as of another roster's: whoever tries numbers learns nothing.
 */
export async function refusalOfUnit(deps: Deps, who: Requester, file: UnitFile | undefined): Promise<Text | undefined> {
  const reach = await reachOf(deps, who)
  if (!reach || !('ofSite' in reach)) return reach
  if (!file) return OTHERS_UNIT
  if (await reach.ofSite(file.site?.id, deps.clock.now())) return undefined
  const repair = file.openRepair === undefined ? undefined : await deps.repairs.load(file.openRepair)
  return repair && (await rightsOn(deps, who, repair)).sees ? undefined : OTHERS_UNIT
}

/** A contract's file: of a customer with a site where they have duty. */
export async function refusalOfContract(deps: Deps, who: Requester, contract: Contract): Promise<Text | undefined> {
  const reach = await reachOf(deps, who)
  if (!reach || !('ofSite' in reach)) return reach
  for (const site of await sitesUnder(deps, contract)) if (await reach.ofSite(site, deps.clock.now())) return undefined
  return OTHERS_CONTRACT
}

/** What a customer says of their days: of one with a site where they have duty, or act as its dispatchers. */
export async function refusalOfCustomer(
  deps: Deps,
  who: Requester,
  asked: Customer | undefined,
): Promise<Text | undefined> {
  const reach = await reachOf(deps, who)
  if (reach && !('ofSite' in reach)) return reach
  if (!asked) return reach && OTHERS_CUSTOMER
  const { id } = asked
  const sites = (await deps.directory.all()).sites.filter(({ customer }) => customer === id)
  if (reach) {
    for (const site of sites) if (await reach.ofSite(site.id, deps.clock.now())) return undefined
    return OTHERS_CUSTOMER
  }
  if (who.role !== 'dispatcher' || sites.length === 0) return undefined
  const rights = await Promise.all(sites.map((site) => dispatchersRights(deps, who, site)))
  return rights.some(({ acts }) => acts) ? undefined : rights[0]?.why
}

async function sitesUnder({ directory }: Deps, contract: Contract): Promise<readonly (string | undefined)[]> {
  if (coversAll(contract)) {
    const { sites } = await directory.all()
    return sites.filter(({ customer }) => customer === contract.customer).map(({ id }) => id)
  }
  const units = await Promise.all((contract.units ?? []).map((serial) => directory.unit(serial)))
  return [...(contract.sites ?? []), ...units.map((unit) => unit?.site)]
}

const OTHERS_UNIT: Text = {
  zh: '没有这台设备，或者它所在现场不归您的值班表；同型号怎么修过请查知识库（/api/knowledge?model=）',
  en: 'There is no such unit, or it stands where another roster has duty. How its model was mended before stands in the knowledge base (/api/knowledge?model=).',
}
const OTHERS_CUSTOMER: Text = {
  zh: '没有这个客户，或者它的现场都不归您的值班表；请问客服',
  en: 'There is no such customer, or none of their sites is of a roster that names you. Ask a dispatcher.',
}
const OTHERS_CONTRACT: Text = {
  zh: '这份合同的现场都不归您的值班表；要登记文件请交给客服',
  en: 'None of the sites under this contract is of a roster that names you. Give the document to a dispatcher.',
}

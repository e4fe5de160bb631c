import type { Bound } from '../contract/decide.ts'
import type { BoundUnit } from '../contract/lines.ts'
import { followsCalendar } from '../contract/works.ts'
import { boundDocument, contractFor, coversAll } from '../directory/binding.ts'
import type { Contract, Site, Unit } from '../directory/directory.ts'
import { normaliseSerial } from '../directory/serial.ts'
import { DEFAULT_TIMEZONE } from '../kernel/calendar.ts'
import type { DirectoryReader } from '../ports/directory.ts'
import type { SubjectStore } from '../ports/store.ts'
import { calendarOf } from './calendar-of.ts'
import type { Deps } from './deps.ts'

type BoundDeps = Pick<Deps, 'plans'> & {
  readonly directory: DirectoryReader
  readonly store: Pick<SubjectStore, 'load'>
}

/** A contract with what it binds now; undefined where it is not on file, or names a plan that is not loaded. */
export async function boundTo(deps: BoundDeps, contractId: string): Promise<Bound | undefined> {
  const contract = await deps.directory.contract(contractId)
  const document = contract && boundDocument(await deps.plans(), contract)
  if (!contract || !document) return undefined
  const customer = await deps.directory.customer(contract.customer)
  const customerName = customer?.name ?? contract.customer
  const calendar = followsCalendar(document) ? (await calendarOf(deps, contract.customer)).entries : undefined
  const bound = { contract, document, customerName, ...(await boundBy(deps, contract)), timezone: DEFAULT_TIMEZONE }
  return { ...bound, ...(calendar && { calendar }) }
}

/** The sites and units that a contract binds. */
async function boundBy(
  deps: BoundDeps,
  contract: Contract,
): Promise<{ readonly sites: readonly Site[]; readonly units: readonly BoundUnit[] }> {
  const { sites, units } = await candidatesFor(deps, contract)
  const rivals = await deps.directory.contractsOf(contract.customer)
  const binds = (serial: string | undefined, site: string) => contractFor(rivals, serial, site)?.id === contract.id
  const zones = new Map(sites.map(({ id, timezone }) => [id, timezone]))
  return {
    sites: sites.filter(({ id }) => binds(undefined, id)),
    units: units
      .filter(({ serial, site }) => binds(serial, site))
      .map((unit) => ({ unit, timezone: zones.get(unit.site) ?? DEFAULT_TIMEZONE })),
  }
}

/** What a contract may bind, with the sites where its units stand. */
async function candidatesFor(
  { directory }: BoundDeps,
  contract: Contract,
): Promise<{ readonly sites: readonly Site[]; readonly units: readonly Unit[] }> {
  if (coversAll(contract)) {
    const { sites, units } = await directory.all()
    const own = sites.filter(({ customer }) => customer === contract.customer)
    const ids = new Set(own.map(({ id }) => id))
    return { sites: own, units: units.filter(({ site }) => ids.has(site)) }
  }
  const there = (await Promise.all((contract.sites ?? []).map((id) => directory.unitsAt(id)))).flat()
  const named = await all(contract.units ?? [], (serial) => directory.unit(serial))
  const units = new Map([...there, ...named].map((unit) => [normaliseSerial(unit.serial), unit]))
  const ids = new Set([...(contract.sites ?? []), ...named.map(({ site }) => site)])
  return { sites: await all([...ids], (id) => directory.site(id)), units: [...units.values()] }
}

const all = async <T>(ids: readonly string[], get: (id: string) => Promise<T | undefined>): Promise<T[]> =>
  (await Promise.all(ids.map(get))).filter((found) => found !== undefined)

import type { Customer, Site } from '../directory/directory.ts'
import { type Found, searchWords } from '../directory/find.ts'
import type { Deps } from './deps.ts'
import type { Reach } from './reach.ts'

/** So many of each kind are offered: whoever sees more types on. */
const OFFERED = 8
/** So many are looked at for whoever sees a part of them. */
const SEARCHED = 200
const UNITS_OF_SITE = 200

/** Who and what a caller may be; each place once, with the name of its customer. */
export interface LookedUp extends Found {
  readonly customers: readonly Pick<Customer, 'id' | 'name' | 'plan'>[]
}

const NOTHING: LookedUp = { contacts: [], sites: [], units: [], customers: [] }

/** What a half-remembered number, name, place or serial may mean. An engineer finds what stands where they have duty. */
export async function lookUp(deps: Deps, written: string, reach: Reach | undefined): Promise<LookedUp> {
  const words = searchWords(written)
  if (words.length === 0) return NOTHING
  return withPlaces(deps, await deps.directory.find(words, reach ? SEARCHED : OFFERED), reach, OFFERED)
}

/** Who reports for a place, and what stands there. */
export async function placeOf(deps: Deps, id: string, reach: Reach | undefined): Promise<LookedUp> {
  const site = await deps.directory.site(id)
  if (!site) return NOTHING
  const [contacts, units] = await Promise.all([deps.directory.contactsOf(id), deps.directory.unitsAt(id)])
  const inUse = units.filter(({ replacedBy }) => replacedBy === undefined).slice(0, UNITS_OF_SITE)
  return withPlaces(deps, { contacts, sites: [site], units: inUse }, reach)
}

/** Of each kind so many at most as the reader sees, with every site that a person or unit names. */
async function withPlaces(
  deps: Deps,
  found: Found,
  reach: Reach | undefined,
  most = Number.POSITIVE_INFINITY,
): Promise<LookedUp> {
  const known = new Map(found.sites.map((site) => [site.id, site]))
  const named = new Set([...found.contacts.flatMap(({ sites }) => sites), ...found.units.map(({ site }) => site)])
  const others = await Promise.all([...named].filter((id) => !known.has(id)).map((id) => deps.directory.site(id)))
  const theirs = await seen(deps, [...found.sites, ...others.filter((site) => site !== undefined)], reach)
  const isTheirs = new Set(theirs.map(({ id }) => id))
  const contacts = found.contacts.filter(({ sites }) => sites.some((id) => isTheirs.has(id))).slice(0, most)
  const units = found.units.filter(({ site }) => isTheirs.has(site)).slice(0, most)
  const places = new Set([
    ...found.sites
      .map(({ id }) => id)
      .filter((id) => isTheirs.has(id))
      .slice(0, most),
    ...contacts.flatMap(({ sites }) => sites),
    ...units.map(({ site }) => site),
  ])
  const sites = theirs.filter(({ id }) => places.has(id))
  const customers = await Promise.all(
    [...new Set(sites.map(({ customer }) => customer))].map((id) => deps.directory.customer(id)),
  )
  return {
    contacts,
    sites,
    units,
    customers: customers.filter((customer) => customer !== undefined).map(({ id, name, plan }) => ({ id, name, plan })),
  }
}

async function seen({ clock }: Deps, sites: readonly Site[], reach: Reach | undefined): Promise<readonly Site[]> {
  if (!reach) return sites
  const sees = await Promise.all(sites.map(({ id }) => reach.ofSite(id, clock.now())))
  return sites.filter((_, index) => sees[index])
}

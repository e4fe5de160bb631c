import type { Directory } from '../../shared/directory/directory.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { reachFor } from '../api/rights.ts'
import type { Staff } from '../api/roles.ts'

/** All that is on file as they may see it: an engineer sees the customers with a site where they have duty, and of these no other site. */
export async function directoryFor(deps: Deps, staff: Staff): Promise<Directory> {
  const [directory, reach] = await Promise.all([deps.directory.all(), reachFor(deps, staff)])
  if (!reach) return directory
  const now = deps.clock.now()
  const sites = directory.sites.filter(({ roster }) => reach.ofRoster(roster, now))
  const [places, customers] = [new Set(sites.map(({ id }) => id)), new Set(sites.map(({ customer }) => customer))]
  return {
    ...directory,
    customers: directory.customers.filter(({ id }) => customers.has(id)),
    sites,
    contacts: directory.contacts.filter((contact) => contact.sites.some((site) => places.has(site))),
    units: directory.units.filter(({ site }) => places.has(site)),
    contracts: directory.contracts.filter(({ customer }) => customers.has(customer)),
  }
}

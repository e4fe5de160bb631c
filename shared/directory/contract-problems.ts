import { addDays, type Day } from '../kernel/calendar.ts'
import { coversAll } from './binding.ts'
import type { Contract, Directory } from './directory.ts'
import { type At, error, type Problem, repeated, unknown, warning } from './problem.ts'
import { normaliseSerial } from './serial.ts'

/** What cannot be about the contracts of a directory, and what is worth a look. */
export const contractProblems = (directory: Directory): readonly Problem[] => {
  const { contracts } = directory
  const find = lookup(directory)
  return [
    ...contracts.flatMap((contract, index) => [
      ...referenceProblems(contract, ['contracts', index], find),
      ...dateProblems(contract, ['contracts', index], find),
      ...renewalProblems(contract, ['contracts', index]),
    ]),
    ...doubleBinding(contracts),
  ]
}

interface Lookup {
  readonly people: ReadonlySet<string>
  readonly customers: ReadonlySet<string>
  readonly lists: ReadonlySet<string>
  /** The customer of each site. */
  readonly owners: ReadonlyMap<string, string>
  /** The site of each unit, and the day of its own acceptance. */
  readonly units: ReadonlyMap<string, { readonly site: string; readonly acceptedOn?: Day }>
}
const lookup = ({ people, customers, sites, units, prices }: Directory): Lookup => ({
  people: new Set(people.map(({ id }) => id)),
  customers: new Set(customers.map(({ id }) => id)),
  lists: new Set(prices.map(({ list }) => list)),
  owners: new Map(sites.map(({ id, customer }) => [id, customer])),
  units: new Map(units.map((unit) => [normaliseSerial(unit.serial), unit])),
})

/** Whoever answers for it: asked in vain, nobody would be. */
const peopleOf = (contract: Contract, at: At): readonly [At, string][] =>
  (['papersBy', 'coordinator', 'manager'] as const).flatMap((field): [At, string][] => {
    const id = contract[field]
    return id === undefined ? [] : [[[...at, field], id]]
  })

/** What it names must be there, be the customer's own, and be named once. */
function referenceProblems(contract: Contract, at: At, find: Lookup): readonly Problem[] {
  const { customer, priceList, sites = [], units = [] } = contract
  const sitePlaces = sites.map((site, index): [At, string] => [[...at, 'sites', index], site])
  const unitPlaces = units.map((unit, index): [At, string] => [[...at, 'units', index], normaliseSerial(unit)])
  const siteOf = (serial: string) => find.units.get(serial)?.site
  return [
    ...unknown('customer', find.customers)([[...at, 'customer'], customer]),
    ...unknown('person', find.people)(...peopleOf(contract, at)),
    ...(priceList === undefined ? [] : unknown('price list', find.lists)([[...at, 'priceList'], priceList])),
    ...unknown('site', find.owners)(...sitePlaces),
    ...unknown('unit', find.units)(...unitPlaces),
    ...repeated(sitePlaces),
    ...repeated(unitPlaces),
    ...sitePlaces.flatMap(([path, site]) => otherCustomers(path, site, customer, find.owners.get(site))),
    ...unitPlaces.flatMap(([path, unit]) => otherCustomers(path, unit, customer, find.owners.get(siteOf(unit) ?? ''))),
  ]
}

const otherCustomers = (path: At, name: string, customer: string, owner: string | undefined): readonly Problem[] =>
  owner === undefined || owner === customer
    ? []
    : [error(path, `${name} 属于客户 ${owner}，不属于 ${customer}`, `${name} belongs to ${owner}, not to ${customer}`)]

/** Signed, delivered, accepted: in this order, unless the goods came on trial. */
function dateProblems(contract: Contract, at: At, find: Lookup): readonly Problem[] {
  const { signedOn, deliveredOn, acceptedOn, units = [] } = contract
  const first = deliveredOn ?? signedOn
  return [
    ...(deliveredOn && deliveredOn < signedOn
      ? [
          warning(
            [...at, 'deliveredOn'],
            `交货早于签订日期 ${signedOn}；如非先供货后签约，请核对`,
            `delivered before it was signed on ${signedOn}: please check, unless the goods came on trial`,
          ),
        ]
      : []),
    ...(acceptedOn && deliveredOn && acceptedOn < deliveredOn
      ? [
          error(
            [...at, 'acceptedOn'],
            `验收早于交货日期 ${deliveredOn}；请改正其中一个`,
            `accepted before it was delivered on ${deliveredOn}: correct one of the two`,
          ),
        ]
      : []),
    ...(acceptedOn && !deliveredOn && acceptedOn < signedOn
      ? [
          error(
            [...at, 'acceptedOn'],
            `验收早于签订日期 ${signedOn}；请改正其中一个，或填写交货日期`,
            `accepted before it was signed on ${signedOn}: correct one of the two, or give the day of delivery`,
          ),
        ]
      : []),
    ...units.flatMap((serial, index) => {
      const own = find.units.get(normaliseSerial(serial))?.acceptedOn
      if (own === undefined || own >= first) return []
      return [
        warning(
          [...at, 'units', index],
          `${serial} 自己的验收日期 ${own} 早于本合同的 ${first}；质保仍从 ${own} 起算，请核对`,
          `${serial} was accepted by itself on ${own}, before this contract's ${first}; its warranty runs from ${own}: please check`,
        ),
      ]
    }),
  ]
}

/** Renewed terms follow each other; a gap between two is possible, and leaves the units without warranty for that time. */
function renewalProblems({ renewals, acceptedOn, signedOn }: Contract, at: At): readonly Problem[] {
  const start = acceptedOn ?? signedOn
  return renewals.flatMap(({ from, until }, index) => {
    const path = [...at, 'renewals', index]
    const before = renewals[index - 1]
    if (until < from)
      return [
        error(path, `续保 ${from} 至 ${until}：先结束后开始`, `renewal ${from} to ${until} ends before it begins`),
      ]
    if (from <= start)
      return [
        error(
          path,
          `续保 ${from} 早于质保开始的 ${start}；请改正`,
          `renewal from ${from} begins before the warranty itself does, on ${start}: correct it`,
        ),
      ]
    if (!before) return []
    if (from <= before.until)
      return [
        error(
          path,
          `续保 ${from} 至 ${until} 与前一期 ${before.from} 至 ${before.until} 重叠或次序颠倒；从 ${addDays(before.until, 1)} 写起`,
          `renewal ${from} to ${until} overlaps the one before it (${before.from} to ${before.until}) or is out of order: begin on ${addDays(before.until, 1)}`,
        ),
      ]
    if (from === addDays(before.until, 1)) return []
    return [
      warning(
        path,
        `与前一期续保之间有空档：${addDays(before.until, 1)} 至 ${addDays(from, -1)} 不在质保内`,
        `leaves a gap after the renewal before it: no warranty from ${addDays(before.until, 1)} to ${addDays(from, -1)}`,
      ),
    ]
  })
}

/** A unit, a site or a customer's rest that two contracts of equal rank would claim. */
function doubleBinding(contracts: readonly Contract[]): readonly Problem[] {
  const claims = contracts.flatMap((contract, index): Claim[] => [
    ...(contract.units ?? []).map(
      (unit, place): Claim => ({
        contract,
        path: ['contracts', index, 'units', place],
        what: `设备 ${normaliseSerial(unit)}`,
        whatEn: `unit ${normaliseSerial(unit)}`,
      }),
    ),
    ...(contract.sites ?? []).map(
      (site, place): Claim => ({
        contract,
        path: ['contracts', index, 'sites', place],
        what: `现场 ${site}`,
        whatEn: `site ${site}`,
      }),
    ),
    ...(coversAll(contract)
      ? [
          {
            contract,
            path: ['contracts', index],
            what: `客户 ${contract.customer} 的全部`,
            whatEn: `everything of ${contract.customer}`,
          },
        ]
      : []),
  ])
  const first = new Map<string, Contract>()
  return claims.flatMap(({ contract, path, what, whatEn }) => {
    const other = first.get(whatEn) ?? contract
    first.set(whatEn, other)
    // The same contract naming it twice is reported where its names are checked.
    if (other.id === contract.id) return []
    const [zh, en] = coversAll(contract)
      ? ['请在其中一份里写明它包括哪些现场或设备', 'let one of the two name the sites or units it is for']
      : ['请从其中一份里去掉', 'take it out of one of the two']
    return [
      error(
        path,
        `${what} 同时在合同 ${other.id} 和 ${contract.id} 里；${zh}`,
        `${whatEn} is under both contracts ${other.id} and ${contract.id}: ${en}`,
      ),
    ]
  })
}
interface Claim {
  readonly contract: Contract
  readonly path: At
  readonly what: string
  readonly whatEn: string
}

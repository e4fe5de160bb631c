import { contractProblems } from './contract-problems.ts'
import type { Directory, Roster } from './directory.ts'
import { contradictingOverrides } from './override-problems.ts'
import { type At, error, type Problem, repeated, unknown, warning } from './problem.ts'
import { tierPeople } from './rota.ts'
import { normaliseSerial } from './serial.ts'

/** What the parts of a well-formed directory say of each other that cannot be, and what is worth a look. */
export const problemsIn = (directory: Directory): readonly Problem[] => [
  ...repeatedIds(directory),
  ...supplierProblems(directory),
  ...directory.rosters.flatMap((roster, index) => rosterProblems(roster, ['rosters', index], directory)),
  ...siteProblems(directory),
  ...contactProblems(directory),
  ...unitProblems(directory),
  ...contractProblems(directory),
  ...priceProblems(directory),
]

function repeatedIds(directory: Directory): readonly Problem[] {
  const lists = ['people', 'rosters', 'customers', 'sites', 'contacts', 'contracts'] as const
  const devices = (['units', 'loaners'] as const).flatMap((list) =>
    directory[list].map((device, index): [At, string] => [[list, index, 'serial'], normaliseSerial(device.serial)]),
  )
  const phones = directory.contacts.flatMap((contact, index): [At, string][] =>
    contact.phone === undefined || contact.switchboard ? [] : [[['contacts', index, 'phone'], contact.phone]],
  )
  return [
    ...lists.flatMap((list) =>
      repeated(directory[list].map((entry, index): [At, string] => [[list, index, 'id'], entry.id])),
    ),
    ...repeated(devices),
    // A caller is recognised by number: it must name one person, unless it is a switchboard.
    ...repeated(phones),
    ...repeated(directory.prices.map(({ list, code }, index) => [['prices', index, 'code'], `${list} ${code}`])),
  ]
}

function supplierProblems({ supplier, rosters, people }: Directory): readonly Problem[] {
  const person = unknown('person', idsOf(people))
  const teams = Object.entries(supplier.teams ?? {})
  return [
    ...unknown('roster', idsOf(rosters))([['supplier', 'defaultRoster'], supplier.defaultRoster]),
    ...(supplier.keeper === undefined ? [] : person([['supplier', 'keeper'], supplier.keeper])),
    ...teams.flatMap(([team, ids]) =>
      person(...ids.map((id, index): [At, string] => [['supplier', 'teams', team, index], id])),
    ),
  ]
}

function rosterProblems(roster: Roster, at: At, directory: Directory): readonly Problem[] {
  const person = unknown('person', idsOf(directory.people))
  return [
    ...person([[...at, 'manager'], roster.manager]),
    ...roster.tiers.flatMap(({ rotation, rules = [] }, tier) =>
      [
        { rotation, path: [] as At },
        ...rules.map((rule, index) => ({ ...rule, path: ['rules', index] as At })),
      ].flatMap(({ rotation: { people }, path }) => {
        const list = [...at, 'tiers', tier, ...path, 'rotation', 'people']
        const places = people.map((id, index): [At, string] => [[...list, index], id])
        return [...person(...places), ...repeated(places)]
      }),
    ),
    ...contradictingOverrides(roster, at),
    ...roster.overrides.flatMap((entry, index) => {
      const path = [...at, 'overrides', index]
      const tier = roster.tiers[entry.tier]
      return [
        ...person([[...path, 'person'], entry.person]),
        ...(tier ? [] : [error([...path, 'tier'], `没有第 ${entry.tier} 线`, `there is no tier ${entry.tier}`)]),
        ...(tier && entry.replaces !== undefined && !tierPeople(tier).includes(entry.replaces)
          ? [error([...path, 'replaces'], `${entry.replaces} 不在那一线`, `${entry.replaces} is not in that tier`)]
          : []),
      ]
    }),
  ]
}

function siteProblems({ sites, customers, rosters }: Directory): readonly Problem[] {
  const customer = unknown('customer', idsOf(customers))
  const roster = unknown('roster', idsOf(rosters))
  return sites.flatMap((site, index) => [
    ...customer([['sites', index, 'customer'], site.customer]),
    ...roster([['sites', index, 'roster'], site.roster]),
  ])
}

function contactProblems({ contacts, customers, sites }: Directory): readonly Problem[] {
  const customer = unknown('customer', idsOf(customers))
  const owners = new Map(sites.map((site) => [site.id, site.customer]))
  return contacts.flatMap((contact, index) => [
    ...customer([['contacts', index, 'customer'], contact.customer]),
    ...contact.sites.flatMap((site, place) => {
      const path = ['contacts', index, 'sites', place]
      const owner = owners.get(site)
      if (owner === undefined) return unknown('site', owners)([path, site])
      if (owner === contact.customer) return []
      return [error(path, `${site} 是另一个客户的现场`, `${site} belongs to another customer`)]
    }),
  ])
}

function unitProblems({ units, sites }: Directory): readonly Problem[] {
  const site = unknown('site', idsOf(sites))
  const unit = unknown('unit', new Set(units.map(({ serial }) => normaliseSerial(serial))))
  return units.flatMap(({ site: at, replacedBy, replaces, purchasedOn, acceptedOn }, index) => [
    ...site([['units', index, 'site'], at]),
    ...(replacedBy === undefined ? [] : unit([['units', index, 'replacedBy'], normaliseSerial(replacedBy)])),
    ...(replaces === undefined ? [] : unit([['units', index, 'replaces'], normaliseSerial(replaces.serial)])),
    ...(purchasedOn && acceptedOn && purchasedOn > acceptedOn
      ? [
          warning(
            ['units', index, 'purchasedOn'],
            `购买日期晚于验收日期 ${acceptedOn}；质保从验收之日起算，请核对`,
            `bought after it was accepted on ${acceptedOn}; its warranty runs from acceptance: please check`,
          ),
        ]
      : []),
  ])
}

const priceProblems = ({ prices }: Directory): readonly Problem[] =>
  prices.flatMap(({ costFen, priceFen }, index) =>
    costFen === undefined && priceFen === undefined
      ? [
          warning(
            ['prices', index, 'priceFen'],
            '成本和售价都没有填，报价时不能收费',
            'has neither a cost nor a price: a quote cannot charge it',
          ),
        ]
      : [],
  )

const idsOf = (entries: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(entries.map(({ id }) => id))

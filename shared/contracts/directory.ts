import { isValidPhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import type { Directory, Roster } from '../directory/directory.ts'
import { normaliseSerial } from '../directory/serial.ts'
import { instant, parse } from './problem.ts'

const id = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, hyphens or underscores')
const line = z.string().trim().min(1).max(200)
const shortName = z.string().trim().min(1).max(8)
const serial = z.string().trim().min(1).max(100)
const language = z.enum(['zh-CN', 'en'])
const phone = z
  .string()
  .refine(
    (text) => isValidPhoneNumber(text) && parsePhoneNumberFromString(text)?.number === text,
    'must be a phone number in E.164, such as +8613800138000',
  )
const timezone = z.string().refine(isZone, 'must be an IANA time zone, such as Asia/Shanghai')
const localTime = z.string().refine(isLocalTime, 'must be a local date and time, such as 2026-11-02T09:00')

const rotation = z.strictObject({
  people: z.array(id).min(1),
  start: localTime,
  every: z.union([z.enum(['day', 'week']), z.strictObject({ hours: z.int().min(1).max(8784) })]),
})
const override = z
  .strictObject({ from: instant, to: instant, tier: z.int().min(0), replaces: id.exactOptional(), person: id })
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'must be later than from' })

const shape = z.strictObject({
  supplier: z.strictObject({ name: z.strictObject({ zh: line, en: line }), hotline: phone, defaultRoster: id }),
  people: z.array(z.strictObject({ id, name: line, phone, language })).min(1),
  rosters: z
    .array(
      z.strictObject({
        id,
        name: line,
        timezone,
        manager: id,
        tiers: z.array(z.strictObject({ name: line, rotation })).min(1),
        overrides: z.array(override),
      }),
    )
    .min(1),
  customers: z.array(z.strictObject({ id, name: line, plan: id })),
  sites: z.array(z.strictObject({ id, customer: id, name: line, shortName, address: line, timezone, roster: id })),
  contacts: z.array(
    z.strictObject({
      id,
      customer: id,
      sites: z.array(id).min(1),
      name: line,
      phone: phone.exactOptional(),
      email: z.email().max(254).exactOptional(),
      language,
    }),
  ),
  units: z.array(
    z.strictObject({
      serial,
      site: id,
      model: line,
      name: line,
      shortName,
      purchasedOn: z.iso.date().exactOptional(),
      acceptedOn: z.iso.date().exactOptional(),
    }),
  ),
  loaners: z.array(z.strictObject({ serial, model: line, name: line })),
})

/** What a directory file may say. What its parts say of each other is checked once each part is well formed. */
export const directorySchema = shape.superRefine((directory, context) => {
  for (const { path, message } of problemsBetweenParts(directory)) {
    context.addIssue({ code: 'custom', path: [...path], message })
  }
})

/** The directory that a parsed file holds. @throws BadRequestError listing every problem, each beginning with its path. */
export const parseDirectory = (value: unknown): Directory => parse(directorySchema, value)

interface Problem {
  readonly path: readonly (string | number)[]
  readonly message: string
}
type At = readonly (string | number)[]

const problemsBetweenParts = (directory: Directory): readonly Problem[] => [
  ...repeatedIds(directory),
  ...unknown('roster', idsOf(directory.rosters))([['supplier', 'defaultRoster'], directory.supplier.defaultRoster]),
  ...directory.rosters.flatMap((roster, index) => rosterProblems(roster, ['rosters', index], directory)),
  ...siteProblems(directory),
  ...contactProblems(directory),
  ...directory.units.flatMap((unit, index) =>
    unknown('site', idsOf(directory.sites))([['units', index, 'site'], unit.site]),
  ),
]

function repeatedIds(directory: Directory): readonly Problem[] {
  const lists = ['people', 'rosters', 'customers', 'sites', 'contacts'] as const
  const devices = (['units', 'loaners'] as const).flatMap((list) =>
    directory[list].map((device, index): [At, string] => [[list, index, 'serial'], normaliseSerial(device.serial)]),
  )
  const phones = directory.contacts.flatMap((contact, index): [At, string][] =>
    contact.phone === undefined ? [] : [[['contacts', index, 'phone'], contact.phone]],
  )
  return [
    ...lists.flatMap((list) =>
      repeated(directory[list].map((entry, index): [At, string] => [[list, index, 'id'], entry.id])),
    ),
    ...repeated(devices),
    // A caller is recognised by number: it must name one person.
    ...repeated(phones),
  ]
}

function rosterProblems(roster: Roster, at: At, directory: Directory): readonly Problem[] {
  const person = unknown('person', idsOf(directory.people))
  return [
    ...person([[...at, 'manager'], roster.manager]),
    ...roster.tiers.flatMap(({ rotation: { people } }, tier) => {
      const places = people.map((id, index): [At, string] => [[...at, 'tiers', tier, 'rotation', 'people', index], id])
      return [...person(...places), ...repeated(places)]
    }),
    ...roster.overrides.flatMap((entry, index) => {
      const path = [...at, 'overrides', index]
      const tier = roster.tiers[entry.tier]
      return [
        ...person([[...path, 'person'], entry.person]),
        ...(tier ? [] : [{ path: [...path, 'tier'], message: `there is no tier ${entry.tier}` }]),
        ...(tier && entry.replaces !== undefined && !tier.rotation.people.includes(entry.replaces)
          ? [{ path: [...path, 'replaces'], message: `${entry.replaces} is not in that tier` }]
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
      if (owner === undefined) return unknown('site', new Set())([path, site])
      return owner === contact.customer ? [] : [{ path, message: `${site} belongs to another customer` }]
    }),
  ])
}

const idsOf = (entries: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(entries.map(({ id }) => id))

/** Names that nothing bears. */
const unknown =
  (what: string, known: ReadonlySet<string>) =>
  (...places: readonly (readonly [At, string])[]): readonly Problem[] =>
    places
      .filter(([, name]) => !known.has(name))
      .map(([path, name]) => ({ path, message: `there is no ${what} ${name}` }))

const repeated = (places: readonly (readonly [At, string])[]): readonly Problem[] => {
  const seen = new Set<string>()
  return places.flatMap(([path, key]) => {
    if (seen.has(key)) return [{ path, message: `${key} is there already` }]
    seen.add(key)
    return []
  })
}

/** Offsets such as `+08:00` are no zones here: they know no daylight saving. */
function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function isLocalTime(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return false
  try {
    Temporal.PlainDateTime.from(text, { overflow: 'reject' })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

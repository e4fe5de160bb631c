import * as z from 'zod'
import type { Directory } from '../directory/directory.ts'
import { problemsIn } from '../directory/problems.ts'
import { CHARGE_CLASSES, TEAMS } from '../plan/rules.ts'
import {
  count,
  day,
  email,
  fen,
  id,
  language,
  line,
  listedSerial,
  measure,
  phone,
  rings,
  serial,
  shortName,
  timezone,
} from './directory-fields.ts'
import { said } from './issue-words.ts'
import { instant, parse } from './problem.ts'
import { rotation, rules } from './rota.ts'

const override = z
  .strictObject({ from: instant, to: instant, tier: z.int().min(0), replaces: id.exactOptional(), person: id })
  .refine(({ from, to }) => from < to, { path: ['to'], error: said('必须晚于 from', 'must be later than from') })

/** Another number for a time, or a phone that rings for nothing. */
const meanwhile = z
  .strictObject({
    from: day,
    until: day,
    reason: line,
    phone: phone.exactOptional(),
    noCalls: z.boolean().exactOptional(),
  })
  .refine(({ from, until }) => from <= until, {
    path: ['until'],
    error: said('不能早于 from', 'must not be before from'),
  })
  .refine(({ phone, noCalls }) => phone !== undefined || noCalls === true, {
    path: ['phone'],
    error: said('写明临时号码，或期间不打电话（noCalls）', 'must be the number for that time, unless noCalls is true'),
  })

const supplier = z.strictObject({
  name: z.strictObject({ zh: line, en: line }),
  hotline: phone,
  defaultRoster: id,
  keeper: id.exactOptional(),
  // Each of a team is sent a message and a link of their own, and one save has room for a bounded number.
  teams: z.partialRecord(z.enum(TEAMS), z.array(id).min(1).max(10)).exactOptional(),
})
const roster = z.strictObject({
  id,
  name: line,
  // A change that holds from later on than when it is loaded.
  from: instant.exactOptional(),
  timezone,
  manager: id,
  // Where a service point has its own: as their tokens name them, which need not be people who can be paged.
  dispatchers: z.array(id).min(1).max(50).exactOptional(),
  // Who comes on or goes off duty is told, and the manager of gaps ahead.
  tells: z.literal(true).exactOptional(),
  tiers: z.array(z.strictObject({ name: line, rotation, rules: rules.exactOptional() })).min(1),
  overrides: z.array(override),
})

/** One entry of each list that can also be kept in a table. */
export const entrySchemas = {
  people: z.strictObject({
    id,
    name: line,
    phone,
    email: email.exactOptional(),
    language,
    ringAfter: rings.exactOptional(),
    meanwhile: meanwhile.exactOptional(),
  }),
  customers: z.strictObject({ id, name: line, plan: id }),
  sites: z.strictObject({
    id,
    customer: id,
    name: line,
    shortName,
    address: line,
    timezone,
    roster: id,
    distance: id.exactOptional(),
  }),
  contacts: z.strictObject({
    id,
    customer: id,
    sites: z.array(id).min(1),
    name: line,
    phone: phone.exactOptional(),
    email: email.exactOptional(),
    language,
    switchboard: z.boolean().exactOptional(),
  }),
  units: z.strictObject({
    serial,
    site: id,
    model: line,
    name: line,
    shortName,
    purchasedOn: day.exactOptional(),
    acceptedOn: day.exactOptional(),
    category: id.exactOptional(),
    replacedBy: serial.exactOptional(),
    replaces: z.strictObject({ serial, on: day, warranty: z.enum(['continues', 'restarts']) }).exactOptional(),
  }),
  contracts: z.strictObject({
    id,
    customer: id,
    plan: id,
    planVersion: count,
    signedOn: day,
    deliveredOn: day.exactOptional(),
    acceptedOn: day.exactOptional(),
    sites: z.array(id).min(1).exactOptional(),
    units: z.array(listedSerial).min(1).exactOptional(),
    priceFen: fen.exactOptional(),
    priceList: id.exactOptional(),
    renewals: z.array(z.strictObject({ from: day, until: day })).default([]),
    papersBy: id.exactOptional(),
    coordinator: id.exactOptional(),
    manager: id.exactOptional(),
  }),
  prices: z.strictObject({
    list: id,
    code: id,
    name: line,
    class: z.enum(CHARGE_CLASSES),
    unit: measure,
    costFen: fen.exactOptional(),
    priceFen: fen.exactOptional(),
  }),
  loaners: z.strictObject({ serial, model: line, name: line, used: z.boolean().exactOptional() }),
}

/** What can be edited one entry at a time; duty rosters have a way of their own. */
export const editSchemas = {
  ...entrySchemas,
  supplier,
  // No file says it, and no edit changes it: a code does.
  people: entrySchemas.people.extend({ verified: phone.exactOptional() }),
}
export type EditableList = keyof typeof editSchemas

const shape = z.strictObject({
  supplier,
  people: z.array(entrySchemas.people).min(1),
  rosters: z.array(roster).min(1),
  customers: z.array(entrySchemas.customers),
  sites: z.array(entrySchemas.sites),
  contacts: z.array(entrySchemas.contacts),
  units: z.array(entrySchemas.units),
  loaners: z.array(entrySchemas.loaners),
  contracts: z.array(entrySchemas.contracts).default([]),
  prices: z.array(entrySchemas.prices).default([]),
})

/** What a directory file may say. What its parts say of each other is checked once each part is well formed. */
const directorySchema = shape.superRefine((directory, context) => {
  for (const { path, text, warning } of problemsIn(directory)) {
    if (!warning) context.addIssue({ code: 'custom', path: [...path], message: text.en, params: { text } })
  }
})

/** The directory that a parsed file holds. @throws BadRequestError listing every problem, each beginning with its path. */
export const parseDirectory = (value: unknown): Directory => parse(directorySchema, value)

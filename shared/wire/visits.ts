import * as z from 'zod'
import { HOWS } from '../promise/agreement.ts'
import { FINDINGS } from '../visit/features/objecting/offers.ts'
import { MEETINGS, MISSED_WHYS, VISIT_STAGES } from '../visit/state/visit.ts'
import { actor } from './actor.ts'
import { fillingSchema, foundSchema, issuedReportSchema, photoSchema, suggestionSchema } from './filling.ts'
import { formFieldSchema } from './forms.ts'
import { cursorByInstant, instant } from './problem.ts'
import { visitActionTypeSchema } from './visit-actions.ts'

const filter = (description: string) => z.string().trim().min(1).max(200).exactOptional().meta({ description })
const text = z.strictObject({ zh: z.string(), en: z.string() })
const person = z.strictObject({ id: z.string(), name: z.string() })
const slot = z.strictObject({ from: instant, to: instant })
const way = z.enum(MEETINGS).meta({ description: 'On site, or by telephone' })
const key = z.string().min(1).max(600).meta({ description: 'Of the contract: `clause/need/about`' })

/** Query of `GET /api/visits`. */
export const visitsQuerySchema = z.strictObject({
  from: instant
    .exactOptional()
    .meta({ description: 'Of open ones: agreed for then or later, otherwise due then or later' }),
  until: instant.exactOptional().meta({ description: 'Before then' }),
  engineer: filter('Who goes or calls, by id'),
  contract: filter('Of which contract'),
  customer: filter('Of which customer, by id'),
  way: way.exactOptional(),
  open: z
    .enum(['true', 'false'])
    .default('true')
    .meta({ description: '`false`: those that ended between `from` and `until`, at most a year apart' }),
  cursor: cursorByInstant,
  limit: z.coerce.number().int().min(1).max(500).default(200),
})

/** Body of `POST /api/visits`. */
export const visitRequestSchema = z
  .strictObject({
    contract: z.string().trim().min(1).max(200),
    way,
    works: z
      .array(key)
      .min(1)
      .max(40)
      .meta({ description: 'What it is to settle: works of the contract at one place' }),
  })
  .meta({ id: 'VisitRequest' })

const work = z.strictObject({
  key,
  name: text,
  opensAt: instant.meta({ description: 'From when on doing it counts' }),
  dueAt: instant,
  form: z.string().exactOptional().meta({ description: 'What is filled in when it is done' }),
})

const objection = z.strictObject({
  about: z.enum(['date', 'absence']).meta({ description: 'That the date was agreed, or that they were not there' }),
  slot,
  at: instant,
  by: z.string(),
  words: z.string().exactOptional(),
  decided: z
    .strictObject({ at: instant, by: z.string(), finding: z.enum(FINDINGS), reason: z.string() })
    .exactOptional()
    .meta({ description: 'By a manager; `ours`: we did not come' }),
})

export const visitSummarySchema = z
  .strictObject({
    id: z.string(),
    version: z.int().min(0),
    way,
    stage: z.enum(VISIT_STAGES).meta({
      description:
        '`planning`: no date yet; `appointment`: agreed, or when to call; `outcome`: it has passed, and nobody said what came of it',
    }),
    contract: z.string(),
    customer: z.string(),
    customerName: z.string(),
    place: z.string().meta({ description: 'The id of a site, or `contract`' }),
    site: z.string().exactOptional(),
    siteName: z.string().exactOptional(),
    address: z.string().exactOptional(),
    city: z.string().exactOptional(),
    timezone: z.string(),
    roster: z.string(),
    works: z.array(work).readonly(),
    dueAt: instant.exactOptional().meta({ description: 'By when the first of its works is due' }),
    slot: slot.exactOptional(),
    offered: z.array(slot).readonly().exactOptional().meta({ description: 'What the customer may choose from' }),
    engineer: z.string().exactOptional(),
    engineerName: z.string().exactOptional(),
    confirmed: z.boolean().meta({ description: 'Whoever goes has said that they will be there' }),
    attempts: z.int().min(0).meta({ description: 'Calls in vain' }),
    ended: z.strictObject({ at: instant, how: z.enum(['done', 'cancelled', 'fallenAway']) }).exactOptional(),
  })
  .meta({ id: 'VisitSummary' })
export type VisitRow = z.infer<typeof visitSummarySchema>

export const visitListSchema = z
  .strictObject({ visits: z.array(visitSummarySchema), cursor: z.string().exactOptional() })
  .meta({ id: 'VisitList' })

const formSchema = z
  .strictObject({ type: visitActionTypeSchema, name: z.string(), fields: z.array(formFieldSchema) })
  .meta({ id: 'VisitForm' })
export type VisitFormView = z.infer<typeof formSchema>

export const visitViewSchema = z
  .strictObject({
    ...visitSummarySchema.shape,
    contact: z
      .strictObject({ id: z.string(), name: z.string(), phone: z.string().exactOptional() })
      .exactOptional()
      .meta({ description: "Whom at the customer's it is agreed with" }),
    contacts: z
      .array(z.strictObject({ id: z.string(), name: z.string(), phone: z.string().exactOptional() }))
      .meta({ description: 'Whom one may call about it; of those who may act on it alone' }),
    agreed: z.strictObject({ by: z.string(), how: z.enum(HOWS), at: instant }).exactOptional(),
    planners: z.array(person).meta({ description: 'Who is asked to plan it, nearest first' }),
    missed: z.strictObject({ at: instant, why: z.enum(MISSED_WHYS), reason: z.string() }).exactOptional(),
    objections: z
      .array(objection)
      .readonly()
      .exactOptional()
      .meta({ description: 'What the customer denied by their link, the latest; an absence is open until decided' }),
    done: z
      .strictObject({ at: instant, by: actor, found: z.string(), keys: z.array(z.string()).readonly() })
      .exactOptional(),
    suggestion: z
      .strictObject({ slots: z.array(slot), engineer: person.exactOptional() })
      .exactOptional()
      .meta({ description: 'While a date is to be found: two that would do, and who would go on the first' }),
    filling: z.array(fillingSchema).meta({ description: 'What its works ask to be filled in, each form once' }),
    fillingMore: z.int().min(1).exactOptional().meta({ description: 'So many more wait until these are filled in' }),
    found: z.array(foundSchema).meta({ description: 'Faults that were found' }),
    suggestions: z.array(suggestionSchema).meta({ description: 'What the customer was advised' }),
    photos: z.array(photoSchema),
    report: issuedReportSchema.exactOptional(),
    allowed: z.array(visitActionTypeSchema).meta({ description: 'What you may do to it now' }),
    forms: z.array(formSchema).meta({ description: 'The same, each as a form; without fields, one tap does it' }),
    timeline: z.array(z.looseObject({ seq: z.int(), at: instant, by: actor, type: z.string(), text: z.string() })),
  })
  .meta({ id: 'Visit' })
export type VisitView = z.infer<typeof visitViewSchema>

/** Query of `GET /api/visits/day`. */
export const visitDayQuerySchema = z.strictObject({
  engineer: filter('Whose day, by id; default: your own'),
  on: z.iso.date().exactOptional().meta({ description: 'Default: today, where they have duty' }),
})

export const visitDaySchema = z
  .strictObject({
    engineer: z.string(),
    on: z.iso.date(),
    visits: z.array(visitSummarySchema).meta({ description: 'In the order in which to go: by time, then by place' }),
    maps: z.array(z.string()).meta({ description: 'A map of each address, in that order' }),
    route: z.string().exactOptional().meta({ description: 'A map of the way from the first to the last address' }),
    repairs: z
      .array(z.strictObject({ id: z.string(), site: z.string().exactOptional(), visitAt: instant.exactOptional() }))
      .meta({ description: 'Open repairs that they have besides, those agreed for that day first' }),
  })
  .meta({ id: 'VisitDay' })

export const visitNotAllowedSchema = z
  .strictObject({
    error: z.literal('notAllowed'),
    message: z.string(),
    stage: z.enum(VISIT_STAGES),
    allowed: z.array(visitActionTypeSchema),
  })
  .meta({ id: 'VisitNotAllowed' })

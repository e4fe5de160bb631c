import * as z from 'zod'
import { EVENT_KINDS } from '../plan/rules/kit/event-kind.ts'
import { actor } from './actor.ts'
import * as field from './directory-fields.ts'
import { said } from './issue-words.ts'
import { instant } from './problem.ts'

const day = field.day.max(10)
const time = z
  .string()
  .regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, said('要写成 09:00 这样的时刻', 'must be a time of day such as 09:00'))
const hours = z.strictObject({
  from: time,
  to: time,
  weekdays: z
    .array(z.int().min(1).max(7))
    .min(1)
    .max(7)
    .exactOptional()
    .meta({ description: 'Days of the week, 1 is Monday. Left out: every day' }),
})

const happening = {
  kind: z.enum(EVENT_KINDS).meta({ description: 'What plans name it by' }),
  name: field.line,
  site: field.id.max(64).exactOptional().meta({ description: 'Left out: it holds for all sites of the customer' }),
  from: day.meta({ description: 'The first day, where the customer is' }),
  until: day.meta({ description: 'The last day' }),
  hours: hours.exactOptional().meta({ description: 'Of these days only these hours, as of peak times' }),
}
const reason = z.string().trim().min(1).max(1000).meta({ description: 'Who said so, or why; kept for good' })

/** Body of `POST /api/customers/{id}/calendar` and of `POST /api/customers/{id}/calendar/{entry}`. */
export const calendarEntrySchema = z.strictObject({ ...happening, reason }).meta({ id: 'CalendarEntryRequest' })

/** Body of `POST /api/customers/{id}/calendar/{entry}/withdraw`. */
export const calendarWithdrawalSchema = z.strictObject({ reason }).meta({ id: 'CalendarWithdrawal' })

export const calendarQuerySchema = z.strictObject({
  from: day.exactOptional().meta({ description: 'Entries that are not over before this day' }),
  until: day.exactOptional().meta({ description: 'Entries that have begun by this day' }),
})

/** Body of `POST /api/customers/{id}/calendar-link`. */
export const calendarLinkSchema = z
  .strictObject({
    contact: field.id.max(64).meta({ description: 'One of the contacts of that customer' }),
    how: z.enum(['give', 'renew', 'withdraw']).default('give').meta({
      description: '`renew`: another address, and the one before opens nothing any more; `withdraw`: none any more',
    }),
  })
  .meta({ id: 'CalendarLinkRequest' })

export const calendarLinkAnswerSchema = z
  .strictObject({
    url: z.string().exactOptional().meta({ description: 'Whoever has it writes as that contact; none once withdrawn' }),
    endsAt: instant.exactOptional(),
  })
  .meta({ id: 'CalendarLink' })

/** What the page behind that link sends. */
export const ownCalendarSchema = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('enter'),
    kind: z.enum(EVENT_KINDS),
    name: field.line,
    site: field.id.max(64).exactOptional(),
    from: day,
    until: day,
    hoursFrom: time.exactOptional().meta({ description: 'Of these days only from this time on' }),
    hoursTo: time.exactOptional(),
  }),
  z.strictObject({ action: z.literal('move'), entry: field.id.max(64), from: day, until: day }),
  z.strictObject({ action: z.literal('withdraw'), entry: field.id.max(64) }),
])

/** Body of `POST /api/calendar-feeds`. */
export const feedRequestSchema = z
  .strictObject({
    customer: field.id.max(64).exactOptional().meta({ description: 'What is due to them, and the visits' }),
    site: field.id
      .max(64)
      .exactOptional()
      .meta({ description: 'The same at one site. Left out both: your own duty and visits' }),
    renew: z.boolean().default(false).meta({ description: 'Another address: the one before shows nothing any more' }),
  })
  .refine(
    ({ customer, site }) => customer === undefined || site === undefined,
    said('客户和现场只写一个', 'name a customer or a site, not both'),
  )
  .meta({ id: 'CalendarFeedRequest' })

export const feedSchema = z
  .strictObject({
    url: z.string().meta({ description: 'For a calendar to subscribe to: whoever has it sees what you may see' }),
    endsAt: instant.meta({ description: 'Unless it is fetched in the half year before' }),
  })
  .meta({ id: 'CalendarFeed' })

const entry = z.strictObject({
  id: z.string().meta({ description: 'By which promises that follow from it are named: `e7`' }),
  ...happening,
  days: z
    .array(z.strictObject({ at: instant, from: day, until: day }))
    .readonly()
    .meta({ description: 'Its days as they were said, the first first' }),
  by: actor,
})
const line_ = { seq: z.int(), at: instant, by: actor, reason: z.string(), id: z.string() }

export const customerCalendarSchema = z
  .strictObject({
    customer: z.string(),
    entries: z.array(entry).readonly().meta({ description: 'The earliest first' }),
    record: z
      .array(
        z.discriminatedUnion('type', [
          z.strictObject({ type: z.literal('entered'), ...line_, happening: z.strictObject(happening) }),
          z.strictObject({ type: z.literal('changed'), ...line_, happening: z.strictObject(happening) }),
          z.strictObject({ type: z.literal('withdrawn'), ...line_, was: z.strictObject(happening) }),
        ]),
      )
      .readonly()
      .meta({ description: 'Who said what when and why, the latest first; at most 200 lines' }),
  })
  .meta({ id: 'CustomerCalendar' })

import * as z from 'zod'
import type { LogEntry } from '../duty/duty.ts'
import { defined } from '../kernel/fields.ts'
import { FILE_KINDS } from '../kernel/file-kind.ts'
import { instant } from './problem.ts'

const prose = z.string().trim().min(1).max(1000)
const line = z.string().trim().min(1).max(200)

/** Body of `POST /api/duties/{id}/entries`, and the form behind the link. */
export const dutyEntrySchema = z
  .strictObject({
    id: z.string().trim().min(1).max(100).meta({ description: 'Your id of the entry; sent twice, it is one' }),
    observed: prose.meta({ description: 'What was observed' }),
    events: prose.exactOptional().meta({ description: 'What happened' }),
    analysis: prose.exactOptional().meta({ description: 'Why, and what it means' }),
    done: prose.exactOptional().meta({ description: 'What was done about it' }),
    handover: prose.exactOptional().meta({ description: 'What whoever comes next has to know' }),
    fault: z.boolean().exactOptional().meta({ description: 'It is a fault: it opens a repair' }),
    unit: line.exactOptional().meta({ description: 'Serial number of the unit at fault, where it is known' }),
    corrects: z.int().min(1).exactOptional().meta({ description: 'The number of the entry that this one puts right' }),
  })
  .meta({ id: 'DutyEntry' })

export const entryIn = ({ id, fault, unit, ...words }: z.infer<typeof dutyEntrySchema>) => ({
  id,
  entry: { ...words, ...(fault && { fault: defined({ unit }) }) } satisfies LogEntry,
})

const ref = z.strictObject({ id: z.string(), name: z.string() })
const text = z.strictObject({ zh: z.string(), en: z.string() })
const keptFile = z.strictObject({ sha256: z.string(), kind: z.enum(FILE_KINDS), bytes: z.int().min(0) })
const span = z.strictObject({ from: instant, to: instant })
const part = z
  .strictObject({
    need: z.string(),
    state: z.enum(['planned', 'open', 'overdue', 'done', 'late', 'waived', 'fallenAway']),
    opensAt: instant,
    dueAt: instant,
    document: z.string().exactOptional(),
  })
  .meta({ id: 'DutyPart', description: 'One of its three promises, as the contract has it' })

const heading = {
  id: z.string(),
  contract: z.string(),
  clause: z.string(),
  about: z.string().meta({ description: 'A site, or `contract`' }),
  name: z.string().meta({ description: 'The period, as the customer calls it' }),
  what: text.meta({ description: 'The duty, as the plan of the contract calls it' }),
  customer: ref,
  site: z.strictObject({ id: z.string(), name: z.string(), shortName: z.string() }).exactOptional(),
  roster: z.string(),
  timezone: z.string(),
  from: instant,
  to: instant,
  state: z
    .enum(['toPlan', 'planned', 'on', 'over', 'gone'])
    .meta({ description: '`toPlan`: nobody has planned it for these days yet' }),
  plan: part.exactOptional().meta({ description: 'The plan that is owed for these days' }),
  watch: part.exactOptional(),
  report: part.exactOptional(),
  shifts: z
    .array(
      z.strictObject({
        person: z.string(),
        name: z.string(),
        from: instant,
        to: instant,
        tier: z.int().exactOptional(),
      }),
    )
    .readonly(),
  deputies: z.array(ref).readonly(),
  unwatched: z.array(span).readonly().meta({ description: 'Times of these days at which nobody is there' }),
  entries: z.int().meta({ description: 'How many there are in the log of the watch' }),
  gaps: z.array(span).readonly().meta({ description: 'Longer without an entry than the plan allows' }),
}

export const dutyListSchema = z
  .strictObject({ at: instant, duties: z.array(z.strictObject(heading)).readonly() })
  .meta({ id: 'DutyList' })

export const dutyViewSchema = z
  .strictObject({
    ...heading,
    phones: z.string(),
    watched: z.string(),
    every: z.string().exactOptional().meta({ description: 'The longest that the watch may go without an entry' }),
    mayPlan: z.boolean(),
    mayNote: z.boolean(),
    mayIssue: z.boolean().meta({ description: 'Its report may be sent now' }),
    issued: z
      .strictObject({ title: text, at: instant, page: keptFile, docx: keptFile })
      .exactOptional()
      .meta({ description: 'Its report, as it was sent to the customer: `GET /api/duties/{id}/files/{sha256}`' }),
    people: z.array(ref).readonly().meta({ description: 'Whom the roster has, to plan with' }),
    log: z
      .array(
        z.strictObject({
          seq: z.int(),
          at: instant,
          by: z.string(),
          observed: z.string(),
          events: z.string().exactOptional(),
          analysis: z.string().exactOptional(),
          done: z.string().exactOptional(),
          handover: z.string().exactOptional(),
          corrects: z.int().exactOptional(),
          fault: z
            .strictObject({ unit: z.string().exactOptional(), repair: z.string().exactOptional() })
            .exactOptional(),
          photo: keptFile.exactOptional().meta({ description: '`GET /api/duties/{id}/files/{sha256}`' }),
        }),
      )
      .readonly()
      .meta({ description: 'Entries of the watch, in order' }),
  })
  .meta({ id: 'DutyView' })
export type DutyView = z.infer<typeof dutyViewSchema>
export type DutyRow = z.infer<typeof dutyListSchema>['duties'][number]

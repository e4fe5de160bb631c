import * as z from 'zod'
import { FINDINGS, ITEM_KINDS } from '../form/form.ts'
import { FILE_KINDS } from '../kernel/file-kind.ts'
import { HOWS } from '../promise/agreement.ts'
import { SUGGESTION_ANSWERS } from '../visit/state/filled.ts'
import { instant } from './problem.ts'

// What is filled in at a visit or on a call, as the API shows it.

const text = z.strictObject({ zh: z.string(), en: z.string() })
const finding = z.enum(FINDINGS).exactOptional()

const itemSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(ITEM_KINDS),
  ask: text,
  hint: text.exactOptional(),
  required: z.boolean().exactOptional(),
  when: z
    .strictObject({ item: z.string(), is: z.array(z.string()).readonly() })
    .exactOptional()
    .meta({ description: 'Asked only where a choice before it has one of these answers' }),
  options: z
    .array(z.strictObject({ value: z.string(), label: text, finding }))
    .readonly()
    .exactOptional(),
  unit: text.exactOptional(),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  finding,
})

export const formDefinitionSchema = z
  .strictObject({
    id: z.string(),
    version: z.int().min(1),
    title: text,
    intro: text.exactOptional(),
    report: z.boolean().exactOptional().meta({ description: 'The customer gets a written report of it' }),
    sections: z.array(z.strictObject({ title: text, items: z.array(itemSchema).readonly() })).readonly(),
  })
  .meta({ id: 'FormDefinition' })

const file = z.strictObject({ sha256: z.string(), kind: z.enum(FILE_KINDS), bytes: z.int().min(0) })
const answer = z.strictObject({
  value: z.union([z.string(), z.number(), z.array(z.string()).readonly()]),
  note: z.string().exactOptional(),
  units: z.array(z.string()).readonly().exactOptional(),
})

export const fillingSchema = z
  .strictObject({
    form: formDefinitionSchema,
    about: z.string().exactOptional().meta({ description: 'The repair that it is filled in about: send it along' }),
    problem: z
      .strictObject({
        workers: z
          .array(z.strictObject({ id: z.string(), name: z.string() }))
          .readonly()
          .meta({ description: 'Whose it was, whoever brought it to an end first: none of them asks' }),
        symptoms: z.string().exactOptional(),
        reportedAt: instant.exactOptional(),
        site: z.string().exactOptional(),
        unit: z.string().exactOptional(),
        done: z.string().exactOptional(),
      })
      .exactOptional()
      .meta({ description: 'Of that repair: what whoever calls has to know' }),
    filled: z
      .strictObject({
        version: z.int().min(1),
        at: instant,
        by: z.strictObject({ id: z.string(), name: z.string() }),
        score: z.number().exactOptional().meta({ description: 'The mean of its scores, from 1 to 5' }),
        mendableUntil: instant
          .exactOptional()
          .meta({ description: 'Until then it may be mended before repairs are opened and people told' }),
        signed: z
          .strictObject({
            signer: z.string(),
            at: instant,
            file: file.exactOptional(),
            byLink: z.literal(true).exactOptional(),
          })
          .exactOptional(),
        answers: z.record(z.string(), answer),
      })
      .exactOptional(),
    missing: z
      .array(z.strictObject({ item: z.string(), kind: z.enum(['photo', 'signature']), ask: text }))
      .meta({ description: 'What comes after the rest and is not there yet' }),
  })
  .meta({ id: 'VisitFilling' })
export type FillingView = z.infer<typeof fillingSchema>

export const foundSchema = z.strictObject({
  form: z.string(),
  about: z.string().exactOptional(),
  item: z.string(),
  what: text,
  unit: z.string().exactOptional(),
  repair: z.string().exactOptional().meta({ description: 'The repair that it opened, or joined' }),
  mended: z
    .enum(['toTell', 'told'])
    .exactOptional()
    .meta({ description: 'Filled in anew, it is no fault: the repair says so, and stays until it is withdrawn' }),
})

export const suggestionSchema = z
  .strictObject({
    key: z.string(),
    what: text,
    at: instant,
    answer: z
      .strictObject({
        what: z.enum(SUGGESTION_ANSWERS),
        words: z.string().exactOptional(),
        at: instant,
        by: z.string(),
        said: z
          .strictObject({ by: z.string(), how: z.enum(HOWS) })
          .exactOptional()
          .meta({ description: "Who at the customer's said so to ours, and how" }),
        byCustomer: z.literal(true).exactOptional().meta({ description: 'They said so themselves, by their link' }),
      })
      .exactOptional(),
    carriedOut: z
      .strictObject({ at: instant, by: z.string(), words: z.string() })
      .exactOptional()
      .meta({ description: 'What the customer accepted is done' }),
  })
  .meta({ id: 'Suggestion' })

export const issuedReportSchema = z
  .strictObject({ title: text, at: instant, page: file, docx: file })
  .meta({ description: 'As it was sent to the customer: `GET /api/visits/{id}/files/{sha256}`' })

export const photoSchema = z.strictObject({
  ...file.shape,
  form: z.string(),
  item: z.string(),
  note: z.string().exactOptional(),
})

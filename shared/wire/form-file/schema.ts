import * as z from 'zod'
import { contradictions } from '../../form/contradictions.ts'
import { FINDINGS, type Form, ITEM_KINDS, MOST_OPTIONS, MOST_SECTIONS } from '../../form/form.ts'
import { id, strict } from '../../plan/rules/kit/fields.ts'
import type { PlanProblem } from '../../plan/rules/kit/kind.ts'
import { inOurWords, problemsOf, withoutMeant } from '../file-problems.ts'

const words = (most: number) => strict({ zh: z.string().min(1).max(most), en: z.string().min(1).max(most) })
const short = id.max(60)
const finding = z
  .enum(FINDINGS)
  .describe("`fault`: it opens a repair. `suggestion`: it stays on the site's list until it is answered")

const asked = {
  id: short.describe('Its own in the whole form; answers are kept under it'),
  ask: words(200).describe('The question, or what is to be read or done'),
  hint: words(300).exactOptional().describe('How to find out, or what counts'),
  required: z.boolean().exactOptional().describe('Without an answer the form is not filled'),
  when: strict({ item: short, is: z.array(short).min(1).max(MOST_OPTIONS) })
    .exactOptional()
    .describe('Asked only where a choice before it has one of these answers'),
}
const option = strict({
  value: short.describe('Kept as the answer'),
  label: words(60).describe('What the button says'),
  finding: finding.exactOptional(),
})

const item = z.discriminatedUnion('kind', [
  strict({
    ...asked,
    kind: z.literal('choice').describe('One of several'),
    options: z.array(option).min(2).max(MOST_OPTIONS),
  }),
  strict({
    ...asked,
    kind: z.literal('number').describe('A reading; outside of its limits it is a finding'),
    unit: words(20).exactOptional(),
    min: z.number().exactOptional(),
    max: z.number().exactOptional(),
    finding: finding.exactOptional().describe('Outside of the limits. Left out: a fault'),
  }),
  strict({
    ...asked,
    kind: z.literal('text').describe('Words'),
    finding: finding.exactOptional().describe('Whatever is written here is one'),
  }),
  strict({ ...asked, kind: z.literal('photo') }),
  strict({ ...asked, kind: z.literal('score').describe('From 1 to 5; 2 and less asks for a complaint') }),
  strict({
    ...asked,
    kind: z.literal('signature').describe("The customer's, on the engineer's phone or by their own link"),
  }),
])

/** What a form file may say. Unknown keys are refused, so that a misspelt one is not silently without effect. */
const formFileSchema = strict({
  id: short.describe('Short name of the form. Plans name it'),
  version: z.int().min(1).max(9999).describe('Raise it with every change: what was filled keeps the version it has'),
  title: words(100),
  intro: words(500).exactOptional().describe('What whoever fills it has to know first'),
  report: z.boolean().exactOptional().describe('The customer gets a written report of it, drawn up when it is done'),
  sections: z
    .array(strict({ title: words(100), items: z.array(item).min(1, 'a form without an end: it asks for nothing') }))
    .min(1, 'a form without an end: it asks for nothing')
    .max(MOST_SECTIONS),
}).superRefine((form, context) => {
  for (const { path, message } of contradictions(form)) context.addIssue({ code: 'custom', path: [...path], message })
}) satisfies z.ZodType<Form>

const IN_OUR_WORDS = inOurWords('kind', ITEM_KINDS)

/** The form that a parsed file holds, or everything that is wrong with it. */
export function readForm(value: unknown): { readonly form: Form } | { readonly problems: readonly PlanProblem[] } {
  const result = formFileSchema.safeParse(value, { error: IN_OUR_WORDS })
  return result.success ? { form: result.data } : { problems: withoutMeant(result.error.issues.flatMap(problemsOf)) }
}

/** The schema of a form file as JSON Schema, by which editors complete and explain it. */
export const formJsonSchema = () => ({
  title: 'Form: what is asked at a visit or on a call',
  ...z.toJSONSchema(formFileSchema, { io: 'input', target: 'draft-07' }),
})

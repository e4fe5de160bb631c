import * as z from 'zod'
import { actionTypeSchema } from './actions.ts'
import { problemSchema } from './problem.ts'

/** How a field is filled in; of a choice, from its `choices`. */
const INPUT_KINDS = ['line', 'prose', 'lines', 'positions', 'time', 'tick', 'choice'] as const

const choice = z.strictObject({ value: z.string(), label: z.string() })

/** A field of a form. */
export const formFieldSchema = z.strictObject({
  name: z.string(),
  label: z.string(),
  kind: z.enum(INPUT_KINDS),
  required: z.boolean(),
  choices: z.array(choice).exactOptional(),
  none: z.string().exactOptional().meta({ description: 'What it means to choose nothing' }),
})

export const formsSchema = z
  .strictObject({
    forms: z
      .array(
        z.strictObject({
          type: actionTypeSchema,
          name: z.string().meta({ description: 'What the button says' }),
          likely: z.boolean().meta({ description: 'Among the next steps; the others are seldom needed now' }),
          fields: z.array(formFieldSchema),
        }),
      )
      .meta({ description: 'What you may do now, the likely first; without fields, one tap does it' }),
  })
  .meta({ id: 'Forms' })
type FormsView = z.infer<typeof formsSchema>
export type FormView = FormsView['forms'][number]

/** What is wrong with a form, each in a sentence under the field's name. */
export const formProblemSchema = z
  .strictObject({
    ...problemSchema.shape,
    fields: z.record(z.string(), z.string()).exactOptional().meta({ description: 'By the name of the field' }),
  })
  .meta({ id: 'FormProblem' })

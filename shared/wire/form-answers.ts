import * as z from 'zod'
import { MOST_ITEMS } from '../form/form.ts'

const words = z.string().max(4_000)

/** By the ids of items; what is wrong with them the form says. */
export const answersSchema = z
  .record(
    z.string().min(1).max(64),
    z.strictObject({
      value: z
        .union([words, z.number(), z.array(z.string().max(100)).max(20)])
        .meta({ description: 'Of a choice the value of its option; a number, a score from 1 to 5, or words' }),
      note: words.exactOptional(),
      units: z
        .array(z.string().trim().max(100))
        .max(50)
        .exactOptional()
        .meta({ description: 'Serial numbers of the units that it is about: each fault opens a repair of its own' }),
    }),
  )
  .refine((answers) => Object.keys(answers).length <= 2 * MOST_ITEMS, 'has more answers than a form has items')

import * as z from 'zod'
import { callsSchema } from './on-the-line.ts'
import { instant } from './problem.ts'
import { repairSummarySchema } from './repairs.ts'

/** Query of `GET /api/changes`. */
export const changesQuerySchema = z.strictObject({
  after: z
    .string()
    .min(1)
    .max(2000)
    .exactOptional()
    .meta({ description: '`next` of the answer before; without it: none, and where to begin' }),
  limit: z.coerce.number().int().min(1).max(500).default(200),
})

export const changesSchema = z
  .strictObject({
    changes: z.array(
      z.strictObject({
        subject: z.string().meta({ example: 'repair/261120-0007' }),
        version: z.int().min(1),
        at: instant.meta({ description: 'When it was saved' }),
        row: repairSummarySchema.exactOptional().meta({ description: "A repair's row, as the board shows it" }),
        left: z.literal(true).exactOptional().meta({
          description: 'It is not on your board of open repairs any more: closed, or, without a row, no longer yours',
        }),
      }),
    ),
    next: z.string().meta({ description: 'Ask on with it as `after`' }),
    more: z.boolean().meta({ description: 'There is more by now: ask on at once' }),
    calls: callsSchema.exactOptional().meta({ description: 'Who is on the line now; to dispatchers and managers' }),
  })
  .meta({ id: 'Changes' })
export type ChangesAnswer = z.infer<typeof changesSchema>

import * as z from 'zod'
import { WAYS } from '../plan/rules/recurring.ts'
import { lineSchema } from './ledger.ts'
import { instant, pagingByInstant } from './problem.ts'
import { visitSummarySchema } from './visits.ts'

const id = z.string().min(1).max(200)

/** Query of `GET /api/planned`. */
export const plannedQuerySchema = z.strictObject({
  to: instant.exactOptional().meta({ description: 'Due before this instant; default: in 30 days' }),
  clause: id.exactOptional(),
  customer: id.exactOptional(),
  site: id.exactOptional(),
  way: z.enum(WAYS).exactOptional().meta({ description: 'How the customer is met' }),
  ...pagingByInstant,
})

const text = z.strictObject({ zh: z.string(), en: z.string() })

export const plannedListSchema = z
  .strictObject({
    works: z.array(
      lineSchema
        .extend({
          name: text.meta({ description: 'What the work is called in its plan' }),
          way: z.enum(WAYS),
          lastDay: z.iso.date().meta({ description: 'The last day on which it is in time, where the customer is' }),
          isOverdue: z.boolean(),
          visit: visitSummarySchema
            .pick({ id: true, stage: true, slot: true, engineerName: true })
            .exactOptional()
            .meta({ description: 'The open visit or call that is to settle it' }),
        })
        .meta({ id: 'PlannedWork' }),
    ),
    cursor: z.string().exactOptional(),
  })
  .meta({ id: 'PlannedWorks' })

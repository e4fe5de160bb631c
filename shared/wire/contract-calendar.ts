import * as z from 'zod'
import * as field from './directory-fields.ts'
import { contractWorkSchema } from './facts.ts'

const day = field.day.max(10)

/** Query of `GET /api/contracts/{id}/calendar`. */
export const contractCalendarQuerySchema = z.strictObject({
  from: day.exactOptional().meta({ description: 'Left out: today' }),
  until: day.exactOptional().meta({ description: 'At most two years after it. Left out: a year' }),
})

export const contractCalendarSchema = z
  .strictObject({
    contract: z.string(),
    customer: z.string(),
    customerName: z.string(),
    from: z.iso.date(),
    until: z.iso.date(),
    works: z
      .array(
        contractWorkSchema.extend({
          firstDay: z.iso.date().meta({ description: 'From which it counts, where it is' }),
          lastDay: z.iso.date().meta({ description: 'On which it is in time' }),
          entry: z
            .strictObject({ id: z.string(), name: z.string().exactOptional() })
            .exactOptional()
            .meta({ description: 'What it follows from on the customer’s calendar; without a name it was withdrawn' }),
          moves: z.int().meta({ description: 'How often it moved, by agreements and on the customer’s calendar' }),
          repairs: z.array(z.string()).readonly().exactOptional().meta({ description: 'What a call-back asks about' }),
        }),
      )
      .readonly()
      .meta({ description: 'The earliest due first' }),
    unknownYears: z
      .array(z.int())
      .readonly()
      .meta({ description: 'Years whose holidays are not published: what would end on one of them may still move' }),
  })
  .meta({ id: 'ContractCalendar' })

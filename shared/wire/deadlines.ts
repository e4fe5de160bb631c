import * as z from 'zod'
import { MILESTONES } from '../plan/plan.ts'
import { MATTERS } from '../plan/rules.ts'
import { instant } from './problem.ts'

/** What would be promised for a report: the body of `POST /api/deadlines`. */
export const deadlinesSchema = z
  .strictObject({
    plan: z.string().min(1).max(200),
    version: z
      .int()
      .min(1)
      .exactOptional()
      .meta({ description: 'Without it: the one in force on the day of the report' }),
    severity: z.string().min(1).max(200),
    matter: z.enum(MATTERS).exactOptional().meta({ description: 'Without it: a fault' }),
    distance: z
      .string()
      .min(1)
      .max(200)
      .exactOptional()
      .meta({ description: 'Distance tier of the site; without it: the nearest' }),
    reportedAt: instant,
  })
  .meta({ id: 'DeadlinesQuery' })

export const deadlinesAnswerSchema = z
  .strictObject({
    planVersion: z.int(),
    clocks: z.array(
      z.strictObject({
        clause: z.string(),
        milestone: z.enum(MILESTONES),
        dueAt: instant,
        limit: z.string().exactOptional().meta({ description: 'The limit as its clause says it, in words' }),
        warnAt: z
          .array(instant)
          .readonly()
          .exactOptional()
          .meta({ description: 'When the people responsible are warned of it' }),
        explanation: z.string(),
        warnings: z.array(z.string()).readonly().exactOptional(),
      }),
    ),
  })
  .meta({ id: 'Deadlines' })
export type DeadlinesAnswer = z.infer<typeof deadlinesAnswerSchema>

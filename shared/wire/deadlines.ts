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

const clocks = z.array(
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
)

export const deadlinesAnswerSchema = z.strictObject({ planVersion: z.int(), clocks }).meta({ id: 'Deadlines' })
export type DeadlinesAnswer = z.infer<typeof deadlinesAnswerSchema>

/** What a request would promise: the answer of `POST /api/repairs/preview`. */
export const promisesPreviewSchema = z
  .strictObject({
    reportedAt: instant.meta({ description: 'From when it counts' }),
    timezone: z.string(),
    roster: z.string().meta({ description: 'Who would be called' }),
    plan: z.string(),
    planVersion: z.int(),
    assumed: z.enum(['customer', 'unit']).exactOptional().meta({
      description:
        'What nobody knows yet: whose it is – then the strictest plan holds until somebody says – or which unit',
    }),
    joins: z
      .string()
      .exactOptional()
      .meta({ description: 'The open repair that takes it in: its promises stand, and none begins anew' }),
    severities: z.array(z.strictObject({ severity: z.string(), clocks })),
  })
  .meta({ id: 'PromisesPreview' })
export type PromisesPreview = z.infer<typeof promisesPreviewSchema>

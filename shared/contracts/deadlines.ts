import * as z from 'zod'
import { MILESTONES } from '../plan/plan.ts'
import { instant } from './problem.ts'

/** What would be promised for a report: the body of `POST /api/deadlines`. */
export const deadlinesSchema = z
  .strictObject({ plan: z.string().min(1), severity: z.string().min(1), reportedAt: instant })
  .meta({ id: 'DeadlinesQuery' })

export const deadlinesAnswerSchema = z
  .strictObject({
    clocks: z.array(
      z.strictObject({
        clause: z.string(),
        milestone: z.enum(MILESTONES),
        dueAt: instant,
        explanation: z.string(),
        warnings: z.array(z.string()).exactOptional(),
      }),
    ),
  })
  .meta({ id: 'Deadlines' })
export type DeadlinesAnswer = z.infer<typeof deadlinesAnswerSchema>

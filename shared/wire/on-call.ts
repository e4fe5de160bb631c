import * as z from 'zod'
import { instant } from './problem.ts'

/** Query of `GET /api/oncall`. */
export const onCallQuerySchema = z.strictObject({ at: instant.exactOptional().meta({ description: 'Default: now' }) })

export const onCallSchema = z
  .strictObject({
    at: instant,
    rosters: z.array(
      z.strictObject({
        roster: z.string(),
        name: z.string(),
        path: z
          .array(
            z.strictObject({
              person: z.strictObject({
                id: z.string(),
                name: z.string(),
                phone: z.string(),
                language: z.enum(['zh-CN', 'en']),
              }),
              tier: z.string(),
            }),
          )
          .meta({ description: 'In the order in which a page climbs' }),
        gaps: z.array(z.strictObject({ from: instant, to: instant })).meta({
          description: 'When nobody is on duty in the four weeks after `at`; a manager alone is no duty (H21)',
        }),
      }),
    ),
  })
  .meta({ id: 'OnCall' })

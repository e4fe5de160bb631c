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
      }),
    ),
  })
  .meta({ id: 'OnCall' })

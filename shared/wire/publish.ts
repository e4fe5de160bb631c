import * as z from 'zod'
import { instant } from './problem.ts'

const version = z.int().min(1)
const words = z.strictObject({ zh: z.string(), en: z.string() })

/** Ten times the longest document there is, and well below what a body may hold. */
const MOST_LETTERS = 150_000

/** Body of `POST /api/plans`. */
export const publishSchema = z
  .strictObject({
    text: z.string().min(1).max(MOST_LETTERS).meta({ description: 'The plan file, in YAML, as it is written' }),
    reason: z.string().trim().min(1).max(1000).meta({ description: 'Kept with the version for good' }),
    dryRun: z.boolean().default(false).meta({ description: 'Say what it changes, or what is wrong; publish nothing' }),
  })
  .meta({ id: 'PlanPublication' })

export const publishedSchema = z
  .strictObject({
    outcome: z
      .enum(['published', 'already', 'dryRun'])
      .meta({ description: '`already`: this very text was published before, by you or somebody else' }),
    plan: z.string(),
    version,
    effectiveFrom: z.iso.date(),
    changes: z
      .array(
        z.strictObject({
          clause: z.string().exactOptional().meta({ description: 'Absent: it holds for all clauses' }),
          effect: z.enum(['better', 'worse', 'changed']).meta({ description: 'For the customer' }),
          text: words,
        }),
      )
      .readonly()
      .meta({ description: 'Beside the version before it' }),
  })
  .meta({ id: 'PlanPublished' })

export const publishedListSchema = z
  .strictObject({
    published: z
      .array(
        z.strictObject({
          plan: z.string(),
          version,
          title: words,
          effectiveFrom: z.iso.date(),
          at: instant,
          by: z.strictObject({ id: z.string().exactOptional(), name: z.string().exactOptional() }),
          reason: z.string(),
          text: z.string().meta({ description: 'As it was written' }),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'PublishedPlans' })

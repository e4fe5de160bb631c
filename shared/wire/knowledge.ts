import * as z from 'zod'
import { ORIGINS } from '../plan/rules.ts'
import { instant } from './problem.ts'

/** Query of `GET /api/knowledge`. */
export const knowledgeQuerySchema = z.strictObject({
  q: z.string().max(400).default('').meta({ description: 'Words of any language, as typed; empty finds the latest' }),
  model: z.string().min(1).max(200).exactOptional(),
  limit: z.coerce.number().int().min(1).max(50).default(10),
})

export const knowledgeSchema = z
  .strictObject({
    articles: z.array(
      z.strictObject({
        repair: z.string(),
        product: z.string().exactOptional(),
        model: z.string().exactOptional(),
        reportedAt: instant,
        outcome: z.enum(['open', 'confirmed', 'withdrawn', 'junk']),
        symptoms: z.string(),
        problem: z.string().exactOptional(),
        cause: z.string().exactOptional(),
        origin: z.enum(ORIGINS).exactOptional(),
        done: z.string().exactOptional(),
        parts: z.array(z.string()),
        tried: z
          .array(z.strictObject({ cause: z.string(), done: z.string() }))
          .readonly()
          .exactOptional()
          .meta({ description: 'What was done before, and did not help' }),
        advice: z
          .array(z.string())
          .readonly()
          .exactOptional()
          .meta({ description: 'What somebody beyond the desk answered' }),
        match: z.number().min(0).max(1).meta({ description: 'Share of the words looked for that it has' }),
      }),
    ),
  })
  .meta({ id: 'Knowledge' })

import * as z from 'zod'
import { instant } from './problem.ts'

const filter = (description: string) => z.string().trim().min(1).max(200).exactOptional().meta({ description })

/** Query of `GET /api/suggestions`. */
export const suggestionsQuerySchema = z.strictObject({
  customer: filter('Of which customer, by id'),
  site: filter('Of which site, by id'),
  cursor: z.string().min(1).max(1200).exactOptional().meta({ description: 'As the page before gave it' }),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})

export const suggestionListSchema = z
  .strictObject({
    suggestions: z.array(
      z.strictObject({
        id: z.string(),
        visit: z.string().meta({
          description:
            'It is answered there, and said to be done: POST /api/visits/{id}/actions, `answerSuggestion`, `carryOut`',
        }),
        key: z.string().meta({ description: 'Which of the visit’s: `suggestion` of the action' }),
        what: z.strictObject({ zh: z.string(), en: z.string() }),
        at: instant,
        contract: z.string(),
        customer: z.string(),
        customerName: z.string(),
        site: z.string().exactOptional(),
        siteName: z.string().exactOptional(),
        roster: z.string(),
        engineer: z.string().exactOptional(),
        acceptedAt: instant.exactOptional().meta({
          description: 'The customer wants it since then: it stays until `carryOut` says what was done',
        }),
        isLater: z.literal(true).exactOptional().meta({ description: 'The customer said: later' }),
      }),
    ),
    cursor: z.string().exactOptional(),
  })
  .meta({ id: 'SuggestionList' })

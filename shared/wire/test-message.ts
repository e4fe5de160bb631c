import * as z from 'zod'
import { instant } from './problem.ts'

/** What `POST /api/people/{id}/test-message` answers. */
export const testedSchema = z
  .strictObject({
    at: instant,
    to: z.string().meta({ description: 'The number, masked' }),
    outcome: z
      .enum(['sent', 'refused'])
      .meta({ description: 'sent: handed to the provider; whether it rang, only its owner knows' }),
    said: z.string().exactOptional().meta({ description: 'Why it was refused, as the provider says it' }),
  })
  .meta({ id: 'Tested' })

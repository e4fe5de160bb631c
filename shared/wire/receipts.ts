import * as z from 'zod'
import { instant } from './problem.ts'

/** What became of a message. */
export const receiptSchema = z.strictObject({
  status: z.enum(['delivered', 'failed']),
  by: z.string().meta({ description: 'The channel' }),
  at: instant,
  cause: z.string().exactOptional().meta({ description: "The provider's code for why not" }),
})

/** In the words of each provider. */
export const receiptsTakenSchema = z.strictObject({
  code: z.literal(0),
  msg: z.literal('OK'),
  result: z.literal(0),
  errmsg: z.literal('OK'),
})

import * as z from 'zod'

/** Who did something, as archive and audit record name them. */
export const actor = z.strictObject({
  kind: z.enum(['caller', 'customer', 'engineer', 'staff', 'system']),
  id: z.string().exactOptional(),
  name: z.string().exactOptional(),
  manager: z.literal(true).exactOptional(),
})

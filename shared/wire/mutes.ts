import * as z from 'zod'
import { instant } from './problem.ts'

/** Body of `POST /api/mutes`. */
export const muteRequestSchema = z
  .strictObject({
    customer: z
      .string()
      .min(1)
      .max(100)
      .exactOptional()
      .meta({ description: 'Id of the customer, with all their sites' }),
    site: z
      .string()
      .min(1)
      .max(100)
      .exactOptional()
      .meta({ description: 'Or the id of one site, with all that stands there' }),
    unit: z.string().min(1).max(100).exactOptional().meta({ description: 'Or the serial number of one unit' }),
    from: instant.exactOptional().meta({ description: 'Default: now; at most 30 days ahead' }),
    until: instant.meta({ description: 'At most 7 days after the beginning' }),
    reason: z.string().trim().min(1).max(1000),
  })
  .refine(({ customer, site, unit }) => [customer, site, unit].filter((one) => one !== undefined).length === 1, {
    path: ['site'],
    message: 'name a customer, a site or a unit, one of them',
  })
  .meta({ id: 'MuteRequest' })

const person = z.strictObject({ id: z.string().exactOptional(), name: z.string().exactOptional() })

export const muteSchema = z
  .strictObject({
    id: z.string(),
    customer: z.string().exactOptional(),
    site: z.string().exactOptional(),
    unit: z.string().exactOptional(),
    from: instant,
    until: instant,
    reason: z.string(),
    by: person,
    at: instant.meta({ description: 'When it was put on file' }),
    ended: z.strictObject({ at: instant, by: person }).exactOptional().meta({ description: 'It was ended early' }),
    state: z.enum(['planned', 'muted', 'over']),
  })
  .meta({ id: 'Mute' })
export type MuteView = z.infer<typeof muteSchema>

export const muteListSchema = z.strictObject({ mutes: z.array(muteSchema) }).meta({ id: 'MuteList' })

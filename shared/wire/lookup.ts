import * as z from 'zod'

/** Query of `GET /api/lookup`: words, or the id of a site for all that belongs to it. */
export const lookupQuerySchema = z.strictObject({
  q: z
    .string()
    .max(100)
    .default('')
    .meta({ description: 'A piece of a number, a name, a place or a serial number, as typed' }),
  site: z.string().min(1).max(100).exactOptional().meta({ description: 'Instead: who and what belongs to this site' }),
})

export const lookupSchema = z
  .strictObject({
    contacts: z.array(
      z.looseObject({
        id: z.string(),
        name: z.string(),
        customer: z.string(),
        sites: z.array(z.string()).readonly(),
        phone: z.string().exactOptional(),
        switchboard: z.boolean().exactOptional(),
      }),
    ),
    sites: z
      .array(
        z.looseObject({
          id: z.string(),
          name: z.string(),
          shortName: z.string(),
          address: z.string(),
          customer: z.string(),
          roster: z.string(),
          timezone: z.string(),
          distance: z.string().exactOptional(),
        }),
      )
      .meta({ description: 'Also those that a contact or unit names' }),
    units: z.array(
      z.looseObject({
        serial: z.string(),
        name: z.string(),
        shortName: z.string(),
        model: z.string(),
        site: z.string(),
      }),
    ),
    customers: z.array(z.strictObject({ id: z.string(), name: z.string(), plan: z.string() })),
  })
  .meta({ id: 'Lookup' })

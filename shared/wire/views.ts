import * as z from 'zod'
import { instant } from './problem.ts'

const fields = {
  id: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .meta({ description: 'Given by whoever keeps it: sent twice it is one' }),
  name: z.string().trim().min(1).max(40),
  query: z.string().max(1000).meta({ description: "What stands behind `?` in the board's address" }),
}

/** Body of `POST /api/views`. */
export const viewRequestSchema = z.strictObject(fields).meta({ id: 'ViewRequest' })

export const viewSchema = z
  .strictObject({ ...fields, by: z.string().meta({ description: 'Who kept it' }), byId: z.string(), at: instant })
  .meta({ id: 'View' })
export type View = z.infer<typeof viewSchema>

export const viewListSchema = z.strictObject({ views: z.array(viewSchema) }).meta({ id: 'ViewList' })

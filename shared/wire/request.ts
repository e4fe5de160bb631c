import * as z from 'zod'
import { WAYS_IN } from '../repair/state/call.ts'
import { callFields } from './call.ts'
import { parse } from './problem.ts'

/** A request that a colleague took, whatever way it came: the body of `POST /api/repairs`. */
export const requestSchema = z
  .strictObject({
    ...callFields,
    caller: callFields.caller.exactOptional(),
    site: z.string().min(1).max(100).exactOptional().meta({ description: 'Id of the site, where no unit is named' }),
    desk: z.boolean().exactOptional().meta({
      description: 'You try to solve it first (C24): nobody is paged until the time of the desk is up. Default: false',
    }),
    through: z.enum(WAYS_IN).meta({ description: 'How the request came' }),
  })
  .meta({ id: 'Request' })
export type RequestBody = z.infer<typeof requestSchema>

/** Throws BadRequestError naming every field that is wrong: whoever typed it is still there to mend it. */
export const parseRequest = (value: unknown): RequestBody => parse(requestSchema, value)

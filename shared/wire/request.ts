import * as z from 'zod'
import { WAYS_IN } from '../repair/state/call.ts'
import { callFields } from './call.ts'
import { said } from './issue-words.ts'
import { parse } from './problem.ts'

/** Who reports about what, as far as promised times turn on it. */
const aboutFields = {
  caller: callFields.caller.exactOptional(),
  serial: callFields.serial,
  site: z.string().min(1).max(100).exactOptional().meta({ description: 'Id of the site, where no unit is named' }),
  unitUnknown: z.boolean().exactOptional().meta({
    description:
      'Nobody can say yet which unit it is: none is taken for granted, not even the only one at the site. The repair waits for `identify`. Default: false',
  }),
  matter: callFields.matter,
  reportedAt: callFields.reportedAt,
}

const saysOne = ({ serial, unitUnknown }: { serial?: string; unitUnknown?: boolean }) => !(serial && unitUnknown)
const SAYS_BOTH = {
  path: ['unitUnknown'],
  error: said(
    '已填设备序列号，就不能再说不清楚是哪台：去掉其中一个',
    'contradicts serial, which names the unit: leave one of them out',
  ),
}

/** A request that a colleague took, whatever way it came: the body of `POST /api/repairs`. */
export const requestSchema = z
  .strictObject({
    ...callFields,
    ...aboutFields,
    desk: z.boolean().exactOptional().meta({
      description: 'You try to solve it first (C24): nobody is paged until the time of the desk is up. Default: false',
    }),
    through: z.enum(WAYS_IN).meta({ description: 'How the request came' }),
  })
  .refine(saysOne, SAYS_BOTH)
  .meta({ id: 'Request' })
export type RequestBody = z.infer<typeof requestSchema>

/** Throws BadRequestError naming every field that is wrong: whoever typed it is still there to mend it. */
export const parseRequest = (value: unknown): RequestBody => parse(requestSchema, value)

/** What is known of a request before it is saved: the body of `POST /api/repairs/preview`. */
export const requestPreviewSchema = z
  .strictObject(aboutFields)
  .refine(saysOne, SAYS_BOTH)
  .meta({ id: 'RequestPreview' })

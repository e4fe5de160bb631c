import * as z from 'zod'
import { SEVERITIES } from '../advisory/advice.ts'
import { NOTICE_STAGES } from '../advisory/notice.ts'
import { HOWS } from '../promise/agreement.ts'
import { instant, pagingByCustomer, pagingByInstant } from './problem.ts'

const id = z.string().trim().min(1).max(200)
const line = z.string().trim().min(1).max(200)
const prose = z.string().trim().min(1).max(4000)
/** English may be left out: the Chinese is sent then. */
const words = (text: z.ZodString) => z.strictObject({ zh: text, en: text.exactOptional() })

/** Query of `GET /api/advisories`. */
export const advisoriesQuerySchema = z.strictObject({ ...pagingByInstant })
/** Query of `GET /api/advisories/{id}`: of its customers. */
export const advisoryQuerySchema = z.strictObject({ ...pagingByCustomer })

/** Body of `POST /api/advisories`. */
export const advisoryRequestSchema = z
  .strictObject({
    id: z.string().min(1).max(100).exactOptional().meta({ description: 'Your id of it; sent twice, it is one' }),
    title: words(line),
    text: words(prose),
    todo: words(prose).exactOptional().meta({ description: 'What the customer should do' }),
    severity: z.enum(SEVERITIES),
    models: z
      .array(line)
      .min(1)
      .max(50)
      .meta({ description: 'Models whose owners are told; case and blanks do not matter' }),
    versions: line.exactOptional().meta({ description: 'Which versions, in words' }),
  })
  .meta({ id: 'AdvisoryRequest' })
export type AdvisoryRequest = z.infer<typeof advisoryRequestSchema>

/** Body of `POST /api/advisories/{id}/actions`. */
export const advisoryActionSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('told'),
      customer: id,
      whom: line.meta({ description: 'Whom of the customer we spoke with' }),
      how: z.enum(HOWS).exclude(['link']),
    }),
    z.strictObject({ type: z.literal('withdraw'), reason: z.string().trim().min(1).max(1000) }),
  ])
  .meta({ id: 'AdvisoryAction' })

const text = z.strictObject({ zh: z.string(), en: z.string() })
const summary = {
  id: z.string(),
  title: text,
  severity: z.enum(SEVERITIES),
  models: z.array(z.string()).readonly(),
  issuedAt: instant,
  told: z.int().meta({ description: 'How many customers have a notice of it' }),
  stage: z.enum(['sending', 'sent', 'withdrawn']),
}
export const advisoryListSchema = z
  .strictObject({
    advisories: z.array(z.strictObject(summary).meta({ id: 'AdvisorySummary' })).readonly(),
    cursor: z.string().exactOptional(),
  })
  .meta({ id: 'AdvisoryList' })

const receipt = z.strictObject({
  id: z.string(),
  name: z.string(),
  openedAt: instant
    .exactOptional()
    .meta({ description: 'Their link was opened, by them or by what looks through their mail: it proves nothing' }),
  acknowledgedAt: instant.exactOptional(),
  question: z.string().exactOptional(),
  sawWithdrawalAt: instant.exactOptional().meta({ description: 'Their link was opened since it was withdrawn' }),
  unreached: z.literal(true).exactOptional().meta({ description: 'Nothing could be delivered to them' }),
})
const notice = z
  .strictObject({
    id: z.string(),
    customer: z.string(),
    customerName: z.string(),
    units: z.int(),
    stage: z.enum(NOTICE_STAGES),
    sentAt: instant,
    contacts: z.array(receipt).readonly(),
    told: z.strictObject({ whom: z.string(), how: z.enum(HOWS), by: z.string(), at: instant }).exactOptional(),
    remindedAt: instant.exactOptional(),
    askedToCall: instant.exactOptional().meta({ description: 'When somebody of ours was last asked to call them' }),
    withdrawn: instant.exactOptional().meta({ description: 'When they were told that it is withdrawn' }),
  })
  .meta({ id: 'Notice' })

export const advisoryViewSchema = z
  .strictObject({
    ...summary,
    text,
    todo: text.exactOptional(),
    versions: z.string().exactOptional(),
    by: z.string(),
    withdrawn: z.strictObject({ at: instant, reason: z.string() }).exactOptional(),
    notices: z.array(notice).readonly().meta({ description: 'One for each customer' }),
    cursor: z.string().exactOptional(),
  })
  .meta({ id: 'Advisory' })
export type AdvisoryView = z.infer<typeof advisoryViewSchema>

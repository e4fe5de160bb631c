import * as z from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import { ACTION_TYPES, actionSchema } from './actions.ts'
import { callAnswerSchema, callProblemSchema, callSchema } from './call.ts'
import { deadlinesAnswerSchema, deadlinesSchema } from './deadlines.ts'
import { auditQuerySchema, auditSchema, evidenceSchema, verifiedSchema, verifySchema } from './evidence.ts'
import { contractFileSchema, factSchema, waiverSchema } from './facts.ts'
import { knowledgeQuerySchema, knowledgeSchema } from './knowledge.ts'
import {
  dueQuerySchema,
  obligationListSchema,
  obligationsQuerySchema,
  ratesQuerySchema,
  ratesSchema,
} from './ledger.ts'
import { muteListSchema, muteRequestSchema, muteSchema } from './mutes.ts'
import { onCallQuerySchema, onCallSchema } from './on-call.ts'
import { moveSchema, outdatedSchema } from './outdated.ts'
import { planSchema } from './plan.ts'
import { problemSchema } from './problem.ts'
import { listQuerySchema, notAllowedSchema, repairListSchema, repairViewSchema } from './repairs.ts'
import { requestSchema } from './request.ts'
import { ROUTES } from './routes.ts'
import { loanersSchema, unitFileSchema } from './units.ts'

type Key = (typeof ROUTES)[number] extends infer R
  ? R extends { method: string; path: string }
    ? `${R['method']} ${R['path']}`
    : never
  : never

const json = (description: string, schema: z.ZodType) => ({ description, content: { 'application/json': { schema } } })
const html = (description: string) => ({ description, content: { 'text/html': { schema: z.string() } } })
const body = (schema: z.ZodType) => ({ required: true, content: { 'application/json': { schema } } })
const form = (schema: z.ZodType) => ({ required: true, content: { 'application/x-www-form-urlencoded': { schema } } })

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const BAD_REQUEST = { '400': json('A field is wrong', problemSchema) }
const NOT_FOUND = { '404': json('There is no such repair', problemSchema) }
const TOO_LARGE = { '413': json('The body is larger than 256 kB', problemSchema) }
const STAFF = { '401': json('No token', problemSchema), '403': json('The role may not', problemSchema) }
const id = { path: z.object({ id: z.string().meta({ description: 'Repair number', example: '261120-0007' }) }) }
const contract = { path: z.object({ id: z.string().meta({ description: 'Contract', example: 'K-2025-04' }) }) }
const NO_CONTRACT = { '404': json('There is no such contract', problemSchema) }
/** What was said about a contract, and how it stands after it. */
const CONTRACT_CHANGED = {
  '200': json('The contract after it', contractFileSchema),
  ...BAD_REQUEST,
  ...STAFF,
  ...NO_CONTRACT,
  ...TOO_LARGE,
}
const token = { path: z.object({ token: z.string().meta({ description: 'Capability; no other login' }) }) }
const LANGUAGE = { query: z.object({ lang: z.enum(['zh-CN', 'en']).optional() }) }

/** A page's form: `action`, its fields, and `id`, by which a double tap acts once. */
const pageForm = form(z.looseObject({ action: z.enum(ACTION_TYPES), id: z.string().optional() }))
const PAGE = { '200': html('The page; reading it never acts'), '404': html('Unknown or expired link') }
const DONE = { '303': { description: 'Done; back to the page' }, '409': html('Not possible now; the page as it is') }
const page = (summary: string): ZodOpenApiOperationObject => ({
  summary,
  requestParams: { ...token, ...LANGUAGE },
  responses: PAGE,
})
const act = (summary: string): ZodOpenApiOperationObject => ({
  summary,
  requestParams: { ...token, ...LANGUAGE },
  requestBody: pageForm,
  responses: {
    ...DONE,
    '400': html('A field is wrong; the page with what to check'),
    '404': PAGE['404'],
    ...TOO_LARGE,
  },
})

const OPERATIONS: Readonly<Record<Key, ZodOpenApiOperationObject>> = {
  'POST /hotline/twilio/voice': {
    summary: 'Keypad menu of the hotline (Twilio Voice webhook and status callback)',
    requestParams: { header: z.object({ 'X-Twilio-Signature': z.string() }) },
    requestBody: form(
      z.looseObject({ CallSid: z.string(), From: z.string().optional(), CallStatus: z.string().optional() }),
    ),
    responses: {
      '200': { description: 'TwiML', content: { 'text/xml': { schema: z.string() } } },
      '403': { description: 'Wrong signature' },
    },
  },
  'POST /hotline/calls': {
    summary: 'A call that another system took becomes a repair',
    requestParams: {
      header: z.object({
        'X-Chengnuo-Timestamp': z.string().meta({ description: 'Epoch seconds, at most 300 s from now' }),
        'X-Chengnuo-Signature': z.string().meta({ description: 'Hex HMAC-SHA256 of `timestamp.rawBody`' }),
      }),
    },
    requestBody: body(callSchema),
    responses: {
      '201': json('Repair opened, or joined by a first call', callAnswerSchema),
      '200': json('This call is known: the same repair', callAnswerSchema),
      '400': json('Fields are wrong; the repair is opened all the same', callProblemSchema),
      '403': json('Wrong signature', problemSchema),
      '409': json('Stale timestamp', problemSchema),
      ...TOO_LARGE,
    },
  },
  'GET /p/{token}': page("The engineer's page"),
  'POST /p/{token}': act('The engineer acts'),
  'GET /i/{token}': page('All that was paged or asked of one person'),
  'POST /i/{token}': act('They take one of these repairs, or all'),
  'GET /c/{token}': page("The customer's page"),
  'POST /c/{token}': act('The customer confirms, or says that it is not fixed'),
  'GET /c/{token}/report': page('The service report, to print'),
  'GET /api/openapi.json': { summary: 'This document', responses: { '200': json('OpenAPI 3.1', z.looseObject({})) } },
  'GET /api/repairs': {
    summary: 'Repairs: open, oldest first; or one month of closed ones, newest first',
    requestParams: { query: listQuerySchema },
    responses: { '200': json('One page', repairListSchema), ...BAD_REQUEST, ...STAFF },
  },
  'POST /api/repairs': {
    summary: 'A request that a colleague took, by fax, e-mail, on site or any other way, becomes a repair',
    requestBody: body(requestSchema),
    responses: {
      '201': json('Repair opened, or joined', callAnswerSchema),
      '200': json('This id is known: the same repair', callAnswerSchema),
      ...BAD_REQUEST,
      ...STAFF,
      ...TOO_LARGE,
    },
  },
  'GET /api/repairs/{id}': {
    summary: 'One repair: clocks with their arithmetic, and the archive',
    requestParams: id,
    responses: { '200': json('The repair', repairViewSchema), ...STAFF, ...NOT_FOUND },
  },
  'GET /api/repairs/{id}/report': {
    summary: 'Its service report, to print',
    requestParams: { ...id, ...LANGUAGE },
    responses: { '200': html('The report'), ...STAFF, ...NOT_FOUND },
  },
  'POST /api/repairs/{id}/actions': {
    summary: 'Act on a repair',
    requestParams: id,
    requestBody: body(actionSchema),
    responses: {
      '200': json('The repair after it', repairViewSchema),
      '409': json('Not possible now, and what is', notAllowedSchema),
      ...BAD_REQUEST,
      ...STAFF,
      ...NOT_FOUND,
      ...TOO_LARGE,
    },
  },
  'GET /api/oncall': {
    summary: 'Who is on call, for every roster',
    requestParams: { query: onCallQuerySchema },
    responses: { '200': json('Whom a page asks, in order', onCallSchema), ...BAD_REQUEST, ...STAFF },
  },
  'POST /api/deadlines': {
    summary: 'The deadlines that a report would start',
    requestBody: body(deadlinesSchema),
    responses: { '200': json('The clocks', deadlinesAnswerSchema), ...BAD_REQUEST, ...STAFF },
  },
  'GET /api/plans': {
    summary: 'Every version of every service plan, clause by clause',
    responses: { '200': json('The plans', z.strictObject({ plans: z.array(planSchema) })), ...STAFF },
  },
  'GET /api/mutes': {
    summary: 'Planned work during which nobody is paged, the last to end first',
    responses: { '200': json('The mutes', muteListSchema), ...STAFF },
  },
  'POST /api/mutes': {
    summary: 'Mute a site or a unit for planned work; managers',
    requestBody: body(muteRequestSchema),
    responses: { '201': json('The mute', muteSchema), ...BAD_REQUEST, ...STAFF, ...TOO_LARGE },
  },
  'POST /api/mutes/{id}/end': {
    summary: 'The work is over sooner: what was held back is paged at once; managers',
    requestParams: { path: z.object({ id: z.string() }) },
    responses: { '200': json('The mute', muteSchema), ...STAFF, '404': json('No such mute', problemSchema) },
  },
  'GET /api/ledger/due': {
    summary: 'Promise ledger: open obligations due in a window, earliest first',
    requestParams: { query: dueQuerySchema },
    responses: { '200': json('One page', obligationListSchema), ...BAD_REQUEST, ...STAFF },
  },
  'GET /api/ledger/rates': {
    summary: 'Promise ledger: how often due and kept, by clause, customer, engineer or site: one, or all in one call',
    requestParams: { query: ratesQuerySchema },
    responses: {
      '200': json('One rate, one per clause of the plan, or all, whoever had most due first', ratesSchema),
      ...BAD_REQUEST,
      ...STAFF,
    },
  },
  'GET /api/ledger/obligations': {
    summary: "Promise ledger: a customer's obligations due in a window; dispatchers and managers",
    requestParams: { query: obligationsQuerySchema },
    responses: { '200': json('One page', obligationListSchema), ...BAD_REQUEST, ...STAFF },
  },
  'GET /api/repairs/{id}/obligations': {
    summary: 'Promise ledger: the lines of one repair',
    requestParams: id,
    responses: { '200': json('Its lines', obligationListSchema), ...STAFF, ...NOT_FOUND },
  },
  'GET /api/contracts/outdated': {
    summary: 'Contracts on an older version of their plan, and what the latest changes for their customers; managers',
    responses: { '200': json('By plan and version', outdatedSchema), ...STAFF },
  },
  'POST /api/contracts/{id}/version': {
    summary: 'Move a contract to a newer version of its plan; open repairs keep theirs; managers',
    requestParams: contract,
    requestBody: body(moveSchema),
    responses: CONTRACT_CHANGED,
  },
  'GET /api/contracts/{id}': {
    summary: 'A contract and its clauses of fact: documents recorded, missing, overdue',
    requestParams: contract,
    responses: { '200': json('The contract', contractFileSchema), ...STAFF, ...NO_CONTRACT },
  },
  'POST /api/contracts/{id}/facts': {
    summary: 'Record a document that a clause of fact needs',
    requestParams: contract,
    requestBody: body(factSchema),
    responses: CONTRACT_CHANGED,
  },
  'POST /api/contracts/{id}/waivers': {
    summary: 'Waive a document that a clause of fact needs; managers',
    requestParams: contract,
    requestBody: body(waiverSchema),
    responses: CONTRACT_CHANGED,
  },
  'GET /api/units/{serial}': {
    summary: 'The file of a unit: contract, warranty with its arithmetic, service history',
    requestParams: { path: z.object({ serial: z.string().meta({ description: 'Case and spaces do not matter' }) }) },
    responses: { '200': json('The file', unitFileSchema), ...STAFF, '404': json('No such unit', problemSchema) },
  },
  'GET /api/loaners': {
    summary: 'Loaners by model, and whether they will be enough',
    responses: { '200': json('Every model that has loaners or needs one, shortest first', loanersSchema), ...STAFF },
  },
  'GET /api/knowledge': {
    summary: 'What was done about a fault like this one before, best match first',
    requestParams: { query: knowledgeQuerySchema },
    responses: { '200': json('Articles', knowledgeSchema), ...BAD_REQUEST, ...STAFF },
  },
  'POST /api/evidence': {
    summary: 'Export the evidence pack of a customer and period; with permission, and on the audit record',
    requestParams: LANGUAGE,
    requestBody: body(evidenceSchema),
    responses: {
      '200': {
        description: 'The pack; answers hold at most 6 MB, so a pack at most 6,000 records',
        content: { 'text/html': { schema: z.string() }, [XLSX]: { schema: z.string() } },
      },
      ...BAD_REQUEST,
      ...STAFF,
      ...TOO_LARGE,
    },
  },
  'POST /api/evidence/verify': {
    summary: 'Whether the ledger still says what an exported pack said; dispatchers and managers',
    requestBody: body(verifySchema),
    responses: {
      '200': json('What was exported, and whether it is still so', verifiedSchema),
      '404': json('No such pack is on the audit record', problemSchema),
      ...BAD_REQUEST,
      ...STAFF,
      ...TOO_LARGE,
    },
  },
  'GET /api/audit': {
    summary: 'Who took data out, or was refused; managers',
    requestParams: { query: auditQuerySchema },
    responses: { '200': json('One page of a month, newest first', auditSchema), ...BAD_REQUEST, ...STAFF },
  },
}

/**
 * The OpenAPI 3.1 document of every route, from the same schemas that check the requests; whoever serves it adds `servers`.
 * Making it takes code that no request needs, so Lambdas get it made when they are bundled.
 */
export const openApiDocument = () =>
  createDocument({
    openapi: '3.1.1',
    info: { title: 'Chengnuo', version: '1', description: 'Keeps a written after-sales commitment.' },
    components: { securitySchemes: { staff: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    paths: paths(),
  })

const paths = (): ZodOpenApiPathsObject => {
  const all: ZodOpenApiPathsObject = {}
  for (const { method, path, auth } of ROUTES) {
    const key = `${method} ${path}` as Key
    const operation = { ...OPERATIONS[key], ...(auth === 'jwt' && { security: [{ staff: [] }] }) }
    all[path] = { ...all[path], [method.toLowerCase()]: operation }
  }
  return all
}

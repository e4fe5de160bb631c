import * as z from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import { MEDIA_TYPES } from '../kernel/file-kind.ts'
import { ACTION_TYPES, actionSchema } from './actions.ts'
import {
  advisoriesQuerySchema,
  advisoryActionSchema,
  advisoryListSchema,
  advisoryQuerySchema,
  advisoryRequestSchema,
  advisoryViewSchema,
} from './advisories.ts'
import { attachmentFormSchema } from './attachments.ts'
import { boardQuerySchema, boardSchema } from './board.ts'
import {
  calendarEntrySchema,
  calendarLinkAnswerSchema,
  calendarLinkSchema,
  calendarQuerySchema,
  calendarWithdrawalSchema,
  customerCalendarSchema,
  feedRequestSchema,
  feedSchema,
} from './calendar.ts'
import { callAnswerSchema, callProblemSchema, callSchema } from './call.ts'
import { changesQuerySchema, changesSchema } from './changes.ts'
import { contractCalendarQuerySchema, contractCalendarSchema } from './contract-calendar.ts'
import { deadlinesAnswerSchema, deadlinesSchema, promisesPreviewSchema } from './deadlines.ts'
import { dutyEntrySchema, dutyListSchema, dutyViewSchema } from './duties.ts'
import { dutyPlanSchema } from './duty.ts'
import {
  changesOfDirectoryQuerySchema,
  deletionSchema,
  directoryChangesSchema,
  editedSchema,
  editSchema,
  entriesQuerySchema,
  entriesSchema,
  entrySchema,
  exportQuerySchema,
  listsQuerySchema,
  listsSchema,
  staleEntrySchema,
} from './edit-directory.ts'
import { auditQuerySchema, auditSchema, evidenceSchema, verifiedSchema, verifySchema } from './evidence.ts'
import { contractFileSchema, factSchema, takeBackSchema, waiverSchema, workAgreementSchema } from './facts.ts'
import { formProblemSchema, formsSchema } from './forms.ts'
import { importedSchema, importSchema } from './import.ts'
import { knowledgeQuerySchema, knowledgeSchema } from './knowledge.ts'
import {
  dueQuerySchema,
  lineListSchema,
  linesQuerySchema,
  obligationListSchema,
  obligationsQuerySchema,
  ratesQuerySchema,
  ratesSchema,
  satisfactionQuerySchema,
  satisfactionSchema,
} from './ledger.ts'
import { linkListSchema, linksQuerySchema, revokedSchema, revokeSchema } from './links.ts'
import { lookupQuerySchema, lookupSchema } from './lookup.ts'
import { muteListSchema, muteRequestSchema, muteSchema } from './mutes.ts'
import { onCallQuerySchema, onCallSchema } from './on-call.ts'
import { onTheLineSchema } from './on-the-line.ts'
import { body, form, html, json, jsonOrCsv, refusalsOf, SECURITY_SCHEMES, securityOf } from './openapi-answers.ts'
import { moveSchema, outdatedSchema } from './outdated.ts'
import { planSchema } from './plan.ts'
import { plannedListSchema, plannedQuerySchema } from './planned.ts'
import { problemSchema } from './problem.ts'
import { publishedListSchema, publishedSchema, publishSchema } from './publish.ts'
import { receiptsTakenSchema } from './receipts.ts'
import { listQuerySchema, notAllowedSchema, repairListSchema, repairViewSchema } from './repairs.ts'
import { requestPreviewSchema, requestSchema } from './request.ts'
import { rosterCalendarSchema, rosterChangeSchema, rosterListSchema, rosterQuerySchema } from './rosters.ts'
import { ROUTES } from './routes.ts'
import { sessionSchema } from './session.ts'
import { settingsSchema } from './settings.ts'
import { suggestionListSchema, suggestionsQuerySchema } from './suggestions.ts'
import { testedSchema, verificationSchema, verifiedNumberSchema } from './test-message.ts'
import { loanersSchema, unitFileSchema } from './units.ts'
import {
  upgradeActionSchema,
  upgradeFormsSchema,
  upgradeListSchema,
  upgradeNotAllowedSchema,
  upgradeRequestSchema,
  upgradesQuerySchema,
  upgradeViewSchema,
} from './upgrades.ts'
import { viewListSchema, viewRequestSchema, viewSchema } from './views.ts'
import { visitActionSchema, visitActionTypeSchema } from './visit-actions.ts'
import {
  visitDayQuerySchema,
  visitDaySchema,
  visitListSchema,
  visitNotAllowedSchema,
  visitRequestSchema,
  visitsQuerySchema,
  visitViewSchema,
} from './visits.ts'

type Key = (typeof ROUTES)[number] extends infer R
  ? R extends { method: string; path: string }
    ? `${R['method']} ${R['path']}`
    : never
  : never

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const BAD_REQUEST = { '400': json('A field is wrong', problemSchema) }
const NOT_FOUND = { '404': json('There is no such repair', problemSchema) }
const id = { path: z.object({ id: z.string().meta({ description: 'Repair number', example: '261120-0007' }) }) }
const contract = { path: z.object({ id: z.string().meta({ description: 'Contract', example: 'K-2025-04' }) }) }
const duty = {
  path: z.object({ id: z.string().meta({ description: 'Duty', example: 'RH-2024-031~H7~meeting-e1~contract' }) }),
}
const NO_DUTY = { '404': json('There is no such duty', problemSchema) }
const upgrade = { path: z.object({ id: z.string().meta({ description: 'Upgrade', example: 'U261120-0001' }) }) }
const advisory = { path: z.object({ id: z.string().meta({ description: 'Advisory', example: 'A261120-0001' }) }) }
const NO_ADVISORY = { '404': json('There is no such advisory', problemSchema) }
const NO_UPGRADE = { '404': json('There is no such upgrade', problemSchema) }
const NO_CONTRACT = { '404': json('There is no such contract', problemSchema) }
/** What was said about a contract, and how it stands after it. */
const CONTRACT_CHANGED = {
  '200': json('The contract after it', contractFileSchema),
  ...BAD_REQUEST,
  ...NO_CONTRACT,
}
const visit = { path: z.object({ id: z.string().meta({ description: 'Visit', example: 'V270301-0001' }) }) }
const NO_VISIT = { '404': json('There is no such visit', problemSchema) }
const EDITED_LIST = z
  .string()
  .meta({ description: 'supplier, people, customers, sites, contacts, units, loaners, prices or contracts' })
const roster = { path: z.object({ id: z.string().meta({ description: 'Roster', example: 'east' }) }) }
const NO_ROSTER = { '404': json('There is no such roster', problemSchema) }
const NO_CUSTOMER = { '404': json('There is no such customer', problemSchema) }
const customerId = z.string().meta({ description: 'Customer', example: 'jiangnan-university' })
const customer = { path: z.object({ id: customerId }) }
const calendarEntry = {
  path: z.object({ id: customerId, entry: z.string().meta({ description: 'Entry of the calendar', example: 'e7' }) }),
}
const directoryEntry = {
  path: z.object({
    list: EDITED_LIST,
    id: z.string().meta({ description: 'Id, serial number, or price list and code with a blank between; `supplier`' }),
  }),
}
const NO_ENTRY = { '404': json('There is no such list or entry', problemSchema) }
const token = { path: z.object({ token: z.string().meta({ description: 'Capability; no other login' }) }) }
const code = { path: z.object({ serial: z.string().meta({ description: 'As it stands on the unit' }) }) }
const LANGUAGE = { query: z.object({ lang: z.enum(['zh-CN', 'en']).optional() }) }

/** A page's form: `action`, its fields, and `id`, by which a double tap acts once. */
const visitForm = form(z.looseObject({ action: visitActionTypeSchema, id: z.string().optional() }))
const pageForm = form(z.looseObject({ action: z.enum(ACTION_TYPES), id: z.string().optional() }))
const PAGE = { '200': html('The page; reading it never acts'), '404': html('Unknown or expired link') }
/** A browser is led, not refused. */
const SIGN_IN_FIRST = { '303': { description: 'Nobody is signed in: on to where one does' } }
const DONE = { '303': { description: 'Done; back to the page' }, '409': html('Not possible now; the page as it is') }
const page = (operationId: string, summary: string): ZodOpenApiOperationObject => ({
  operationId,
  summary,
  requestParams: { ...token, ...LANGUAGE },
  responses: PAGE,
})
const act = (operationId: string, summary: string): ZodOpenApiOperationObject => ({
  operationId,
  summary,
  requestParams: { ...token, ...LANGUAGE },
  requestBody: pageForm,
  responses: {
    ...DONE,
    '400': html('A field is wrong; the page with what to check'),
    '404': PAGE['404'],
  },
})

const file = (operationId: string, summary: string, { path }: { path: z.ZodObject }): ZodOpenApiOperationObject => ({
  operationId,
  summary,
  requestParams: { path: path.extend({ file: z.string().meta({ description: 'SHA-256 of the file, hex' }) }) },
  responses: {
    '200': {
      description: 'The file',
      content: Object.fromEntries(Object.values(MEDIA_TYPES).map((type) => [type, {}])),
    },
    '404': { description: 'The repair has no such file' },
  },
})

const OPERATIONS: Readonly<Record<Key, ZodOpenApiOperationObject>> = {
  'POST /hotline/twilio/voice': {
    operationId: 'twilioVoice',
    summary: 'Keypad menu of the hotline (Twilio Voice webhook and status callback)',
    requestBody: form(
      z.looseObject({ CallSid: z.string(), From: z.string().optional(), CallStatus: z.string().optional() }),
    ),
    responses: {
      '200': { description: 'TwiML', content: { 'text/xml': { schema: z.string() } } },
      '403': { description: 'Wrong signature' },
    },
  },
  'POST /receipts/{channel}': {
    operationId: 'takeReceipts',
    summary: 'What a provider says afterwards of messages that it took',
    requestParams: { path: z.object({ channel: z.string() }) },
    responses: {
      '200': json('Taken, or of no message of ours', receiptsTakenSchema),
      '403': json('Wrong signature', problemSchema),
      '404': json('No such channel, or its provider says nothing', problemSchema),
    },
  },
  'POST /hotline/calls': {
    operationId: 'takeCall',
    summary: 'A call that another system took becomes a repair',
    requestParams: {
      header: z.object({
        'X-Chengnuo-Timestamp': z.string().meta({ description: 'Epoch seconds, at most 300 s from now' }),
      }),
    },
    requestBody: body(callSchema),
    responses: {
      '201': json('Repair opened, or joined by a first call', callAnswerSchema),
      '200': json('This call is known: the same repair', callAnswerSchema),
      '400': json('Fields are wrong; the repair is opened all the same', callProblemSchema),
      '403': json('Wrong signature', problemSchema),
      '409': json('Stale timestamp', problemSchema),
    },
  },
  'GET /p/{token}': page('openEngineerPage', "The engineer's page"),
  'POST /p/{token}': act('actAsEngineer', 'The engineer acts'),
  'POST /p/{token}/key': {
    operationId: 'answerByKey',
    summary: 'A key that was pressed on a phone that rang: 1 takes the repair',
    requestParams: token,
    requestBody: form(
      z.looseObject({ Digits: z.string().exactOptional().meta({ description: 'Absent: none was pressed' }) }),
    ),
    responses: {
      '200': { description: 'TwiML that says what came of it', content: { 'text/xml': { schema: z.string() } } },
      '404': PAGE['404'],
    },
  },
  'GET /i/{token}': page('openInbox', 'All that was paged or asked of one person'),
  'POST /i/{token}': {
    operationId: 'takeFromInbox',
    summary: 'They take one of these repairs, or all',
    requestParams: { ...token, ...LANGUAGE },
    requestBody: form(z.looseObject({ take: z.string().meta({ description: 'Number of a repair, or `all`' }) })),
    responses: { '303': DONE['303'], '404': PAGE['404'] },
  },
  'GET /c/{token}': page('openCustomerPage', "The customer's page"),
  'POST /c/{token}': act('actAsCustomer', 'The customer confirms, or says that it is not fixed'),
  'GET /c/{token}/report': page('openServiceReport', 'The service report, to print'),
  'GET /p/{token}/files/{file}': file('openEngineersFile', 'A photo or paper of the repair', token),
  'GET /c/{token}/files/{file}': file('openCustomersFile', 'A photo or paper of the repair', token),
  'GET /jobs': {
    operationId: 'listJobs',
    summary: 'What an engineer who signed in has to do: what was paged to them, what they are asked, what they have',
    requestParams: LANGUAGE,
    responses: { '200': html('The list'), ...SIGN_IN_FIRST },
  },
  'GET /jobs/{id}': {
    operationId: 'openJob',
    summary: "The engineer's page of a repair that is theirs, as their link opens it",
    requestParams: { ...id, ...LANGUAGE },
    responses: { '200': html('The page; reading it never acts'), '404': html('No such repair'), ...SIGN_IN_FIRST },
  },
  'POST /jobs/{id}': {
    ...act('actOnJob', 'The engineer acts'),
    requestParams: { ...id, ...LANGUAGE },
  },
  'GET /jobs/{id}/files/{file}': file('openJobsFile', 'A photo or paper of the repair', id),
  'GET /r': {
    operationId: 'askForSerial',
    summary: 'Where the serial number of a unit is typed',
    requestParams: { query: LANGUAGE.query.extend({ serial: z.string().max(200).optional() }) },
    responses: { '200': html('The page'), '303': { description: 'On to the page of that unit' } },
  },
  'GET /r/{serial}': {
    operationId: 'openCode',
    summary: 'Where the code on a unit leads; the same for every number, known or not',
    requestParams: { ...code, ...LANGUAGE },
    responses: { '200': html('The page') },
  },
  'POST /r/{serial}': {
    operationId: 'reportByCode',
    summary: 'Somebody reports a fault of the unit; limited by unit, by address and in all',
    requestParams: { ...code, ...LANGUAGE },
    requestBody: form(z.looseObject({ id: z.string(), symptoms: z.string(), phone: z.string() })),
    responses: {
      '200': html('Taken: its number and times, or that we know already'),
      '400': html('Something is missing; the page with what was written'),
      '429': html('Too many within the hour: call the hotline'),
    },
  },
  'GET /phone/{file}': {
    operationId: 'readPhoneScript',
    summary: 'The script of these pages, which work without it, and what makes the list of jobs something to install',
    requestParams: { path: z.object({ file: z.string() }) },
    responses: {
      '200': {
        description: 'The file',
        content: { 'text/javascript': { schema: z.string() }, 'application/manifest+json': {}, 'image/png': {} },
      },
      '404': { description: 'No such file' },
    },
  },
  'GET /api/openapi.json': {
    operationId: 'readApi',
    summary: 'This document',
    responses: { '200': json('OpenAPI 3.1', z.looseObject({})) },
  },
  'GET /api/session': {
    operationId: 'readSession',
    summary: 'Who you are, what you may use, and whether roles can be picked here',
    responses: { '200': json('You', sessionSchema) },
  },
  'GET /api/changes': {
    operationId: 'listChanges',
    summary:
      'What was saved since: the subjects, with the rows of the board; on one machine also as server-sent events',
    requestParams: { query: changesQuerySchema },
    responses: {
      '200': {
        description:
          'Each subject that was saved since `after`; one may come twice. As events: `id` is `next`, `data` the same answer',
        content: { 'application/json': { schema: changesSchema }, 'text/event-stream': { schema: z.string() } },
      },
      '410': json('The cursor is too old, or none of ours: ask without it, then read the board again', problemSchema),
      ...BAD_REQUEST,
    },
  },
  'GET /api/board': {
    operationId: 'readBoard',
    summary: 'All open repairs at once, in columns, and from where on their changes are told',
    requestParams: { query: boardQuerySchema },
    responses: { '200': json('The board, or as much of it as one answer holds', boardSchema), ...BAD_REQUEST },
  },
  'GET /api/repairs': {
    operationId: 'listRepairs',
    summary: 'Repairs: open, oldest first; or one month of closed ones, newest first',
    requestParams: { query: listQuerySchema },
    responses: { '200': json('One page', repairListSchema), ...BAD_REQUEST },
  },
  'POST /api/repairs': {
    operationId: 'takeRequest',
    summary: 'A request that a colleague took, by fax, e-mail, on site or any other way, becomes a repair',
    requestBody: body(requestSchema),
    responses: {
      '201': json('Repair opened, or joined', callAnswerSchema),
      '200': json('This id is known: the same repair', callAnswerSchema),
      ...BAD_REQUEST,
    },
  },
  'POST /api/repairs/preview': {
    operationId: 'previewRequest',
    summary: 'What that request would promise, by each severity, before it is saved',
    requestBody: body(requestPreviewSchema),
    responses: {
      '200': json('The clocks that it would start, or the repair that it joins', promisesPreviewSchema),
      ...BAD_REQUEST,
    },
  },
  'GET /api/repairs/{id}': {
    operationId: 'readRepair',
    summary: 'One repair: clocks with their arithmetic, and the archive',
    requestParams: id,
    responses: { '200': json('The repair', repairViewSchema), ...NOT_FOUND },
  },
  'GET /api/repairs/{id}/forms': {
    operationId: 'readForms',
    summary: 'What you may do to it now, each as a form with its fields',
    requestParams: id,
    responses: { '200': json('The forms', formsSchema), ...NOT_FOUND },
  },
  'GET /api/repairs/{id}/report': {
    operationId: 'readServiceReport',
    summary: 'Its service report, to print',
    requestParams: { ...id, ...LANGUAGE },
    responses: { '200': html('The report'), ...NOT_FOUND },
  },
  'POST /api/repairs/{id}/actions': {
    operationId: 'actOnRepair',
    summary:
      'Act on a repair; as JSON, or as a form sends it: times local to the repair, amounts in yuan, lists one a line',
    requestParams: id,
    requestBody: { ...body(actionSchema), content: { ...body(actionSchema).content, ...pageForm.content } },
    responses: {
      '200': json('The repair after it', repairViewSchema),
      '409': json('Not possible now, and what is', notAllowedSchema),
      '400': json('A field is wrong; of a form, by its labels', formProblemSchema),
      ...NOT_FOUND,
    },
  },
  'POST /api/repairs/{id}/attachments': {
    operationId: 'attachFile',
    summary: 'A photo, a paper or a signature beside a repair; what a camera noted beside the picture is not kept',
    requestParams: id,
    requestBody: body(attachmentFormSchema, 'multipart/form-data'),
    responses: {
      '200': json('The repair after it', repairViewSchema),
      '409': json('Not possible now, and what is', notAllowedSchema),
      ...BAD_REQUEST,
      ...NOT_FOUND,
    },
  },
  'GET /api/repairs/{id}/attachments/{file}': file('readAttachment', 'One of its files', id),
  'GET /api/duties': {
    operationId: 'listDuties',
    summary: 'Periods that ask for reinforced duty, planned or not, and those of the last two months (H7, N13)',
    responses: { '200': json('The first to begin first', dutyListSchema) },
  },
  'GET /api/duties/{id}': {
    operationId: 'readDuty',
    summary: 'One of them: who is there, whom to ring, what is watched, the log of the watch',
    requestParams: duty,
    responses: { '200': json('The duty', dutyViewSchema), ...NO_DUTY },
  },
  'GET /api/duties/{id}/report': {
    operationId: 'readDutyReport',
    summary: 'Its written report, with every entry of the watch, as it reads now, to print',
    requestParams: duty,
    responses: { '200': html('The report'), ...NO_DUTY },
  },
  'POST /api/duties/{id}/report': {
    operationId: 'issueDutyReport',
    summary:
      'Send the report of a watch that is over: frozen as a page and DOCX with their hashes, mailed to the customer, on the contract’s file; the log is closed',
    requestParams: duty,
    responses: { '201': json('The duty', dutyViewSchema), ...BAD_REQUEST, ...NO_DUTY },
  },
  'GET /api/duties/{id}/files/{file}': file('readDutyFile', 'A photo of its log, or its report as it was sent', duty),
  'POST /api/duties/{id}/entries': {
    operationId: 'noteOnWatch',
    summary: 'Make an entry in the log of the watch: whoever is on it, or the desk; a fault opens a repair',
    requestParams: duty,
    requestBody: body(dutyEntrySchema),
    responses: { '201': json('The duty', dutyViewSchema), ...BAD_REQUEST, ...NO_DUTY },
  },
  'GET /api/visits': {
    operationId: 'listVisits',
    summary: 'Planned visits and calls: open ones by when they are agreed for or due; or those that ended',
    requestParams: { query: visitsQuerySchema },
    responses: { '200': json('One page', visitListSchema), ...BAD_REQUEST },
  },
  'POST /api/visits': {
    operationId: 'openVisit',
    summary: 'Plan a visit or call by hand, for works of a contract at one place; dispatchers',
    requestBody: body(visitRequestSchema),
    responses: { '201': json('The visit', visitViewSchema), ...BAD_REQUEST, ...NO_CONTRACT },
  },
  'GET /api/visits/day': {
    operationId: 'readVisitDay',
    summary: 'What an engineer has on a day, in the order in which to go, with maps',
    requestParams: { query: visitDayQuerySchema },
    responses: { '200': json('Their day', visitDaySchema), ...BAD_REQUEST },
  },
  'GET /api/visits/{id}': {
    operationId: 'readVisit',
    summary: 'One visit: what it settles, where it stands, what you may do, and what happened',
    requestParams: visit,
    responses: { '200': json('The visit', visitViewSchema), ...NO_VISIT },
  },
  'GET /api/visits/{id}/files/{file}': file(
    'readVisitFile',
    'A photo, a signature or the written report of a visit',
    visit,
  ),
  'POST /api/visits/{id}/actions': {
    operationId: 'actOnVisit',
    summary: 'Act on a visit; as JSON, or as a form sends it: times local to the place',
    requestParams: visit,
    requestBody: { ...body(visitActionSchema), content: { ...body(visitActionSchema).content, ...visitForm.content } },
    responses: {
      '200': json('The visit after it', visitViewSchema),
      '409': json('Not possible now, and what is', visitNotAllowedSchema),
      ...BAD_REQUEST,
      ...NO_VISIT,
    },
  },
  'GET /api/lookup': {
    operationId: 'lookUp',
    summary: 'Who calls and about what: by a piece of a number, a name, a place or a serial number',
    requestParams: { query: lookupQuerySchema },
    responses: { '200': json('What it may mean', lookupSchema), ...BAD_REQUEST },
  },
  'GET /api/oncall': {
    operationId: 'readOnCall',
    summary: 'Who is on call, for every roster',
    requestParams: { query: onCallQuerySchema },
    responses: { '200': json('Whom a page asks, in order', onCallSchema), ...BAD_REQUEST },
  },
  'POST /api/deadlines': {
    operationId: 'previewDeadlines',
    summary: 'The deadlines that a report would start',
    requestBody: body(deadlinesSchema),
    responses: { '200': json('The clocks', deadlinesAnswerSchema), ...BAD_REQUEST },
  },
  'GET /api/plans': {
    operationId: 'listPlans',
    summary: 'Every version of every service plan, clause by clause',
    responses: { '200': json('The plans', z.strictObject({ plans: z.array(planSchema) })) },
  },
  'POST /api/plans': {
    operationId: 'publishPlan',
    summary: 'Publish the next version of a plan, for good; managers',
    requestBody: body(publishSchema),
    responses: {
      '200': json('It was there already, or what it would change', publishedSchema),
      '201': json('It is published, and holds from its day on', publishedSchema),
      ...BAD_REQUEST,
      '409': json('There is such a version, and it says otherwise', problemSchema),
    },
  },
  'GET /api/plans/published': {
    operationId: 'listPublishedPlans',
    summary: 'Which versions were published here, by whom, when and why; dispatchers and managers',
    responses: { '200': json('The latest first', publishedListSchema) },
  },
  'GET /api/links': {
    operationId: 'listLinks',
    summary: 'The links of a repair, a person or a contact that work now, never the links themselves; managers',
    requestParams: { query: linksQuerySchema },
    responses: { '200': json('The links, the latest first', linkListSchema), ...BAD_REQUEST },
  },
  'POST /api/links/revoke': {
    operationId: 'revokeLinks',
    summary: 'End one link, or all of somebody who leaves; later messages carry new ones; managers',
    requestBody: body(revokeSchema),
    responses: {
      '200': json('What was ended', revokedSchema),
      ...BAD_REQUEST,
      '404': json('No such person', problemSchema),
    },
  },
  'POST /api/calls/{id}/pick-up': {
    operationId: 'pickUpCall',
    summary: 'You have the call that is on the line: colleagues see so in what changes; dispatchers',
    requestParams: { path: z.object({ id: z.string() }) },
    responses: { '200': json('The call', onTheLineSchema), '404': json('It is over', problemSchema) },
  },
  'GET /api/views': {
    operationId: 'listViews',
    summary: 'Views of the board that the team has kept',
    responses: { '200': json('The views, by name', viewListSchema) },
  },
  'POST /api/views': {
    operationId: 'keepView',
    summary: 'Keep a view for the team; whoever kept it, or a manager, changes it',
    requestBody: body(viewRequestSchema),
    responses: {
      '201': json('The view', viewSchema),
      '409': json('There are too many', problemSchema),
      ...BAD_REQUEST,
    },
  },
  'POST /api/views/{id}/remove': {
    operationId: 'removeView',
    summary: 'Remove a view; whoever kept it, or a manager',
    requestParams: { path: z.object({ id: z.string() }) },
    responses: { '200': json('The view that was', viewSchema), '404': json('No such view', problemSchema) },
  },
  'GET /api/mutes': {
    operationId: 'listMutes',
    summary: 'Planned work during which nobody is paged, the last to end first',
    responses: { '200': json('The mutes', muteListSchema) },
  },
  'POST /api/mutes': {
    operationId: 'mute',
    summary: 'Mute a customer, a site or a unit for planned work; managers',
    requestBody: body(muteRequestSchema),
    responses: { '201': json('The mute', muteSchema), ...BAD_REQUEST },
  },
  'POST /api/mutes/{id}/end': {
    operationId: 'endMute',
    summary: 'The work is over sooner: what was held back is paged at once; managers',
    requestParams: { path: z.object({ id: z.string() }) },
    responses: { '200': json('The mute', muteSchema), '404': json('No such mute', problemSchema) },
  },
  'GET /api/planned': {
    operationId: 'listPlanned',
    summary: 'Planned work that is not done: what is overdue, then what comes due, earliest first',
    requestParams: { query: plannedQuerySchema },
    responses: {
      '200': json('One page; a short one with a cursor is not the last', plannedListSchema),
      ...BAD_REQUEST,
    },
  },
  'GET /api/ledger/due': {
    operationId: 'listDue',
    summary: 'Promise ledger: obligations due in a window that have not ended, open or overdue, earliest first',
    requestParams: { query: dueQuerySchema },
    responses: { '200': json('One page', lineListSchema), ...BAD_REQUEST },
  },
  'GET /api/ledger/rates': {
    operationId: 'readRates',
    summary:
      'Promise ledger: how often due and kept, by clause, customer, engineer, site or month: one, or all in one call',
    requestParams: { query: ratesQuerySchema },
    responses: {
      '200': json('One rate, one per clause of the plan, or all, whoever had most due first', ratesSchema),
      ...BAD_REQUEST,
    },
  },
  'GET /api/ledger/lines': {
    operationId: 'listLines',
    summary: 'Promise ledger: the obligations behind a rate, of one month, the latest due first',
    requestParams: { query: linesQuerySchema },
    responses: { '200': json('One page; a short one with a cursor is not the last', lineListSchema), ...BAD_REQUEST },
  },
  'GET /api/ledger/latest': {
    operationId: 'listLatest',
    summary: 'Promise ledger: the promises of repairs that were fulfilled last, the last first',
    responses: { '200': json('The lines', lineListSchema) },
  },
  'GET /api/ledger/satisfaction': {
    operationId: 'readSatisfaction',
    summary:
      'How customers rated what was repaired, when they confirmed it and when they were called back, and how many of them did; engineers: their own',
    requestParams: { query: satisfactionQuerySchema },
    responses: { '200': jsonOrCsv('Of all, and by whom', satisfactionSchema), ...BAD_REQUEST },
  },
  'GET /api/ledger/obligations': {
    operationId: 'listObligations',
    summary: "Promise ledger: a customer's obligations due in a window; dispatchers and managers",
    requestParams: { query: obligationsQuerySchema },
    responses: { '200': json('One page', obligationListSchema), ...BAD_REQUEST },
  },
  'GET /api/repairs/{id}/obligations': {
    operationId: 'readRepairObligations',
    summary: 'Promise ledger: the lines of one repair',
    requestParams: id,
    responses: { '200': json('Its lines', obligationListSchema), ...NOT_FOUND },
  },
  'GET /api/contracts/outdated': {
    operationId: 'listOutdatedContracts',
    summary: 'Contracts on an older version of their plan, and what the latest changes for their customers; managers',
    responses: { '200': json('By plan and version', outdatedSchema) },
  },
  'GET /api/contracts/{id}/calendar': {
    operationId: 'readContractCalendar',
    summary: 'What its plan makes due within these days, done or not: clause, name, first and last day, state',
    requestParams: { ...contract, query: contractCalendarQuerySchema },
    responses: {
      '200': json('The calendar', contractCalendarSchema),
      ...BAD_REQUEST,
      '404': json('There is no such contract', problemSchema),
    },
  },
  'POST /api/contracts/{id}/version': {
    operationId: 'moveContract',
    summary: 'Move a contract to a newer version of its plan; open repairs keep theirs; managers',
    requestParams: contract,
    requestBody: body(moveSchema),
    responses: CONTRACT_CHANGED,
  },
  'GET /api/suggestions': {
    operationId: 'listSuggestions',
    summary: 'What customers were advised and have not answered, customer by customer',
    requestParams: { query: suggestionsQuerySchema },
    responses: { '200': json('The oldest of each first', suggestionListSchema), ...BAD_REQUEST },
  },
  'GET /api/contracts/{id}': {
    operationId: 'readContract',
    summary: 'A contract and its clauses of fact: documents recorded, missing, overdue',
    requestParams: contract,
    responses: { '200': json('The contract', contractFileSchema), ...NO_CONTRACT },
  },
  'POST /api/contracts/{id}/duty': {
    operationId: 'planDuty',
    summary: 'The plan for the customer’s important days: who is there, laid over the roster on record; dispatchers',
    requestParams: contract,
    requestBody: body(dutyPlanSchema),
    responses: CONTRACT_CHANGED,
  },
  'POST /api/contracts/{id}/facts': {
    operationId: 'recordFact',
    summary: 'Record a document that a clause of fact needs, or that planned work was done',
    requestParams: contract,
    requestBody: {
      required: true,
      content: {
        ...body(factSchema).content,
        'multipart/form-data': {
          schema: factSchema
            .extend({
              file: z
                .string()
                .meta({ format: 'binary', description: 'JPEG, PNG, WebP or PDF, at most 4 MB' })
                .optional(),
            })
            .meta({ id: 'FactForm' }),
        },
      },
    },
    responses: CONTRACT_CHANGED,
  },
  'GET /api/contracts/{id}/files/{file}': file('readContractFile', 'One of its photos and papers', contract),
  'POST /api/contracts/{id}/waivers': {
    operationId: 'waiveFact',
    summary: 'Waive a document that a clause of fact needs; managers',
    requestParams: contract,
    requestBody: body(waiverSchema),
    responses: CONTRACT_CHANGED,
  },
  'POST /api/contracts/{id}/agreements': {
    operationId: 'agreeOnWork',
    summary: 'Record that the customer agreed to a later day for one time of planned work; managers',
    requestParams: contract,
    requestBody: body(workAgreementSchema),
    responses: CONTRACT_CHANGED,
  },
  'POST /api/contracts/{id}/taken-back': {
    operationId: 'takeBackFact',
    summary: 'Take back what was recorded or waived by mistake: its paper stands as it would without; managers',
    requestParams: contract,
    requestBody: body(takeBackSchema),
    responses: CONTRACT_CHANGED,
  },
  'GET /api/upgrades': {
    operationId: 'listUpgrades',
    summary: 'Upgrades of units at customers, the latest planned first; engineers see those of their sites (N24)',
    requestParams: { query: upgradesQuerySchema },
    responses: { '200': json('A page; only without a cursor it is the last', upgradeListSchema), ...BAD_REQUEST },
  },
  'POST /api/upgrades': {
    operationId: 'planUpgrade',
    summary: 'Plan an upgrade; it begins once the customer has agreed to a plan for it',
    requestBody: body(upgradeRequestSchema),
    responses: { '201': json('The upgrade', upgradeViewSchema), ...BAD_REQUEST },
  },
  'GET /api/upgrades/{id}': {
    operationId: 'readUpgrade',
    summary: 'An upgrade: plan, agreement, backup, steps, what it disturbed, its promises, and what may be done now',
    requestParams: upgrade,
    responses: { '200': json('The upgrade', upgradeViewSchema), ...NO_UPGRADE },
  },
  'GET /api/upgrades/{id}/forms': {
    operationId: 'listUpgradeForms',
    summary: 'What you may do to an upgrade now, each as a form',
    requestParams: upgrade,
    responses: { '200': json('The forms', upgradeFormsSchema), ...NO_UPGRADE },
  },
  'POST /api/upgrades/{id}/actions': {
    operationId: 'actOnUpgrade',
    summary: 'Do something to an upgrade',
    requestParams: upgrade,
    requestBody: {
      required: true,
      content: {
        ...body(upgradeActionSchema).content,
        ...form(z.looseObject({ action: z.string(), id: z.string().optional() })).content,
      },
    },
    responses: {
      '200': json('The upgrade after it', upgradeViewSchema),
      ...BAD_REQUEST,
      ...NO_UPGRADE,
      '409': json('Not possible now: why, and what is', upgradeNotAllowedSchema),
    },
  },
  'GET /api/advisories': {
    operationId: 'listAdvisories',
    summary: 'Warnings and advice to customers, the latest first (N21)',
    requestParams: { query: advisoriesQuerySchema },
    responses: { '200': json('A page', advisoryListSchema), ...BAD_REQUEST },
  },
  'POST /api/advisories': {
    operationId: 'issueAdvisory',
    summary: 'Warn or advise every customer with such a model: each is told once, and it is on record who has read it',
    requestBody: body(advisoryRequestSchema),
    responses: {
      '201': json('The advisory; its customers are told in the background', advisoryViewSchema),
      ...BAD_REQUEST,
    },
  },
  'GET /api/advisories/{id}': {
    operationId: 'readAdvisory',
    summary: 'An advisory with its receipts, a page of customers by their ids: told, opened, acknowledged by whom',
    requestParams: { ...advisory, query: advisoryQuerySchema },
    responses: { '200': json('The advisory', advisoryViewSchema), ...NO_ADVISORY, ...BAD_REQUEST },
  },
  'POST /api/advisories/{id}/actions': {
    operationId: 'actOnAdvisory',
    summary: 'Record that a customer was told by telephone, or withdraw it',
    requestParams: advisory,
    requestBody: body(advisoryActionSchema),
    responses: { '200': json('The advisory after it', advisoryViewSchema), ...NO_ADVISORY, ...BAD_REQUEST },
  },
  'GET /api/units/{serial}': {
    operationId: 'readUnit',
    summary: 'The file of a unit: contract, warranty with its arithmetic, service history',
    requestParams: { path: z.object({ serial: z.string().meta({ description: 'Case and spaces do not matter' }) }) },
    responses: { '200': json('The file', unitFileSchema), '404': json('No such unit', problemSchema) },
  },
  'GET /api/loaners': {
    operationId: 'listLoaners',
    summary: 'Loaners by model, and whether they will be enough',
    responses: { '200': json('Every model that has loaners or needs one, shortest first', loanersSchema) },
  },
  'GET /api/knowledge': {
    operationId: 'searchKnowledge',
    summary: 'What was done about a fault like this one before, best match first',
    requestParams: { query: knowledgeQuerySchema },
    responses: { '200': json('Articles', knowledgeSchema), ...BAD_REQUEST },
  },
  'POST /api/evidence': {
    operationId: 'exportEvidence',
    summary: 'Export the evidence pack of a customer and period; with permission, and on the audit record',
    requestParams: LANGUAGE,
    requestBody: body(evidenceSchema),
    responses: {
      '200': {
        description: 'The pack; answers hold at most 6 MB, so a pack at most 6,000 records',
        content: { 'text/html': { schema: z.string() }, [XLSX]: { schema: z.string() } },
      },
      ...BAD_REQUEST,
    },
  },
  'POST /api/evidence/verify': {
    operationId: 'verifyEvidence',
    summary: 'Whether the ledger still says what an exported pack said; dispatchers and managers',
    requestBody: body(verifySchema),
    responses: {
      '200': json('What was exported, and whether it is still so', verifiedSchema),
      '404': json('No such pack is on the audit record', problemSchema),
      ...BAD_REQUEST,
    },
  },
  'GET /api/audit': {
    operationId: 'readAudit',
    summary: 'Who took data out, or was refused; managers',
    requestParams: { query: auditQuerySchema },
    responses: { '200': json('One page of a month, newest first', auditSchema), ...BAD_REQUEST },
  },
  'GET /api/settings': {
    operationId: 'readSettings',
    summary: 'How the machine stands, what is late in it, which plans hold, who is on which roster; managers',
    responses: { '200': json('What is known there', settingsSchema) },
  },
  'POST /api/people/{id}/test-message': {
    operationId: 'sendTestMessage',
    summary: 'One text message to one of ours, by the channels that pages go by, and what came back; managers',
    requestParams: { path: z.object({ id: z.string().meta({ description: 'Id of the person' }) }) },
    responses: {
      '200': json('What came back', testedSchema),
      '400': json('This person had as many as go within a day', problemSchema),
      '404': json('Nobody has this id', problemSchema),
    },
  },
  'POST /api/people/{id}/number': {
    operationId: 'verifyNumber',
    summary: 'The digits of a test message prove the number on file, which counts from then on; managers',
    requestParams: { path: z.object({ id: z.string().meta({ description: 'Id of the person' }) }) },
    requestBody: body(verificationSchema),
    responses: {
      '200': json('The number that counts', verifiedNumberSchema),
      '404': json('Nobody has this id', problemSchema),
      ...BAD_REQUEST,
    },
  },
  'GET /api/directory': {
    operationId: 'readDirectory',
    summary: 'The lists of master data with their columns, and what the words of a search mean in each',
    requestParams: { query: listsQuerySchema },
    responses: { '200': json('The lists', listsSchema), ...BAD_REQUEST },
  },
  'GET /api/directory/export': {
    operationId: 'exportDirectory',
    summary: 'All master data as a workbook that can be imported again; managers, and on the audit record',
    requestParams: { query: exportQuerySchema },
    responses: {
      '200': { description: 'A sheet for each list', content: { [XLSX]: { schema: z.string() } } },
      ...BAD_REQUEST,
    },
  },
  'POST /api/import': {
    operationId: 'importTables',
    summary:
      'Take in tables, all or nothing, each row that differs as a change on record; by whoever may edit their lists',
    requestBody: body(importSchema),
    responses: { '200': json('Row by row: what changes, and what to mend', importedSchema), ...BAD_REQUEST },
  },
  'GET /api/directory/changes': {
    operationId: 'listDirectoryChanges',
    summary:
      'The directory record: who changed which master data, when and why, newest first; dispatchers and managers',
    requestParams: { query: changesOfDirectoryQuerySchema },
    responses: { '200': json('One page, of all or of one entry', directoryChangesSchema), ...BAD_REQUEST },
  },
  'GET /api/directory/{list}': {
    operationId: 'listEntries',
    summary: 'Master data of one list, by id; an engineer sees those of where they have duty',
    requestParams: { path: z.object({ list: EDITED_LIST }), query: entriesQuerySchema },
    responses: { '200': json('One page', entriesSchema), ...BAD_REQUEST, ...NO_ENTRY },
  },
  'GET /api/directory/{list}/{id}': {
    operationId: 'readEntry',
    summary: 'One entry of the master data, what points to it, and who changed it',
    requestParams: directoryEntry,
    responses: { '200': json('The entry', entrySchema), ...NO_ENTRY },
  },
  'POST /api/directory/{list}/{id}': {
    operationId: 'editEntry',
    summary:
      'Change or create an entry, with a reason; dispatchers: sites, contacts, units, loaners, managers: customers, contracts, prices, people, supplier',
    requestParams: directoryEntry,
    requestBody: body(editSchema),
    responses: {
      '200': json('What was changed', editedSchema),
      '400': json('A field is wrong; only what this change causes', formProblemSchema),
      '409': json('Somebody changed it since it was read: how it is now', staleEntrySchema),
      ...NO_ENTRY,
    },
  },
  'POST /api/directory/{list}/{id}/delete': {
    operationId: 'deleteEntry',
    summary: 'Delete an entry that nothing points to, with a reason',
    requestParams: directoryEntry,
    requestBody: body(deletionSchema),
    responses: {
      '200': json('It is gone', editedSchema),
      '409': json('Somebody changed it since, or something points to it: what', staleEntrySchema),
      ...BAD_REQUEST,
      ...NO_ENTRY,
    },
  },
  'GET /api/customers/{id}/calendar': {
    operationId: 'readCustomerCalendar',
    summary: 'What a customer says of their days: terms, exams, meetings, peak hours, changes of their systems',
    requestParams: { ...customer, query: calendarQuerySchema },
    responses: { '200': json('The calendar', customerCalendarSchema), ...BAD_REQUEST, ...NO_CUSTOMER },
  },
  'POST /api/customers/{id}/calendar': {
    operationId: 'enterOnCalendar',
    summary: 'Enter one; what plans promise for its kind follows for the contracts; dispatchers',
    requestParams: customer,
    requestBody: body(calendarEntrySchema),
    responses: { '200': json('The calendar', customerCalendarSchema), ...BAD_REQUEST, ...NO_CUSTOMER },
  },
  'POST /api/customers/{id}/calendar/{entry}': {
    operationId: 'changeOnCalendar',
    summary: 'Move or rename one: what was not due yet moves with it, what was due stays; dispatchers',
    requestParams: calendarEntry,
    requestBody: body(calendarEntrySchema),
    responses: { '200': json('The calendar', customerCalendarSchema), ...BAD_REQUEST, ...NO_CUSTOMER },
  },
  'POST /api/customers/{id}/calendar/{entry}/withdraw': {
    operationId: 'withdrawFromCalendar',
    summary: 'It will not be: what was not due yet falls away; dispatchers',
    requestParams: calendarEntry,
    requestBody: body(calendarWithdrawalSchema),
    responses: { '200': json('The calendar', customerCalendarSchema), ...BAD_REQUEST, ...NO_CUSTOMER },
  },
  'POST /api/customers/{id}/calendar-link': {
    operationId: 'giveCalendarLink',
    summary: 'An address behind which one of the customer’s contacts keeps their calendar themselves; dispatchers',
    requestParams: customer,
    requestBody: body(calendarLinkSchema),
    responses: { '200': json('The address', calendarLinkAnswerSchema), ...BAD_REQUEST, ...NO_CUSTOMER },
  },
  'POST /api/calendar-feeds': {
    operationId: 'subscribeToCalendar',
    summary:
      'An address that phones and calendars subscribe to: your visits, or what is due to a customer or at a site',
    requestBody: body(feedRequestSchema),
    responses: { '200': json('The address', feedSchema), ...BAD_REQUEST },
  },
  'GET /f/{token}': {
    operationId: 'fetchCalendar',
    summary: 'The calendar behind an address, as iCalendar (RFC 5545)',
    requestParams: { path: z.object({ token: z.string() }) },
    responses: {
      '200': { description: 'The calendar', content: { 'text/calendar': { schema: z.string() } } },
      '404': { description: 'The address shows nothing, or nothing any more' },
    },
  },
  'GET /api/rosters': {
    operationId: 'listRosters',
    summary: 'Every duty roster, with who is paged first now and until when (H21)',
    responses: { '200': json('All of them', rosterListSchema) },
  },
  'GET /api/rosters/{id}': {
    operationId: 'readRoster',
    summary: 'Who is paged when, drawn by what pages; gaps and contradictions ahead; what was changed on record',
    requestParams: { ...roster, query: rosterQuerySchema },
    responses: { '200': json('The time asked for', rosterCalendarSchema), ...BAD_REQUEST, ...NO_ROSTER },
  },
  'POST /api/rosters/{id}/changes': {
    operationId: 'changeRoster',
    summary:
      'A stand-in, a swap, leave, a new order, or an early end of one; leave holds on every roster that names them',
    requestParams: roster,
    requestBody: body(rosterChangeSchema),
    responses: {
      '200': json('The roster after it; of a dry run, how it would be', rosterCalendarSchema),
      '409': json('Somebody changed it since: read it again', problemSchema),
      ...BAD_REQUEST,
      ...NO_ROSTER,
    },
  },
}

/**
 * The OpenAPI 3.1 document of every route, from the same schemas that check the requests; whoever serves it adds `servers`.
 * Making it takes code that no request needs, so Lambdas get it made when they are bundled.
 */
export const openApiDocument = () =>
  createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Chengnuo',
      version: '1',
      description: 'Keeps a written after-sales commitment.',
      license: { name: 'All rights reserved', identifier: 'LicenseRef-UNLICENSED' },
    },
    components: { securitySchemes: SECURITY_SCHEMES },
    paths: paths(),
  })

const paths = (): ZodOpenApiPathsObject => {
  const all: ZodOpenApiPathsObject = {}
  for (const route of ROUTES) {
    const { method, path } = route
    const { responses, ...rest } = OPERATIONS[`${method} ${path}` as Key]
    const operation = { ...rest, security: securityOf(route), responses: { ...refusalsOf(route), ...responses } }
    all[path] = { ...all[path], [method.toLowerCase()]: operation }
  }
  return all
}

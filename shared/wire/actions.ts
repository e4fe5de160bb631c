import * as z from 'zod'
import { LOSSES, ORIGINS, TEAMS } from '../plan/rules.ts'
import { HOWS } from '../promise/agreement.ts'
import type { Action, ActionType } from '../repair/actions.ts'
import { instant, parse } from './problem.ts'

const line = z.string().trim().min(1).max(200)
const prose = z.string().trim().min(1).max(1000)
/** A part, by code or name. */
const part = z.string().trim().min(1).max(60)
/** An amount of money in CNY fen. */
const fen = z.int().min(0).max(100_000_000_000)
const id = z
  .string()
  .min(1)
  .max(100)
  .exactOptional()
  .meta({ description: 'Your id of the action; sent twice, it acts once' })

const action = <T extends ActionType, F extends z.ZodRawShape>(type: T, fields: F) =>
  z.strictObject({ id, type: z.literal(type), ...fields })

const suggestions = prose.exactOptional().meta({ description: 'What we suggest to the customer' })
const agreedBy = line.meta({ description: "Who at the customer's agreed" })
const how = z.enum(HOWS).meta({ description: 'How they told us' })
/** The customer's yes. Promises move by nothing else. */
function agreed(): { agreedBy: typeof agreedBy; how: typeof how }
function agreed(isOptional: true): {
  agreedBy: z.ZodExactOptional<typeof agreedBy>
  how: z.ZodExactOptional<typeof how>
}
function agreed(isOptional = false) {
  return isOptional ? { agreedBy: agreedBy.exactOptional(), how: how.exactOptional() } : { agreedBy, how }
}

const position = z
  .strictObject({
    lat: z.number().min(-90).max(90),
    lon: z.number().min(-180).max(180),
    accuracyM: z.number().min(0).max(100_000),
  })
  .exactOptional()
  .meta({ description: 'Where the engineer was, if they chose to say so' })

/** What can be done to a repair, each with its fields. Unknown fields are refused. */
export const actionSchema = z
  .discriminatedUnion('type', [
    action('acknowledge', {
      person: line.exactOptional().meta({ description: 'Of the desk: who of those paged takes it' }),
      how: how.exactOptional().meta({ description: 'Of the desk: how they said so' }),
    }),
    action('takeOver', {
      reason: prose
        .exactOptional()
        .meta({ description: 'Needed of whom neither roster nor page, handover or question has led to it' }),
    }),
    action('assign', { person: line }),
    action('handOver', { person: line.exactOptional(), reason: prose }),
    action('respond', { note: prose.exactOptional(), solution: prose.exactOptional() }),
    action('attempt', { note: prose.exactOptional() }),
    action('propose', { solution: prose }),
    action('takeAtDesk', {}),
    action('passOn', { note: prose.exactOptional() }),
    action('accessRemotely', { consentBy: line, phoneTried: prose }),
    action('solveRemotely', {
      cause: prose,
      done: prose,
      consent: line.exactOptional(),
      how: z.enum(['phone', 'remote']).exactOptional(),
      problem: line.exactOptional(),
      origin: z.enum(ORIGINS).exactOptional(),
      suggestions,
    }),
    action('goOnSite', {
      visitAt: instant.exactOptional(),
      ...agreed(true),
      parts: z.array(part).max(30).exactOptional(),
      emergencyPlan: prose.exactOptional().meta({ description: 'How the customer gets on until it is mended (H5)' }),
      knowledge: line.exactOptional().meta({ description: 'Instead: the number of a repair like it' }),
    }),
    action('chooseVisit', {
      visitAt: instant,
      later: z
        .boolean()
        .exactOptional()
        .meta({ description: 'Of a customer: they want it though it is later than promised' }),
      ...agreed(true),
    }),
    action('approveVisit', {}),
    action('declineVisit', { reason: prose }),
    action('depart', { position }),
    action('arrive', { position }),
    action('notSolved', {
      reason: prose,
      resolutionAt: instant.exactOptional(),
      unremovable: z.boolean().exactOptional(),
      major: z.boolean().exactOptional(),
    }),
    action('promiseDate', { resolutionAt: instant, note: prose.exactOptional(), ...agreed(true) }),
    action('escalate', { to: z.enum(TEAMS), question: prose, answerBy: instant.exactOptional() }),
    action('advise', { answer: prose }),
    action('sendIn', {
      note: prose.exactOptional(),
      verdict: prose.exactOptional(),
      handling: prose.exactOptional(),
      ...agreed(),
    }),
    action('recordVerdict', { part: line }),
    action('complete', {
      cause: prose,
      done: prose,
      parts: z.array(part).max(30).exactOptional(),
      noParts: z.boolean().exactOptional().meta({ description: 'No part was changed, whatever the text says' }),
      problem: line.exactOptional(),
      origin: z.enum(ORIGINS).exactOptional(),
      suggestions,
    }),
    action('quote', {
      origin: z.enum(ORIGINS),
      items: z.array(z.strictObject({ code: line, quantity: z.int().min(1).max(10_000) })).max(50),
    }),
    action('acceptQuote', { onBehalf: line.exactOptional() }),
    action('declineQuote', { reason: prose.exactOptional(), onBehalf: line.exactOptional() }),
    action('declareIrreparable', { damage: z.enum(['use', 'transit']), what: prose }),
    action('requestExchange', { origin: z.enum(ORIGINS).exactOptional(), ...agreed(true) }),
    action('dateReplacement', { on: instant }),
    action('acceptAlternative', { what: prose, ...agreed(true) }),
    action('approveReplacement', {}),
    action('declineReplacement', { reason: prose }),
    action('replaceUnit', {
      serial: line,
      model: line.exactOptional(),
      cause: prose.exactOptional(),
      done: prose.exactOptional(),
      suggestions,
    }),
    action('feedback', {
      cause: prose,
      done: prose,
      problem: line.exactOptional(),
      origin: z.enum(ORIGINS).exactOptional(),
    }),
    action('claim', { basis: z.enum(LOSSES), what: prose, amountFen: fen.exactOptional() }),
    action('settleClaim', {
      claim: z.int().min(1),
      outcome: z.enum(['paid', 'refused']),
      amountFen: fen.exactOptional(),
      reason: prose,
    }),
    action('waive', { clock: line, reason: prose }),
    action('reserveLoaner', { serial: line.exactOptional() }),
    action('lendLoaner', {}),
    action('returnLoaner', {}),
    action('pause', { reason: line, until: instant.exactOptional(), ...agreed() }),
    action('agree', { clock: line, until: instant, reason: line, ...agreed() }),
    action('disagree', { what: prose, onBehalf: line.exactOptional() }),
    action('takeBack', { reason: line.exactOptional() }),
    action('resume', {}),
    action('delay', { reason: prose, newTime: instant.exactOptional() }),
    action('changeSeverity', { severity: line, reason: prose, ...agreed(true) }),
    action('identify', {
      serial: line.exactOptional(),
      site: line.exactOptional(),
      severity: line.exactOptional(),
      ...agreed(true),
    }),
    action('split', { call: line }),
    action('admitContact', { contact: line }),
    action('closeAsJunk', { reason: prose }),
    action('note', { text: prose }),
    action('attach', { note: prose.exactOptional() }).meta({
      description: 'Comes with its file: POST /api/repairs/{id}/attachments',
    }),
    action('say', { text: prose }).meta({ description: 'The customer alone, by their link' }),
    action('complain', { what: prose, onBehalf: line.exactOptional() }),
    action('answerComplaint', { answer: prose }),
    action('sign', { signer: line.meta({ description: 'Who signed for the customer' }) }),
    action('confirm', {
      rating: z.int().min(1).max(5).exactOptional(),
      comment: prose.exactOptional(),
      onBehalf: line.exactOptional().meta({ description: 'Who of the customer said so, when one of ours records it' }),
      how: how.exactOptional(),
      keptAt: line.exactOptional().meta({ description: 'Signed on paper: where it, or its photo, is kept' }),
      signedAt: instant.exactOptional(),
    }),
    action('notFixed', { what: prose }),
    action('withdraw', { reason: prose, ...agreed(true) }),
    action('reopen', { reason: prose }),
  ])
  .meta({ id: 'Action' })

/** The action in a request body. Throws BadRequestError naming every field that is wrong. */
export const parseAction = (value: unknown): Action => parse(actionSchema, value)

export const ACTION_TYPES = actionSchema.options.map((option) => option.shape.type.value)
export const actionTypeSchema = z.enum(ACTION_TYPES).meta({ id: 'ActionType' })

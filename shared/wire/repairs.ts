import * as z from 'zod'
import { MILESTONES } from '../plan/plan.ts'
import { MATTERS, ORIGINS } from '../plan/rules.ts'
import { PROMISE_STATES } from '../promise/promised.ts'
import { STAGES } from '../repair/state/repair.ts'
import { actionTypeSchema } from './actions.ts'
import { actor } from './actor.ts'
import { attachmentSchema, signatureSchema } from './attachments.ts'
import { boardCursor, instant, month } from './problem.ts'
import { receiptSchema } from './receipts.ts'
import {
  calledBackSchema,
  claimSchema,
  complaintSchema,
  escalationSchema,
  failedRepairSchema,
  personSchema,
  quoteSchema,
  replacementSchema,
  unreadSchema,
} from './situation.ts'

const count = z.int().min(0)
const stage = z.enum(STAGES)
const language = z.enum(['zh-CN', 'en'])

const filter = (description: string) => z.string().trim().min(1).max(200).exactOptional().meta({ description })

/** Query of `GET /api/repairs`. A page of what fits a filter may be short, and end with a cursor: only without one is it the last. */
export const listQuerySchema = z.strictObject({
  status: z.enum(['open', 'closed']).default('open'),
  month: month
    .exactOptional()
    .meta({ description: 'Month of the report in UTC, for closed repairs; default: this month' }),
  customer: filter('Id or name'),
  site: filter('Id or name'),
  engineer: filter('Who has it: id or name'),
  severity: filter('Id of the plan'),
  broken: z.enum(['true', 'false']).exactOptional().meta({ description: 'Whether any of its promises was broken' }),
  cursor: boardCursor,
  // A console holds the whole board: ten thousand rows in ten answers.
  limit: z.coerce.number().int().min(1).max(1000).default(50),
})

const warnAt = z
  .array(instant)
  .readonly()
  .exactOptional()
  .meta({ description: 'When the people responsible are warned of it' })
const pauses = z
  .array(z.strictObject({ from: instant, to: instant.exactOptional() }))
  .readonly()
  .exactOptional()
  .meta({ description: 'In which it stood still; without `to`: it still does' })
const drawn = {
  startedAt: instant.exactOptional().meta({ description: 'Absent in what earlier versions saved' }),
  pauses,
}

export const repairSummarySchema = z
  .strictObject({
    id: z.string(),
    version: count.exactOptional().meta({ description: 'Of two rows the one with the higher is newer' }),
    stage,
    plan: z.string(),
    severity: z.string(),
    reportedAt: instant,
    updatedAt: instant,
    needsIdentification: z.boolean(),
    customer: z.string().exactOptional(),
    site: z.string().exactOptional(),
    unit: z.string().exactOptional(),
    place: z.string().exactOptional().meta({ description: 'What the site is called for short' }),
    unitName: z.string().exactOptional().meta({ description: 'What the unit is called for short' }),
    model: z.string().exactOptional(),
    needsLoaner: z
      .enum(['any', 'new'])
      .exactOptional()
      .meta({ description: 'A loaner falls due and none is reserved; `new`: only a brand-new one will do' }),
    customerId: z.string().exactOptional(),
    siteId: z.string().exactOptional(),
    assignee: z.string().exactOptional(),
    assigneeId: z.string().exactOptional(),
    desk: z.string().exactOptional().meta({ description: 'Who of the service desk tries to solve it' }),
    visitAt: instant.exactOptional(),
    concerns: z
      .array(z.string())
      .exactOptional()
      .meta({ description: 'Ids of those of ours whom it names besides: who was asked, who keeps its archive' }),
    roster: z.string().exactOptional().meta({ description: 'The roster that answers for it' }),
    symptoms: z.string().exactOptional().meta({ description: "The caller's first words, at most 80 characters" }),
    dueAt: instant.exactOptional().meta({ description: 'The next open deadline' }),
    next: z
      .strictObject({ clause: z.string(), milestone: z.enum(MILESTONES), dueAt: instant, ...drawn, warnAt })
      .exactOptional()
      .meta({ description: 'The promise that falls due then' }),
    broken: z
      .strictObject({
        clause: z.string(),
        milestone: z.enum(MILESTONES),
        since: instant,
        endedAt: instant
          .exactOptional()
          .meta({ description: 'When it was fulfilled after all, or its object was gone' }),
        endedBecause: z.string().exactOptional().meta({ description: 'What took its object away' }),
        ...drawn,
      })
      .exactOptional()
      .meta({ description: 'The worst broken promise: what is still owed before what came late, the oldest first' }),
    paged: z
      .strictObject({ name: z.string(), answered: z.boolean(), until: instant.exactOptional() })
      .exactOptional()
      .meta({ description: 'Who was asked last, whether anybody has answered, and until when they may' }),
    ended: z
      .enum(['confirmed', 'withdrawn', 'junk'])
      .exactOptional()
      .meta({ description: 'How it was closed; absent in what earlier versions saved' }),
    rating: z.int().min(1).max(5).exactOptional().meta({ description: "The customer's" }),
    calledBack: z
      .strictObject({ worker: z.string().exactOptional(), score: z.number().min(1).max(5).exactOptional() })
      .exactOptional()
      .meta({
        description: 'The customer was called back about it (C29): whose score it is, and which, where they gave one',
      }),
    openClocks: count,
    brokenClocks: count,
    paused: z.boolean(),
    unread: count
      .exactOptional()
      .meta({ description: 'What the customer wrote or sent since one of ours did anything' }),
    matter: z.literal('delivery').exactOptional().meta({ description: 'Goods that arrived short, damaged or wrong' }),
    complaint: z.literal(true).exactOptional().meta({ description: 'The customer complains, and has no answer yet' }),
  })
  .meta({ id: 'RepairSummary' })

export const repairListSchema = z
  .strictObject({ repairs: z.array(repairSummarySchema), cursor: z.string().exactOptional() })
  .meta({ id: 'RepairList' })

const clockViewSchema = z
  .strictObject({
    id: z.string().meta({ description: 'Names the clock in actions' }),
    clause: z.string(),
    milestone: z.enum(MILESTONES),
    otherwise: z.literal('loaned').exactOptional(),
    state: z.enum(PROMISE_STATES),
    startedAt: instant,
    dueAt: instant,
    endedAt: instant.exactOptional(),
    lateBy: z.string().exactOptional().meta({ description: 'Length of a breach that has ended, ISO 8601' }),
    evidence: count.exactOptional().meta({ description: '`seq` of the event that ended it' }),
    drives: z.boolean().meta({ description: 'The shortest of its milestone: it pages, warns and escalates' }),
    round: count,
    waivedBecause: z.string().exactOptional(),
    waivedBy: z.string().exactOptional().meta({ description: 'The manager who approved that' }),
    endedBecause: z
      .string()
      .exactOptional()
      .meta({ description: 'What superseded it, or took its object away; of a broken one: it was never done' }),
    moves: z
      .array(z.strictObject({ from: instant, to: instant, because: z.string(), agreement: count.exactOptional() }))
      .readonly()
      .exactOptional()
      .meta({ description: 'Every due instant it had before; `agreement`: `seq` of the event that records it' }),
    limit: z
      .string()
      .exactOptional()
      .meta({ description: 'The limit as its clause says it, in words; absent: it ends at a date we gave' }),
    warnAt,
    pauses,
    explanation: z.string().meta({ description: 'Why it is due then, step by step' }),
    warnings: z.array(z.string()).readonly().exactOptional(),
  })
  .meta({ id: 'Clock' })
export type ClockView = z.infer<typeof clockViewSchema>

const contact = z.strictObject({
  id: z.string(),
  name: z.string(),
  phone: z.string().exactOptional(),
  email: z.string().exactOptional(),
  language,
  customer: z.string().exactOptional(),
  stranger: z.literal(true).exactOptional().meta({
    description: 'Nobody on file: told that their report was taken, and nothing else until `admitContact`',
  }),
  admitted: z.literal(true).exactOptional(),
})

const timelineEntrySchema = z
  .looseObject({
    seq: count,
    at: instant,
    by: actor,
    type: z.string(),
    text: z.string().meta({ description: 'What happened, in words' }),
    sent: z
      .array(z.strictObject({ at: instant, to: z.string().exactOptional(), receipt: receiptSchema.exactOptional() }))
      .exactOptional()
      .meta({
        description: 'The messages that went for it: when, the number or address used, masked, and what became of them',
      }),
  })
  .meta({ id: 'TimelineEntry', description: 'An event of the service archive, with its own data' })

export const repairViewSchema = z
  .strictObject({
    id: z.string(),
    stage,
    severity: z.string(),
    plan: z.string(),
    planVersion: count,
    needsIdentification: z.boolean(),
    reportedAt: instant,
    updatedAt: instant,
    version: count,
    round: count,
    timezone: z.string(),
    site: z
      .strictObject({
        id: z.string(),
        name: z.string(),
        shortName: z.string(),
        address: z.string(),
        distance: z.string().exactOptional(),
      })
      .exactOptional(),
    unit: z
      .strictObject({
        serial: z.string(),
        model: z.string().exactOptional(),
        name: z.string().exactOptional(),
        shortName: z.string().exactOptional(),
        purchasedOn: z.string().exactOptional(),
        acceptedOn: z.string().exactOptional(),
        category: z.string().exactOptional(),
        loanerFor: z.string().exactOptional().meta({ description: 'A loaner of ours: the repair it stands in for' }),
      })
      .exactOptional(),
    customer: z.strictObject({ id: z.string(), name: z.string() }).exactOptional(),
    contract: z.string().exactOptional(),
    matter: z.enum(MATTERS).exactOptional().meta({ description: 'Absent: a fault' }),
    desk: z
      .strictObject({ person: z.string(), until: instant })
      .exactOptional()
      .meta({ description: 'The service desk tries until then' }),
    resolutionAt: instant.exactOptional().meta({ description: 'When the customer was told it will be solved' }),
    remoteAccess: z.strictObject({ consentBy: z.string(), at: instant }).exactOptional(),
    quote: quoteSchema.exactOptional(),
    replacement: replacementSchema.exactOptional(),
    escalations: z.array(escalationSchema).readonly().exactOptional(),
    claims: z.array(claimSchema).readonly().exactOptional(),
    failedRepairs: z.array(failedRepairSchema).readonly().exactOptional(),
    unremovableAt: instant.exactOptional(),
    assignee: personSchema.exactOptional(),
    loaner: z
      .strictObject({
        state: z.enum(['reserved', 'lent', 'returned', 'released']),
        serial: z.string(),
        name: z.string(),
        at: instant,
      })
      .exactOptional(),
    contacts: z.array(contact),
    symptoms: z.string(),
    visitAt: instant.exactOptional(),
    solvedBy: z.enum(['phone', 'visit', 'factory', 'replacement']).exactOptional(),
    work: z
      .strictObject({
        cause: z.string(),
        done: z.string(),
        parts: z.array(z.string()),
        engineer: z.string().exactOptional(),
        problem: z.string().exactOptional(),
        origin: z.enum(ORIGINS).exactOptional(),
        suggestions: z.string().exactOptional(),
      })
      .exactOptional(),
    paused: z.boolean(),
    rating: count.exactOptional(),
    closed: z.strictObject({ at: instant, how: z.enum(['confirmed', 'withdrawn', 'junk']) }).exactOptional(),
    emergencyPlan: z
      .strictObject({ text: z.string(), from: z.string().exactOptional(), to: personSchema.exactOptional() })
      .exactOptional()
      .meta({ description: 'What whoever goes takes along (H5)' }),
    keeper: personSchema.exactOptional().meta({ description: 'Who answers for the archive (C25)' }),
    archived: z
      .boolean()
      .exactOptional()
      .meta({ description: 'Closed: whether the archive is, which may wait for feedback (C25)' }),
    attachments: z.array(attachmentSchema).readonly().exactOptional(),
    signature: signatureSchema.exactOptional(),
    unread: unreadSchema.exactOptional(),
    complaints: z.array(complaintSchema).readonly().exactOptional(),
    calledBack: calledBackSchema.exactOptional(),
    allowed: z.array(actionTypeSchema).meta({ description: 'What you may do to it now' }),
    clocks: z.array(clockViewSchema),
    timeline: z.array(timelineEntrySchema),
    timelineOmitted: count
      .exactOptional()
      .meta({ description: 'So many entries after the first are left out: the latest that fit one answer follow' }),
  })
  .meta({ id: 'Repair' })
export type RepairView = z.infer<typeof repairViewSchema>

export const notAllowedSchema = z
  .strictObject({ error: z.literal('notAllowed'), message: z.string(), stage, allowed: z.array(actionTypeSchema) })
  .meta({ id: 'NotAllowed' })

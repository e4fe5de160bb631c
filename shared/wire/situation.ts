import * as z from 'zod'
import { CHARGE_CLASSES, LOSSES, ORIGINS, TEAMS } from '../plan/rules.ts'
import { instant } from './problem.ts'

/** What may stand on a repair besides its clocks: money, a new unit, questions beyond the desk, losses. */

const fen = z.int().min(0)
const origin = z.enum(ORIGINS)
const charge = z.union([
  z.enum(['free', 'cost', 'price']),
  z.templateLiteral([z.number(), '% of price']),
  z.templateLiteral([z.number(), '% of cost']),
])

export const quoteSchema = z
  .strictObject({
    at: instant,
    state: z.enum(['open', 'accepted', 'declined']),
    answeredAt: instant.exactOptional(),
    quote: z.strictObject({
      warranty: z.enum(['in', 'out']),
      origin,
      currency: z.string(),
      lines: z
        .array(
          z.strictObject({
            code: z.string(),
            name: z.string(),
            class: z.enum(CHARGE_CLASSES),
            quantity: z.int().min(1),
            unitFen: fen,
            payableFen: fen,
            charge: charge.meta({ description: 'How the plan charges it' }),
            clause: z.string(),
          }),
        )
        .readonly(),
      totalFen: fen,
    }),
  })
  .meta({ id: 'Quote', description: 'Amounts in fen' })

/** Someone of ours, as they were called then. */
export const personSchema = z.strictObject({ id: z.string(), name: z.string() })

export const replacementSchema = z
  .strictObject({
    clause: z.string(),
    because: z.enum(['failures', 'irreparable', 'wish']),
    state: z.enum(['due', 'approved', 'declined', 'done']),
    with: z.enum(['sameModel', 'notWorse']),
    warranty: z.enum(['continues', 'restarts']),
    manager: personSchema.exactOptional().meta({ description: 'Who was asked to approve it' }),
    on: instant.exactOptional().meta({ description: 'The day that the manager set' }),
    approver: z.string().exactOptional().meta({ description: 'Who decided' }),
    serial: z.string().exactOptional().meta({ description: 'Once done: the new unit' }),
    old: z.string().exactOptional().meta({ description: 'Once done: the unit that was reported' }),
    oldModel: z.string().exactOptional(),
    at: instant.exactOptional(),
  })
  .meta({ id: 'Replacement' })

export const escalationSchema = z
  .strictObject({
    to: z.enum(TEAMS),
    people: z.array(personSchema).readonly().exactOptional().meta({ description: 'Who was asked' }),
    question: z.string(),
    at: instant,
    answerBy: instant.exactOptional(),
    answer: z.string().exactOptional(),
  })
  .meta({ id: 'Escalation' })

export const claimSchema = z
  .strictObject({
    id: z.int().min(1),
    clause: z.string(),
    basis: z.enum(LOSSES),
    what: z.string(),
    at: instant,
    clock: z.string().exactOptional().meta({ description: 'For a delay: the broken clock' }),
    amountFen: fen.exactOptional(),
    settled: z
      .strictObject({
        at: instant,
        outcome: z.enum(['paid', 'refused']),
        amountFen: fen.exactOptional(),
        reason: z.string(),
      })
      .exactOptional(),
  })
  .meta({ id: 'Claim' })

export const failedRepairSchema = z.strictObject({
  at: instant,
  problem: z.string().exactOptional(),
  origin: origin.exactOptional(),
  cause: z.string().exactOptional(),
  done: z.string().exactOptional(),
})

export const unreadSchema = z
  .strictObject({ since: instant, count: z.int().min(1), text: z.string().exactOptional() })
  .meta({ description: 'What the customer wrote or sent since one of ours did anything' })

export const calledBackSchema = z
  .strictObject({
    visit: z.string().meta({ description: 'The call' }),
    at: instant,
    worker: z.string().exactOptional().meta({ description: 'Who of ours brought it to an end: whose score it is' }),
    score: z.number().min(1).max(5).exactOptional().meta({ description: 'Absent: nobody was reached, or gave one' }),
  })
  .meta({ description: 'The customer was called back about it' })

export const complaintSchema = z
  .strictObject({
    at: instant,
    what: z.string(),
    contact: z.string(),
    manager: personSchema.exactOptional().meta({ description: 'Who was told at once' }),
    visit: z.string().exactOptional().meta({ description: 'The call-back in which they rated it so low' }),
    answered: z.strictObject({ at: instant, by: z.string(), answer: z.string() }).exactOptional(),
  })
  .meta({ id: 'Complaint' })

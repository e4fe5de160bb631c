import * as z from 'zod'
import { MOST_RECORDS } from '../evidence/pack.ts'
import { HOWS } from '../promise/agreement.ts'
import { actor } from './actor.ts'
import { said } from './issue-words.ts'
import { instant, month, pagingByInstant } from './problem.ts'

const day = z.iso
  .date(said('要写成日期，例如 2026-11-20', 'must be a day such as 2026-11-20'))
  .regex(/^20/, said('要是 2000 到 2099 年之间的日期', 'must be a day of the years 2000 to 2099'))

/** Body of `POST /api/evidence`. */
export const evidenceSchema = z
  .strictObject({
    customer: z.string().min(1).max(200),
    from: day.meta({ description: 'First day, where the customer is' }),
    to: day.meta({ description: 'Last day' }),
    format: z.enum(['html', 'xlsx']),
    reason: z.string().trim().min(1).max(1000).meta({ description: 'Why the data leave; kept on the audit record' }),
  })
  .meta({ id: 'EvidenceRequest' })

/** Body of `POST /api/evidence/verify`. */
export const verifySchema = z
  .strictObject({
    pack: z
      .string()
      .regex(
        /^EP-[0-9T]{18}-[0-9a-f]{6}$/,
        said(
          '要写成证据包编号，例如 EP-20261120T021300000-3fa9c1',
          'must be the number of a pack, such as EP-20261120T021300000-3fa9c1',
        ),
      )
      .meta({ description: 'Printed on the pack' }),
    hashes: z
      .array(
        z
          .string()
          .regex(
            /^[0-9a-f]{12,64}$/,
            said('要写成哈希值，至少前 12 位', 'must be a hash, or at least its first 12 digits'),
          ),
      )
      .max(MOST_RECORDS)
      .exactOptional()
      .meta({ description: 'The hashes beside its records, in order: names the first one that differs' }),
  })
  .meta({ id: 'EvidenceVerification' })

const line = {
  id: z.string(),
  at: instant,
  by: actor,
  role: z.string(),
}
const count = z.int().min(1)

const packEntrySchema = z
  .strictObject({
    ...line,
    what: z.literal('evidencePack'),
    customer: z.string(),
    from: instant,
    to: instant,
    reason: z.string(),
    outcome: z.enum(['exported', 'refused']),
    format: z.enum(['html', 'xlsx']).exactOptional(),
    chain: z.string().exactOptional().meta({ description: 'Last hash of the pack' }),
    lines: z.int().min(0).exactOptional(),
    files: z.int().min(0).exactOptional(),
  })
  .meta({ id: 'PackEntry' })

const auditEntrySchema = z
  .discriminatedUnion('what', [
    packEntrySchema,
    z.strictObject({
      ...line,
      what: z.literal('masterData'),
      outcome: z.literal('exported'),
      lists: z.array(z.string()).readonly(),
      lines: z.int().min(0),
    }),
    z
      .strictObject({ ...line, what: z.literal('installation'), outcome: z.literal('exported') })
      .meta({ description: 'All that is kept was written to a folder, to go on in another place' }),
    z.strictObject({
      ...line,
      what: z.literal('programKey'),
      outcome: z.enum(['made', 'ended']),
      program: z.string(),
      may: z.string().exactOptional().meta({ description: 'As which role it comes' }),
    }),
    z.strictObject({
      ...line,
      what: z.literal('obligations'),
      outcome: z.literal('read'),
      customer: z.string(),
      from: instant,
      to: instant,
      count: count.meta({ description: 'Pages of this list within the minute' }),
    }),
    z.strictObject({
      ...line,
      what: z.literal('subject'),
      outcome: z.literal('read'),
      subject: z.string().meta({ description: 'Opened for the first time that day, such as repair/261120-0001' }),
      customer: z.string().exactOptional(),
    }),
    z.strictObject({
      ...line,
      what: z.literal('contract'),
      outcome: z.literal('moved'),
      contract: z.string(),
      customer: z.string(),
      plan: z.string(),
      from: z.int().meta({ description: 'The version that it kept before' }),
      planVersion: z.int(),
      reason: z.string(),
      agreedBy: z.string().exactOptional(),
      how: z.enum(HOWS).exactOptional(),
    }),
    z.strictObject({
      ...line,
      what: z.literal('testMessage'),
      outcome: z.literal('sent'),
      person: z.string(),
    }),
    z.strictObject({
      ...line,
      what: z.literal('fact'),
      outcome: z.literal('takenBack'),
      contract: z.string(),
      customer: z.string(),
      clause: z.string(),
      need: z.string(),
      about: z.string(),
      fact: z.int().meta({ description: 'Its number on the file of the contract' }),
      reason: z.string(),
    }),
    z
      .strictObject({
        ...line,
        what: z.literal('repair'),
        outcome: z.literal('takenOver'),
        repair: z.string(),
        reason: z.string(),
        customer: z.string().exactOptional(),
      })
      .meta({ description: 'An engineer took over a repair to which nothing had led them' }),
    z.strictObject({
      ...line,
      what: z.literal('links'),
      outcome: z.literal('revoked'),
      person: z.string().exactOptional(),
      contact: z.string().exactOptional(),
      link: z.string().exactOptional().meta({ description: 'One of theirs; absent: all' }),
      reason: z.string(),
      links: z.int().min(0).meta({ description: 'How many of them worked' }),
    }),
    z.strictObject({
      ...line,
      what: z.literal('refusal'),
      outcome: z.literal('refused'),
      of: z.string().meta({ description: 'What was asked for, the first time within the minute' }),
      count: count.meta({ description: 'How often they were refused within the minute' }),
      customer: z.string().exactOptional(),
      reason: z.string().exactOptional(),
    }),
  ])
  .meta({ id: 'AuditEntry' })

export const verifiedSchema = z
  .strictObject({
    exported: packEntrySchema,
    same: z.boolean().meta({ description: 'The ledger, read now, gives the chain that was exported' }),
    head: z.string().meta({ description: 'Last hash of the chain, as it is now' }),
    lines: z.int().min(0),
    firstDifference: z
      .int()
      .min(1)
      .exactOptional()
      .meta({ description: 'Number of the first record that differs from the hashes given' }),
  })
  .meta({ id: 'Verified' })

/** Query of `GET /api/audit`. */
export const auditQuerySchema = z.strictObject({
  month: month.exactOptional().meta({ description: 'UTC; default: this month' }),
  ...pagingByInstant,
})

export const auditSchema = z
  .strictObject({ entries: z.array(auditEntrySchema), cursor: z.string().exactOptional() })
  .meta({ id: 'Audit' })

import * as z from 'zod'
import { FILE_KINDS } from '../kernel/file-kind.ts'
import { WAYS } from '../plan/rules/recurring.ts'
import { HOWS } from '../promise/agreement.ts'
import { actor } from './actor.ts'
import { instant } from './problem.ts'

const line = z.string().trim().min(1).max(200)
const which = {
  clause: line.meta({ description: 'The clause of fact, such as H9' }),
  need: line.meta({ description: 'What it needs, as the plan names it' }),
  about: line.default('contract').meta({ description: 'A serial number or site; default: the contract itself' }),
}

/** Body of `POST /api/contracts/{id}/facts`. */
export const factSchema = z
  .strictObject({
    ...which,
    document: z.string().trim().min(1).max(1000).meta({ description: 'What was handed over' }),
    reference: z
      .string()
      .trim()
      .min(1)
      .max(1000)
      .exactOptional()
      .meta({ description: 'Its number, or where it is kept' }),
    doneOn: z.iso.date().exactOptional().meta({
      description:
        'On which day it was done. Needed for what `sets` a day of the contract. Whether it was in time is told by when it is recorded',
    }),
  })
  .meta({ id: 'Fact' })

/** Body of `POST /api/contracts/{id}/waivers`. */
export const waiverSchema = z
  .strictObject({ ...which, reason: z.string().trim().min(1).max(4000) })
  .meta({ id: 'FactWaiver' })

/** Body of `POST /api/contracts/{id}/agreements`. */
export const workAgreementSchema = z
  .strictObject({
    ...which,
    until: z.iso.date().meta({ description: 'The last day on which it may now be done' }),
    by: line.meta({ description: 'Who of the customer agreed' }),
    // By their link nobody of ours agrees.
    how: z.enum(HOWS).exclude(['link']),
  })
  .meta({ id: 'WorkAgreement' })

/** Body of `POST /api/contracts/{id}/taken-back`. */
export const takeBackSchema = z
  .strictObject({
    fact: z.int().min(1).meta({ description: 'The `seq` of what was recorded by mistake, as `record` names it' }),
    reason: z.string().trim().min(1).max(4000).meta({ description: 'Kept on the file and the audit record' }),
  })
  .meta({ id: 'FactTakenBack' })

const day = z.iso.date()

const said = { at: instant, by: actor }
const keptFile = z.strictObject({ sha256: z.string(), kind: z.enum(FILE_KINDS), bytes: z.int().min(0) })
const recorded = z.strictObject({
  type: z.literal('recorded'),
  document: z.string(),
  reference: z.string().exactOptional(),
  doneAt: instant.exactOptional().meta({ description: 'When its visit was done' }),
  doneOn: day.exactOptional().meta({ description: 'On which day it was done, as whoever recorded it says' }),
  file: keptFile.exactOptional().meta({ description: 'Its photo or paper: GET /api/contracts/{id}/files/{file}' }),
})
const waived = z.strictObject({ type: z.literal('waived'), reason: z.string() })
const agreed = z.strictObject({ type: z.literal('agreed'), until: day, by: z.string(), how: z.enum(HOWS) })
const entrySchema = z.strictObject({
  seq: z.int(),
  ...said,
  clause: z.string(),
  need: z.string(),
  about: z.string(),
  fact: z.discriminatedUnion('type', [recorded, waived, agreed]),
  takenBack: z.strictObject({ ...said, reason: z.string() }).exactOptional(),
})

/** One time that planned work is due. */
export const contractWorkSchema = z.strictObject({
  clause: z.string(),
  promise: z.strictObject({ zh: z.string(), en: z.string() }),
  need: z.string().meta({ description: 'Which work, and which time of it: `inspection-3`' }),
  name: z.strictObject({ zh: z.string(), en: z.string() }),
  about: z.string().meta({ description: 'A site, or `contract`' }),
  by: z.enum(WAYS),
  site: z.string().exactOptional(),
  opensAt: instant.meta({ description: 'From when on doing it counts' }),
  dueAt: instant,
  firstDueAt: instant.exactOptional(),
  state: z.enum(['planned', 'open', 'overdue', 'done', 'late', 'waived', 'fallenAway']),
  onDuty: z.enum(['plan', 'watch']).exactOptional().meta({
    description:
      'A part of reinforced duty that is not recorded here: the plan is kept by planning it (`POST /api/contracts/{id}/duty`), the watch by its log',
  }),
  document: z.string().exactOptional(),
  reference: z.string().exactOptional(),
  endedAt: instant.exactOptional(),
  lateBy: z.string().exactOptional(),
  waivedBecause: z.string().exactOptional(),
  waivedBy: z.string().exactOptional(),
})

export const contractFileSchema = z
  .strictObject({
    contract: z.strictObject({
      id: z.string(),
      customer: z.string(),
      plan: z.string(),
      planVersion: z.int(),
      signedOn: day,
      deliveredOn: day.exactOptional(),
      acceptedOn: day.exactOptional(),
      sites: z.array(z.string()).exactOptional(),
      units: z.array(z.string()).exactOptional(),
      papersBy: z.string().exactOptional(),
      coordinator: z.string().exactOptional(),
      manager: z.string().exactOptional(),
      priceFen: z.int().exactOptional(),
      priceList: z.string().exactOptional(),
      renewals: z.array(z.strictObject({ from: day, until: day })),
    }),
    facts: z.array(
      z.strictObject({
        clause: z.string(),
        promise: z.strictObject({ zh: z.string(), en: z.string() }),
        need: z.string(),
        name: z.strictObject({ zh: z.string(), en: z.string() }),
        about: z.string(),
        dueAt: instant.exactOptional(),
        state: z.enum(['recorded', 'missing', 'overdue', 'waived', 'notDue', 'notRecorded', 'fallenAway']).meta({
          description:
            '`notDue`: the day it counts from, such as the delivery, is not known yet. `notRecorded`: it was due before the contract came into the system, and counts for neither side. `fallenAway`: owed no more, as its unit was replaced or left, or its day was taken away; a breach before that stays one',
        }),
        document: z.string().exactOptional(),
        reference: z.string().exactOptional(),
        sets: z.enum(['delivered', 'accepted']).exactOptional().meta({
          description: 'Recording it says on which day (`doneOn`) the contract was delivered, or accepted',
        }),
        endedAt: instant.exactOptional(),
        lateBy: z.string().exactOptional().meta({ description: 'Recorded so long after it was due, ISO 8601' }),
        waivedBecause: z.string().exactOptional(),
        waivedBy: z.string().exactOptional(),
      }),
    ),
    works: z.array(contractWorkSchema).meta({
      description:
        'Planned work a year ahead, what is late, and what was done lately, the earliest due first. Recorded like a document: `document` is what was done',
    }),
    payments: z
      .array(
        z.strictObject({
          clause: z.string(),
          need: z.string().meta({ description: 'The stage, as the plan names it' }),
          name: z.strictObject({ zh: z.string(), en: z.string() }),
          upToPercent: z.number().meta({ description: 'So much of the price is paid by then' }),
          dueAt: instant.exactOptional(),
          state: z.enum(['notDue', 'open', 'pastDue', 'paid', 'waived', 'notRecorded']),
          document: z.string().exactOptional(),
          reference: z.string().exactOptional(),
          endedAt: instant.exactOptional(),
        }),
      )
      .exactOptional()
      .meta({
        description: 'What the customer owes, never a breach of ours. Recorded like a document: `need` is the stage',
      }),
    record: z.array(entrySchema).meta({ description: 'All that was recorded, in order; taken back or not' }),
  })
  .meta({ id: 'ContractFile' })

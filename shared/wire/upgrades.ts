import * as z from 'zod'
import { HOWS } from '../promise/agreement.ts'
import { PROMISE_STATES } from '../promise/promised.ts'
import type { UpgradeAction, UpgradeActionType } from '../upgrade/actions.ts'
import { OUTCOMES } from '../upgrade/features/ending/offers.ts'
import { MATTERS, STAGES } from '../upgrade/state/upgrade.ts'
import { actor } from './actor.ts'
import { formFieldSchema } from './forms.ts'
import { instant, pagingByInstant, parse } from './problem.ts'

const id = z.string().trim().min(1).max(200)
const line = z.string().trim().min(1).max(200)
const prose = z.string().trim().min(1).max(1000)
const minutes = z.int().min(0).max(100_000)
const person = z.strictObject({ id: z.string(), name: z.string() })

/** Query of `GET /api/upgrades`. */
export const upgradesQuerySchema = z.strictObject({
  open: z.enum(['true', 'false']).exactOptional().meta({ description: 'Whether they are still to end; default: all' }),
  contract: id.exactOptional(),
  site: id.exactOptional(),
  engineer: id.exactOptional(),
  ...pagingByInstant,
})

/** Body of `POST /api/upgrades`. */
export const upgradeRequestSchema = z
  .strictObject({
    id: z
      .string()
      .min(1)
      .max(100)
      .exactOptional()
      .meta({ description: 'Your id of the request; sent twice, it is one upgrade' }),
    contract: id,
    site: id,
    units: z
      .array(line)
      .min(1)
      .max(50)
      .meta({ description: 'Serial numbers of units at that site under that contract' }),
    title: line.meta({ description: 'What is upgraded to what' }),
    engineer: id.exactOptional().meta({ description: 'Who is to do it' }),
    contacts: z
      .array(id)
      .min(1)
      .max(10)
      .exactOptional()
      .meta({ description: 'Contacts who are told of it and may agree; default: those of the site' }),
  })
  .meta({ id: 'UpgradeRequest' })

const action = <T extends UpgradeActionType, F extends z.ZodRawShape>(type: T, fields: F) =>
  z.strictObject({
    id: z
      .string()
      .min(1)
      .max(100)
      .exactOptional()
      .meta({ description: 'Your id of the action; sent twice, it acts once' }),
    type: z.literal(type),
    ...fields,
  })
const onBehalf = line.exactOptional().meta({ description: 'Who of the customer said so, when one of ours records it' })

/** What can be done to an upgrade, each with its fields. */
export const upgradeActionSchema = z
  .discriminatedUnion('type', [
    action('assign', { person: id }),
    action('propose', {
      from: instant.meta({ description: 'From when it may run' }),
      until: instant.meta({ description: 'By when it is over, at most three days later' }),
      steps: z.array(line).min(1).max(50),
      risks: prose,
      met: line.exactOptional().meta({ description: 'Who took part in the meeting' }),
      metAt: instant.exactOptional(),
      rollback: prose.exactOptional().meta({ description: 'How it is rolled back; needed where the plan promises it' }),
      downtime: minutes.exactOptional().meta({ description: 'For how many minutes the service may be disturbed' }),
      inPeakBecause: prose.exactOptional().meta({ description: 'Why in peak hours: the customer asks for it' }),
    }),
    action('agree', {
      agreedBy: line.exactOptional().meta({ description: 'Who of the customer agreed; not by their own link' }),
      how: z.enum(HOWS).exactOptional(),
    }),
    action('decline', { reason: prose, onBehalf }),
    action('disagree', { what: prose, onBehalf }),
    action('backUp', {
      what: prose.meta({ description: 'What is in it' }),
      where: line.meta({ description: 'Where it is kept' }),
      reference: line.exactOptional().meta({ description: 'Its check sum, or a number by which it is found' }),
    }),
    action('waiveBackup', { reason: prose }),
    action('tick', { step: z.int().min(1).max(50), note: prose.exactOptional() }),
    action('rollBack', { reason: prose }),
    action('disturb', { what: prose, minutes: z.int().min(1).max(100_000) }),
    action('finish', {
      result: prose,
      minutes: minutes.meta({ description: 'For how long the service was disturbed in all; 0: not at all' }),
      disturbed: prose.exactOptional(),
    }),
    action('callOff', { reason: prose, onBehalf }),
    action('sayAfterwards', {
      outcome: z.enum(OUTCOMES),
      result: prose,
      minutes: minutes.exactOptional(),
      disturbed: prose.exactOptional(),
    }),
  ])
  .meta({ id: 'UpgradeAction' })

/** Throws BadRequestError naming every field that is wrong. */
export const parseUpgradeAction = (value: unknown): UpgradeAction => parse(upgradeActionSchema, value)

export const UPGRADE_ACTION_TYPES = upgradeActionSchema.options.map((option) => option.shape.type.value)
const actionType = z.enum(UPGRADE_ACTION_TYPES).meta({ id: 'UpgradeActionType' })

const window = { from: instant, until: instant }
const peak = z.strictObject({ ...window, name: z.string().exactOptional() })
const proposal = z.strictObject({
  ...window,
  round: z.int().meta({ description: 'Counts the plans that were put to the customer' }),
  steps: z.array(z.string()).readonly(),
  risks: z.string(),
  met: z.strictObject({ who: z.string(), at: instant.exactOptional() }).exactOptional(),
  rollback: z.string().exactOptional(),
  downtime: z.int(),
  inPeak: z.strictObject({ because: z.string(), peaks: z.array(peak).readonly() }).exactOptional(),
})

export const upgradeSummarySchema = z
  .strictObject({
    id: z.string(),
    title: z.string(),
    stage: z.enum(STAGES),
    contract: z.string(),
    customer: z.string(),
    customerName: z.string(),
    site: z.string(),
    timezone: z.string().exactOptional(),
    siteName: z.string(),
    engineer: person.exactOptional(),
    from: instant.exactOptional().meta({ description: 'As agreed, else as proposed' }),
    until: instant.exactOptional(),
    steps: z.int(),
    stepsDone: z.int(),
    broken: z.int().meta({ description: 'How many of its promises are broken' }),
    plannedAt: instant,
    endedAt: instant.exactOptional(),
  })
  .meta({ id: 'UpgradeSummary' })

export const upgradeListSchema = z
  .strictObject({ upgrades: z.array(upgradeSummarySchema).readonly(), cursor: z.string().exactOptional() })
  .meta({ id: 'UpgradeList' })

const promise = z.strictObject({
  what: z.enum(MATTERS),
  clause: z.string(),
  startedAt: instant,
  dueAt: instant,
  firstDueAt: instant.exactOptional(),
  state: z.enum(PROMISE_STATES),
  brokenAt: instant.exactOptional(),
  endedAt: instant.exactOptional(),
  endedBecause: z.string().exactOptional(),
  evidence: z.int().exactOptional().meta({ description: '`seq` of the event that ended it' }),
})

export const upgradeViewSchema = z
  .strictObject({
    id: z.string(),
    version: z.int(),
    title: z.string(),
    stage: z.enum(STAGES),
    units: z.array(z.string()).readonly(),
    contract: z.string(),
    customer: person,
    site: z.strictObject({ id: z.string(), name: z.string(), shortName: z.string() }),
    timezone: z.string(),
    plan: z.string(),
    planVersion: z.int(),
    clause: z.string().exactOptional().meta({ description: 'What the plan promises of upgrades; absent: nothing' }),
    cost: z
      .strictObject({ charge: z.string(), clause: z.string(), text: z.string() })
      .exactOptional()
      .meta({ description: 'What it costs the customer, and by which clause; absent: the plan does not say' }),
    contacts: z.array(person).readonly(),
    coordinator: person.exactOptional(),
    engineer: person.exactOptional(),
    plannedAt: instant,
    proposal: proposal.exactOptional().meta({ description: 'What the customer has not answered yet' }),
    agreed: proposal
      .extend({ by: z.string(), how: z.enum(HOWS), at: instant, contested: z.literal(true).exactOptional() })
      .exactOptional()
      .meta({ description: 'What they agreed to; it stands until they agree to something else' }),
    steps: z
      .array(
        z.strictObject({
          what: z.string(),
          done: z.strictObject({ at: instant, by: z.string(), seq: z.int() }).exactOptional(),
        }),
      )
      .readonly(),
    backup: z
      .strictObject({
        what: z.string(),
        where: z.string(),
        reference: z.string().exactOptional(),
        at: instant,
        by: z.string(),
      })
      .exactOptional(),
    noBackup: z.string().exactOptional().meta({ description: 'Why a manager does without one' }),
    begunAt: instant.exactOptional(),
    rolledBack: z.strictObject({ at: instant, reason: z.string(), seq: z.int().exactOptional() }).exactOptional(),
    disturbed: z.int().meta({ description: 'Minutes' }),
    endedAt: instant.exactOptional(),
    afterwards: z.literal(true).exactOptional().meta({ description: 'Its end was said only once its time was over' }),
    promises: z.array(promise).readonly(),
    allowed: z.array(actionType).readonly(),
    timeline: z
      .array(z.strictObject({ seq: z.int(), at: instant, by: actor, type: z.string(), text: z.string() }))
      .readonly(),
  })
  .meta({ id: 'Upgrade' })
export type UpgradeView = z.infer<typeof upgradeViewSchema>

export const upgradeFormsSchema = z
  .strictObject({
    forms: z
      .array(z.strictObject({ type: actionType, name: z.string(), fields: z.array(formFieldSchema) }))
      .meta({ description: 'What you may do now; without fields, one tap does it' }),
  })
  .meta({ id: 'UpgradeForms' })

export const upgradeNotAllowedSchema = z
  .strictObject({
    error: z.literal('notAllowed'),
    message: z.string(),
    stage: z.enum(STAGES),
    allowed: z.array(actionType).readonly(),
  })
  .meta({ id: 'UpgradeNotAllowed' })

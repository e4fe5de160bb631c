import * as z from 'zod'
import type { Rule } from '../plan/document.ts'
import type { ClockTerm } from '../plan/plan.ts'
import { CLOCK_STARTS, MILESTONES } from '../plan/plan.ts'
import { BUILT_IN_PARTS, LOSSES, MATTERS, ORIGINS, TEAMS } from '../plan/rules.ts'
import { charge, elapsed, id, length, limitOrWord, period, strict, text } from './plan-fields.ts'

/** What a rule may say, and what it is for, rule by rule. Editors show the descriptions while a plan is written. */

const severities = z
  .array(id)
  .min(1)
  .exactOptional()
  .describe('Ids of the severities it holds for. Left out: any severity')
const origins = z.array(z.enum(ORIGINS)).min(1)

/** Starts that a rule of their own brings about, together with the clock that follows. */
const BY_RULE = ['desk', 'replacementDue'] as const
type ByRule = (typeof BY_RULE)[number]
const STARTS = CLOCK_STARTS.filter((start): start is Exclude<ClockTerm['from'], ByRule> => !isByRule(start))
function isByRule(start: string): start is ByRule {
  return (BY_RULE as readonly string[]).includes(start)
}

const clockFields = {
  severities,
  matter: z
    .enum(MATTERS)
    .exactOptional()
    .describe('What the report is about: a `fault`, or a `delivery` that is short, damaged or wrong. Left out: both'),
  distances: z
    .array(id)
    .min(1)
    .exactOptional()
    .describe('Ids of the distance tiers it holds for. Left out: any distance'),
  from: z
    .enum(STARTS)
    .describe(
      'What starts it: the report; arrival on site; the verdict that hardware failed; a visit that did not solve it; ' +
        'the date of solution that was promised; a question to someone beyond the desk',
    ),
  until: z.enum(MILESTONES).describe('What must be reached by then'),
  otherwise: z.literal('loaned').exactOptional().describe('A loaner that stands there by then keeps the promise too'),
  limit: limitOrWord.describe(
    'PT15M, PT36H: minutes or hours of the window. P3D: days, to the end of the last (5x8: working days, to close of ' +
      'business). `now`: at once, as `now` of the plan. `promised`: by the date given with what starts it',
  ),
  sentInLimit: length.exactOptional().describe('Replaces the limit once the unit is sent in to the factory'),
  window: z.enum(['7x24', '5x8']).describe('7x24: time runs around the clock. 5x8: in working hours only'),
  pausable: z.boolean().describe('Whether waiting for the customer stops it'),
  byCall: z.boolean().exactOptional().describe('Only a call that reached the customer keeps it, not going there'),
  warranty: z.literal('in').exactOptional().describe('Only while the unit is in warranty, or nobody can say'),
  quality: z.boolean().exactOptional().describe('It is promised for quality faults only'),
  sentInOnly: z
    .boolean()
    .exactOptional()
    .describe('Holds only once the unit is sent in; it counts from its start all the same'),
  alternative: z
    .boolean()
    .exactOptional()
    .describe('Another solution that the customer accepted by then keeps the promise too'),
  onSiteOnly: z.boolean().exactOptional().describe('Holds only for a repair on site: sending the unit in waives it'),
  broken: z.literal('liability').exactOptional().describe('When it is broken, the loss that the delay causes is ours'),
}

/** A clock of a plan that was read, whatever started it. */
export const clockTermSchema = z.strictObject({ clause: id, ...clockFields, from: z.enum(CLOCK_STARTS) })

const RULES = [
  strict({ rule: z.literal('clock').describe('A deadline on a repair'), ...clockFields }),
  strict({
    rule: z.literal('warranty').describe('How long parts and labour are warranted, from the day of acceptance'),
    base: period.describe('P2Y: two years. P24M: 24 months'),
    byCategory: z
      .record(id, period)
      .exactOptional()
      .describe('Another term for units of a category of the directory, such as `recorder: P24M`'),
    except: origins.exactOptional().describe('Where a fault comes from that the warranty does not cover'),
  }),
  strict({
    rule: z.literal('extension').describe('What lengthens the warranty'),
    per: z
      .enum(['unremovableFault', 'downtime'])
      .describe('Each fault that cannot be removed, or the time the unit was out of use'),
    by: period.exactOptional().describe('For `unremovableFault`: how long each time'),
  }),
  strict({
    rule: z.literal('renewal').describe('What a further term of the same commitment costs after the warranty'),
    percentOfContractPrice: z.number().gt(0).max(100),
    per: period.describe('The term it buys, such as P1Y'),
  }),
  strict({
    rule: z.literal('charges').describe('Who pays. The first of the plan that fits warranty and origin decides'),
    matter: z
      .enum(MATTERS)
      .exactOptional()
      .describe('What the report is about: a `fault`, or a `delivery`. Left out: both'),
    warranty: z.enum(['in', 'out', 'any']),
    origins: origins.exactOptional().describe('Where the fault comes from. Left out: wherever'),
    parts: charge,
    wearParts: charge.exactOptional().describe('Left out: as `parts`'),
    labour: charge,
    travel: charge,
    lodging: charge.exactOptional().describe('Left out: as `travel`'),
    services: charge.exactOptional().describe('Optional paid services. Left out: `price`'),
  }),
  strict({
    rule: z.literal('replacement').describe('When repairing gives way to a new unit'),
    failures: z.int().min(1).exactOptional().describe('After so many repairs that failed. "More than two" is 3'),
    sameProblem: z.boolean().exactOptional().describe('Only repairs of the same problem count'),
    consecutive: z.boolean().exactOptional().describe('Only failures in a row count'),
    irreparable: z
      .array(z.enum(['use', 'transit']))
      .min(1)
      .exactOptional()
      .describe('Damage of this kind that cannot be repaired replaces at once'),
    except: origins.exactOptional().describe('Faults that come from there do not count'),
    onlyInWarranty: z.boolean().exactOptional().describe('Only while the unit is in warranty'),
    unconditional: z.boolean().exactOptional().describe('A manager may set the day, not refuse; a refusal is a breach'),
    atWish: z.boolean().exactOptional().describe('Due when the customer wishes it, for a quality problem'),
    with: z.enum(['sameModel', 'notWorse']),
    warranty: z
      .enum(['continues', 'restarts'])
      .describe("The new unit carries the old one's warranty on, or starts its own on the day it is put in"),
    within: length.describe('How long we have, once it is due'),
  }),
  strict({
    rule: z.literal('loaner').describe('What a loaner must be, and when it is due besides "otherwise: loaned"'),
    whenNotSolvedOnSite: z.boolean().exactOptional().describe('Due as soon as a visit did not solve the fault'),
    brandNew: z.boolean().exactOptional().describe('Only a new one will do'),
    sameCommitments: z.boolean().exactOptional().describe('A fault of the loaner is served like one of the original'),
  }),
  strict({
    rule: z.literal('escalate').describe('Who is called in beyond the desk'),
    to: z.array(z.enum(TEAMS)).min(1).describe('Teams of the directory'),
    severities,
    automatic: z
      .enum(['broken', 'unremovable'])
      .exactOptional()
      .describe('Called in by itself when a promise is broken, or when the fault is unremovable or judged major'),
  }),
  strict({
    rule: z.literal('liability').describe('Whose loss it is: ours'),
    for: z.enum(LOSSES),
    clauses: z.array(id).min(1).exactOptional().describe('Whose breach counts as the delay. Left out: every clock'),
  }),
  strict({
    rule: z.literal('remoteConsent').describe('Remote access needs recorded consent, and the phone to have failed'),
  }),
  strict({
    rule: z.literal('sendIn').describe('A unit is sent in with verdict, agreed handling and agreement on record'),
    visitNeedsApproval: z.boolean().describe('If it is not sent in, someone approves the visit'),
    approvalWithin: elapsed
      .exactOptional()
      .describe('So long the manager has to approve it; then the engineer goes, and the approval follows'),
  }),
  strict({
    rule: z.literal('desk').describe('The service desk tries first; after this long it goes to an engineer by itself'),
    within: elapsed,
  }),
  strict({
    rule: z.literal('emergencyPlan').describe('Whoever goes to the site takes an emergency plan along'),
    standard: text.exactOptional().describe('Where nobody writes one for the case. Left out: nobody goes without'),
  }),
  strict({
    rule: z.literal('archive').describe("A keeper answers for the archive; it closes only on the engineer's feedback"),
  }),
  strict({
    rule: z.literal('record').describe('Each maintenance yields a record'),
    suggestions: z.boolean().exactOptional().describe('With our suggestions'),
    signed: z.boolean().exactOptional().describe('Confirmed or signed by the customer'),
  }),
  strict({
    rule: z.literal('evidence').describe('A clause of fact: kept by documents, shown as missing until recorded'),
    of: z.enum(['contract', 'site', 'unit']).describe('Once for the contract, or for each of its sites or units'),
    needs: z
      .array(strict({ id, name: text }))
      .min(1)
      .describe('The documents'),
    from: z.enum(['signed', 'delivered', 'accepted']).describe('The day from which they are due'),
    within: period.exactOptional().describe('How long after that day. Left out: on the day itself'),
  }),
  strict({
    rule: z.literal('export').describe('Data leave only by these roles, and every export is on the audit record'),
    roles: z.array(id).min(1),
  }),
  strict({ rule: z.literal('knowledge').describe('Every request and how it was handled can be found again') }),
  strict({
    rule: z.literal('builtIn').describe('Kept by the way the system works'),
    part: z.enum(BUILT_IN_PARTS),
  }),
] as const

export const RULE_NAMES = RULES.map((rule) => rule.shape.rule.value)

export const ruleSchema = z.discriminatedUnion('rule', RULES) satisfies z.ZodType<Rule>

/** A rule of a plan that was read: it knows its clause. */
export const plannedRuleSchema = z.looseObject({ rule: z.enum(RULE_NAMES), clause: id })

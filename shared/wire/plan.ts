import * as z from 'zod'
import { HOLIDAY_CALENDARS } from '../kernel/calendar.ts'
import { ChengnuoError } from '../kernel/errors.ts'
import { contradictions } from '../plan/contradictions.ts'
import { CLAUSE_KINDS, type PlanDocument, type PlanFile } from '../plan/document.ts'
import { documentOf } from '../plan/document-of.ts'
import { elapsed, id, length, strict, text, time } from '../plan/rules/kit/fields.ts'
import type { PlanProblem } from '../plan/rules/kit/kind.ts'
import { rings } from './directory-fields.ts'
import { field, inOurWords, placeOf, problemsOf, withoutMeant } from './file-problems.ts'
import { mended } from './plan-mend.ts'
import { clockTermSchema, plannedRuleSchema, RULE_NAMES, ruleSchema } from './plan-rules.ts'

/** A plan file is not what a plan must be; `problems` lists what is wrong with it, each with its place. */
export class InvalidPlanError extends ChengnuoError {
  override readonly name = 'InvalidPlanError'
  /** What is wrong: a file, or a plan. */
  readonly plan: string
  readonly problems: readonly string[]
  constructor(plan: string, problems: readonly string[], options?: { cause?: unknown }) {
    super(`${plan} is not valid:\n  ${problems.join('\n  ')}`, options)
    this.plan = plan
    this.problems = problems
  }
}

const severity = strict({
  id,
  name: text,
  short: strict({ zh: z.string().min(1).max(2), en: z.string().min(1).max(2) }).describe(
    'One or two characters for the SMS and the keypad menu',
  ),
})

const clause = strict({
  id: id.describe('Number of the clause in the document. Evidence and reports cite it'),
  promise: text.describe('The promise in one sentence'),
  kind: z.enum(CLAUSE_KINDS).describe('How it is kept'),
  status: z
    .enum(['active', 'planned'])
    .default('active')
    .describe('`planned`: written down, but nothing keeps it yet; it has no rules then'),
  rules: z.array(ruleSchema).default([]).describe('What keeps it'),
  planned: text.exactOptional().describe('The part of an active clause that nothing keeps yet'),
})

const fields = {
  id: id.describe('Short name of the plan. Customers and contracts name it'),
  version: z.int().min(1).describe('Raise it with every change: open repairs and contracts keep the version they have'),
  title: text,
  source: z.string().min(1).describe('The document it was taken from'),
  language: z.enum(['zh-CN', 'en']).describe('Language of that document'),
  effectiveFrom: z.iso
    .date({ error: 'must be a day such as 2026-01-01' })
    .describe('The day from which this version holds for whatever no contract binds to another'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency code such as CNY')
    .describe('Of all amounts; they are in its hundredth'),
  holidays: z
    .enum(HOLIDAY_CALENDARS)
    .exactOptional()
    .describe(
      'CN (also when left out): Chinese holidays and make-up workdays. none: every Monday to Friday is a workday',
    ),
  severities: z.array(severity).min(1).describe('Strictest first: the first is assumed when nobody said'),
  distances: z
    .array(strict({ id, name: text }))
    .min(1)
    .exactOptional()
    .describe('Distance tiers of sites, nearest first'),
  now: elapsed.describe('What "at once" is planned as'),
  workingHours: z
    .array(strict({ from: time, to: time }))
    .min(1)
    .describe('When 5x8 time runs, in the time zone of the site'),
  warnAt: z
    .array(z.number().gt(0).lt(1))
    .describe('Shares of a deadline at which the people responsible are warned, such as 0.5 and 0.8'),
  escalation: strict({
    acknowledgeWithin: z
      .array(elapsed)
      .min(1)
      .describe('How long each tier has to answer a page; the last one also for the manager'),
    slowdown: z.number().min(1).describe('Each further round takes this many times as long'),
    slowest: elapsed.describe('… up to this long between two pages'),
    ringAfter: z
      .record(id, rings)
      .exactOptional()
      .describe(
        'By severity: when the phone of whoever has not answered rings, counted from the page. Left out: never',
      ),
  }).describe('How a page climbs when nobody answers'),
  remindToConfirm: z
    .array(elapsed)
    .min(1)
    .describe(
      'When a customer who neither confirms nor refuses is reminded, counted from the repair; the last repeats',
    ),
  attention: strict({
    at: time.exactOptional().describe('Time of day of the routine question. Left out: 09:00'),
    days: z
      .enum(['every', 'working'])
      .exactOptional()
      .describe('On every day (also when left out), or on working days'),
    silence: length.exactOptional().describe('The longest silence while a later date is agreed. Left out: P7D'),
    climbAfter: z
      .int()
      .min(1)
      .exactOptional()
      .describe('After so many questions without an answer the manager is asked. Left out: 2'),
    beforeVisit: elapsed
      .exactOptional()
      .describe('So long before an agreed visit whoever goes is reminded. Left out: PT1H'),
    afterVisit: elapsed
      .exactOptional()
      .describe('So long after it, nobody having arrived, the manager is asked and the customer told. Left out: PT15M'),
  })
    .exactOptional()
    .describe('When people are asked about an open repair that nothing else asks about'),
  pause: strict({
    usual: elapsed.exactOptional().describe('When no other end is agreed. Left out: PT24H'),
    longest: length.exactOptional().describe('No later end may be agreed. Left out: P7D'),
  })
    .exactOptional()
    .describe('How long the customer can have promises wait'),
  attempts: strict({
    further: z.int().min(0).exactOptional().describe('How many must follow. Left out: 2'),
    every: elapsed.exactOptional().describe('At what distance. Left out: PT30M'),
  })
    .exactOptional()
    .describe('What must follow a call that reached nobody, so that the first in time keeps the promise to answer'),
  loan: strict({
    dateWithin: length
      .exactOptional()
      .describe('Time to tell the date of the repair once a loaner is lent. Left out: P1D'),
  })
    .exactOptional()
    .describe('What follows a loan'),
  calls: strict({
    joinWithin: elapsed.exactOptional().describe('Calls of one unidentified number within it join. Left out: PT10M'),
  })
    .exactOptional()
    .describe('Calls of numbers that nobody knows'),
  clauses: z.array(clause).min(1).describe('The commitment, clause by clause'),
}

const IN_OUR_WORDS = inOurWords('rule', RULE_NAMES)

/** What a plan file may say. Unknown keys are refused, so that a misspelt one is not silently without effect. */
const planFileSchema = strict(fields).superRefine((plan, context) => {
  for (const { path, message } of contradictions(plan)) context.addIssue({ code: 'custom', path: [...path], message })
}) satisfies z.ZodType<PlanFile>

/** A plan as the API shows it: the file, and the clocks and rules gathered from its active clauses. */
export const planSchema = z
  .strictObject({
    ...fields,
    clocks: z.array(clockTermSchema),
    rules: z.array(plannedRuleSchema),
    loanerWhenNotSolvedOnSite: z.boolean(),
  })
  .meta({ id: 'Plan' })

/**
 * The document that a parsed file holds, or everything that is wrong with it. What parts say against each other is told together
 * with what is wrong with single parts, as far as it can be guessed what those should say.
 */
export const readPlan = (value: unknown): { document: PlanDocument } | { problems: readonly PlanProblem[] } => {
  const result = planFileSchema.safeParse(value, { error: IN_OUR_WORDS })
  if (result.success) return { document: documentOf(result.data) }
  const problems = result.error.issues.flatMap(problemsOf)
  return { problems: [...withoutMeant(problems), ...contradictionsBeside(value, problems)] }
}

const contradictionsBeside = (value: unknown, problems: readonly PlanProblem[]): PlanProblem[] => {
  const issues = planFileSchema.safeParse(mended(value, problems), { error: IN_OUR_WORDS }).error?.issues ?? []
  if (issues.some(({ code }) => code !== 'custom')) return []
  const known = new Set(problems.map(keyOf))
  return issues.flatMap(problemsOf).filter((problem) => !known.has(keyOf(problem)))
}
const keyOf = ({ path, message }: PlanProblem): string => `${path.join('.')} ${message}`

/** The document that a parsed file holds. Throws InvalidPlanError listing every problem with its path. */
export const parsePlan = (value: unknown): PlanDocument => {
  const result = readPlan(value)
  if ('document' in result) return result.document
  const name = field(value, 'id')
  throw new InvalidPlanError(
    typeof name === 'string' ? `plan ${name}` : 'plan',
    result.problems.map((problem) => describeProblem(problem, value)),
  )
}

/** `clauses[4].rules[0].limit (R6): is missing`. The clause helps the author more than the number. */
export const describeProblem = ({ path, message }: PlanProblem, value: unknown): string => {
  const [first, index] = path
  const clauseId =
    first === 'clauses' && index !== undefined ? field(field(field(value, first), index), 'id') : undefined
  return `${placeOf(path)}${typeof clauseId === 'string' ? ` (${clauseId})` : ''}: ${message}`
}

/** The schema of a plan file as JSON Schema, by which editors complete and explain it. */
export const planJsonSchema = () => ({
  title: 'Service plan: a written after-sales commitment, clause by clause',
  ...z.toJSONSchema(planFileSchema, { io: 'input', target: 'draft-07' }),
})

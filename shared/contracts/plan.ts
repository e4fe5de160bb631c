import { z } from 'zod'
import { ChengnuoError } from '../errors/errors.ts'
import type { ClockTerm, Plan } from '../plan/plan.ts'
import { MILESTONES } from '../plan/plan.ts'

/** A plan file is not what a plan must be; `problems` lists what is wrong with it, each beginning with its path. */
export class InvalidPlanError extends ChengnuoError {
  override readonly name = 'InvalidPlanError'
  readonly problems: readonly string[]
  constructor(plan: string, problems: readonly string[], options?: { cause?: unknown }) {
    super(`${plan} is not valid:\n  ${problems.join('\n  ')}`, options)
    this.problems = problems
  }
}

const DURATION = /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/
const isDuration = (text: string): boolean => DURATION.test(text) && /[1-9]/.test(text)
const isElapsed = (text: string): boolean => text.startsWith('PT')

const elapsed = z
  .string()
  .refine(
    (text) => isDuration(text) && isElapsed(text),
    'is not a length of time in hours or minutes such as PT24H or PT15M',
  )
const limit = z
  .string()
  .refine(isDuration, {
    error: 'is not a length of time such as PT15M (minutes), PT36H (hours) or P3D (days)',
    abort: true,
  })
  .refine(
    (text) => isElapsed(text) || !text.includes('T'),
    'mixes days with hours: write P1D (to the end of the day) or PT24H (to the minute)',
  )
const limitOrNow = z.string().superRefine((text, context) => {
  if (text === 'now') return
  for (const { message } of limit.safeParse(text).error?.issues ?? []) context.addIssue({ code: 'custom', message })
})
const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const id = z.string().regex(/^[A-Za-z0-9-]+$/, 'must be letters, digits and hyphens')
const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "must be a time of day such as '09:00'")

const severity = z.strictObject({
  id,
  name: text,
  short: z.strictObject({ zh: z.string().min(1).max(2), en: z.string().min(1).max(2) }),
})

const clock = z.strictObject({
  clause: id,
  severities: z.array(z.string()).min(1).exactOptional(),
  from: z.enum(['reported', 'arrived', 'hardwareVerdict']),
  until: z.enum(MILESTONES),
  otherwise: z.literal('loaned').exactOptional(),
  limit: limitOrNow,
  sentInLimit: limit.exactOptional(),
  window: z.enum(['7x24', '5x8']),
  pausable: z.boolean(),
  onSiteOnly: z.boolean().exactOptional(),
  broken: z.literal('liability').exactOptional(),
})

/** What a plan file may say. Unknown keys are refused, so that a misspelt one is not silently without effect. */
export const planSchema = z
  .strictObject({
    id,
    version: z.int().min(1),
    title: text,
    severities: z.array(severity).min(1),
    now: elapsed,
    workingHours: z.array(z.strictObject({ from: time, to: time })).min(1),
    warnAt: z.array(z.number().gt(0).lt(1)),
    escalation: z.strictObject({
      acknowledgeWithin: z.array(elapsed).min(1),
      slowdown: z.number().min(1),
      slowest: elapsed,
    }),
    remindToConfirm: z.array(elapsed).min(1),
    loanerWhenNotSolvedOnSite: z.boolean(),
    clocks: z.array(clock).min(1),
  })
  .superRefine((plan, context) => {
    for (const problem of contradictions(plan)) context.addIssue({ code: 'custom', ...problem })
  })

/**
 * The plan that a parsed file holds. Throws InvalidPlanError listing every problem with its path; contradictions between
 * the parts are looked for once each part is well formed.
 */
export const parsePlan = (value: unknown): Plan => {
  const result = planSchema.safeParse(value, { error: ({ input }) => (input === undefined ? 'is missing' : undefined) })
  if (result.success) return result.data
  const problems = result.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `${place([...issue.path, key], value)}: is not a key we know`)
      : [`${place(issue.path, value)}: ${issue.message}`],
  )
  const name = field(value, 'id')
  throw new InvalidPlanError(typeof name === 'string' ? `plan ${name}` : 'plan', problems, { cause: result.error })
}

interface Problem {
  readonly path: (string | number)[]
  readonly message: string
}

const contradictions = (plan: Plan): Problem[] => [
  ...plan.workingHours.flatMap(({ from, to }, index) =>
    from < to && from >= (plan.workingHours[index - 1]?.to ?? '00:00')
      ? []
      : [{ path: ['workingHours', index], message: `${from} to ${to} must follow what comes before` }],
  ),
  ...(isAscending(plan.warnAt) ? [] : [{ path: ['warnAt'], message: 'must ascend' }]),
  ...repeated(plan.severities.map((one) => one.id)).map(({ index, key }) => ({
    path: ['severities', index, 'id'],
    message: `${key} is there already`,
  })),
  ...plan.clocks.flatMap((term, index) =>
    clockProblems(term, plan).map((message) => ({ path: ['clocks', index], message })),
  ),
  ...doublePromises(plan),
]

/** A clause may promise one milestone once per severity: `clause/until` names the clock of a repair. */
const doublePromises = (plan: Plan): Problem[] =>
  plan.severities.flatMap((one) => {
    const held = plan.clocks.map((term) =>
      term.severities === undefined || term.severities.includes(one.id)
        ? `${term.clause} until ${term.until}`
        : undefined,
    )
    return repeated(held).map(({ index, key }) => ({
      path: ['clocks', index],
      message: `${key} is promised twice for ${one.id}`,
    }))
  })

const clockProblems = (term: ClockTerm, plan: Plan): string[] => {
  const unknown = (term.severities ?? []).filter((name) => !plan.severities.some((one) => one.id === name))
  return [
    ...unknown.map((name) => `severity ${name} is not one of this plan's`),
    ...(isAfterStart(term) ? [] : [`cannot run from ${term.from} until ${term.until}, which comes no later`]),
    ...(term.otherwise && term.until !== 'repaired' ? ['otherwise: loaned goes with until: repaired'] : []),
    ...(term.onSiteOnly && term.sentInLimit
      ? ['onSiteOnly ends when the unit is sent in: sentInLimit never holds']
      : []),
  ]
}

/** Whether a clock can still run when its start is known; a verdict on the hardware is never earlier than the triage. */
const isAfterStart = ({ from, until }: ClockTerm): boolean => {
  if (from === 'reported') return true
  const known = from === 'hardwareVerdict' ? 'triaged' : from
  return MILESTONES.indexOf(until) > MILESTONES.indexOf(known)
}

const isAscending = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? number))

const repeated = (keys: readonly (string | undefined)[]): { index: number; key: string }[] =>
  keys.flatMap((key, index) => (key !== undefined && keys.indexOf(key) < index ? [{ index, key }] : []))

/** `clocks[3].limit (R6)`: the clause helps the author more than the number. */
const place = (path: readonly PropertyKey[], value: unknown): string => {
  const written = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('')
  const [first, index] = path
  const clause =
    first === 'clocks' && index !== undefined ? field(field(field(value, 'clocks'), index), 'clause') : undefined
  return `${written.replace(/^\./, '') || 'the file'}${typeof clause === 'string' ? ` (${clause})` : ''}`
}

const field = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

import { z } from 'zod'

// The part of the Amazon States Language that the engine interprets, and nothing else: an unknown field is refused when
// the definition is loaded, never ignored while a repair waits for it.

const text = z.string()
const seconds = z.int().min(1).max(99_999_999)
const expression = text.regex(/^\{%[\s\S]*%\}$/, 'must be a {% JSONata %} expression')
const variableName = text.regex(/^(?!states$)[A-Za-z_][A-Za-z0-9_]{0,79}$/, 'is not a variable name')

const common = { Comment: text.optional(), QueryLanguage: z.literal('JSONata').optional() }
const result = { Output: z.json().optional(), Assign: z.record(variableName, z.json()).optional() }
const leaving = { Next: text.optional(), End: z.literal(true).optional() }

const retrier = z.strictObject({
  ErrorEquals: z.array(text).min(1),
  IntervalSeconds: seconds.default(1),
  MaxAttempts: z.int().min(0).max(99_999_999).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
  Comment: text.optional(),
})

const catcher = z.strictObject({ ErrorEquals: z.array(text).min(1), Next: text, Comment: text.optional(), ...result })

const task = z.strictObject({
  Type: z.literal('Task'),
  Resource: text.regex(
    /^arn:.+:states:::lambda:invoke(\.waitForTaskToken)?$/,
    'must be lambda:invoke or lambda:invoke.waitForTaskToken',
  ),
  Arguments: z.strictObject({
    FunctionName: text.regex(/^\$\{\w+\}$/, 'must be a placeholder, "$" and the name in braces'),
    Payload: z.json().optional(),
  }),
  TimeoutSeconds: z.union([seconds, expression]).optional(),
  Retry: z.array(retrier).default([]),
  Catch: z.array(catcher).default([]),
  ...common,
  ...result,
  ...leaving,
})

const rule = z.strictObject({ Condition: expression, Next: text, Comment: text.optional(), ...result })

const choice = z.strictObject({
  Type: z.literal('Choice'),
  Choices: z.array(rule).min(1),
  Default: text.optional(),
  ...common,
  ...result,
})

const pass = z.strictObject({ Type: z.literal('Pass'), ...common, ...result, ...leaving })
const succeed = z.strictObject({ Type: z.literal('Succeed'), Output: z.json().optional(), ...common })
const fail = z.strictObject({ Type: z.literal('Fail'), Error: text.optional(), Cause: text.optional(), ...common })

const stateSchema = z.discriminatedUnion('Type', [task, choice, pass, succeed, fail])

export const machineSchema = z.strictObject({
  StartAt: text,
  States: z.record(text, stateSchema),
  Comment: text.optional(),
  QueryLanguage: z.enum(['JSONata', 'JSONPath']).default('JSONPath'),
  Version: z.literal('1.0').optional(),
})

export type StateSource = z.output<typeof stateSchema>
export type RetrierSource = z.output<typeof retrier>
export type CatcherSource = z.output<typeof catcher>

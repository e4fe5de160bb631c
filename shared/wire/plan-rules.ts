import * as z from 'zod'
import { clockFields } from '../plan/rules/clock.ts'
import { FORMS, type Rule, type RuleName } from '../plan/rules/kinds.ts'
import { CLOCK_STARTS } from '../plan/rules/kit/clock-term.ts'
import * as field from '../plan/rules/kit/fields.ts'
import type { Makers } from '../plan/rules/kit/kind.ts'

const make: Makers = {
  z: {
    array: z.array,
    boolean: z.boolean,
    enum: z.enum,
    int: z.int,
    literal: z.literal,
    number: z.number,
    record: z.record,
    string: z.string,
    union: z.union,
  },
  field,
}

/** A clock of a plan that was read, whatever started it. */
export const clockTermSchema = z.strictObject({
  clause: field.id,
  ...clockFields(make),
  from: z.enum(CLOCK_STARTS),
})

export const RULE_NAMES = Object.keys(FORMS) as readonly RuleName[]

const [first, ...others] = Object.values(FORMS).map((form) => form.schema(make))
if (!first) throw new Error('there is no kind of rule')
export const ruleSchema = z.discriminatedUnion('rule', [first, ...others]) satisfies z.ZodType<Rule>

/** A rule of a plan that was read: it knows its clause. */
export const plannedRuleSchema = z.looseObject({ rule: z.enum(RULE_NAMES), clause: field.id })

import type * as z from 'zod'
import type { Duration } from '../../../kernel/instant.ts'
import type { Text } from '../../../kernel/text.ts'
import type { ClockTerm } from './clock-term.ts'
import type * as field from './fields.ts'
import type { Verdict } from './weigh.ts'

/** A kind of rule as those who keep a plan know it: what it says, what it brings about, how a change of it weighs. */
export interface RuleKind<R> {
  /** What the rule does, in one sentence of plain words. */
  readonly describe: (rule: R, plan: Around) => Text
  /** What a change of it means for the customer; undefined when nothing differs. Left out: nobody can say. */
  readonly weigh?: (old: R, next: R) => Verdict | undefined
  /** The clock that it brings about in a repair. */
  readonly clock?: (rule: R & { readonly clause: string }) => ClockTerm
  /** By it something is filed, claimed or shown as missing, and nothing happens by itself. */
  readonly files?: (rule: R) => boolean
}
/** A kind that repairs are decided by: they keep such rules with their plan. */
export interface RepairRuleKind<R> extends RuleKind<R> {
  readonly forRepairs: true
}

/** A kind of rule as those who write a plan know it. No program that only keeps plans may need any of this. */
export interface RuleForm<R> {
  /** What the rule may say and what it is for, key by key. Editors show the descriptions while a plan is written. */
  readonly schema: (make: Makers) => RuleSchema<R>
  /** A plan has at most one. */
  readonly once?: true
  /** What the rules of this kind that a plan's active clauses have say against each other, or against the plan. */
  readonly problems?: (rules: readonly Placed<R>[], plan: Around & Clocked) => readonly PlanProblem[]
  /** Those problems in Chinese; `$1` is what the pattern caught. */
  readonly inChinese?: readonly ProblemWords[]
  /** What keeps a clause by such a rule, and the file where it stands, for the table of clauses. */
  readonly keptBy: readonly [what: string, where: string]
}
type RuleSchema<R> = z.ZodType<R> & z.core.$ZodTypeDiscriminable & { readonly shape: { readonly rule: z.ZodLiteral } }

/** What schemas are made with. Handed in, so that no bundle has it that only keeps plans; piece by piece, as all of zod weighs much. */
export interface Makers {
  readonly z: Pick<
    typeof z,
    'array' | 'boolean' | 'enum' | 'int' | 'literal' | 'number' | 'record' | 'string' | 'union'
  >
  readonly field: typeof field
}
export type ProblemWords = readonly [problem: RegExp, says: string]

/** What rules refer to of the plan that they stand in. */
export interface Around {
  readonly severities: readonly Named[]
  readonly distances?: readonly Named[]
  /** What "at once" is planned as. */
  readonly now: Duration
  readonly workingHours: readonly { readonly from: string; readonly to: string }[]
}
interface Named {
  readonly id: string
  readonly name: Text
}
interface Clocked {
  /** Clauses with a clock, which can be broken. */
  readonly clocked: ReadonlySet<string>
}

/** A rule with the id of its clause and its place in the file. */
export interface Placed<R> {
  readonly rule: R
  readonly clause: string
  readonly path: PlanProblem['path']
}

/** What is wrong with a part of a plan file. */
export interface PlanProblem {
  readonly path: readonly (string | number)[]
  /** Follows the path, such as `is missing`. */
  readonly message: string
}

/** Ids that name nothing of the plan. */
export const unknownNames = (
  names: readonly string[] | undefined,
  known: readonly { readonly id: string }[],
  path: PlanProblem['path'],
  what: string,
): PlanProblem[] => {
  const ids = known.map(({ id }) => id)
  return (names ?? []).flatMap((name, index) =>
    ids.includes(name)
      ? []
      : [
          {
            path: [...path, index],
            message: `${what} ${name} is not one of this plan's: ${ids.join(', ') || 'it has none'}`,
          },
        ],
  )
}

/** Whether what holds for these names, or for any where there are none, holds for this one. */
export const holdsFor = (names: readonly string[] | undefined, name: string): boolean =>
  names === undefined || names.includes(name)

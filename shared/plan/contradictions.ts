import { pauseOf } from './defaults.ts'
import type { Clause, PlanFile } from './document.ts'
import { FORMS, kindOf, type RuleName, type Rules } from './rules/kinds.ts'
import type { Placed, PlanProblem, RuleForm } from './rules/kit/kind.ts'
import { plainLength } from './terms.ts'

/** What the parts of a plan file say against each other; each part is well formed by itself. */
export const contradictions = (plan: PlanFile): PlanProblem[] => [
  ...headerProblems(plan),
  ...repeated(plan.clauses.map(({ id }) => id)).map(({ index, key }) => ({
    path: ['clauses', index, 'id'],
    message: `${key} is there already: give each clause one entry, with all its rules`,
  })),
  ...plan.clauses.flatMap(clauseProblems),
  ...(Object.keys(FORMS) as RuleName[]).flatMap((name) => problemsOfKind(plan, name)),
]

const headerProblems = (plan: PlanFile): PlanProblem[] => [
  ...plan.workingHours.flatMap(({ from, to }, index) =>
    from < to && from >= (plan.workingHours[index - 1]?.to ?? '00:00')
      ? []
      : [{ path: ['workingHours', index], message: `${from} to ${to} must follow what comes before` }],
  ),
  ...careProblems(plan),
  ...(isAscending(plan.warnAt) ? [] : [{ path: ['warnAt'], message: 'must ascend' }]),
  ...(['severities', 'distances'] as const).flatMap((list) =>
    repeated((plan[list] ?? []).map(({ id }) => id)).map(({ index, key }) => ({
      path: [list, index, 'id'],
      message: `${key} is there already`,
    })),
  ),
]

/** What a plan says of how promises are looked after, where its parts contradict each other or what holds without them. */
const careProblems = (plan: PlanFile): PlanProblem[] => {
  const { usual, longest } = pauseOf(plan)
  return plainLength(usual) > plainLength(longest)
    ? [{ path: ['pause', 'longest'], message: `${longest} is shorter than what a pause usually takes, ${usual}` }]
    : []
}

const clauseProblems = ({ id, status, rules, planned }: Clause, index: number): PlanProblem[] => {
  if (status === 'active' && rules.length === 0)
    return [
      {
        path: ['clauses', index],
        message: `${id} has no rule that keeps it: add one under rules, or write status: planned`,
      },
    ]
  if (status === 'planned' && planned)
    return [
      {
        path: ['clauses', index, 'planned'],
        message:
          'the whole clause is planned: remove it, or write status: active and the rules of the part that is kept',
      },
    ]
  if (status === 'planned' && rules.length > 0)
    return [
      {
        path: ['clauses', index, 'rules'],
        message: `the rules of a planned clause do nothing: remove them, or write status: active`,
      },
    ]
  return []
}

/** What the rules of one kind say against each other, or against the plan. */
const problemsOfKind = <K extends RuleName>(plan: PlanFile, name: K): readonly PlanProblem[] => {
  const { problems, once }: RuleForm<Rules[K]> = FORMS[name]
  const rules = rulesOfKind(plan, name)
  return [
    ...(problems?.(rules, { ...plan, clocked: clausesWithClock(plan) }) ?? []),
    ...(once ? rules.slice(1) : []).map(({ path }) => ({
      path,
      message: `there is a ${name} rule already; a plan has one`,
    })),
  ]
}

/** The rules of one kind that active clauses have, each with its clause and place. */
const rulesOfKind = <K extends RuleName>(plan: PlanFile, name: K): Placed<Rules[K]>[] =>
  plan.clauses.flatMap(({ id, status, rules }, index) =>
    status === 'active'
      ? rules.flatMap((rule, place) =>
          rule.rule === name
            ? [{ clause: id, rule: rule as Rules[K], path: ['clauses', index, 'rules', place] as const }]
            : [],
        )
      : [],
  )

const clausesWithClock = ({ clauses }: PlanFile): ReadonlySet<string> =>
  new Set(
    clauses
      .filter(({ status, rules }) => status === 'active' && rules.some((rule) => kindOf(rule).clock))
      .map(({ id }) => id),
  )

const isAscending = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? number))

const repeated = (keys: readonly string[]): { index: number; key: string }[] =>
  keys.flatMap((key, index) => (keys.indexOf(key) < index ? [{ index, key }] : []))

import { clausesWith, type PlanDocument } from '../../plan/document.ts'
import { WARRANTY_END } from '../../plan/rules/kit/contract-day.ts'
import type { PlanProblem } from '../../plan/rules/kit/kind.ts'

// Days that a plan counts by and that never come. Work by such a day is silently never due, or on another day, or without end.

/** The longest that each month gets. */
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Each place of a plan that names one. */
export const neverComes = (document: PlanDocument): readonly PlanProblem[] => {
  const hasWarranty = clausesWith(document, 'warranty').length > 0
  return document.clauses.flatMap(({ status, rules }, clause) =>
    status === 'active'
      ? rules.flatMap((rule, place) =>
          rule.rule === 'recurring' || rule.rule === 'duty'
            ? anchorsIn(rule, ['clauses', clause, 'rules', place]).flatMap(({ path, day }) =>
                problemOf(day, hasWarranty).map((message) => ({ path, message })),
              )
            : [],
        )
      : [],
  )
}

interface Anchored {
  readonly before?: string
  readonly otherwise?: string
  readonly until?: string
  readonly phases?: readonly object[]
}

const anchorsIn = (
  { phases = [], ...rule }: Anchored,
  path: PlanProblem['path'],
): readonly { readonly path: PlanProblem['path']; readonly day: string }[] => [
  ...(['before', 'otherwise', 'until'] as const).flatMap((key) => {
    const day = rule[key]
    return day === undefined ? [] : [{ path: [...path, key], day }]
  }),
  ...phases.flatMap((phase, place) =>
    'until' in phase ? [{ path: [...path, 'phases', place, 'until'], day: String(phase.until) }] : [],
  ),
]

function problemOf(day: string, hasWarranty: boolean): readonly string[] {
  if (day === WARRANTY_END)
    return hasWarranty
      ? []
      : ['warrantyEnd never comes, as this plan has no warranty rule: add one, or write something else here']
  const [, month = '', date = ''] = /^(\d\d)-(\d\d)$/.exec(day) ?? []
  const longest = LONGEST[Number(month) - 1]
  return longest === undefined || Number(date) <= longest
    ? []
    : [`there is no ${day} in any year: write a day that there is, such as ${month}-${longest}`]
}

import { clausesWith, type PlanDocument } from './document.ts'
import { dutyWorks } from './rules/duty.ts'
import type { RecurringRule } from './rules.ts'

/** Work that nobody calls for, clause by clause: what recurs, and what the customer's important days bring. */
export const worksIn = (
  document: Pick<PlanDocument, 'clauses'>,
): readonly (RecurringRule & { readonly clause: string })[] => [
  ...clausesWith(document, 'recurring'),
  ...clausesWith(document, 'duty').flatMap((rule) => dutyWorks(rule).map((work) => ({ ...work, clause: rule.clause }))),
]

import { clausesWith, type PlanDocument } from './document.ts'
import { dutyWorks } from './rules/duty.ts'
import type { RecurringRule } from './rules.ts'

/** Work that nobody calls for, clause by clause: what recurs, and what the customer's important days bring. */
export function worksIn(document: Pick<PlanDocument, 'clauses'>): readonly Work[] {
  const known = worksBy.get(document.clauses) ?? readWorks(document)
  worksBy.set(document.clauses, known)
  return known
}
type Work = RecurringRule & { readonly clause: string }

// The very same rules each time: by them their days are remembered (see `occurrences.ts`).
const worksBy = new WeakMap<PlanDocument['clauses'], readonly Work[]>()

const readWorks = (document: Pick<PlanDocument, 'clauses'>): readonly Work[] => [
  ...clausesWith(document, 'recurring'),
  ...clausesWith(document, 'duty').flatMap((rule) => dutyWorks(rule).map((work) => ({ ...work, clause: rule.clause }))),
]

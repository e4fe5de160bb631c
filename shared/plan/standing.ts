import type { Clause, PlanDocument } from './document.ts'
import { kindOf } from './rules/kinds.ts'

/** What the system does of a clause: it makes it happen, it files what others did, or nothing yet. */
export type Standing = 'active' | 'recorded' | 'planned'

export const standingOf = ({ status, rules }: Pick<Clause, 'status' | 'rules'>): Standing => {
  if (status === 'planned') return 'planned'
  return rules.every((rule) => kindOf(rule).files?.(rule)) ? 'recorded' : 'active'
}

/** How many clauses of a document stand so. */
export const countStanding = ({ clauses }: Pick<PlanDocument, 'clauses'>, standing: Standing): number =>
  clauses.filter((clause) => standingOf(clause) === standing).length

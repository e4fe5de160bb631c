import type { PlanDocument, PlanFile } from './document.ts'
import { isForRepairs, kindOf } from './rules/kinds.ts'
import type { PlanRule } from './rules.ts'

/** The document of a file: clocks and rules of its active clauses gathered, each with its clause. */
export const documentOf = (file: PlanFile): PlanDocument => {
  const rules = file.clauses
    .filter(({ status }) => status === 'active')
    .flatMap((clause) => clause.rules.map((rule) => ({ ...rule, clause: clause.id })))
  const forRepairs = rules.filter((rule): rule is PlanRule => isForRepairs(rule))
  return {
    ...file,
    loanerWhenNotSolvedOnSite: forRepairs.some((rule) => rule.rule === 'loaner' && rule.whenNotSolvedOnSite === true),
    clocks: rules.flatMap((rule) => kindOf(rule).clock?.(rule) ?? []),
    rules: forRepairs,
  }
}

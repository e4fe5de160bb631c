import type { Day } from '../kernel/calendar.ts'
import { remembered } from '../kernel/remembered.ts'
import type { Language, Text } from '../kernel/text.ts'
import type { Plan } from './plan.ts'
import type { Rule, RuleName, Rules } from './rules/kinds.ts'

/** How a clause is kept. */
export const CLAUSE_KINDS = ['clock', 'rule', 'schedule', 'ledger', 'flow', 'report'] as const
export type ClauseKind = (typeof CLAUSE_KINDS)[number]

/** One clause of a written commitment. */
export interface Clause {
  /** Stable: plans, tests, the ledger and reports cite it. */
  readonly id: string
  /** The promise in one sentence. */
  readonly promise: Text
  readonly kind: ClauseKind
  /** `planned`: written down, but nothing of ours keeps it yet. */
  readonly status: 'active' | 'planned'
  /** At least one unless planned. */
  readonly rules: readonly Rule[]
  /** The part of an active clause that nothing keeps yet (C15: the check before the school year). */
  readonly planned?: Text
}

/** One version of a written commitment, whole: the plan that repairs run on, and its wording clause by clause. */
export interface PlanDocument extends Plan {
  /** The document it was taken from. */
  readonly source: string
  readonly language: Language
  /** Holds for contracts signed, and reports without a contract made, from this day on. */
  readonly effectiveFrom: Day
  readonly currency: string
  readonly clauses: readonly Clause[]
}

/** A document's file without what follows from its clauses. */
export type PlanFile = Omit<PlanDocument, 'clocks' | 'rules' | 'loanerWhenNotSolvedOnSite'>

/** The part of a document that a repair keeps. */
export const repairPlan = ({ source, language, effectiveFrom, currency, clauses, ...plan }: PlanDocument): Plan => plan

/** The clauses of a document by what keeps them. */
export const clausesWith = <K extends RuleName>(
  { clauses }: Pick<PlanDocument, 'clauses'>,
  kind: K,
): readonly (Rules[K] & { readonly clause: string })[] => {
  const known = rulesBy.get(clauses) ?? new Map<RuleName, readonly unknown[]>()
  rulesBy.set(clauses, known)
  return remembered(known, kind, () => rulesOfKind(clauses, kind)) as readonly (Rules[K] & {
    readonly clause: string
  })[]
}

// Asked for at every line of every contract; and what is remembered of a rule, such as when work is due by it, is by the very rule.
const rulesBy = new WeakMap<readonly Clause[], Map<RuleName, readonly unknown[]>>()

const rulesOfKind = (clauses: readonly Clause[], kind: RuleName): readonly unknown[] =>
  clauses
    .filter(({ status }) => status === 'active')
    .flatMap(({ id, rules }) => rules.flatMap((rule) => (rule.rule === kind ? [{ ...rule, clause: id }] : [])))

/**
 * The version of a plan in force on a day: the latest that is effective by then; before the first one, the first.
 * `version`: the one that a contract names. Undefined when there is no such plan or version.
 */
export const planInForce = (
  documents: readonly PlanDocument[],
  id: string,
  day: Day,
  version?: number,
): PlanDocument | undefined => {
  const versions = documents.filter((document) => document.id === id).toSorted((a, b) => a.version - b.version)
  if (version !== undefined) return versions.find((document) => document.version === version)
  return versions.findLast(({ effectiveFrom }) => effectiveFrom <= day) ?? versions[0]
}

/** Of every plan the version in force on a day, in the order of the documents. */
export const plansInForce = (documents: readonly PlanDocument[], day: Day): PlanDocument[] =>
  documents.filter((document) => planInForce(documents, document.id, day) === document)

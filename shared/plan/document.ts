import type { Day } from '../kernel/calendar.ts'
import type { Language, Text } from '../kernel/text.ts'
import type { Plan } from './plan.ts'
import { isForRepairs, kindOf, type Rule, type RuleName, type Rules } from './rules/kinds.ts'
import type { PlanRule } from './rules.ts'

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

/** What the system does of a clause: it makes it happen, it files what others did, or nothing yet. */
export type Standing = 'active' | 'recorded' | 'planned'

export const standingOf = ({ status, rules }: Pick<Clause, 'status' | 'rules'>): Standing => {
  if (status === 'planned') return 'planned'
  return rules.every((rule) => kindOf(rule).files) ? 'recorded' : 'active'
}

/** How many clauses of a document stand so. */
export const countStanding = ({ clauses }: Pick<PlanDocument, 'clauses'>, standing: Standing): number =>
  clauses.filter((clause) => standingOf(clause) === standing).length

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

/** By plan and version, as they are listed. */
export const inOrder = (a: PlanDocument, b: PlanDocument): number =>
  a.id === b.id ? a.version - b.version : a.id < b.id ? -1 : 1

export const isSameVersion = (one: Pick<Plan, 'id' | 'version'>, other: Pick<Plan, 'id' | 'version'>): boolean =>
  one.id === other.id && one.version === other.version

/** The part of a document that a repair keeps. */
export const repairPlan = ({ source, language, effectiveFrom, currency, clauses, ...plan }: PlanDocument): Plan => plan

/** A document's file without what follows from its clauses. */
export type PlanFile = Omit<PlanDocument, 'clocks' | 'rules' | 'loanerWhenNotSolvedOnSite'>

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

/** The clauses of a document by what keeps them. */
export const clausesWith = <K extends RuleName>(
  document: Pick<PlanDocument, 'clauses'>,
  kind: K,
): readonly (Rules[K] & { readonly clause: string })[] =>
  document.clauses
    .filter(({ status }) => status === 'active')
    .flatMap(({ id, rules }) =>
      rules.flatMap((rule) => (rule.rule === kind ? [{ ...(rule as Rules[K]), clause: id }] : [])),
    )

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

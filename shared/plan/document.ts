import type { Day } from '../kernel/calendar.ts'
import type { Language, Text } from '../kernel/text.ts'
import type { ClockTerm, Plan } from './plan.ts'
import type { BuiltInRule, EvidenceRule, ExportRule, KnowledgeRule, PlanRule, RepairRule } from './rules.ts'

/** How a clause is kept. */
export const CLAUSE_KINDS = ['clock', 'rule', 'schedule', 'ledger', 'flow', 'report'] as const
export type ClauseKind = (typeof CLAUSE_KINDS)[number]

/** A deadline, as a clause of a document gives it. */
export type ClockRule = { readonly rule: 'clock' } & Omit<ClockTerm, 'clause'>

/** What an engine of ours does to keep a clause. */
export type Rule = ClockRule | RepairRule | EvidenceRule | ExportRule | KnowledgeRule | BuiltInRule

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

/** Rules by which something is filed, claimed or shown as missing, and nothing happens by itself. */
const FILES: ReadonlySet<string> = new Set<Rule['rule']>(['evidence', 'liability'])

export const standingOf = ({ status, rules }: Pick<Clause, 'status' | 'rules'>): Standing => {
  if (status === 'planned') return 'planned'
  return rules.every(({ rule }) => FILES.has(rule)) ? 'recorded' : 'active'
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

/** The part of a document that a repair keeps. */
export const repairPlan = ({ source, language, effectiveFrom, currency, clauses, ...plan }: PlanDocument): Plan => plan

/** A document's file without what follows from its clauses. */
export type PlanFile = Omit<PlanDocument, 'clocks' | 'rules' | 'loanerWhenNotSolvedOnSite'>

/** The document of a file: clocks and rules of its active clauses gathered, each with its clause. */
export const documentOf = (file: PlanFile): PlanDocument => {
  const rules = file.clauses
    .filter(({ status }) => status === 'active')
    .flatMap((clause) => clause.rules.map((rule) => ({ ...rule, clause: clause.id })))
  const forRepairs = rules.filter((rule): rule is PlanRule => FOR_REPAIRS.has(rule.rule))
  return {
    ...file,
    loanerWhenNotSolvedOnSite: forRepairs.some((rule) => rule.rule === 'loaner' && rule.whenNotSolvedOnSite === true),
    clocks: rules.flatMap((rule): ClockTerm[] => {
      if (rule.rule === 'clock') {
        const { rule: _kind, ...term } = rule
        return [term]
      }
      if (rule.rule === 'replacement') return [replacementClock(rule)]
      return rule.rule === 'desk' ? [deskClock(rule)] : []
    }),
    rules: forRepairs,
  }
}

/** A replacement that has fallen due is an obligation like any other. */
const replacementClock = ({ clause, within }: PlanRule & { rule: 'replacement' }): ClockTerm => ({
  clause,
  from: 'replacementDue',
  until: 'replaced',
  limit: within,
  window: '7x24',
  pausable: false,
})

/** So is the desk's time. */
const deskClock = ({ clause, within }: PlanRule & { rule: 'desk' }): ClockTerm => ({
  clause,
  from: 'desk',
  until: 'passedOn',
  limit: within,
  window: '7x24',
  pausable: false,
})

const FOR_REPAIRS: ReadonlySet<string> = new Set<RepairRule['rule']>([
  'warranty',
  'extension',
  'renewal',
  'charges',
  'replacement',
  'loaner',
  'escalate',
  'liability',
  'remoteConsent',
  'sendIn',
  'desk',
  'emergencyPlan',
  'archive',
  'record',
])

/** The clauses of a document by what keeps them. */
export const clausesWith = <K extends Rule['rule']>(
  document: Pick<PlanDocument, 'clauses'>,
  kind: K,
): readonly (Extract<Rule, { rule: K }> & { readonly clause: string })[] =>
  document.clauses
    .filter(({ status }) => status === 'active')
    .flatMap(({ id, rules }) =>
      rules.flatMap((rule) => (rule.rule === kind ? [{ ...(rule as Extract<Rule, { rule: K }>), clause: id }] : [])),
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

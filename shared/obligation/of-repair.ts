import { type Clock, wasAssumed } from '../plan/clock.ts'
import type { Plan } from '../plan/plan.ts'
import { rulesOf } from '../plan/rules.ts'
import type { Repair } from '../repair/repair.ts'
import { monthOf } from './ledger.ts'
import type { Obligation } from './obligation.ts'

/** The ledger's lines of a repair: one per clock, in the order in which they started. */
export const obligationsOf = (repair: Repair): readonly Obligation[] => {
  const promised = clausesOf(repair.plan)
  return repair.clocks
    .filter((clock) => !wasAssumed(clock) && promised.has(clock.term.clause))
    .map((clock) => lineOf(clock, repair))
}

/** A plan assumed before the unit was known promised this customer nothing: its clocks are no lines. */
const clausesOf = (plan: Plan): ReadonlySet<string> =>
  new Set([...plan.clocks, ...(plan.rules ?? [])].map(({ clause }) => clause))

const lineOf = (clock: Clock, repair: Repair): Obligation => ({
  id: `repair/${repair.id}/${clock.id}`,
  clause: clock.term.clause,
  plan: repair.plan.id,
  planVersion: repair.plan.version,
  what: clock.term.until,
  repair: repair.id,
  ...subjectOf(repair),
  ...engineerOf(clock, repair),
  startedAt: clock.startedAt,
  dueAt: clock.dueAt,
  month: monthOf(clock.dueAt, repair.timezone),
  state: clock.state,
  ...howItWent(clock, repair.plan),
})

/** A unit that was replaced is still the one the report was about. */
const subjectOf = ({ unit, replacement, site, customer, contract }: Repair) => {
  const serial = replacement?.old ?? unit?.serial
  return {
    ...(serial !== undefined && { unit: serial }),
    ...(site && { site: site.id }),
    ...(customer && { customer: customer.id }),
    ...(contract !== undefined && { contract }),
  }
}

const engineerOf = (clock: Clock, { assignee }: Repair) => {
  const engineer = clock.state === 'open' ? assignee : clock.engineer
  return engineer ? { engineer: engineer.id, engineerName: engineer.name } : {}
}

const howItWent = (clock: Clock, plan: Plan) => ({
  ...(clock.brokenAt !== undefined && { brokenAt: clock.brokenAt }),
  ...(clock.endedAt !== undefined && { endedAt: clock.endedAt }),
  ...(clock.lateBy !== undefined && { lateBy: clock.lateBy }),
  ...(clock.waivedBecause !== undefined && { waivedBecause: clock.waivedBecause }),
  ...(clock.waivedBy !== undefined && { waivedBy: clock.waivedBy }),
  ...(clock.state === 'broken' && isOurLoss(clock, plan) && { liability: true }),
  ...(clock.evidence !== undefined && { evidence: clock.evidence }),
})

/** R8 N4: a breach of this clause is one whose loss is ours. */
const isOurLoss = ({ term }: Clock, plan: Plan): boolean =>
  term.broken === 'liability' ||
  rulesOf(plan, 'liability').some(
    (rule) => rule.for === 'delay' && (rule.clauses === undefined || rule.clauses.includes(term.clause)),
  )

import { defined } from '../kernel/fields.ts'
import type { Plan } from '../plan/plan.ts'
import { rulesOf } from '../plan/rules.ts'
import type { Clock } from '../promise/clock.ts'
import { monthOf } from '../promise/lines.ts'
import type { Obligation } from '../promise/obligation.ts'
import { endOf } from '../promise/promised.ts'
import { isHasty } from './hasty.ts'
import { repairSubject } from './holds.ts'
import type { Repair } from './state/repair.ts'

/** The ledger's lines of a repair: one for every clock that ever ran, in the order in which they started. */
export const obligationsOf = (repair: Repair): readonly Obligation[] =>
  repair.clocks.map((clock) => lineOf(clock, repair))

const lineOf = (clock: Clock, repair: Repair): Obligation => ({
  id: `${repairSubject(repair.id)}/${clock.id}`,
  clause: clock.term.clause,
  // A superseded promise was made under the plan that was assumed then.
  plan: clock.before?.plan ?? repair.plan.id,
  planVersion: clock.before?.planVersion ?? repair.plan.version,
  what: clock.term.until,
  repair: repair.id,
  ...subjectOf(repair),
  ...engineerOf(clock, repair),
  startedAt: clock.startedAt,
  dueAt: clock.dueAt,
  month: monthOf(clock.dueAt, repair.timezone),
  state: clock.state,
  ...howItWent(clock, repair.plan),
  ...(isHasty(clock, repair.clocks) && { hasty: true }),
})

/** A unit that was replaced is still the one the report was about. */
const subjectOf = ({ unit, replacement, site, customer, contract }: Repair) => {
  const serial = replacement?.old ?? unit?.serial
  return {
    ...defined({ unit: serial }),
    ...(site && { site: site.id }),
    ...(customer && { customer: customer.id }),
    ...defined({ contract }),
  }
}

const engineerOf = (clock: Clock, { assignee }: Repair) => {
  const engineer = clock.state === 'open' ? assignee : clock.engineer
  return engineer ? { engineer: engineer.id, engineerName: engineer.name } : {}
}

const howItWent = (clock: Clock, plan: Plan) => ({
  ...endOf(clock),
  ...(clock.moves?.[0] && { firstDueAt: clock.moves[0].from }),
  ...(clock.state === 'broken' && isOurLoss(clock, plan) && { liability: true }),
})

/** R8 N4: a breach of this clause is one whose loss is ours. */
const isOurLoss = ({ term }: Clock, plan: Plan): boolean =>
  term.broken === 'liability' ||
  rulesOf(plan, 'liability').some(
    (rule) => rule.for === 'delay' && (rule.clauses === undefined || rule.clauses.includes(term.clause)),
  )

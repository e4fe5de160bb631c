import type { FactEvent } from '../contract/facts.ts'
import { keptOnDuty } from '../contract/of-duty.ts'
import { defined } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import type { PlanDocument } from '../plan/document.ts'
import { positionOf, wayOf } from '../promise/lines.ts'
import type { Obligation } from '../promise/obligation.ts'
import type { WorkLine } from './contract-file.ts'
import { papersOf } from './papers.ts'

/** A contract's planned work, the earliest due first. `facts`: the contract's file, in order. */
export const workLines = (
  lines: readonly Obligation[],
  facts: readonly FactEvent[],
  document: Pick<PlanDocument, 'clauses'>,
  now: Instant,
): readonly WorkLine[] =>
  lines
    .toSorted((one, other) => (positionOf(one) < positionOf(other) ? -1 : 1))
    .flatMap((line) => papersOf([line], facts, document).map((paper) => lineOf(line, paper, document, now)))

function lineOf(
  line: Obligation,
  {
    clause,
    need,
    about,
    name,
    document: done,
    reference,
    endedAt,
    lateBy,
    waivedBecause,
    waivedBy,
  }: ReturnType<typeof papersOf>[number],
  plan: Pick<PlanDocument, 'clauses'>,
  now: Instant,
): WorkLine {
  const { clauses } = plan
  const { site, startedAt, dueAt, firstDueAt } = line
  return {
    clause,
    need,
    about,
    promise: clauses.find(({ id }) => id === clause)?.promise ?? { zh: clause, en: clause },
    name,
    by: wayOf(line) ?? 'visit',
    ...defined({ site }),
    opensAt: startedAt,
    dueAt,
    ...defined({ firstDueAt }),
    state: stateOf(line, now),
    ...defined({ onDuty: keptOnDuty(plan, { clause, need }) }),
    ...defined({ document: done, reference, endedAt, lateBy, waivedBecause, waivedBy }),
  }
}

function stateOf({ state, startedAt, endedAt }: Obligation, now: Instant): WorkLine['state'] {
  switch (state) {
    case 'open':
      return now < startedAt ? 'planned' : 'open'
    case 'broken':
      return endedAt === undefined ? 'overdue' : 'late'
    case 'kept':
      return 'done'
    case 'waived':
      return 'waived'
    default:
      return 'fallenAway'
  }
}

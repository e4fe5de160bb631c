import { earliest, type Instant, later } from '../kernel/instant.ts'
import type { Obligation } from '../promise/obligation.ts'
import { isOpen, isOverdue } from '../promise/promised.ts'
import { nextAskedAt } from './asking.ts'
import { type ContractState, isPastDue, isUnpaid, type Paper } from './contract.ts'
import { contractSubject } from './subject.ts'
import { isToWithdraw, nextToldAt } from './telling.ts'
import { nextPlannedAt } from './visits.ts'

// What a contract's file owes, and when that is next to be looked at: read by whatever wakes it, apart from what decides.

/** The next instant at which something may be due, seen from now. */
export const nextAt = (state: ContractState, now: Instant): Instant | undefined => {
  if (state.unfinished || !state.terms) return state.updatedAt
  // At the due instant itself it is still in time.
  const unpaid = (state.payments ?? []).filter((payment) => isUnpaid(payment) && !isPastDue(payment))
  const due = [...state.papers.filter(isOpen), ...unpaid].map(({ dueAt }) => later(dueAt, 1))
  return earliest(
    [...due, nextAskedAt(state, now), nextToldAt(state, now), nextPlannedAt(state, now)].filter(
      (instant) => instant !== undefined,
    ),
  )
}

/** Something is open or missing, or nobody has looked yet. */
export const isAttended = (state: ContractState): boolean =>
  !state.terms ||
  state.unfinished === true ||
  state.papers.some((paper) => isOpen(paper) || isOverdue(paper)) ||
  (state.payments ?? []).some((payment) => isUnpaid(payment) || isToWithdraw(payment))

export const clauseOf = ({ key }: Pick<Paper, 'key'>): string => key.slice(0, key.indexOf('/'))
export const needOf = ({ key }: Pick<Paper, 'key'>): string => key.split('/')[1] ?? ''

/** The lines of the ledger: one for each paper that ever was due. */
export const linesOf = ({ id, terms, papers }: ContractState): readonly Obligation[] =>
  terms === undefined
    ? []
    : papers.map(({ key, since: _s, told: _t, visit: _v, work, ...paper }) => ({
        id: `${contractSubject(id)}/${key}`,
        clause: clauseOf({ key }),
        plan: terms.plan,
        planVersion: terms.planVersion,
        what: `${work ?? 'document'}:${needOf({ key })}`,
        customer: terms.customer,
        contract: id,
        ...paper,
      }))

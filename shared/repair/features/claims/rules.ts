import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { defined } from '../../../kernel/fields.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { type Origin, rulesOf } from '../../../plan/rules.ts'
import type { Claim, Repair } from '../../state/repair.ts'
import { brief, MOST_LISTED } from '../../state/room.ts'
import type { Actions, Events, Given } from '../feature.ts'
import type { ClaimAction } from './offers.ts'

type Of<T extends ClaimAction['type']> = Extract<ClaimAction, { type: T }>

export type ClaimEvent =
  | { type: 'claimed'; claim: Claim }
  | { type: 'claimSettled'; claim: number; outcome: 'paid' | 'refused'; amountFen?: number; reason: string }

export const actions: Actions<ClaimAction, ClaimEvent> = {
  claim: {
    decide: claimed,
    isFull: ({ claims = [] }) => claims.filter(({ clock }) => clock === undefined).length >= MOST_LISTED,
  },
  settleClaim: { decide: claimSettled },
}

export const events: Events<ClaimEvent> = {
  claimed: {
    fold: (state, { claim }) => ({
      ...state,
      claims: [...(state.claims ?? []), { ...claim, what: brief(claim.what, 150) }],
    }),
  },
  claimSettled: {
    fold: (state, { claim: id, outcome, amountFen, reason, at }) => {
      const settled = { at, outcome, reason: brief(reason, 100), ...defined({ amountFen }) }
      return {
        ...state,
        claims: (state.claims ?? []).map((claim) => (claim.id === id ? { ...claim, settled } : claim)),
      }
    },
  },
}

const nextId = ({ claims = [] }: Repair): number => claims.length + 1

/**
 * A promise was broken whose delay is our loss by a clause of the plan: on record from the breach on, once for each clause; or
 * from its end, where it only came to light when it was over.
 */
export const delayClaims = (
  state: Repair,
  event: { readonly clock: string; readonly clause: string; readonly at: Instant },
): ClaimEvent[] =>
  rulesOf(state.plan, 'liability')
    .filter((rule) => rule.for === 'delay' && (rule.clauses === undefined || rule.clauses.includes(event.clause)))
    .filter(({ clause }) => !state.claims?.some((claim) => claim.clause === clause && claim.clock === event.clock))
    .map(({ clause }, index) => ({
      type: 'claimed',
      claim: {
        id: nextId(state) + index,
        clause,
        basis: 'delay',
        what: event.clock,
        at: event.at,
        clock: event.clock,
      },
    }))

/** Throws BadRequestError for what the plan does not promise. */
function claimed(state: Repair, { basis, what, amountFen }: Of<'claim'>, { lookedUp, now }: Given): ClaimEvent[] {
  const claim: Claim = {
    id: nextId(state),
    clause: clauseFor(state, basis, lookedUp.inWarranty),
    basis,
    what,
    at: now,
    ...defined({ amountFen }),
  }
  return [{ type: 'claimed', claim }]
}

/** Throws BadRequestError for a claim that is not there to be settled. */
function claimSettled(state: Repair, action: Of<'settleClaim'>): ClaimEvent[] {
  const { claim: id, outcome, amountFen, reason } = action
  const unsettled = (state.claims ?? []).filter(({ settled }) => !settled).map((claim) => claim.id)
  if (!unsettled.includes(id))
    throw new BadRequestError([
      fault(
        'claim',
        `要写还没处理完的：${unsettled.join('、')}`,
        `must be one not yet settled: ${unsettled.join(', ')}`,
      ),
    ])
  return [{ type: 'claimSettled', claim: id, outcome, reason, ...defined({ amountFen }) }]
}

/** N12 R18: defects and the injuries they cause are borne in warranty; where nobody can say, the claim is recorded. */
function clauseFor({ plan, work }: Repair, basis: Claim['basis'], inWarranty: boolean | undefined): string {
  const rules = rulesOf(plan, 'liability')
  const clause = rules.find((rule) => rule.for === basis)?.clause
  if (!clause) {
    const known = [...new Set(rules.map((rule) => rule.for))].join(', ')
    throw new BadRequestError([
      fault(
        'basis',
        `承诺 ${plan.id} 不承担 ${basis} 造成的损失，只承担 ${known}`,
        `plan ${plan.id} bears no loss by ${basis}, only by ${known}`,
      ),
    ])
  }
  if (['defect', 'injury'].includes(basis) && inWarranty === false)
    throw new BadRequestError([
      fault(
        'basis',
        `${clause} 只在质保期内承担 ${basis}，报修时这台设备已过保`,
        `${clause} covers ${basis} in warranty, and this unit's had ended at the report`,
      ),
    ])
  if (basis === 'defect' && work?.origin && !OURS.includes(work.origin))
    throw new BadRequestError([
      fault(
        'basis',
        `${clause} 只承担我方造成的缺陷；这次故障的原因是 ${work.origin}`,
        `${clause} covers defects of ours; this fault was found to come from ${work.origin}`,
      ),
    ])
  return clause
}

/** N12 says "manufacturing defect": what left our works wrong, by design or by making. */
const OURS: readonly Origin[] = ['design', 'manufacture']

import { BadRequestError, fault } from '../kernel/errors.ts'
import { type Duration, type Instant, millisBetween, msDuration } from '../kernel/instant.ts'
import { type Origin, rulesOf } from '../plan/rules.ts'
import type { Action } from './actions.ts'
import type { RecordedEvent, RepairEvent } from './events.ts'
import type { Claim, Repair } from './state/repair.ts'
import { brief } from './state/room.ts'

// Losses that may be ours: by our delay (R8 N4), a defect of ours (N12), an injury (R18), rights of others (H22), or what the
// customer had remedied elsewhere because we did not in time (R21).

type ClaimEvent = Extract<RecordedEvent, { type: 'claimed' | 'claimSettled' }>
type ClaimAction = Extract<Action, { type: 'claim' | 'settleClaim' }>

export function applyClaim(state: Repair, event: ClaimEvent): Repair {
  const claims = state.claims ?? []
  if (event.type === 'claimed')
    return { ...state, claims: [...claims, { ...event.claim, what: brief(event.claim.what, 150) }] }
  const { claim: id, outcome, amountFen, reason, at } = event
  const settled = { at, outcome, reason: brief(reason, 100), ...(amountFen !== undefined && { amountFen }) }
  return { ...state, claims: claims.map((claim) => (claim.id === id ? { ...claim, settled } : claim)) }
}

const nextId = ({ claims = [] }: Repair): number => claims.length + 1

/**
 * A promise was broken whose delay is our loss by a clause of the plan: on record from the breach on, once for each clause; or
 * from its end, where it only came to light when it was over.
 */
export const delayClaims = (
  state: Repair,
  event: { readonly clock: string; readonly clause: string; readonly at: Instant },
): RepairEvent[] =>
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

/**
 * The measured loss of time behind a claim: how long its promise has been broken so far, or was until it was fulfilled.
 * Undefined for a claim about something else, and for a promise that proved never to have held.
 */
export function lossOf(
  { clocks }: Pick<Repair, 'clocks'>,
  claim: Claim,
  now: Instant,
): { readonly length: Duration; readonly final: boolean } | undefined {
  const clock = clocks.find(({ id }) => id === claim.clock)
  if (clock?.state !== 'broken') return undefined
  return clock.endedAt === undefined
    ? { length: msDuration(millisBetween(clock.dueAt, now)), final: false }
    : { length: clock.lateBy ?? 'PT0S', final: true }
}

/** Throws BadRequestError for what the plan does not promise, and for a claim that is not there to be settled. */
export function claimEvents(
  state: Repair,
  action: ClaimAction,
  inWarranty: boolean | undefined,
  now: Instant,
): RepairEvent[] {
  if (action.type === 'claim') {
    const { basis, what, amountFen } = action
    const claim: Claim = {
      id: nextId(state),
      clause: clauseFor(state, basis, inWarranty),
      basis,
      what,
      at: now,
      ...(amountFen !== undefined && { amountFen }),
    }
    return [{ type: 'claimed', claim }]
  }
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
  return [{ type: 'claimSettled', claim: id, outcome, reason, ...(amountFen !== undefined && { amountFen }) }]
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

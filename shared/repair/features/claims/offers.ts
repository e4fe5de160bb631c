import { type Duration, type Instant, millisBetween, msDuration } from '../../../kernel/instant.ts'
import { text } from '../../../kernel/text.ts'
import { type Loss, rulesOf } from '../../../plan/rules.ts'
import { type Claim, isOpen, type Repair } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'

// Losses that may be ours: by our delay (R8 N4), a defect of ours (N12), an injury (R18), rights of others (H22), or what the
// customer had remedied elsewhere because we did not in time (R21).

export type ClaimAction =
  | { type: 'claim'; basis: Loss; what: string; amountFen?: number }
  | { type: 'settleClaim'; claim: number; outcome: 'paid' | 'refused'; amountFen?: number; reason: string }

export const offers: Offers<ClaimAction> = {
  claim: {
    name: text('登记损失', 'Record a loss'),
    role: 'engineer',
    part: 'organise',
    isAllowed: (repair) => isOpen(repair) && rulesOf(repair.plan, 'liability').length > 0,
  },
  settleClaim: {
    name: text('损失结案', 'Settle a loss'),
    role: 'manager',
    part: 'office',
    isAllowed: ({ claims = [] }) => claims.some(({ settled }) => !settled),
  },
}

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

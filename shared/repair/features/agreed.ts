import { type Actor, nameOf } from '../../kernel/actor.ts'
import { BadRequestError, fault } from '../../kernel/errors.ts'
import type { Text } from '../../kernel/text.ts'
import type { Agreement, How, StandingAgreement } from '../../promise/agreement.ts'
import type { RepairStamp } from '../state/recorded.ts'
import type { Repair } from '../state/repair.ts'
import { MOST_LISTED } from '../state/room.ts'

// The customer's yes: who agreed, how, and what it holds for.

/** The customer's yes as an action carries it; a customer who acts says it themselves. */
export const agreementIn = (
  { agreedBy, how }: { readonly agreedBy?: string; readonly how?: How },
  by: Actor,
): Agreement | undefined => {
  if (by.kind === 'customer') return { by: nameOf(by), how: 'link' }
  return agreedBy !== undefined && how !== undefined ? { by: agreedBy, how } : undefined
}

/** Throws BadRequestError naming what is missing of the customer's yes. */
export function requireAgreement(
  action: { readonly agreedBy?: string; readonly how?: How },
  by: Actor,
  why: Text,
): Agreement {
  const agreement = agreementIn(action, by)
  if (agreement) return agreement
  const missing = [action.agreedBy === undefined && 'agreedBy', action.how === undefined && 'how']
  throw new BadRequestError(missing.filter((field) => field !== false).map((field) => fault(field, why.zh, why.en)))
}

/** It holds from now on. */
export const withAgreement = (
  state: Repair,
  { seq, at }: RepairStamp,
  { by, how }: Agreement,
  what: Pick<StandingAgreement, 'about' | 'until' | 'severity'>,
): Repair => ({
  ...state,
  agreements: [...(state.agreements ?? []), { by, how, seq, at, ...what }].slice(-MOST_LISTED),
})

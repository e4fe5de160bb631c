import type { PersonRef } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Clock } from '../../promise/clock.ts'
import type { Paging } from './page.ts'
import type { Repair } from './repair.ts'

/** A chain of pages that begins now. */
export const pagingFor = (reason: Paging['reason'], at: Instant, more: Partial<Paging> = {}): Paging => ({
  reason,
  pending: true,
  nextAt: at,
  position: -1,
  tier: -1,
  round: 0,
  failures: 0,
  ...more,
})

/** So many people are remembered of a chain of pages: more than any ladder has. */
const REMEMBERED = 20

export const withoutPerson = ({ asked = [] }: Paging, { id }: PersonRef): readonly PersonRef[] =>
  asked.filter((person) => person.id !== id)

export const askedWith = (chain: Paging, person: PersonRef): readonly PersonRef[] =>
  [...withoutPerson(chain, person), person].slice(-REMEMBERED)

/** Whoever waits for an answer to the page before waits for this one's; and whoever it was taken from. */
export const stillAsked = ({ paging }: Repair, from?: PersonRef): Pick<Paging, 'asked'> => {
  const asked = [...(paging?.pending ? (paging.asked ?? []) : []), ...(from ? [from] : [])]
  return asked.length > 0 ? { asked: asked.slice(-REMEMBERED) } : {}
}

/** Nobody needs to be chased any more. */
export const stopPaging = (state: Repair): Repair =>
  state.paging ? { ...state, paging: { ...state.paging, pending: false } } : state

/**
 * A broken promise goes up one level at once, whether or not someone had acknowledged. Where nobody answers anyway it does not
 * begin the rhythm anew.
 */
export function raise(state: Repair, clock: Clock, at: Instant): Repair {
  const { tier = -1, round = 0, pending } = state.paging ?? {}
  const more = { clock: clock.id, above: tier, tier, round: pending ? round : 0, ...stillAsked(state) }
  return { ...state, paging: pagingFor('breach', at, more) }
}

/** Nobody has answered, and what they were paged about is another promise now: everybody is asked from the start. */
export const askAgain = (state: Repair, at: Instant): Repair => ({
  ...state,
  paging: pagingFor('report', at, stillAsked(state)),
})

/** Paged to them, and still to be answered. */
export const isAskedToTake = ({ paging }: Repair, person: string): boolean =>
  paging?.pending === true && (paging.person?.id === person || (paging.asked ?? []).some(({ id }) => id === person))

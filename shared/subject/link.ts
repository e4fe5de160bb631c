import { type Duration, durationMs, type Instant, later } from '../kernel/instant.ts'
import { shortNameOf } from '../kernel/subject.ts'
import type { LinkTo, SubjectLinkRecord } from './effect.ts'

/** Whose links: someone of ours, or a contact of a customer's. Their ids are told apart by this alone. */
export interface Holder {
  readonly of: 'person' | 'contact'
  readonly id: string
}

export const holderOf = ({ kind, holder }: LinkTo): Holder => ({
  of: kind === 'customer' ? 'contact' : 'person',
  id: holder,
})

/** What a link is called among its holder's: `261120-0001/engineer`, `inbox`. */
export const nameOfLink = (link: LinkTo): string =>
  link.kind === 'inbox' ? link.kind : `${shortNameOf(link.about)}/${link.kind}`

/**
 * How long a link outlives what it is for, and the last message that carried it. For a week after a repair has closed the customer
 * may say that it is not over, so for a week whoever worked on it can still look; the customer reads on for 90 days.
 */
export const GRACE: Readonly<Record<LinkTo['kind'], Duration>> = {
  engineer: 'P7D',
  inbox: 'P7D',
  customer: 'P90D',
}

/** When a link is over that was for something until `since`; absent: for nothing, ever. Not before it expires. */
export function overAfter({ kind, expiresAt }: SubjectLinkRecord, since: Instant | undefined): Instant {
  const end = since && later(since, durationMs(GRACE[kind]))
  return end && end > expiresAt ? end : expiresAt
}

import { DEFAULT_TIMEZONE, dayOf } from '../kernel/calendar.ts'
import { defined, without } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Person } from './directory.ts'

/**
 * How somebody is reached at an instant: by the other number that they have for a time, and by no call where they want none. A number
 * that was changed counts once it is proved, and the one before until then; one that nobody ever proved counts all the same.
 */
export const reachedAt = (person: Person, at: Instant): Person =>
  askedAt({ ...person, phone: person.verified ?? person.phone }, at)

/** The same as if the number on file were proved: where a code goes that proves it. */
export function askedAt(person: Person, at: Instant): Person {
  const usual = without(person, 'meanwhile', 'verified')
  if (!person.meanwhile || !holds(person, at)) return usual
  const { phone, noCalls } = person.meanwhile
  return { ...usual, ...defined({ phone }), ...(noCalls && { ringAfter: [] }) }
}

/** Whether their phone may ring; texts come in any case. */
export const takesCalls = (person: Person, at: Instant): boolean => !(person.meanwhile?.noCalls && holds(person, at))

/** From the beginning of the first day to the end of the last, by the time of China. */
function holds({ meanwhile }: Person, at: Instant): boolean {
  const day = dayOf(at, DEFAULT_TIMEZONE)
  return meanwhile !== undefined && meanwhile.from <= day && day <= meanwhile.until
}

/** `changed`: another than the one that was proved, which still counts. */
export const NUMBERS = ['verified', 'unverified', 'changed'] as const
export const numberOf = ({ phone, verified }: Person): (typeof NUMBERS)[number] =>
  verified === undefined ? 'unverified' : verified === phone ? 'verified' : 'changed'

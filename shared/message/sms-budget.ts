import { type Instant, later } from '../kernel/instant.ts'
import { HOUR_MS, type Inbox, SENT_KEPT, tidied } from '../subject/inbox.ts'

/** So many text messages about one subject go within a day as they come. */
export const SMS_A_DAY = SENT_KEPT

/** A message is tried again within minutes. */
const PAID_KEPT = 30

/**
 * One message about a subject to one person, if it may still go. After a hundred within a day each person gets one an hour: their
 * link shows all there is, and no subject, whatever is done to it, uses up what all of them have to send. Kept like an inbox, the
 * subject being the one who is written about; `taken` names whom it was about within the hour, `paid` the messages that are
 * paid for: one that is tried again after a crash is not counted against itself.
 */
export function spend(before: Inbox, person: string, now: Instant, message: string): Inbox | undefined {
  const budget = tidied(before, now)
  if (budget.paid?.includes(message)) return budget
  if (budget.sent.length >= SMS_A_DAY && budget.taken.some(({ key }) => key === person)) return undefined
  return {
    ...budget,
    sent: [...budget.sent, now].slice(-SMS_A_DAY),
    paid: [...(budget.paid ?? []), message].slice(-PAID_KEPT),
    taken: [...budget.taken.filter(({ key }) => key !== person), { key: person, until: later(now, HOUR_MS) }],
  }
}

/** Acknowledgements of reports to one address that nobody has on file, within a day: anybody may have named it. */
const STRANGER_MAILS_A_DAY = 5

/** One more mail to such an address, if it may still go. */
export const spendOnStranger = (before: Inbox, now: Instant) => spendOf(STRANGER_MAILS_A_DAY, before, now)

/** Test messages to one of ours, within a day. */
export const TESTS_A_DAY = 5
export const spendOnTest = (before: Inbox, now: Instant) => spendOf(TESTS_A_DAY, before, now)

/** So often the code that proves somebody's number may be given within a day, right or wrong: of a million nobody guesses one. */
export const GUESSES_A_DAY = 10
export const spendOnGuess = (before: Inbox, now: Instant) => spendOf(GUESSES_A_DAY, before, now)

function spendOf(most: number, before: Inbox, now: Instant): Inbox | undefined {
  const budget = tidied(before, now)
  return budget.sent.length < most ? { ...budget, sent: [...budget.sent, now] } : undefined
}

/** It did not go: what was tried in vain takes no other's place. */
export function unspent(before: Inbox, person: string, at: Instant, message?: string): Inbox {
  const last = before.sent.lastIndexOf(at)
  return {
    ...before,
    sent: before.sent.filter((_, index) => index !== last),
    ...(before.paid && { paid: before.paid.filter((paid) => paid !== message) }),
    taken: before.taken.filter(({ key, until }) => key !== person || until !== later(at, HOUR_MS)),
  }
}

import { earlierOf, earliest, type Instant, later, laterOf, millisBetween } from '../kernel/instant.ts'
import { aboutOf, type Subject, subjectNamed } from '../kernel/subject.ts'

/** What follows a message to the same person within this time goes together, at the end of it. */
export const WINDOW_MS = 60_000
export const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** A hand-over that is not settled after this long has died: longer than any send with its retries. */
export const CLAIM_MS = 30_000
/**
 * For each message of the last day reminders wait so much longer, up to an hour: the more there were, the rarer they are.
 * That is far below what carriers refuse (Alibaba Cloud lets one signature and template reach one number 50 times a day). A
 * repair's first page to a person is never held back, and takes along what was.
 */
export const SPACING_MS = 150_000
/** So many messages an hour, and what is timely goes together with what comes next. */
export const TIMELY_PER_HOUR = 12
/** So many messages a minute may go one by one; what else is timely goes together. A page waits for the window in any case. */
const ONE_BY_ONE = 3
/** Messages remembered of a day. */
export const SENT_KEPT = 100
/** So many messages wait at once in one inbox. */
const MOST_HELD = 200
/** What a person was written to about, the latest: what their page shows. */
const SUBJECTS_KEPT = 100
/** Less severe than any page: what a message of reminders alone counts as. */
const NO_PAGE = Number.MAX_SAFE_INTEGER

/** A message to a person, as far as its turn depends on it. */
export interface Message {
  readonly key: string
  readonly about: Subject
  readonly at: Instant
  /** Place of the repair's severity in its plan, strictest 0. */
  readonly rank: number
  /** `first`: the first page of a repair to this person; `timely`: an answer or a warning, at once while few go; `routine`: a reminder, which waits for others. */
  readonly turn: 'first' | 'timely' | 'routine'
  /** By when it is to be answered: half of that time is the reader's. */
  readonly by?: Instant
}

/** What one person was sent lately and what waits for them. */
export interface Inbox {
  readonly version: number
  /** The end of the minute begun by the last message, and the severest page in it. */
  readonly window?: { readonly until: Instant; readonly rank: number }
  /** The messages of the last day. */
  readonly sent: readonly Instant[]
  readonly held: readonly Message[]
  /** Under way to the provider: whoever comes across these leaves them alone until then. */
  readonly taken: readonly { readonly key: string; readonly until: Instant }[]
  /** What they were written to about, the latest last. */
  readonly subjects: readonly Subject[]
  /** Of what is kept like an inbox to count by (see `sms-budget.ts`): the messages that are paid for. */
  readonly paid?: readonly string[]
}

export const EMPTY_INBOX: Inbox = { version: 0, sent: [], held: [], taken: [], subjects: [] }

export interface Admitted {
  readonly inbox: Inbox
  /** To go now, as one message, severest first; taken out of `held`. */
  readonly send: readonly Message[]
  /** When what is held is to go; absent when nothing is held. */
  readonly until?: Instant
}

/**
 * Admits messages to a person. The first page of a repair goes at once, unless another went within the minute: then at the end
 * of it, or at once if it is severer than that one. Reminders wait for the window, and for their rest after what was sent
 * before. Whatever goes takes all that is held along. Asked twice with the same messages it answers the same. `canWait` is
 * false for those of a repair that nobody will look at again.
 */
export function admit(before: Inbox, messages: readonly Message[], now: Instant, canWait = true): Admitted {
  const inbox = tidied(before, now)
  const known = new Set([...inbox.taken, ...inbox.held].map(({ key }) => key))
  const fresh = messages.filter(({ key }) => !known.has(key))
  const isUnderWay = (key: string) => inbox.taken.some((taken) => taken.key === key)
  // Whoever does not fit is asked for again by its own repair: one person's item stays small, whatever the storm.
  const held = [...inbox.held, ...fresh].slice(0, MOST_HELD)
  const cannotWait = !canWait && messages.some(({ key }) => !isUnderWay(key))
  const until = earliest(held.map((message) => dueAt(inbox, message)))
  const subjects = latest([...inbox.subjects, ...fresh.map(({ about }) => about)])
  if (held.length === 0) return { inbox: { ...inbox, subjects }, send: [] }
  if (!cannotWait && until !== undefined && until > now) return { inbox: { ...inbox, held, subjects }, send: [], until }
  const send = held.toSorted((one, other) => weight(one) - weight(other))
  return { inbox: { ...sending(inbox, send, now), subjects }, send }
}

/** Nothing reached this person after all: what comes next is not to wait for it, and what was in it may be tried again. */
export const unsent = ({ window: _, ...inbox }: Inbox, at: Instant, keys: readonly string[]): Inbox => ({
  ...inbox,
  sent: inbox.sent.filter((instant) => instant !== at),
  taken: inbox.taken.filter(({ key }) => !keys.includes(key)),
})

/** When a message is due, as things stand. */
function dueAt({ window, sent }: Inbox, { at, rank, turn, by }: Message): Instant {
  if (turn === 'first') {
    const isSecond = window !== undefined && rank >= window.rank
    const half = by === undefined ? WINDOW_MS : Math.max(0, millisBetween(at, by) / 2)
    return isSecond ? earlierOf(window.until, later(at, Math.min(WINDOW_MS, half))) : at
  }
  if (turn === 'timely')
    return laterOf(slotAfter(sent, TIMELY_PER_HOUR, HOUR_MS) ?? at, slotAfter(sent, ONE_BY_ONE, WINDOW_MS) ?? at)
  const last = sent.at(-1)
  const rested = last === undefined ? at : later(last, Math.min(sent.length * SPACING_MS, HOUR_MS))
  return [later(at, WINDOW_MS), window?.until ?? at, rested].reduce(laterOf)
}

/** When one more may follow where only so many go within a length of time. */
const slotAfter = (sent: readonly Instant[], most: number, withinMs: number): Instant | undefined => {
  const oldest = sent.at(-most)
  return oldest === undefined ? undefined : later(oldest, withinMs)
}

const sending = (inbox: Inbox, messages: readonly Message[], now: Instant): Inbox => {
  const ranks = messages.map(({ rank, turn }) => (turn === 'first' ? rank : NO_PAGE))
  return {
    ...inbox,
    window: { until: later(now, WINDOW_MS), rank: Math.min(...ranks, inbox.window?.rank ?? NO_PAGE) },
    sent: [...inbox.sent, now].slice(-SENT_KEPT),
    held: [],
    taken: [...inbox.taken, ...messages.map(({ key }) => ({ key, until: later(now, CLAIM_MS) }))],
  }
}

/** What is over is forgotten. */
export const tidied = ({ window, ...inbox }: Inbox, now: Instant): Inbox => ({
  ...inbox,
  ...(window && window.until > now && { window }),
  sent: inbox.sent.filter((at) => later(at, DAY_MS) > now),
  taken: inbox.taken.filter(({ until }) => until > now),
})

/** First pages before reminders, severest first. */
const weight = ({ rank, turn }: Message): number => (turn === 'first' ? rank : 1000 + rank)
/** With something that nobody wrote to them about: they have it all the same. */
export const withSubject = (inbox: Inbox, about: Subject): Inbox => ({
  ...inbox,
  subjects: latest([...inbox.subjects, about]),
})

const latest = (ids: readonly Subject[]): Subject[] => [...new Set(ids.toReversed())].slice(0, SUBJECTS_KEPT).reverse()

/** An inbox as it was kept, also before messages were about anything but repairs. */
export const readInbox = (kept: Inbox & { readonly repairs?: readonly string[] }): Inbox => {
  const { repairs, ...inbox } = kept
  if (!repairs) return kept
  const held = inbox.held.map(({ repairId, ...message }: Message & { repairId?: string }) => ({
    ...message,
    about: aboutOf({ ...message, ...(repairId && { repairId }) }),
  }))
  // What counts messages kept the keys of those that are paid for in the same place.
  const isKey = (kept: string): boolean => kept.includes('/')
  const [paid, numbers] = [repairs.filter(isKey), repairs.filter((kept) => !isKey(kept))]
  return { ...inbox, held, subjects: numbers.map(subjectNamed), ...(paid.length > 0 && { paid }) }
}

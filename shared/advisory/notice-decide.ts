import { type Actor, type PersonRef, SYSTEM } from '../kernel/actor.ts'
import { durationMs, earliest, type Instant, later } from '../kernel/instant.ts'
import type { How } from '../promise/agreement.ts'
import { askingAfter, askingFrom } from '../promise/asking-hours.ts'
import { climbedTo } from '../promise/reminding.ts'
import { Recording } from '../subject/recording.ts'
import type { Advice } from './advice.ts'
import { type Addressed, evolve, isAnswered, type Notice, type NoticeEvent, sawWithdrawal } from './notice.ts'

/** Whoever has not acknowledged is reminded once, so long after it was sent. */
const REMIND_AFTER = 'P3D'
/** After another so many days somebody of ours is asked to call them; then once a week. */
const CALL_DAYS = 3
const WEEKLY_DAYS = 7

export type NoticeDecision = Recording<Notice, NoticeEvent>
const begin = (id: string, state: Notice | undefined, by: Actor, now: Instant): NoticeDecision =>
  new Recording<Notice, NoticeEvent>(state, now, by, (before, event) => evolve(id, before, event))

export const send = (id: string, to: Addressed, advice: Advice, now: Instant): NoticeDecision =>
  begin(id, undefined, SYSTEM, now).record({ type: 'sent', to, advice })

/** The first time that a contact's link is opened, and the first since it was withdrawn; nothing afterwards. */
export const open = (state: Notice, contact: PersonRef, now: Instant): NoticeDecision => {
  const decision = begin(state.id, state, { kind: 'customer', ...contact }, now)
  const isKnown = state.withdrawn ? sawWithdrawal(state, contact.id) : state.opened.some(({ id }) => id === contact.id)
  return isKnown ? decision : decision.record({ type: 'opened', contact })
}

/** A contact says that they have it; a question is passed on, each once. */
export function acknowledge(
  state: Notice,
  contact: PersonRef,
  question: string | undefined,
  now: Instant,
): NoticeDecision {
  const decision = begin(state.id, state, { kind: 'customer', ...contact }, now)
  const said = state.acknowledged.filter(({ id }) => id === contact.id)
  // What is withdrawn need not be acknowledged any more; what they ask of it is heard.
  if (state.withdrawn && question === undefined) return decision
  if (said.length > 0 && (question === undefined || said.some((one) => one.question !== undefined))) return decision
  return decision.record({ type: 'acknowledged', contact, ...(question && { question }) })
}

/** One of ours has spoken with them. */
export const tell = (state: Notice, spoken: { whom: string; how: How }, by: Actor, now: Instant): NoticeDecision => {
  const decision = begin(state.id, state, by, now)
  return isAnswered(state) ? decision : decision.record({ type: 'told', ...spoken })
}

export const withdrawNotice = (state: Notice, reason: string, by: Actor, now: Instant): NoticeDecision => {
  const decision = begin(state.id, state, by, now)
  return state.withdrawn ? decision : decision.record({ type: 'withdrawn', reason })
}

export const notTold = (state: Notice, contact: string, cause: string, now: Instant): NoticeDecision =>
  begin(state.id, state, SYSTEM, now).record({ type: 'notTold', contact, cause })

/** What is due now. `office`: whoever coordinates their contract, and its manager. */
export function advance(
  state: Notice,
  { office, advice }: { readonly office: readonly PersonRef[]; readonly advice: Pick<Advice, 'title' | 'todo'> },
  now: Instant,
): NoticeDecision {
  const decision = begin(state.id, state, SYSTEM, now)
  const { bound, promise } = state
  if (promise?.state === 'open' && bound && bound.dueAt < now) decision.record({ type: 'missed' })
  const due = nextStep(state)
  if (!due || due.at > now) return decision
  if (due.what === 'remind') return decision.record({ type: 'reminded', advice })
  const count = (state.asked?.count ?? 0) + 1
  const people = count === 1 ? office.slice(0, 1) : climbedTo(office, count - 1)
  return people.length === 0
    ? decision.record({ type: 'asked', count })
    : decision.record(...people.map((person) => ({ type: 'asked', person, count }) as const))
}

/** What happens next to whom has not answered, and when. Whom nobody can write to is called at once. */
function nextStep(state: Notice): { readonly what: 'remind' | 'ask'; readonly at: Instant } | undefined {
  const { hours, sentAt, remindedAt, asked, contacts, unreached } = state
  if (isAnswered(state)) return undefined
  if (asked) return { what: 'ask', at: askingAfter(hours, asked.at, WEEKLY_DAYS) }
  if (contacts.every(({ name }) => unreached.includes(name))) return { what: 'ask', at: askingFrom(hours, sentAt) }
  if (remindedAt) return { what: 'ask', at: askingAfter(hours, remindedAt, CALL_DAYS) }
  return { what: 'remind', at: askingFrom(hours, later(sentAt, durationMs(REMIND_AFTER))) }
}

export const nextAt = (state: Notice): Instant | undefined => {
  const { bound, promise } = state
  const due = promise?.state === 'open' && bound ? later(bound.dueAt, 1) : undefined
  return earliest([due, nextStep(state)?.at].filter((at) => at !== undefined))
}

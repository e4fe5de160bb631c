import type { PersonRef } from '../kernel/actor.ts'
import { defined } from '../kernel/fields.ts'
import type { RecordedEvent } from './events.ts'
import { awaitedFrom } from './state/questions.ts'
import type { Repair } from './state/repair.ts'

/** Whom an answer relieves: they were paged, or had it, and need not do anything any more. */
export interface Relieved {
  /** What settled it. */
  readonly event: RecordedEvent
  readonly people: readonly PersonRef[]
  /** Who has it now; absent where it is over. */
  readonly holder?: string
}

const SETTLES: ReadonlySet<string> = new Set(['acknowledged', 'assigned', 'deskTook', 'closed'])

/** Whoever was paged in vain when a page ends, and whoever had what a colleague took over. Nobody who did it themselves. */
export function relieved(
  events: readonly RecordedEvent[],
  before: Repair | undefined,
  after: Repair,
): Relieved | undefined {
  const event = events.findLast(({ type }) => SETTLES.has(type)) ?? events.at(-1)
  if (!before || !event) return undefined
  const isAnswered = before.paging?.pending === true && after.paging?.pending !== true
  const isTakenOver = after.assignee !== undefined && before.assignee !== undefined
  const waiting = [
    ...(isAnswered ? (before.paging?.asked ?? []) : []),
    ...(isTakenOver && before.assignee ? [before.assignee] : []),
  ]
  const acted = new Set([after.assignee?.id, ...actorsOf(events)])
  const people = others(waiting, acted)
  const holder = after.stage === 'closed' ? undefined : (after.assignee?.name ?? after.desk?.person)
  return people.length > 0 ? { event, people, ...defined({ holder }) } : undefined
}

/** Whoever was asked beyond the desk and need not answer any more: somebody did, it works again, or it is over. */
export function unasked(
  events: readonly RecordedEvent[],
  before: Repair | undefined,
  after: Repair,
): Omit<Relieved, 'holder'> | undefined {
  const event = events.findLast(({ type }) => type === 'advised') ?? events.at(-1)
  if (!before || !event) return undefined
  const done = new Set([...awaitedFrom(after).map(({ id }) => id), ...actorsOf(events)])
  const people = others(awaitedFrom(before), done)
  return people.length > 0 ? { event, people } : undefined
}

const actorsOf = (events: readonly RecordedEvent[]) =>
  events.flatMap((done) => [done.by.id, done.type === 'acknowledged' ? done.person.id : undefined])

/** Each once, without those. */
const others = (people: readonly PersonRef[], those: ReadonlySet<string | undefined>): readonly PersonRef[] =>
  people.filter(({ id }, index) => !those.has(id) && people.findIndex((other) => other.id === id) === index)

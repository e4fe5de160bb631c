import { type Actor, type PersonRef, SYSTEM } from '../kernel/actor.ts'
import { canonical } from '../kernel/canonical.ts'
import { defined } from '../kernel/fields.ts'
import { durationMs, earliest, type Instant, later } from '../kernel/instant.ts'
import { type Text, text } from '../kernel/text.ts'
import { Recording } from '../subject/recording.ts'
import { type Duty, type DutyEvent, type DutyOf, isOver, type LogEntry } from './duty.ts'
import { evolve } from './evolve.ts'
import { isWhole, nextEntryBy } from './log.ts'
import { type MadePlan, turnsIn } from './plan.ts'

export type DutyDecision = Recording<Duty, DutyEvent>
const begin = (id: string, state: Duty | undefined, by: Actor, now: Instant): DutyDecision =>
  new Recording<Duty, DutyEvent>(state, now, by, (before, event) => evolve(id, before, event))

/** What the contract and the customer's calendar say of it now. */
export type Seen = Pick<DutyOf, 'name' | 'from' | 'to'> | 'withdrawn' | 'unbound'

/** Somebody has planned it; the same once more is nothing new. */
export function plan(id: string, state: Duty | undefined, of: DutyOf, made: MadePlan, by: Actor, now: Instant) {
  const decision = begin(id, state, by, now)
  const isSame = state?.planned !== undefined && shown(state, state) === shown(of, made)
  return isSame ? decision : decision.record({ type: 'planned', of, plan: made })
}

const shown = (of: DutyOf, { shifts, deputies, phones, watched }: MadePlan): string =>
  canonical({ shifts, deputies, phones, watched, from: of.from, to: of.to, ...defined({ entries: of.entries }) })

/** So long before the days begin the watch may write, and so long after they have ended put something right. */
const BEFORE_MS = durationMs('P1D')
const AFTER_MS = durationMs('P7D')

/** Why nothing may be written into the log now; undefined: it may. */
export function whyNotNow(
  { from, to, gone, report }: Pick<Duty, 'from' | 'to' | 'gone' | 'report'>,
  now: Instant,
): Text | undefined {
  if (report) return text('报告已发给客户，值守记录不再改', 'the report was sent to the customer: its log is closed')
  if (gone) return text('这次值守已经取消', 'this watch was called off')
  if (now < later(from, -BEFORE_MS)) return text('还没到值守的日子', 'the days of the watch are still to come')
  return now > later(to, AFTER_MS) ? text('值守结束已超过 7 天', 'the watch ended more than 7 days ago') : undefined
}

/** Somebody writes into the log. The same, sent twice, is one. */
export function note(state: Duty, entry: LogEntry, key: string, by: Actor, now: Instant): DutyDecision {
  const decision = begin(state.id, state, by, now)
  return state.log.keys.includes(key) ? decision : decision.record({ type: 'noted', entry, key })
}

export const reported = (state: Duty, entry: number, repair: string, now: Instant): DutyDecision => {
  const decision = begin(state.id, state, SYSTEM, now)
  return state.log.faults.some((one) => one.entry === entry)
    ? decision.record({ type: 'faultReported', entry, repair })
    : decision
}

/** What the watch came to is to be on the contract's file: once nothing can go wrong with it any more, or once it is over. */
export const owesRecord = (state: Duty): boolean =>
  !state.gone && !state.log.isRecorded && state.entries !== undefined && (isWhole(state) || state.ended !== undefined)

export const recorded = (state: Duty, version: number, now: Instant): DutyDecision => {
  const decision = begin(state.id, state, SYSTEM, now)
  return owesRecord(state) && state.version === version ? decision.record({ type: 'recorded' }) : decision
}

/** Why there can be no report yet; undefined: there can. */
export function whyNoReport({ to, gone }: Pick<Duty, 'to' | 'gone'>, now: Instant): Text | undefined {
  if (gone) return text('这次值守已经取消', 'this watch was called off')
  return now < to ? text('值守还没有结束', 'the watch is not over yet') : undefined
}

/** The written report is what it is from now on. There is one. */
export function issued(
  state: Duty,
  report: Omit<Extract<DutyEvent, { type: 'reportIssued' }>, 'type'>,
  by: Actor,
  now: Instant,
): DutyDecision {
  const decision = begin(state.id, state, by, now)
  return state.report ? decision : decision.record({ type: 'reportIssued', ...report })
}

export const owesFiling = ({ report }: Duty): boolean => report !== undefined && !report.isFiled

export const filed = (state: Duty, now: Instant): DutyDecision => {
  const decision = begin(state.id, state, SYSTEM, now)
  return owesFiling(state) ? decision.record({ type: 'reportFiled' }) : decision
}

/** Whoever is on the watch is asked, then their deputy, then whoever answers for the contract; then nobody, until there is an entry. */
const ASKED_AT_MOST = 3

function askedNext({ log, entries, ...duty }: Duty): Instant | undefined {
  const by = nextEntryBy({ log, ...duty, ...defined({ entries }) })
  if (by === undefined || entries === undefined) return undefined
  if (!log.asked) return later(by, 1)
  return log.asked.count < ASKED_AT_MOST ? later(log.asked.at, durationMs(entries) / 2) : undefined
}

function whomToAsk({ shifts, deputies, people }: Duty, office: PersonRef | undefined, now: Instant, count: number) {
  const refs = (ids: readonly string[]) => people.filter(({ id }) => ids.includes(id))
  const there = refs(shifts.filter(({ from, to }) => from <= now && now < to).map(({ person }) => person))
  const ladder = [there, refs(deputies.slice(0, 1)), office ? [office] : []].filter((rung) => rung.length > 0)
  return ladder[Math.min(count, ladder.length) - 1] ?? []
}

/** Whose watch begins, and was to come when the plan was made. */
const toBegin = ({ shifts, toldUntil, updatedAt }: Duty) =>
  turnsIn(shifts).filter(({ from }) => from > (toldUntil ?? updatedAt))

const begunBy = (state: Duty, now: Instant) =>
  toBegin(state).flatMap(({ person, from, to }) => {
    const ref = state.people.find(({ id }) => id === person)
    return ref && from <= now ? [{ type: 'begun', person: ref, from, to } as const] : []
  })

/** What follows from what is seen now. `office`: who answers for the contract. Asked too early or twice, it decides nothing. */
export function advance(state: Duty, seen: Seen, office: PersonRef | undefined, now: Instant): DutyDecision {
  const decision = begin(state.id, state, SYSTEM, now)
  if (isOver(state)) return decision
  if (state.to <= now) return decision.record({ type: 'ended' })
  if (typeof seen === 'string') return decision.record({ type: 'gone', because: seen })
  const { name, from, to } = seen
  if (from !== state.from || to !== state.to) return decision.record({ type: 'moved', name, from, to })
  decision.record(...begunBy(state, now))
  const due = askedNext(state)
  if (due === undefined || due > now) return decision
  const count = (state.log.asked?.count ?? 0) + 1
  const people = whomToAsk(state, office, now, count)
  return people.length === 0
    ? decision.record({ type: 'asked', count })
    : decision.record(...people.map((person) => ({ type: 'asked', person, count }) as const))
}

/** The roster has what it is to have: nothing where it had to have something else meanwhile. */
export const laid = (state: Duty, version: number, now: Instant): DutyDecision => {
  const decision = begin(state.id, state, SYSTEM, now)
  return state.unlaid && state.version === version ? decision.record({ type: 'laid' }) : decision
}

/** When somebody's watch begins, or they are to be asked, and at the end of its last day; while something is to follow outside, at once. */
export const nextAt = (state: Duty): Instant | undefined => {
  if (state.unlaid || state.log.faults.length > 0 || owesRecord(state) || owesFiling(state)) return state.updatedAt
  if (isOver(state)) return undefined
  const begins = toBegin(state).map(({ from }) => from)
  return earliest([state.to, ...begins, askedNext(state)].filter((at) => at !== undefined))
}

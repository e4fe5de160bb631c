import type { LoanerUnit } from '../directory/directory.ts'
import { type PersonRef, SYSTEM } from '../kernel/actor.ts'
import { defined } from '../kernel/fields.ts'
import { type Duration, durationMs, type Instant, later } from '../kernel/instant.ts'
import type { Clock } from '../promise/clock.ts'
import { pageWindowMs, windowToFit } from '../promise/ladder.ts'
import { missedAt, missedBefore } from './clocks/clockwork.ts'
import { isRunning } from './clocks/moving.ts'
import { nextOf, warnings } from './clocks/warnings.ts'
import { Decision } from './decision.ts'
import { endPauseInTime } from './features/agreements/rules.ts'
import { nameKeeper } from './features/archive/rules.ts'
import { askOfVisit, visitAskedAt } from './features/attention/appointment.ts'
import { askAtOnce, questions } from './features/attention/rules.ts'
import { calledIn, callIn, isDatedClock, type Teams } from './features/beyond/rules.ts'
import { isOnTime, passOnInTime } from './features/desk/rules.ts'
import { reserveLoaner } from './features/loaner/rules.ts'
import { hold } from './features/on-call/rules.ts'
import { currentPause } from './features/pause.ts'
import { isReplacementPending } from './features/replacement/offers.ts'
import { giveEmergencyPlan } from './features/visit/emergency-plan.ts'
import { goesUnansweredAt, goUnanswered } from './features/visit/rules.ts'
import { askForLooseEnds, isAttended, nextAskedAt } from './loose-ends.ts'
import { type Mute, muteOf, nextPageAt } from './state/mute.ts'
import type { PageReason, Paging } from './state/page.ts'
import type { Repair } from './state/repair.ts'

/** Someone on the escalation path, and on which tier. */
export interface PathEntry {
  readonly person: PersonRef
  readonly tier: number
  /** When their phone rings after a page that they do not answer. */
  readonly ringAfter?: readonly Duration[]
}
export interface Surroundings {
  /** Whom to page, in order, at this instant. */
  readonly path: readonly PathEntry[]
  /** Loaners that could be reserved; absent: not looked up, so nothing is reserved yet. */
  readonly freeLoaners?: readonly LoanerUnit[]
  /** Planned work that may hold pages back; absent: none. */
  readonly mutes?: readonly Mute[]
  /** Whom a broken promise calls in; a team not looked up is not called in yet. */
  readonly teams?: Teams
  /** Who is to answer for the archive (C25), where nobody does yet. */
  readonly keeper?: PersonRef
}

/** A timer fired, or someone acted: what is due now? Asked too early or twice, it decides nothing. */
export function advance(state: Repair, surroundings: Surroundings, now: Instant): Decision {
  const decision = new Decision(state, now, SYSTEM)
  const manager = managerOn(surroundings.path)
  if (!isAttended(state)) return decision
  if (state.stage === 'closed')
    return decision.record(...questions(state, manager, now), ...askForLooseEnds(state, manager, now))
  decision.record(...nameKeeper(state, surroundings.keeper))
  if (isOnTime(state, now)) decision.record(...passOnInTime(state, now))
  decision.record(...endPauseInTime(decision.state, now))
  if (decision.events.some(({ type }) => type === 'resumed'))
    decision.record(...askAtOnce(decision.state, 'pauseOver', manager))
  decision.record(...missedBefore(decision.state, now))
  decision.record(...passOnInTime(decision.state, now))
  decision.record(...missedAt(decision.state, now))
  if (decision.events.some((event) => event.type === 'clockBroken' && isDatedClock(decision.state, event.clock)))
    decision.record(...askAtOnce(decision.state, 'pastDate', manager))
  decision.record(...goUnanswered(decision.state, now))
  decision.record(...giveEmergencyPlan(decision.state))
  decision.record(...warnings(decision.state, now))
  page(decision, surroundings)
  decision.record(...ring(decision.state, now))
  decision.record(...reserveLoaner(decision.state, surroundings.freeLoaners, now))
  decision.record(...callIn(decision.state, surroundings.teams ?? {}))
  remind(decision)
  decision.record(...askOfVisit(decision.state, manager, now))
  decision.record(...questions(decision.state, manager, now))
  return decision.record(...askForLooseEnds(decision.state, manager, now))
}

/** What may be due of a repair, and when: something of a promise, a page, or whatever else is waited for. */
export interface Due {
  readonly at: Instant
  readonly clock?: Clock
  readonly isPage?: true
}

/** The next instant at which something may be due; undefined when nothing is. May lie in the past: ask again at once. */
export const checkpoint = (state: Repair): Instant | undefined => nextDue(state)?.at

/** What that is; of several at once a promise goes first. */
export const nextDue = (state: Repair): Due | undefined =>
  duesOf(state).reduce<Due | undefined>((first, next) => (first && first.at <= next.at ? first : next), undefined)

function duesOf(state: Repair): readonly Due[] {
  if (state.stage === 'closed') return dated([nextAskedAt(state)])
  const pageAt = nextPageAt(state)
  return [
    ...state.clocks.filter(isRunning).map((clock) => ({ at: nextOf(state, clock), clock })),
    ...(pageAt === undefined ? [] : [{ at: pageAt, isPage: true } as const]),
    ...dated([
      nextRingAt(state),
      state.desk?.until,
      goesUnansweredAt(state),
      visitAskedAt(state),
      calledIn(state).length > 0 ? state.updatedAt : undefined,
      state.loanerWanted?.tryAt,
      nextReminder(state),
      currentPause(state)?.until,
      nextAskedAt(state),
    ]),
  ]
}

const dated = (instants: readonly (Instant | undefined)[]): readonly Due[] =>
  instants.flatMap((at) => (at === undefined ? [] : [{ at }]))

/** The manager stands above every tier. */
const managerOn = (path: readonly PathEntry[]): PersonRef | undefined =>
  path.reduce<PathEntry | undefined>((top, entry) => (top && top.tier > entry.tier ? top : entry), undefined)?.person

function page(decision: Decision, { path, mutes = [] }: Surroundings): void {
  const { state, now } = decision
  const chain = state.paging
  const dueAt = nextPageAt(state)
  if (!chain || dueAt === undefined || now < dueAt) return
  const mute = muteOf(state, mutes, now)
  if (mute) return void decision.record(hold(mute))
  const next = nextOnPath(chain, path)
  if (!next) {
    const nextAt = later(now, pageWindowMs(state.plan.escalation, 0, chain.round))
    decision.record({ type: 'nobodyOnCall', reason: reasonOf(chain), nextAt })
    return
  }
  const { ringAfter = [], ...asked } = next
  const nextAt = later(now, windowOf(state, next, path, now))
  const clock = chain.clock ? { clock: chain.clock } : {}
  const rings = ringAfter.map((after) => later(now, durationMs(after))).filter((at) => at < nextAt)
  const more = { ...clock, ...(rings.length > 0 && { rings }) }
  decision.record({ type: 'paged', ...asked, reason: reasonOf(chain), answerBy: nextAt, nextAt, ...more })
}

/** When the phone of whoever was asked last rings; it rings within their window, and holds up nothing. */
const nextRingAt = ({ paging }: Repair): Instant | undefined =>
  paging?.pending && !paging.held ? paging.rings?.[0] : undefined

function ring(state: Repair, now: Instant): readonly { type: 'phoned'; person: PersonRef }[] {
  const dueAt = nextRingAt(state)
  const person = state.paging?.person
  return dueAt !== undefined && dueAt <= now && person ? [{ type: 'phoned', person }] : []
}

/**
 * How long whoever is asked next has to answer. In the first climb the windows shrink, where they must, so that the manager
 * is asked before the promise that is due first is broken.
 */
function windowOf({ plan, clocks }: Repair, next: Next, path: readonly PathEntry[], now: Instant): number {
  const planned = pageWindowMs(plan.escalation, next.tier, next.round)
  const highest = Math.max(...path.map(({ tier }) => tier))
  const steps = path.findIndex(({ tier }) => tier === highest) - next.position
  const due = clocks.filter((clock) => isRunning(clock) && clock.drives && clock.dueAt > now)
  const [first] = due.toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1))
  return next.round > 0 || !first ? planned : windowToFit(planned, steps, first, now)
}

function reasonOf(chain: Paging): PageReason {
  if (chain.failures > 0) return 'sendFailed'
  return chain.person ? 'unanswered' : chain.reason
}

type Next = PathEntry & { position: number; round: number }

/**
 * Next on the path, then round again; in the first climb nobody twice in a row. A breach asks those above whoever was asked last.
 */
function nextOnPath(chain: Paging, path: readonly PathEntry[]): Next | undefined {
  const { first, round, above = -1 } = chain
  if (first) {
    const { tier = 0, ringAfter } = path.find(({ person }) => person.id === first.id) ?? {}
    return { person: first, position: chain.position, tier, round, ...defined({ ringAfter }) }
  }
  const top = managerOn(path)
  const all = path.map((entry, position) => ({ ...entry, position }))
  const higher = all.filter(({ tier, person }) => tier > above || person.id === top?.id)
  // The manager was asked in vain and has nobody above: then everybody else is, and round again.
  const asked = chain.person && higher.every(({ person }) => person.id === top?.id) ? all : higher
  const passedOver = round > 0 ? [] : [chain.skip, chain.person?.id]
  const next = asked.find(({ person, position }) => position > chain.position && !passedOver.includes(person.id))
  if (next) return { ...next, round }
  return asked[0] && { ...asked[0], round: round + 1 }
}

const nextReminder = (state: Repair): Instant | undefined => reminderAt(state, state.confirmationReminders)

/** When the customer is reminded after so many reminders; the last interval of the plan repeats. */
function reminderAt(state: Repair, sent: number): Instant | undefined {
  const repaired = state.milestones.repaired
  const rhythm = state.plan.remindToConfirm.map(durationMs)
  const last = rhythm.at(-1)
  const isAsked = state.stage === 'confirmation' && !isReplacementPending(state)
  if (!isAsked || !repaired || last === undefined) return undefined
  return later(repaired.at, rhythm[sent] ?? last * (sent - rhythm.length + 2))
}

/** Several reminders missed at once, after a standstill, are one. */
function remind(decision: Decision): void {
  const { state, now } = decision
  let count = state.confirmationReminders
  for (let next = reminderAt(state, count); next !== undefined && next <= now; next = reminderAt(state, count)) count++
  if (count > state.confirmationReminders) decision.record({ type: 'confirmationReminded', count })
}

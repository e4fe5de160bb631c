import { dayOf, startOfDay } from '../kernel/calendar.ts'
import { earlierOf, type Instant, later, laterOf } from '../kernel/instant.ts'
import { askingAfter, askingBefore, askingFrom, mayBeAskedAt } from '../promise/asking-hours.ts'
import { climbedTo } from '../promise/reminding.ts'
import type { AskingEvent } from './features/asking/rules.ts'
import { MOST_ATTEMPTS } from './features/calls/rules.ts'
import type { Planner, VisitQuestion, VisitState } from './state/visit.ts'

// What a visit waits for, who is asked for it, and when: by day, once, and when nobody does it, the next above as well.

/** So many working days the customer has to choose. */
const DAYS_TO_ANSWER = 2
/** Working days from one question to the next; then once a week. */
const DAILY = 3
const WEEKLY_DAYS = 7

interface Awaited {
  readonly about: VisitQuestion
  /** Not asked before. */
  readonly since: Instant
}

/** What somebody of ours has to do next; undefined while it is the customer's turn, or nothing is to be done before its day. */
export function awaitedOf(visit: VisitState): Awaited | undefined {
  const { stage, way, since, terms, proposal, slot, engineer, confirmedAt, assignedAt, attempts } = visit
  switch (stage) {
    case 'planning': {
      if (!proposal || proposal.failed) return { about: 'plan', since }
      return { about: 'answer', since: workdaysAfter(visit, proposal.at, DAYS_TO_ANSWER) }
    }
    case 'appointment': {
      if (way === 'call') return attempts >= MOST_ATTEMPTS ? { about: 'unreached', since } : undefined
      if (!engineer) return { about: 'assign', since }
      if (confirmedAt || !slot) return undefined
      const dayBefore = askingBefore(terms, startOfDay(dayOf(slot.from, terms.timezone), terms.timezone))
      return { about: 'confirm', since: laterOf(dayBefore, later(assignedAt ?? since, 1)) }
    }
    case 'outcome':
      if (way === 'call') return { about: attempts >= MOST_ATTEMPTS ? 'unreached' : 'call', since }
      return { about: 'outcome', since }
    case 'ended':
      return undefined
    default:
      return stage satisfies never
  }
}

const workdaysAfter = ({ terms }: VisitState, from: Instant, days: number): Instant => {
  let at = from
  for (let left = days; left > 0; left -= 1) at = askingAfter(terms, at, 1)
  return at
}

/** When somebody is next asked: not before now, and where that is no time to ask, at the next that is. */
export function nextAskedAt(visit: VisitState, now: Instant): Instant | undefined {
  const awaited = awaitedOf(visit)
  if (!awaited || isLeft(visit, awaited, now)) return undefined
  const due = laterOf(dueAt(visit, awaited), now)
  return mayBeAskedAt(visit.terms, due) ? due : askingFrom(visit.terms, due)
}

/** Once all of it is late and was asked about often enough, its contract asks for it, week by week, and nobody twice. */
const isLeft = ({ asked, works }: VisitState, { about }: Awaited, now: Instant): boolean =>
  asked?.about === about && asked.count >= DAILY && works.every((work) => work.dueAt < now)

function dueAt({ terms, asked }: VisitState, { about, since }: Awaited): Instant {
  if (asked?.about !== about) return askingFrom(terms, since)
  return askingAfter(terms, asked.at, asked.count < DAILY ? 1 : WEEKLY_DAYS)
}

/** The question that is due now, to each who is asked. */
export function questions(visit: VisitState, now: Instant): readonly AskingEvent[] {
  const { terms, asked } = visit
  const awaited = awaitedOf(visit)
  if (!awaited || isLeft(visit, awaited, now) || !mayBeAskedAt(terms, now) || dueAt(visit, awaited) > now) return []
  const { about } = awaited
  const count = asked?.about === about ? asked.count + 1 : 1
  const people = askedOf(visit, about, count)
  const question = { type: 'asked', about, count } as const
  return people.length === 0 ? [question] : people.map((person) => ({ ...question, person }))
}

/** Whoever has it is asked first; then who plans it, and so on upwards. */
function askedOf({ engineer, terms }: VisitState, about: VisitQuestion, count: number): readonly Planner[] {
  const isTheirs = about === 'confirm' || about === 'outcome' || about === 'call'
  const ladder =
    isTheirs && engineer ? [engineer, ...terms.planners.filter(({ id }) => id !== engineer.id)] : terms.planners
  return count === 1 ? ladder.slice(0, 1) : climbedTo(ladder, count - 1)
}

/** The last time of asking before the day of the visit: customer and engineer are reminded then; undefined where that is past. */
export function remindedAtOf({ stage, way, slot, terms, since, remindedAt }: VisitState): Instant | undefined {
  if (stage !== 'appointment' || way !== 'visit' || !slot || remindedAt) return undefined
  const at = askingBefore(terms, startOfDay(dayOf(slot.from, terms.timezone), terms.timezone))
  return at > since ? at : undefined
}

/** When an appointment is over, as far as waiting for it goes: a call is to be made once its time has come. */
export const passesAt = ({ stage, slot }: Pick<VisitState, 'stage' | 'slot'>): Instant | undefined =>
  stage === 'appointment' && slot ? slot.to : undefined

/** The next instant at which something may be due, seen from now. */
export function nextAt(visit: VisitState, now: Instant): Instant | undefined {
  const instants = [passesAt(visit), remindedAtOf(visit), nextAskedAt(visit, now)]
  return instants.reduce<Instant | undefined>(
    (first, next) => (next === undefined ? first : first === undefined ? next : earlierOf(first, next)),
    undefined,
  )
}

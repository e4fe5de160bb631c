import { dayOf, startOfDay } from '../kernel/calendar.ts'
import { earliest, type Instant, later, laterOf } from '../kernel/instant.ts'
import { askingAfter, askingBefore, askingFrom, mayBeAskedAt } from '../promise/asking-hours.ts'
import { climbedTo } from '../promise/reminding.ts'
import type { AskingEvent } from './features/asking/rules.ts'
import { meantFrom, notMeantYet } from './features/filling/forms.ts'
import { undecided } from './features/objecting/offers.ts'
import { isBegun, isPassed } from './features/stages.ts'
import {
  isEnded,
  MOST_ATTEMPTS,
  type Planner,
  type VisitQuestion,
  type VisitState,
  type VisitTerms,
} from './state/visit.ts'

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
  const { stage, way, since, terms, proposal, slot, engineer, confirmedAt, assignedAt, attempts, misfit } = visit
  switch (stage) {
    case 'planning': {
      if (!proposal || proposal.failed) return { about: 'plan', since }
      return { about: 'answer', since: workdaysAfter(visit, proposal.at, DAYS_TO_ANSWER) }
    }
    case 'appointment': {
      if (way === 'call') return attempts >= MOST_ATTEMPTS ? { about: 'unreached', since } : undefined
      if (misfit) return { about: 'replan', since: misfit.at }
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

/** Nothing of it is owed any more, but what the customer denies is still to be decided: nobody is asked for anything else. */
export const isIdle = (visit: VisitState): boolean =>
  !isEnded(visit) && visit.works.length === 0 && undecided(visit) !== undefined

/** All that is awaited: beside the next step, a manager's decision where the customer denies what is on record. */
function allAwaited(visit: VisitState, now: Instant): readonly Awaited[] {
  const next = isIdle(visit) ? undefined : awaitedOf(visit)
  const denied = isEnded(visit) ? undefined : undecided(visit)
  return [
    ...(next && !isLeft(visit, next, now) ? [next] : []),
    ...(denied ? [{ about: 'judge', since: denied.at } as const] : []),
  ]
}

/** When somebody is next asked: not before now, and where that is no time to ask, at the next that is. */
export const nextAskedAt = (visit: VisitState, now: Instant): Instant | undefined =>
  earliest(
    allAwaited(visit, now).map((awaited) => {
      const due = laterOf(dueAt(visit, awaited), now)
      return mayBeAskedAt(visit.terms, due) ? due : askingFrom(visit.terms, due)
    }),
  )

/** Once all of it is late and was asked about often enough, its contract asks for it, week by week, and nobody twice. */
const isLeft = ({ asked, works }: VisitState, { about }: Awaited, now: Instant): boolean =>
  asked?.about === about && asked.count >= DAILY && works.every((work) => work.dueAt < now)

function dueAt(visit: VisitState, { about, since }: Awaited): Instant {
  const last = lastAsked(visit, about)
  const turn = last
    ? askingAfter(visit.terms, last.at, last.count < DAILY ? 1 : WEEKLY_DAYS)
    : askingFrom(visit.terms, since)
  const before = about === 'confirm' ? lastChance(visit, last?.at ?? since) : undefined
  return earliest([turn, ...(before ? [before] : [])]) ?? turn
}

/** The customer counts on a time that nobody has confirmed: asked once more before it, and again, higher up, as it comes. */
const BEFORE_MS = 3_600_000
const lastChance = ({ slot }: VisitState, after: Instant): Instant | undefined =>
  slot && [later(slot.from, -BEFORE_MS), slot.from].find((at) => at > after)

const lastAsked = ({ asked, judging }: VisitState, about: VisitQuestion) =>
  about === 'judge' ? judging : asked?.about === about ? asked : undefined

/** The question that is due now, to each who is asked. */
export const questions = (visit: VisitState, now: Instant): readonly AskingEvent[] =>
  mayBeAskedAt(visit.terms, now)
    ? allAwaited(visit, now)
        .filter((awaited) => dueAt(visit, awaited) <= now)
        .flatMap(({ about }) => questionsAbout(visit, about, now))
    : []

function questionsAbout(visit: VisitState, about: VisitQuestion, now: Instant): readonly AskingEvent[] {
  const count = (lastAsked(visit, about)?.count ?? 0) + 1
  const people = askedOf(visit, about, count, now)
  const question = { type: 'asked', about, count } as const
  return people.length === 0 ? [question] : people.map((person) => ({ ...question, person }))
}

/** Whoever has it is asked first; then who plans it, and so on upwards. What a manager decides is asked of them alone. */
function askedOf(
  { engineer, terms, slot }: VisitState,
  about: VisitQuestion,
  count: number,
  now: Instant,
): readonly Planner[] {
  if (about === 'judge') return managerOf(terms)
  const isTheirs = about === 'confirm' || about === 'outcome' || about === 'call'
  const ladder =
    isTheirs && engineer ? [engineer, ...terms.planners.filter(({ id }) => id !== engineer.id)] : terms.planners
  // Of a date that has come, or is over, without a word whoever plans it hears with the first question.
  const isThere = about === 'outcome' || (about === 'confirm' && slot !== undefined && slot.from <= now)
  const first = isThere && engineer ? 2 : 1
  return count === 1 ? ladder.slice(0, first) : climbedTo(ladder, count - 1)
}

/** Whoever answers for the contract, or is highest. */
const managerOf = ({ planners, manager }: VisitTerms): readonly Planner[] => {
  const named = planners.filter(({ id }) => id === manager)
  return named.length > 0 ? named : planners.slice(-1)
}

/** So often dates are offered by themselves where nobody chooses; then it is for somebody to telephone. */
const MOST_OFFERS = 3

/**
 * When the customer is offered dates without anybody of ours doing it: at first, and again once nobody met, once those that were offered
 * are over, and once nobody has said for a while what came of the date that was agreed. No promise moves by it. Undefined: not now.
 */
function offeredAt(visit: VisitState): Instant | undefined {
  const { way, stage, since, proposal, proposals, toOffer } = visit
  if (way !== 'visit') return undefined
  if (stage === 'planning') {
    if (!proposal) return proposals === 0 || toOffer ? since : undefined
    const last = proposal.slots
      .map(({ from }) => from)
      .toSorted()
      .at(-1)
    return proposal.failed || proposals >= MOST_OFFERS ? undefined : last
  }
  return isPassed(visit) && !proposal && !isBegun(visit) ? workdaysAfter(visit, since, DAYS_TO_ANSWER) : undefined
}

/** Whether they are offered now; of an instant to come nobody knows yet which dates are free. */
export const isOfferDue = (visit: VisitState, now: Instant): boolean => (offeredAt(visit) ?? '~') <= now

/** The last time of asking before the day of the visit: customer and engineer are reminded then; undefined where that is past. */
export function remindedAtOf({ stage, way, slot, terms, since, remindedAt }: VisitState): Instant | undefined {
  if (stage !== 'appointment' || way !== 'visit' || !slot || remindedAt) return undefined
  const at = askingBefore(terms, startOfDay(dayOf(slot.from, terms.timezone), terms.timezone))
  return at > since ? at : undefined
}

/** When an appointment is over, as far as waiting for it goes: a call is to be made once its time has come. */
export const passesAt = ({ stage, slot }: Pick<VisitState, 'stage' | 'slot'>): Instant | undefined =>
  stage === 'appointment' && slot ? slot.to : undefined

/** Where there was nobody to write to, or no date, as it was due, it is tried as somebody is asked. */
function nextOfferedAt(visit: VisitState, now: Instant): Instant | undefined {
  const at = offeredAt(visit)
  const next = at === undefined || mayBeAskedAt(visit.terms, at) ? at : askingFrom(visit.terms, at)
  return next !== undefined && next > now ? next : undefined
}

/** The next instant at which something may be due, seen from now. */
export function nextAt(visit: VisitState, now: Instant): Instant | undefined {
  if (isIdle(visit)) return nextAskedAt(visit, now)
  const meant = isEnded(visit) ? [] : notMeantYet(visit).map(meantFrom)
  const instants = [passesAt(visit), remindedAtOf(visit), nextAskedAt(visit, now), nextOfferedAt(visit, now), ...meant]
  return earliest(instants.filter((instant) => instant !== undefined))
}

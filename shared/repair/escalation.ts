import type { Actor, PersonRef } from '../kernel/actor.ts'
import { BadRequestError, fault, inThePast } from '../kernel/errors.ts'
import type { Instant } from '../kernel/instant.ts'
import { without } from '../kernel/without.ts'
import { type EscalateRule, rulesOf, type Team } from '../plan/rules.ts'
import { termsFor } from '../plan/terms.ts'
import type { Action } from './actions.ts'
import { agreementIn, requireAgreement } from './agreements.ts'
import type { RecordedEvent, RepairEvent } from './events.ts'
import { heldUntil } from './state/mute.ts'
import { openQuestions } from './state/questions.ts'
import { factOf, reach } from './state/reach.ts'
import type { Escalation, Repair } from './state/repair.ts'
import { brief, MOST_LISTED } from './state/room.ts'
import { wantLoaner } from './state/wanted-loaner.ts'

// What the desk and one visit cannot solve: the customer is given a date (C28), and others are asked (C28, N14).

type BeyondEvent = Extract<RecordedEvent, { type: 'notSolvedOnSite' | 'resolutionPromised' | 'escalated' | 'advised' }>
type BeyondAction = Extract<Action, { type: 'notSolved' | 'promiseDate' | 'escalate' | 'advise' }>

export function applyBeyond(state: Repair, event: BeyondEvent): Repair {
  switch (event.type) {
    case 'notSolvedOnSite': {
      const noted: Repair = {
        ...state,
        ...(event.unremovable && !state.unremovableAt && { unremovableAt: event.at }),
        ...((event.unremovable || event.major) && { judgedMajor: { at: event.at, reason: brief(event.reason) } }),
      }
      const lent = state.plan.loanerWhenNotSolvedOnSite ? wantLoaner(noted, 'notSolvedOnSite', event.at) : noted
      const again = isDatePast(lent, event.at) && !awaitsDate(lent)
      const unsolved = again ? recur(lent, 'notSolved', event) : reach(lent, 'notSolved', event)
      return event.resolutionAt ? dated(unsolved, event, event.resolutionAt) : unsolved
    }
    case 'resolutionPromised':
      return { ...dated(state, event, event.resolutionAt), ...(event.agreement && { resolutionAgreed: true }) }
    case 'escalated': {
      const asked =
        openQuestions(state).length > 0 ? reach(state, 'escalated', event) : recur(state, 'escalated', event)
      const { to, question, answerBy, at } = event
      const escalation: Escalation = { to, question: brief(question, 100), at, ...(answerBy && { answerBy }) }
      return { ...asked, escalations: [...(state.escalations ?? []), escalation].slice(-MOST_LISTED) }
    }
    case 'advised': {
      const open = openQuestions(state)
      return {
        ...state,
        milestones: { ...state.milestones, advised: factOf(event) },
        escalations: (state.escalations ?? []).map((asked) =>
          open.includes(asked) ? { ...asked, answer: brief(event.answer, 100) } : asked,
        ),
      }
    }
    default:
      return event satisfies never
  }
}

/** A date that moves before it has passed stays one promise; after that it is the next. */
const dated = (state: Repair, event: RecordedEvent, resolutionAt: Instant): Repair => {
  const reached = isDatePast(state, event.at) ? recur(state, 'scheduled', event) : reach(state, 'scheduled', event)
  return { ...without(reached, 'resolutionAgreed'), resolutionAt }
}

const isDatePast = ({ resolutionAt }: Repair, at: Instant): boolean => resolutionAt !== undefined && resolutionAt <= at

/** The customer still waits to be told a date. */
const awaitsDate = ({ clocks }: Repair): boolean =>
  clocks.some(({ term, endedAt }) => term.until === 'scheduled' && endedAt === undefined)

/** It happens once more in this round, so its clocks start once more. */
const recur = (state: Repair, fact: 'notSolved' | 'scheduled' | 'escalated', event: RecordedEvent): Repair => {
  const before = state.milestones[fact]
  const now = before ? { ...factOf(event), nth: (before.nth ?? 1) + 1 } : factOf(event)
  return { ...state, milestones: { ...state.milestones, [fact]: now } }
}

/** Throws BadRequestError for a date that is not in the future, or that the plan asks for and is missing. */
export function beyondEvents(
  state: Repair,
  action: BeyondAction,
  people: readonly PersonRef[] = [],
  by: Actor,
  now: Instant,
): RepairEvent[] {
  switch (action.type) {
    case 'notSolved': {
      const { reason, resolutionAt, unremovable, major } = action
      if (resolutionAt && isLater(state, resolutionAt))
        throw new BadRequestError([
          fault(
            'resolutionAt',
            `已告知客户 ${state.resolutionAt}；改期要和客户另行约定（promiseDate）`,
            `the customer was told ${state.resolutionAt}; agree another date with them (promiseDate)`,
          ),
        ])
      return [
        {
          type: 'notSolvedOnSite',
          reason,
          ...(resolutionAt && { resolutionAt: inFuture('resolutionAt', resolutionAt, now) }),
          ...(unremovable && { unremovable }),
          ...(major && { major }),
        },
      ]
    }
    case 'promiseDate': {
      const { resolutionAt, note } = action
      const promised = inFuture('resolutionAt', resolutionAt, now)
      const agreement = isLater(state, promised)
        ? requireAgreement(action, by, {
            zh: '比告知客户的日期晚，要写明客户方谁同意、怎么同意的',
            en: 'a later date than the customer was told needs who of them agreed to it, and how',
          })
        : agreementIn(action, by)
      return [
        {
          type: 'resolutionPromised',
          resolutionAt: promised,
          ...(note && { note }),
          ...(agreement && { agreement }),
        },
      ]
    }
    case 'escalate':
      return [escalated(state, action, people, now)]
    case 'advise':
      return [{ type: 'advised', answer: action.answer }]
    default:
      return action satisfies never
  }
}

function escalated(
  state: Repair,
  { to, question, answerBy }: Extract<Action, { type: 'escalate' }>,
  people: readonly PersonRef[],
  now: Instant,
): RepairEvent {
  const clause = clauseFor(state, to)
  const dated = termsFor(state.plan, state.severity).some(
    (term) => term.clause === clause && term.from === 'escalated' && term.limit === 'promised',
  )
  if (dated && !answerBy)
    throw new BadRequestError([
      fault('answerBy', `按 ${clause} 要写明何时答复`, `${clause} asks by when it will be answered`),
    ])
  return {
    type: 'escalated',
    to,
    question,
    people,
    ...(answerBy && { answerBy: inFuture('answerBy', answerBy, now) }),
    ...(clause && { clause }),
  }
}

/** A date was told, and this one would put it off: that takes the customer's yes. */
const isLater = ({ resolutionAt }: Repair, date: Instant): boolean => resolutionAt !== undefined && date > resolutionAt

/** The clock of a date that was told. */
export const isDatedClock = ({ clocks }: Repair, id: string): boolean =>
  clocks.some((clock) => clock.id === id && clock.term.from === 'scheduled')

/** Throws BadRequestError for a time that is over: nobody can be promised it. */
export const inFuture = (field: string, date: Instant, now: Instant): Instant => {
  if (date <= now) throw new BadRequestError([inThePast(field)])
  return date
}

const rulesFor = ({ plan, severity }: Repair) =>
  rulesOf(plan, 'escalate').filter(({ severities }) => severities === undefined || severities.includes(severity))

const clauseFor = (state: Repair, team: Team): string | undefined =>
  rulesFor(state).find(({ to }) => to.includes(team))?.clause

/** People beyond the desk, as far as looked up. */
export type Teams = Partial<Readonly<Record<Team, readonly PersonRef[]>>>

/**
 * N14 C28: whom the plan's automatic rules call in by themselves, who have no question open and were not asked since: for a
 * broken promise – only those that drive count, what is merely recorded beside them was broken with them – or for a fault that
 * is judged major or unremovable.
 */
export function calledIn(state: Repair): readonly { readonly team: Team; readonly clause: string }[] {
  if (state.stage === 'confirmation' || state.stage === 'closed') return []
  const open = new Set(openQuestions(state).map(({ to }) => to))
  return rulesFor(state).flatMap(({ automatic, to, clause }) =>
    to
      .filter((team) => !open.has(team) && isCause(state, automatic, lastAsked(state, team)))
      .map((team) => ({ team, clause })),
  )
}

const isCause = (state: Repair, automatic: EscalateRule['automatic'], since: Instant): boolean => {
  // Planned work holds it back as it does a page.
  if (automatic === 'broken') return heldUntil(state) === undefined && wasBrokenSince(state, since)
  return automatic === 'unremovable' && state.judgedMajor !== undefined && state.judgedMajor.at > since
}

const lastAsked = ({ escalations }: Repair, team: Team): Instant =>
  escalations?.findLast(({ to }) => to === team)?.at ?? ''

const wasBrokenSince = ({ clocks, round }: Repair, since: Instant): boolean =>
  clocks.some(
    (clock) => clock.drives && clock.round === round && clock.brokenAt !== undefined && clock.brokenAt > since,
  )

/** By when their answer is needed: by the date that the customer was told, or by when the customer is to be told one. */
const neededBy = ({ resolutionAt, updatedAt, clocks }: Repair): Instant | undefined =>
  [resolutionAt, clocks.find(({ term, state }) => term.until === 'scheduled' && state === 'open')?.dueAt].find(
    (date) => date !== undefined && date > updatedAt,
  )

/** Whoever was looked up is asked what the customer asked, or why it is judged major; they see the rest on the repair's page. */
export const callIn = (state: Repair, teams: Teams): RepairEvent[] =>
  calledIn(state).flatMap(({ team, clause }): RepairEvent[] => {
    const people = teams[team]
    if (!people) return []
    const isMajor = rulesFor(state).some((rule) => rule.clause === clause && rule.automatic === 'unremovable')
    const question = (isMajor && state.judgedMajor?.reason) || state.symptoms
    const date = isMajor ? neededBy(state) : undefined
    return [{ type: 'escalated', to: team, question, people, clause, ...(date && { answerBy: date }) }]
  })

import type { PersonRef } from '../../../kernel/actor.ts'
import { BadRequestError, fault, inFuture } from '../../../kernel/errors.ts'
import { defined, without } from '../../../kernel/fields.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { type EscalateRule, rulesOf, type Team } from '../../../plan/rules.ts'
import { termsFor } from '../../../plan/terms.ts'
import type { Agreement } from '../../../promise/agreement.ts'
import { heldUntil } from '../../state/mute.ts'
import { openQuestions } from '../../state/questions.ts'
import { occurrenceOf, reach } from '../../state/reach.ts'
import type { RepairStamp } from '../../state/recorded.ts'
import type { Question, Repair } from '../../state/repair.ts'
import { brief, MOST_LISTED } from '../../state/room.ts'
import { wantLoaner } from '../../state/wanted-loaner.ts'
import { agreementIn, requireAgreement } from '../agreed.ts'
import type { Actions, Events, Given } from '../feature.ts'
import type { BeyondAction } from './offers.ts'

type Of<T extends BeyondAction['type']> = Extract<BeyondAction, { type: T }>

export type BeyondEvent =
  | { type: 'notSolvedOnSite'; reason: string; resolutionAt?: Instant; unremovable?: boolean; major?: boolean }
  | { type: 'resolutionPromised'; resolutionAt: Instant; note?: string; agreement?: Agreement }
  | { type: 'escalated'; to: Team; question: string; answerBy?: Instant; people: readonly PersonRef[]; clause?: string }
  | { type: 'advised'; answer: string }

export const actions: Actions<BeyondAction, BeyondEvent> = {
  notSolved: { decide: notSolved, acknowledges: 'paged' },
  promiseDate: { decide: promiseDate },
  escalate: {
    decide: (state, action, given) => [escalated(state, action, given)],
    isFull: ({ escalations = [], roundAt }) => escalations.filter(({ at }) => at >= roundAt).length >= MOST_LISTED,
  },
  advise: { decide: (_, { answer }) => [{ type: 'advised', answer }] },
}

export const events: Events<BeyondEvent> = {
  notSolvedOnSite: {
    fold: (state, event) => {
      const noted: Repair = {
        ...state,
        ...(event.unremovable && !state.unremovableAt && { unremovableAt: event.at }),
        ...((event.unremovable || event.major) && { judgedMajor: { at: event.at, reason: brief(event.reason) } }),
      }
      const lent = state.plan.loanerWhenNotSolvedOnSite ? wantLoaner(noted, 'notSolvedOnSite', event.at) : noted
      const again = isDatePast(lent, event.at) && !awaitsDate(lent)
      const unsolved = again ? reachAgain(lent, 'notSolved', event) : reach(lent, 'notSolved', event)
      return event.resolutionAt ? dated(unsolved, event, event.resolutionAt) : unsolved
    },
    // The engineer who could not solve it told the customer a date at once.
    settlesBy: ({ resolutionAt }) => (resolutionAt === undefined ? {} : { reaches: ['scheduled'] }),
    starts: true,
  },
  resolutionPromised: {
    fold: (state, event) => ({
      ...dated(state, event, event.resolutionAt),
      ...(event.agreement && { resolutionAgreed: true }),
    }),
    settles: { reaches: ['scheduled'] },
    starts: true,
  },
  escalated: {
    fold: (state, event) => {
      const asked =
        openQuestions(state).length > 0 ? reach(state, 'escalated', event) : reachAgain(state, 'escalated', event)
      const { to, question, answerBy, at } = event
      const people = event.people.slice(0, MOST_LISTED)
      const escalation: Question = { to, people, question: brief(question, 100), at, ...(answerBy && { answerBy }) }
      return { ...asked, escalations: [...(state.escalations ?? []), escalation].slice(-MOST_LISTED) }
    },
    starts: true,
  },
  advised: {
    fold: (state, event) => {
      const open = openQuestions(state)
      return {
        ...state,
        milestones: { ...state.milestones, advised: occurrenceOf(event) },
        escalations: (state.escalations ?? []).map((asked) =>
          open.includes(asked) ? { ...asked, answer: brief(event.answer, 100) } : asked,
        ),
      }
    },
    settles: { reaches: ['advised'] },
  },
}

/** A date that moves before it has passed stays one promise; after that it is the next. */
const dated = (state: Repair, event: RepairStamp, resolutionAt: Instant): Repair => {
  const reached = isDatePast(state, event.at) ? reachAgain(state, 'scheduled', event) : reach(state, 'scheduled', event)
  return { ...without(reached, 'resolutionAgreed'), resolutionAt }
}

const isDatePast = ({ resolutionAt }: Repair, at: Instant): boolean => resolutionAt !== undefined && resolutionAt <= at

/** The customer still waits to be told a date. */
const awaitsDate = ({ clocks }: Repair): boolean =>
  clocks.some(({ term, endedAt }) => term.until === 'scheduled' && endedAt === undefined)

/** It happens once more in this round, so its clocks start once more. */
const reachAgain = (state: Repair, fact: 'notSolved' | 'scheduled' | 'escalated', event: RepairStamp): Repair => {
  const before = state.milestones[fact]
  const now = before ? { ...occurrenceOf(event), nth: (before.nth ?? 1) + 1 } : occurrenceOf(event)
  return { ...state, milestones: { ...state.milestones, [fact]: now } }
}

function notSolved(state: Repair, action: Of<'notSolved'>, { now }: Given): BeyondEvent[] {
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

function promiseDate(state: Repair, action: Of<'promiseDate'>, { by, now }: Given): BeyondEvent[] {
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
      ...defined({ agreement }),
    },
  ]
}

function escalated(
  state: Repair,
  { to, question, answerBy }: Of<'escalate'>,
  { lookedUp: { people = [] }, now }: Given,
): BeyondEvent {
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
export const callIn = (state: Repair, teams: Teams): BeyondEvent[] =>
  calledIn(state).flatMap(({ team, clause }): BeyondEvent[] => {
    const people = teams[team]
    if (!people) return []
    const isMajor = rulesFor(state).some((rule) => rule.clause === clause && rule.automatic === 'unremovable')
    const question = (isMajor && state.judgedMajor?.reason) || state.symptoms
    const date = isMajor ? neededBy(state) : undefined
    return [{ type: 'escalated', to: team, question, people, clause, ...(date && { answerBy: date }) }]
  })

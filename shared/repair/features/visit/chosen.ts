import type { Actor } from '../../../kernel/actor.ts'
import { dayOf, isWorkday, timeOn } from '../../../kernel/calendar.ts'
import { BadRequestError, type Fault, fault, inFuture } from '../../../kernel/errors.ts'
import { defined } from '../../../kernel/fields.ts'
import { durationMs, earliest, type Instant, later, laterOf, toMs } from '../../../kernel/instant.ts'
import { text } from '../../../kernel/text.ts'
import { shortTime } from '../../../kernel/when.ts'
import { pauseOf } from '../../../plan/defaults.ts'
import type { Agreement } from '../../../promise/agreement.ts'
import type { Clock } from '../../../promise/clock.ts'
import { agreeVisit, isLaterThanPromised, isOfArrival } from '../../clocks/moving.ts'
import type { Repair } from '../../state/repair.ts'
import { workingTimeOf } from '../../state/working-time.ts'
import { agreementIn, requireAgreement, withAgreement } from '../agreed.ts'
import { dated } from '../attention/appointment.ts'
import type { Events, Given } from '../feature.ts'
import type { ChooseVisit } from './offers.ts'

// The visit is decided, and the customer says when it suits them: by their link, or to one of ours. Before the promised arrival
// that changes no promise; after it, the promise moves to the time they chose and the repair waits for it, which they have to
// want expressly, having read what moves. Of a promise that is broken already nothing moves, but others may.

export type ChosenEvent = { type: 'visitChosen'; visitAt: Instant; agreement?: Agreement }

export const events: Events<ChosenEvent> = {
  visitChosen: {
    fold: (state, event) => {
      const { visitAt, agreement } = event
      const known = dated(state, visitAt, event.at)
      return agreement ? withAgreement(known, event, agreement, { about: 'visit', until: visitAt }) : known
    },
    clocks: (after, event) => (event.agreement ? agreeVisit(after, event, event.visitAt) : []),
    // Whoever decided the visit no longer takes back what the customer has chosen since.
    tap: 'final',
  },
}

export const LATER_THAN_PROMISED = text(
  '上门比承诺的晚，要写明客户方谁同意、怎么同意的',
  'a visit later than promised needs who at the customer agreed to it, and how',
)

/** Whoever cannot make up their mind is better called: each choice is told to everybody. */
const MOST_CHOICES = 6

/** By when somebody was promised to be there or to leave; absent where nothing of the kind is open. */
export const promisedVisit = ({ clocks }: Repair): Instant | undefined =>
  earliest(arrivals(clocks).map(({ dueAt }) => dueAt))

const arrivals = (clocks: Repair['clocks']) => clocks.filter((clock) => clock.state === 'open' && isOfArrival(clock))

/** The last time that a customer may choose: no further off than a promise may ever be made to wait. */
export const latestChoice = (state: Repair, now: Instant): Instant =>
  laterOf(later(now, durationMs(pauseOf(state.plan).longest)), promisedVisit(state) ?? now)

/** A promise that a visit would move. */
export interface Moving {
  readonly clock: Clock
  readonly from: Instant
  readonly to: Instant
}

/** What becomes due later by a visit at that time. */
export const movedByVisit = (state: Repair, visitAt: Instant, now: Instant): readonly Moving[] =>
  agreeVisit(state, { at: now, seq: state.seq + 1 }, visitAt).flatMap((event) => {
    const before = event.type === 'clockMoved' && state.clocks.find(({ id }) => id === event.clock.id)
    if (!before || event.clock.dueAt <= before.dueAt) return []
    return [{ clock: before, from: before.dueAt, to: event.clock.dueAt }]
  })

/** Until when a visit moves nothing; absent where no visit does. */
export function movesNothingUntil(state: Repair, now: Instant): Instant | undefined {
  const moving = movedByVisit(state, latestChoice(state, now), now)
  const waited = moving.flatMap(({ clock }) => clock.pauses.filter(({ why }) => why === 'visit-agreed'))
  return earliest([
    ...moving.map(({ from }) => from),
    ...waited.flatMap(({ to }) => (to !== undefined && to > now ? [to] : [])),
  ])
}

/** When we come on a working day, in the customer's zone; absent for a plan that names no hours. */
export function visitingHours({
  plan,
}: Pick<Repair, 'plan'>): { readonly from: string; readonly to: string } | undefined {
  const [first, last] = [plan.workingHours[0], plan.workingHours.at(-1)]
  return first && last && { from: first.from, to: last.to }
}

/** Until when somebody comes at any hour, as the promise itself would have it; absent where it has us come in working hours. */
export function anyHourUntil({ clocks }: Pick<Repair, 'clocks'>): Instant | undefined {
  const open = arrivals(clocks)
  return open.every(({ term }) => term.window === '7x24') ? earliest(open.map(({ dueAt }) => dueAt)) : undefined
}

/** Somebody comes then: in the hours of a working day, or any time at which the promise itself would have us come. */
function isVisitingTime(state: Repair, visitAt: Instant): boolean {
  const anyHour = anyHourUntil(state)
  if (anyHour !== undefined && visitAt <= anyHour) return true
  const hours = visitingHours(state)
  if (!hours) return true
  const { timezone, holidays } = workingTimeOf(state)
  const [day, ms] = [dayOf(visitAt, timezone), toMs(visitAt)]
  return isWorkday(day, holidays) && ms >= timeOn(day, hours.from, timezone) && ms <= timeOn(day, hours.to, timezone)
}

/**
 * Throws BadRequestError for a time at which nobody comes, one that moves a promise which they did not say may move, or one of ours
 * who has nothing new to say.
 */
export function choose(state: Repair, action: ChooseVisit, { by, now }: Given): ChosenEvent[] {
  const visitAt = inFuture('visitAt', action.visitAt, now)
  const problem = by.kind === 'customer' ? customersProblem(state, action, now) : undefined
  if (problem) throw new BadRequestError([problem])
  const agreement = agreementTo(state, action, by)
  const isKnown = visitAt === state.visitAt && (!agreement || agreedVisit(state) === visitAt)
  if (isKnown && by.kind !== 'customer')
    throw new BadRequestError([
      fault('visitAt', '约的已经是这个时间，不用再记', 'it is that time already: there is nothing to change'),
    ])
  return isKnown ? [] : [{ type: 'visitChosen', visitAt, ...defined({ agreement }) }]
}

/** The time of the visit, where the customer has agreed to it. */
const agreedVisit = ({ visitAt, agreements = [] }: Repair): Instant | undefined =>
  agreements.some(({ about, until, over }) => about === 'visit' && until === visitAt && !over) ? visitAt : undefined

const agreementTo = (state: Repair, action: ChooseVisit, by: Actor): Agreement | undefined => {
  const agreed = agreedVisit(state)
  if (isLaterThanPromised(state, action.visitAt)) return requireAgreement(action, by, LATER_THAN_PROMISED)
  // They keep that time free: another is theirs to say, however early it is.
  if (agreed !== undefined && agreed !== action.visitAt)
    return requireAgreement(action, by, {
      zh: `已和客户约好 ${shortTime(agreed, state.timezone, 'zh-CN')}，改时间要写明客户方谁同意、怎么同意的`,
      en: `${shortTime(agreed, state.timezone, 'en')} is agreed with the customer: another time needs who of theirs agreed to it, and how`,
    })
  return agreementIn(action, by)
}

/** What keeps a customer from choosing it by themselves. */
function customersProblem(state: Repair, { visitAt, later: wantsLater }: ChooseVisit, now: Instant): Fault | undefined {
  const time = (instant: Instant) => ({
    zh: shortTime(instant, state.timezone, 'zh-CN'),
    en: shortTime(instant, state.timezone, 'en'),
  })
  const chosen = (state.agreements ?? []).filter(({ about }) => about === 'visit')
  if (chosen.length >= MOST_CHOICES)
    return fault(
      'visitAt',
      '已改过多次，请打服务热线商定',
      'it was changed several times; please call us to agree on it',
    )
  const latest = latestChoice(state, now)
  if (visitAt > latest)
    return fault(
      'visitAt',
      `最晚可选 ${time(latest).zh}；要更晚请打服务热线`,
      `can be ${time(latest).en} at the latest; please call us for a later one`,
    )
  const hours = visitingHours(state)
  if (hours && !isVisitingTime(state, visitAt))
    return fault(
      'visitAt',
      `请选工作日 ${hours.from}–${hours.to} 之间的时间`,
      `please choose a time between ${hours.from} and ${hours.to} on a working day`,
    )
  const moving = wantsLater ? [] : movedByVisit(state, visitAt, now)
  if (moving.length === 0) return undefined
  const [zh, en] = (['zh', 'en'] as const).map((language) => [
    ...new Set(
      moving.map(({ clock, from, to }) => `${clock.term.clause} ${time(from)[language]} → ${time(to)[language]}`),
    ),
  ])
  return fault(
    'visitAt',
    `会使承诺改期：${zh?.join('；')}。确实要这个时间，请勾选“同意承诺改期”`,
    `moves what we promised: ${en?.join('; ')}. If you want it all the same, tick “These promises may move”`,
  )
}

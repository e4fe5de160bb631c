import type { Actor } from '../../../kernel/actor.ts'
import { dayOf, isWorkday, timeOn } from '../../../kernel/calendar.ts'
import { BadRequestError, type Fault, fault, inThePast } from '../../../kernel/errors.ts'
import { defined } from '../../../kernel/fields.ts'
import { durationMs, earliest, type Instant, later, laterOf, toMs } from '../../../kernel/instant.ts'
import { shortTime } from '../../../kernel/when.ts'
import { pauseOf } from '../../../plan/defaults.ts'
import type { Agreement } from '../../../promise/agreement.ts'
import { agreeVisit, isLaterThanPromised } from '../../clocks/moving.ts'
import type { Repair } from '../../state/repair.ts'
import { workingTimeOf } from '../../state/working-time.ts'
import { agreementIn, requireAgreement, withAgreement } from '../agreed.ts'
import type { Events, Given } from '../feature.ts'
import type { ChooseVisit } from './offers.ts'

// The visit is decided, and the customer says when it suits them: by their link, or to one of ours. Before the promised arrival
// that changes no promise; after it, the promise moves to the time they chose, which they have to want expressly.

export type ChosenEvent = { type: 'visitChosen'; visitAt: Instant; agreement?: Agreement }

export const events: Events<ChosenEvent> = {
  visitChosen: {
    fold: (state, event) => {
      const { visitAt, agreement } = event
      const dated: Repair = { ...state, visitAt }
      return agreement ? withAgreement(dated, event, agreement, { about: 'visit', until: visitAt }) : dated
    },
    clocks: (after, event) => (event.agreement ? agreeVisit(after, event, event.visitAt) : []),
    // Whoever decided the visit no longer takes back what the customer has chosen since.
    tap: 'final',
  },
}

/** Whoever cannot make up their mind is better called: each choice is told to everybody. */
const MOST_CHOICES = 6

/** By when somebody was promised to be there or to leave; absent where nothing of the kind is open. */
export const promisedVisit = ({ clocks }: Repair): Instant | undefined =>
  earliest(arrivals(clocks).map(({ dueAt }) => dueAt))

const arrivals = (clocks: Repair['clocks']) =>
  clocks.filter(({ state, term }) => state === 'open' && (term.until === 'arrived' || term.until === 'dispatched'))

/** The last time that a customer may choose: no further off than a promise may ever be made to wait. */
export const latestChoice = (state: Repair, now: Instant): Instant =>
  laterOf(later(now, durationMs(pauseOf(state.plan).longest)), promisedVisit(state) ?? now)

/** When we come on a working day, in the customer's zone; absent for a plan that names no hours. */
export function visitingHours({
  plan,
}: Pick<Repair, 'plan'>): { readonly from: string; readonly to: string } | undefined {
  const [first, last] = [plan.workingHours[0], plan.workingHours.at(-1)]
  return first && last && { from: first.from, to: last.to }
}

/** Somebody comes then: in the hours of a working day, or any time at which the promise itself would have us come. */
function isVisitingTime(state: Repair, visitAt: Instant): boolean {
  const open = arrivals(state.clocks)
  if (open.length > 0 && open.every(({ term, dueAt }) => term.window === '7x24' && visitAt <= dueAt)) return true
  const hours = visitingHours(state)
  if (!hours) return true
  const { timezone, holidays } = workingTimeOf(state)
  const [day, ms] = [dayOf(visitAt, timezone), toMs(visitAt)]
  return isWorkday(day, holidays) && ms >= timeOn(day, hours.from, timezone) && ms <= timeOn(day, hours.to, timezone)
}

/** Throws BadRequestError for a time at which nobody comes, or one later than promised that they did not say they want. */
export function choose(state: Repair, action: ChooseVisit, { by, now }: Given): ChosenEvent[] {
  const { visitAt } = action
  if (visitAt <= now) throw new BadRequestError([inThePast('visitAt')])
  const problem = by.kind === 'customer' ? customersProblem(state, action, now) : undefined
  if (problem) throw new BadRequestError([problem])
  const agreement = agreementTo(state, action, by)
  return visitAt === state.visitAt ? [] : [{ type: 'visitChosen', visitAt, ...defined({ agreement }) }]
}

const agreementTo = (state: Repair, action: ChooseVisit, by: Actor): Agreement | undefined =>
  isLaterThanPromised(state, action.visitAt)
    ? requireAgreement(action, by, {
        zh: '上门比承诺的晚，要写明客户方谁同意、怎么同意的',
        en: 'a visit later than promised needs who at the customer agreed to it, and how',
      })
    : agreementIn(action, by)

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
  const promised = promisedVisit(state)
  if (promised === undefined || wantsLater || !isLaterThanPromised(state, visitAt)) return undefined
  return fault(
    'visitAt',
    `比承诺的 ${time(promised).zh} 晚；确实要这个时间，请勾选“可以比承诺的时间晚”`,
    `is later than the ${time(promised).en} we promised; if you want it all the same, tick “Later than promised is fine”`,
  )
}

import type { PersonRef } from '../../../kernel/actor.ts'
import { dayOf, startOfDay } from '../../../kernel/calendar.ts'
import { BadRequestError, FURTHEST_MS, fault } from '../../../kernel/errors.ts'
import { defined, without } from '../../../kernel/fields.ts'
import { type Instant, later } from '../../../kernel/instant.ts'
import { shortDate, shortTime } from '../../../kernel/when.ts'
import type { Agreement } from '../../../promise/agreement.ts'
import type { ContactRef, Slot, VisitState } from '../../state/visit.ts'
import type { EngineerEvent } from '../engineer/rules.ts'
import type { Actions, Events, Given } from '../feature.ts'
import { ownProblems } from '../filling/forms.ts'
import { requireNotOwn } from '../filling/own.ts'
import { APPOINTMENT } from '../stages.ts'
import type { Beyond, PlanningAction } from './offers.ts'

export type PlanningEvent =
  | { readonly type: 'proposed'; readonly slots: readonly Slot[]; readonly contact: ContactRef }
  | { readonly type: 'noneFitted'; readonly words?: string }
  /** `late`: after a promised day, which stays. `moved`: there was another date, and why it was given up. */
  | {
      readonly type: 'agreed'
      readonly slot: Slot
      readonly agreement: Agreement
      readonly late?: true
      readonly moved?: string
      /** Who is told of it, where nobody was asked before. */
      readonly contact?: ContactRef
      /** Whoever goes is nowhere else at that time. */
      readonly booked?: true
    }

/** Unless something else is said. */
const USUAL_MS = { visit: 2 * 3_600_000, call: 30 * 60_000 } as const

export const actions: Actions<PlanningAction, PlanningEvent | EngineerEvent> = {
  propose: {
    decide: (state, { first, second }, { lookedUp: { slots: suggested = [], contact = state.contact }, now }) => {
      const given = [first, second].flatMap((from) => (from === undefined ? [] : [usual(state, from)]))
      const slots = (given.length > 0 ? given : suggested).toSorted((one, other) => (one.from < other.from ? -1 : 1))
      if (!contact) throw new BadRequestError([NOBODY])
      if (slots.length === 0) throw new BadRequestError([NO_DATES])
      for (const [field, from] of Object.entries(defined({ first, second })))
        requireFits(state, usual(state, from), field, now)
      return [{ type: 'proposed', slots, contact }]
    },
  },
  choose: {
    decide: (state, { slot: from }, given) => {
      const slot = state.proposal?.slots.find((one) => one.from === from)
      if (!slot || slot.from <= given.now) throw new BadRequestError([GONE])
      const agreement = { by: given.by.name ?? given.by.id ?? '', how: 'link' } as const
      const late = isBeyond(state, slot, given.now)
      return [{ type: 'agreed', slot, agreement, ...bookedBy(state), ...(late && { late }) }, ...sent(state, given)]
    },
  },
  noneFits: { decide: (_, { words }) => [{ type: 'noneFitted', ...defined({ words }) }] },
  agree: { decide: (state, action, given) => appointed(state, action, given) },
  reschedule: { decide: (state, action, given) => appointed(state, action, given, action.reason) },
}

type Appointed = Extract<PlanningAction, { type: 'agree' | 'reschedule' }>

function appointed(state: VisitState, action: Appointed, given: Given, moved?: string) {
  const { from, to, agreedBy, how, beyond } = action
  const slot = { from, to: to ?? usual(state, from).to }
  requireFits(state, slot, 'from', given.now)
  const late = isBeyond(state, slot, given.now)
  if (late) requireSaid(state, slot, beyond, given.now)
  const agreement = { by: agreedBy, how }
  const contact = state.contact ? undefined : given.lookedUp.contact
  const agreed = {
    type: 'agreed',
    slot,
    agreement,
    ...bookedBy(state),
    ...(late && { late }),
    ...defined({ moved, contact }),
  } as const
  return [agreed, ...sent(state, given)]
}

/** Who was named, or is free then; whoever had it has it on. */
const sent = (
  { engineer, works }: VisitState,
  { lookedUp: { person, suggested } }: Given,
): readonly EngineerEvent[] => {
  requireNotOwn({ works }, person)
  const free = ownProblems(works, suggested?.id).length > 0 ? undefined : suggested
  const next: PersonRef | undefined = person ?? engineer ?? free
  return next && next.id !== engineer?.id ? [{ type: 'assigned', person: next }] : []
}

/** A call is made from anywhere. */
const bookedBy = ({ way }: VisitState) => (way === 'visit' ? ({ booked: true } as const) : {})

const usual = ({ way }: VisitState, from: Instant): Slot => ({ from, to: later(from, USUAL_MS[way]) })

/** Throws BadRequestError for a time that cannot be meant. */
function requireFits({ works, terms }: VisitState, { from, to }: Slot, field: string, now: Instant): void {
  const { timezone } = terms
  if (from < startOfDay(dayOf(now, timezone), timezone) || from > later(now, FURTHEST_MS))
    throw new BadRequestError([fault(field, '要在今天到一年之内', 'must be between today and a year from now')])
  if (to <= now)
    throw new BadRequestError([
      fault(field, '这个时间已经过去：约以后的时间', 'is over already: agree on a time to come'),
    ])
  if (to <= from || to > later(from, 24 * 3_600_000))
    throw new BadRequestError([
      fault('to', '要晚于开始时间，且不超过一天', 'must be after the beginning, within a day'),
    ])
  const early = works.find(({ opensAt }) => from < opensAt)
  if (early)
    throw new BadRequestError([
      fault(
        field,
        `“${early.name.zh}”${shortDate(early.opensAt, timezone, 'zh-CN')} 起才能办：改时间，或这次不办它`,
        `"${early.name.en}" can be done from ${shortDate(early.opensAt, timezone, 'en')} on: take a later time, or leave it out`,
      ),
    ])
}

/** After the day by which something is promised that is not late yet. */
const beyondOf = ({ works }: VisitState, { to }: Slot, now: Instant) =>
  works.find(({ dueAt }) => dueAt >= now && to > dueAt)
const isBeyond = (state: VisitState, slot: Slot, now: Instant): true | undefined =>
  beyondOf(state, slot, now) ? true : undefined

/** Throws BadRequestError where a promise would be broken, or moved, without anybody saying so. */
function requireSaid(state: VisitState, slot: Slot, beyond: Beyond | undefined, now: Instant): void {
  const work = beyondOf(state, slot, now)
  if (!work || beyond === 'late') return
  const { timezone } = state.terms
  const last = (language: 'zh-CN' | 'en') => shortTime(later(work.dueAt, -60_000), timezone, language)
  throw new BadRequestError([
    fault(
      'beyond',
      `“${work.name.zh}”承诺在 ${last('zh-CN')} 前完成。改约不改承诺：要么客户同意承诺改期，由经理登记；要么按逾期算`,
      `"${work.name.en}" is promised by ${last('en')}. A later visit moves no promise: either the customer agrees that it moves and a manager records that, or it is broken`,
    ),
  ])
}

const NOBODY = fault(
  'contact',
  '客户方没有能收到邮件或短信的联系人：请写明，或电话约定',
  "nobody at the customer's can be written to: name somebody, or agree by telephone",
)
const NO_DATES = fault('first', '找不到合适的时间，请写明', 'no date is left: name one')
export const GONE = fault('slot', '这个时间已经不能选了', 'that date cannot be chosen any more')

export const events: Events<PlanningEvent> = {
  proposed: {
    fold: (state, { slots, contact, at, by }) => ({
      // Whoever was asked to telephone, or what came of a date, is asked on.
      ...(by.kind === 'system' ? without(state, 'toOffer') : without(state, 'asked', 'toOffer')),
      contact,
      proposal: { at, slots, contact },
      proposals: state.proposals + 1,
    }),
  },
  // Of a date of which nobody says what came they want another as well.
  noneFitted: {
    fold: (state, { at }) => ({
      ...without(state, 'proposal', ...APPOINTMENT),
      stage: 'planning',
      since: at,
      ...(state.slot && { unnoted: true }),
    }),
  },
  agreed: {
    fold: (state, { slot, agreement, at, contact, booked }) => ({
      ...without(state, 'proposal', ...APPOINTMENT, 'missed', 'toOffer', 'claimed', 'booked'),
      stage: 'appointment',
      since: at,
      slot,
      agreed: { ...agreement, at },
      ...(agreement.how !== 'link' && { claimed: { ...agreement, slot } }),
      ...(contact && { contact }),
      ...(booked && { booked }),
      unnoted: true,
    }),
  },
}

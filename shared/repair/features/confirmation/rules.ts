import { type Actor, nameOf } from '../../../kernel/actor.ts'
import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { defined, without } from '../../../kernel/fields.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { How } from '../../../promise/agreement.ts'
import { reopen } from '../../clocks/moving.ts'
import { pagingFor } from '../../state/paging.ts'
import { reach } from '../../state/reach.ts'
import type { Repair } from '../../state/repair.ts'
import { brief, MOST_LISTED } from '../../state/room.ts'
import type { SignedPaper } from '../../state/work.ts'
import { type AskedEvent, askAtOnce } from '../attention/rules.ts'
import { type ClosedEvent, close } from '../closing.ts'
import type { Actions, Events } from '../feature.ts'
import { closesRecord, paperIn } from '../maintenance-record.ts'
import { fallsDue, type ReplacementDueEvent } from '../replacement/due.ts'
import { isReplacementPending } from '../replacement/offers.ts'
import { awaitsApprovalAfterwards } from '../visit/offers.ts'
import type { ConfirmationAction } from './offers.ts'

export type ConfirmationEvent =
  | { type: 'confirmationReminded'; count: number }
  /** `onBehalf`: one of ours recorded what this person of the customer said, and how they said it. */
  | { type: 'confirmed'; rating?: number; comment?: string; onBehalf?: string; how?: How; paper?: SignedPaper }
  | { type: 'notFixed'; what: string }

export const actions: Actions<ConfirmationAction, ConfirmationEvent | ClosedEvent | AskedEvent | ReplacementDueEvent> =
  {
    confirm: {
      decide: (_, action, { by }) => confirmEvents(action, by),
      follows: [(state) => (closesRecord(state) ? close('confirmed') : [])],
      isNeverTooMuch: true,
    },
    notFixed: {
      decide: (_, { what }) => [{ type: 'notFixed', what }],
      follows: [
        fallsDue,
        (state, { before, lookedUp }) => (before.closed ? askAtOnce(state, 'contested', lookedUp.manager) : []),
      ],
      isNeverTooMuch: true,
      needs: ['manager', 'history'],
      isNeverFull: true,
    },
  }

export const events: Events<ConfirmationEvent> = {
  confirmationReminded: { fold: (state, { count }) => ({ ...state, confirmationReminders: count }) },
  /** Whose word it was. Nobody rates their own work. */
  confirmed: {
    fold: (state, event) => {
      const { by, how, onBehalf, rating } = event
      const confirmed = reach(without(state, 'confirmedFor'), 'confirmed', event)
      const rated = rating === undefined || by.id === state.assignee?.id ? confirmed : { ...confirmed, rating }
      if (by.kind === 'customer') return rated
      return { ...rated, confirmedFor: { name: onBehalf ?? nameOf(by), how: how ?? 'phone' } }
    },
    settles: { reaches: ['confirmed'] },
  },
  notFixed: {
    fold: (state, { at }) => refused(state, at),
    clocks: (after, { at }, before) => (before ? reopen(before, after, at) : []),
    starts: true,
    tap: 'final',
  },
}

/** What one of ours records of the customer's word names whose word it is. */
function confirmEvents(action: Extract<ConfirmationAction, { type: 'confirm' }>, by: Actor): ConfirmationEvent[] {
  const { rating, comment, onBehalf, how } = action
  if (by.kind !== 'customer' && onBehalf === undefined)
    throw new BadRequestError([
      fault(
        'onBehalf',
        '写明客户方由谁确认；客户自己的链接由本人确认',
        'say who at the customer confirmed it; their own link confirms for themselves',
      ),
    ])
  const paper = paperIn(action, by)
  return [
    {
      type: 'confirmed',
      ...defined({ rating }),
      ...(comment && { comment }),
      ...(onBehalf && by.kind !== 'customer' && { onBehalf, how: how ?? 'phone' }),
      ...defined({ paper }),
    },
  ]
}

/**
 * The customer refuses the repair: a new report of the same fault. The work begins again; a loaner that stands at the
 * customer's stays, and so do a date that was given and a new unit that has fallen due. Whoever did the refused repair is
 * asked first.
 */
function refused(state: Repair, at: Instant): Repair {
  const { loaned, scheduled, replacementDue } = state.milestones
  const { visitApproval } = state
  const isReplacementDue = isReplacementPending(state)
  return {
    ...without(
      state,
      'closed',
      'confirmedFor',
      'rating',
      'sentIn',
      'solvedBy',
      'visitAt',
      'delay',
      'assignee',
      'remoteAccess',
      'attempts',
      'visitApproval',
      'emergencyPlan',
      'judgedMajor',
    ),
    round: state.round + 1,
    roundAt: at,
    // What was agreed may still be disputed; it is waited for no longer.
    ...(state.agreements && { agreements: state.agreements.map((known) => ({ ...known, over: true as const })) }),
    milestones: {
      ...defined({ loaned, scheduled }),
      ...(replacementDue && isReplacementDue && { replacementDue }),
    },
    // The visit was made: what the manager has yet to say of it stays to be said.
    ...(awaitsApprovalAfterwards(state) && visitApproval && { visitApproval }),
    ...failedRepair(state, at),
    confirmationReminders: 0,
    paging: pagingFor('notFixed', at, state.assignee && { first: state.assignee }),
  }
}

/** A new unit that does not work either is no repair that failed. */
function failedRepair({ work, solvedBy, failedRepairs = [] }: Repair, at: Instant): Pick<Repair, 'failedRepairs'> {
  if (!work || solvedBy === 'replacement') return {}
  const { problem, origin, cause, done } = work
  const tried = { cause: brief(cause, 150), done: brief(done, 150) }
  const failed = { at, ...(problem && { problem }), ...defined({ origin }), ...tried }
  return { failedRepairs: [...failedRepairs, failed].slice(-MOST_LISTED) }
}

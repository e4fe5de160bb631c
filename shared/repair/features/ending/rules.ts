import { type Actor, nameOf } from '../../../kernel/actor.ts'
import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { without } from '../../../kernel/fields.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { Agreement } from '../../../promise/agreement.ts'
import { reopenWithdrawn } from '../../clocks/moving.ts'
import { pagingFor } from '../../state/paging.ts'
import { occurrenceOf } from '../../state/reach.ts'
import type { Repair } from '../../state/repair.ts'
import { agreementIn } from '../agreed.ts'
import { type ClosedEvent, close } from '../closing.ts'
import type { Actions, Events } from '../feature.ts'
import { afterJunk } from '../junk/rules.ts'
import { type LoanerEvent, releaseLoaner } from '../loaner/rules.ts'
import type { EndingAction } from './offers.ts'

export type EndingEvent =
  /** By the customer's word, or by a manager, who then waives what was promised. */
  | { type: 'withdrawn'; reason: string; agreement?: Agreement; approver?: string }
  /** It was not over after all: what fell away with the withdrawal is due again, from the report on. */
  | { type: 'reopened'; reason: string }

export const actions: Actions<EndingAction, EndingEvent | LoanerEvent | ClosedEvent> = {
  withdraw: {
    decide: (state, action, { by }) => withdrawEvents(state, action, by),
    follows: [releaseLoaner, () => close('withdrawn')],
  },
  reopen: { decide: (_, { reason }) => [{ type: 'reopened', reason }] },
}

export const events: Events<EndingEvent> = {
  withdrawn: { fold: (state, event) => ({ ...state, withdrawn: occurrenceOf(event) }), settles: { isOver: true } },
  reopened: {
    fold: (state, { at }) => (state.closed?.how === 'junk' ? afterJunk(state, at) : reopened(state, at)),
    clocks: (after, _, before) => (before ? reopenWithdrawn(before, after) : []),
    starts: true,
  },
}

/** As it stood when it was withdrawn; whoever had it is asked again, and answers or hands it over. */
const reopened = (state: Repair, at: Instant): Repair => ({
  ...without(state, 'closed', 'assignee', 'withdrawn', 'feedback'),
  paging: pagingFor('notFixed', at, state.assignee && { first: state.assignee }),
})

/** The customer withdraws; without their word only a manager may let it go, and answers for it. */
function withdrawEvents(state: Repair, action: Extract<EndingAction, { type: 'withdraw' }>, by: Actor): EndingEvent[] {
  const { reason } = action
  const agreement = agreementIn(action, by)
  if (agreement) return [{ type: 'withdrawn', reason, agreement }]
  if (by.manager) return [{ type: 'withdrawn', reason, approver: nameOf(by) }]
  throw new BadRequestError([
    fault(
      'agreedBy',
      `撤销 ${state.id} 要写明客户方谁要求、怎么说的；或由经理撤销`,
      `withdrawing ${state.id} needs who at the customer wants it, and how they said so; or a manager withdraws it`,
    ),
  ])
}

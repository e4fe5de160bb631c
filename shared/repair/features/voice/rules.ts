import { nameOf, type PersonRef } from '../../../kernel/actor.ts'
import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { defined } from '../../../kernel/fields.ts'
import type { Repair } from '../../state/repair.ts'
import { brief } from '../../state/room.ts'
import { type AskedEvent, askAtOnce } from '../attention/rules.ts'
import type { Actions, Events, Given } from '../feature.ts'
import type { VoiceAction } from './offers.ts'
import { withWords } from './unread.ts'

export type VoiceEvent =
  | { type: 'said'; text: string }
  /** `onBehalf`: who of the customer, where one of ours records it. */
  | { type: 'complained'; what: string; onBehalf?: string; manager?: PersonRef; visit?: string }
  /** Somebody else of ours asked how they rate it. */
  | { type: 'calledBack'; visit: string; worker?: string; score?: number }
  | { type: 'complaintAnswered'; answer: string }

/** More than anybody complains of one repair: each wakes a manager. */
export const MOST_COMPLAINTS = 6
/** Whoever only knows the unit leaves room for those whose repair it is. */
const MOST_OF_STRANGERS = 2

export const actions: Actions<VoiceAction, VoiceEvent | AskedEvent> = {
  say: { decide: (_, { text }) => [{ type: 'said', text }] },
  complain: {
    decide: complained,
    follows: [(state, { lookedUp }) => askAtOnce(state, 'complained', lookedUp.manager)],
    needs: ['manager'],
    requires: ({ complaints = [] }, { by }) => {
      const most = by.kind === 'caller' ? MOST_OF_STRANGERS : MOST_COMPLAINTS
      if (complaints.length >= most) throw new BadRequestError([TOO_MANY])
    },
  },
  answerComplaint: { decide: (_, { answer }) => [{ type: 'complaintAnswered', answer }] },
}

export const events: Events<VoiceEvent> = {
  said: { fold: (state, event) => withWords(state, event, event.text) },
  complained: {
    fold: (state, { at, by, what, onBehalf, manager, visit }) => {
      const complaint = { at, what: brief(what), contact: onBehalf ?? nameOf(by), ...defined({ manager, visit }) }
      return { ...state, complaints: [...(state.complaints ?? []), complaint] }
    },
  },
  calledBack: {
    fold: (state, { at, visit, worker, score }) => ({
      ...state,
      calledBack: { visit, at, ...defined({ worker, score }) },
    }),
  },
  complaintAnswered: {
    fold: (state, { at, by, answer }) => ({
      ...state,
      complaints: (state.complaints ?? []).map((one) =>
        one.answered ? one : { ...one, answered: { at, by: nameOf(by), answer: brief(answer) } },
      ),
    }),
  },
}

/** Throws BadRequestError where one of ours records it and does not say whose word it is. */
function complained(
  _: Repair,
  { what, onBehalf }: Extract<VoiceAction, { type: 'complain' }>,
  { by, lookedUp: { manager } }: Given,
): VoiceEvent[] {
  if (by.kind === 'customer' || by.kind === 'caller') return [{ type: 'complained', what, ...defined({ manager }) }]
  if (onBehalf === undefined) throw new BadRequestError([WHOSE])
  return [{ type: 'complained', what, onBehalf, ...defined({ manager }) }]
}

const WHOSE = fault('onBehalf', '写明客户方谁投诉', "say who at the customer's complains")
const TOO_MANY = fault(
  'what',
  `这一单已投诉 ${MOST_COMPLAINTS} 次，经理都收到了；还有要说的请直接打电话`,
  `there are ${MOST_COMPLAINTS} complaints about this repair, and the manager has them all; please call`,
)

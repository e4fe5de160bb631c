import { nameOf } from '../../../kernel/actor.ts'
import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { defined } from '../../../kernel/fields.ts'
import type { Text } from '../../../kernel/text.ts'
import type { Agreement } from '../../../promise/agreement.ts'
import type { Suggestion, SuggestionAnswer } from '../../state/filled.ts'
import type { Actions, Events } from '../feature.ts'
import { type AdvisingAction, type AnswerAction, answerable, isToCarryOut } from './offers.ts'

export type AdvisingEvent = AnsweredEvent | CarriedOutEvent

export interface CarriedOutEvent {
  readonly type: 'suggestionCarriedOut'
  readonly suggestion: string
  readonly what: Text
  readonly words: string
}

export interface AnsweredEvent {
  readonly type: 'suggestionAnswered'
  readonly suggestion: string
  readonly what: Text
  readonly answer: SuggestionAnswer
  readonly words?: string
  /** Who at the customer's said so to ours, and how; absent: they wrote it themselves. */
  readonly said?: Agreement
}

/** Throws BadRequestError where ours do not say whom of the customer's they heard it from. */
function asHeard({ saidBy, how }: AnswerAction): Agreement {
  if (saidBy !== undefined && how !== undefined) return { by: saidBy, how }
  throw new BadRequestError([
    fault(
      saidBy === undefined ? 'saidBy' : 'how',
      '要写明客户方谁说的、怎么说的',
      "is missing: say who at the customer's said so, and how",
    ),
  ])
}

export const actions: Actions<AdvisingAction, AdvisingEvent> = {
  answerSuggestion: {
    decide: (state, action, { by }) => {
      const { suggestion, answer, words } = action
      const found = answerable(state, by).find(({ key }) => key === suggestion)
      if (!found)
        throw new BadRequestError([
          fault('suggestion', '没有这条待答复的建议', 'is none that waits for an answer from you'),
        ])
      const said = by.kind === 'customer' ? undefined : asHeard(action)
      return [{ type: 'suggestionAnswered', suggestion, what: found.what, answer, ...defined({ words, said }) }]
    },
  },
  carryOut: {
    decide: ({ suggestions = [] }, { suggestion, words }) => {
      const found = suggestions.find((one) => one.key === suggestion && isToCarryOut(one))
      if (!found)
        throw new BadRequestError([
          fault(
            'suggestion',
            '没有这条客户同意、还没办的建议',
            'is none that the customer accepted and that is still to do',
          ),
        ])
      return [{ type: 'suggestionCarriedOut', suggestion, what: found.what, words }]
    },
  },
}

export const events: Events<AdvisingEvent> = {
  suggestionAnswered: {
    fold: (state, { suggestion, answer: what, words, said, at, by }) => {
      const byCustomer = by.kind === 'customer' ? (true as const) : undefined
      const answer = { what, at, by: nameOf(by), ...defined({ words, said, byCustomer }) }
      const answered = (one: Suggestion) => (one.key === suggestion ? { ...one, answer } : one)
      return { ...state, suggestions: state.suggestions?.map(answered) ?? [], unnoted: true }
    },
  },
  suggestionCarriedOut: {
    fold: (state, { suggestion, words, at, by }) => {
      const done = (one: Suggestion) =>
        one.key === suggestion ? { ...one, carriedOut: { at, by: nameOf(by), words } } : one
      return { ...state, suggestions: state.suggestions?.map(done) ?? [], unnoted: true }
    },
  },
}

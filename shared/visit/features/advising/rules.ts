import { nameOf } from '../../../kernel/actor.ts'
import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { defined } from '../../../kernel/fields.ts'
import type { Text } from '../../../kernel/text.ts'
import type { Suggestion, SuggestionAnswer } from '../../state/filled.ts'
import type { Actions, Events } from '../feature.ts'
import { type AdvisingAction, answerable } from './offers.ts'

export interface AdvisingEvent {
  readonly type: 'suggestionAnswered'
  readonly suggestion: string
  readonly what: Text
  readonly answer: SuggestionAnswer
  readonly words?: string
}

export const actions: Actions<AdvisingAction, AdvisingEvent> = {
  answerSuggestion: {
    decide: (state, { suggestion, answer, words }, { by }) => {
      const found = answerable(state, by).find(({ key }) => key === suggestion)
      if (!found)
        throw new BadRequestError([
          fault('suggestion', '没有这条待答复的建议', 'is none that waits for an answer from you'),
        ])
      return [{ type: 'suggestionAnswered', suggestion, what: found.what, answer, ...defined({ words }) }]
    },
  },
}

export const events: Events<AdvisingEvent> = {
  suggestionAnswered: {
    fold: (state, { suggestion, answer: what, words, at, by }) => {
      const byCustomer = by.kind === 'customer' ? (true as const) : undefined
      const answer = { what, at, by: nameOf(by), ...defined({ words, byCustomer }) }
      const answered = (one: Suggestion) => (one.key === suggestion ? { ...one, answer } : one)
      return { ...state, suggestions: state.suggestions?.map(answered) ?? [], unnoted: true }
    },
  },
}

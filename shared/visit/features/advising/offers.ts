import type { Actor } from '../../../kernel/actor.ts'
import { text } from '../../../kernel/text.ts'
import type { Agreement, How } from '../../../promise/agreement.ts'
import { HOW_NAMES } from '../../../repair/state/names.ts'
import { SUGGESTION_ANSWERS, type Suggestion, type SuggestionAnswer } from '../../state/filled.ts'
import type { VisitState } from '../../state/visit.ts'
import type { Offers } from '../feature.ts'
import { HEARD } from '../planning/offers.ts'

// What the customer was advised stays on the site's list until it is answered: by them, by their link, or by ours, who asked them; and
// what they accepted until somebody of ours says that it is done.

export type AdvisingAction =
  | AnswerAction
  | { readonly type: 'carryOut'; readonly suggestion: string; readonly words: string }

export interface AnswerAction {
  readonly type: 'answerSuggestion'
  readonly suggestion: string
  readonly answer: SuggestionAnswer
  readonly words?: string
  readonly saidBy?: string
  readonly how?: How
}

export const ANSWER_NAMES: Readonly<Record<SuggestionAnswer, ReturnType<typeof text>>> = {
  accepted: text('同意', 'Accepted'),
  declined: text('不采纳', 'Declined'),
  later: text('以后再说', 'Later'),
  done: text('已办好', 'Done already'),
}
const CHOICES = Object.fromEntries(SUGGESTION_ANSWERS.map((answer) => [answer, ANSWER_NAMES[answer]]))

/** From whom at the customer's ours heard it, and how. */
export const heardFrom = ({ by, how }: Agreement) => text(`${by}${HOW_NAMES[how].zh}`, `${by} ${HOW_NAMES[how].en}`)

/** Nobody has answered, or they will some day. */
export const isUnanswered = ({ answer }: Suggestion): boolean => answer === undefined || answer.what === 'later'

/** They want it, and it is not done. */
export const isToCarryOut = ({ answer, carriedOut }: Suggestion): boolean =>
  answer?.what === 'accepted' && carriedOut === undefined

/** Those that somebody may answer: what the customer said themselves, ours do not write over. */
export const answerable = (
  { done, suggestions = [] }: Pick<VisitState, 'done' | 'suggestions'>,
  { kind }: Pick<Actor, 'kind'>,
): readonly Suggestion[] =>
  done === undefined
    ? []
    : suggestions.filter(
        (one) =>
          isUnanswered(one) ||
          (kind === 'customer' && one.answer?.byCustomer === undefined && one.carriedOut === undefined),
      )

export const offers: Offers<AdvisingAction> = {
  answerSuggestion: {
    name: text('答复建议', 'Answer a suggestion'),
    role: 'engineer',
    parts: ['planner', 'worker', 'customer'],
    fields: [
      { name: 'suggestion', kind: 'suggestion', label: text('哪条建议', 'Which suggestion'), required: true },
      {
        name: 'answer',
        kind: 'choice',
        choices: CHOICES,
        label: text('客户的答复', "The customer's answer"),
        required: true,
      },
      { name: 'saidBy', kind: 'line', label: text('客户方谁说的', "Who at the customer's said so"), ofOurs: true },
      { name: 'how', kind: 'choice', choices: HEARD, label: text('怎么说的', 'How they said so'), ofOurs: true },
      { name: 'words', kind: 'prose', label: text('说明（可不填）', 'In words (optional)') },
    ],
    isAllowed: (visit, actor) => answerable(visit, actor).length > 0,
    obstacle: ({ done, suggestions = [] }) => {
      if (done === undefined) return text('还没办完，建议还可能变', 'it is not done, and what is advised may change')
      return suggestions.length === 0
        ? text('没有建议', 'nothing was advised')
        : text('建议都有答复了', 'every suggestion is answered')
    },
  },
  carryOut: {
    name: text('同意的建议已办好', 'An accepted suggestion is done'),
    role: 'engineer',
    parts: ['planner', 'worker'],
    fields: [
      { name: 'suggestion', kind: 'accepted', label: text('哪条建议', 'Which suggestion'), required: true },
      { name: 'words', kind: 'prose', label: text('办了什么', 'What was done'), required: true },
    ],
    isAllowed: ({ suggestions = [] }) => suggestions.some(isToCarryOut),
    obstacle: () =>
      text('没有客户同意、还没办的建议', 'there is no suggestion that the customer accepted and that is still to do'),
  },
}

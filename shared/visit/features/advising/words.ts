import type { Lines } from '../feature.ts'
import { ANSWER_NAMES } from './offers.ts'
import type { AdvisingEvent } from './rules.ts'

export const lines: Lines<AdvisingEvent> = {
  suggestionAnswered: ({ what, answer, words }, { say, name, more }) =>
    say(`建议“${what.zh}”：客户${ANSWER_NAMES[answer].zh}`, `Suggestion "${what.en}": ${name(ANSWER_NAMES[answer])}`) +
    more(words),
}

import { HOW_NAMES } from '../../../repair/state/names.ts'
import type { Lines } from '../feature.ts'
import { ANSWER_NAMES } from './offers.ts'
import type { AdvisingEvent } from './rules.ts'

export const lines: Lines<AdvisingEvent> = {
  suggestionAnswered: ({ what, answer, words, said }, { say, name, more }) =>
    say(`建议“${what.zh}”：客户${ANSWER_NAMES[answer].zh}`, `Suggestion "${what.en}": ${name(ANSWER_NAMES[answer])}`) +
    (said
      ? say(`（${said.by}${name(HOW_NAMES[said.how])}所说）`, ` (${said.by} said so ${name(HOW_NAMES[said.how])})`)
      : '') +
    more(words),
  suggestionCarriedOut: ({ what, words }, { say, more }) =>
    say(`建议“${what.zh}”已办好`, `Suggestion "${what.en}": done`) + more(words),
}

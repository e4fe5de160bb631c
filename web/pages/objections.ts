import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import { spanOf } from '../../shared/message/format.ts'
import type { VisitState } from '../../shared/visit/state/visit.ts'
import { type Html, html } from '../html.ts'

interface Read {
  readonly visit: VisitState
  readonly language: Language
}

/** What the customer denied, and what a manager decided: both sides read it. */
export const objectionCard = ({ visit, language }: Read): Html | false => {
  const all = visit.objections ?? []
  const say = (words: Text) => inLanguage(words, language)
  return (
    all.length > 0 &&
    html`<div class="card"><h2>${say(OBJECTED)}</h2><ul class="plain">${all.map(
      ({ about, slot, words, by, decided }) =>
        html`<li><strong>${say(DENIED[about])}</strong> <span class="number">${spanOf(slot, visit.terms.timezone, language)}</span> <span class="soft">${by}</span>${words && html`<br>${words}`}${about === 'absence' && html`<br><span class="soft">${decided ? `${say(DECIDED[decided.finding])}${decided.reason}` : say(UNDECIDED)}</span>`}</li>`,
    )}</ul></div>`
  )
}

const OBJECTED = text('客户的异议', 'What the customer denies')
const DENIED = {
  date: text('没有约定过', 'Never agreed to'),
  absence: text('当时在场，没有人来', 'Was there, nobody came'),
}
const DECIDED = {
  ours: text('经理核定：是我方没有到。', 'Decided by a manager: we did not come. '),
  theirs: text('经理核定：原记录成立。', 'Decided by a manager: the record stands. '),
}
const UNDECIDED = text('待经理核定', 'A manager is to decide')

import {
  type Answer,
  type Answers,
  answerTo,
  comesLater,
  LONGEST_ANSWER,
  LONGEST_NOTE,
} from '../../shared/form/answers.ts'
import type { Form, Item } from '../../shared/form/form.ts'
import { limitWords } from '../../shared/form/words.ts'
import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import { Html, html } from '../html.ts'

// A form as fields of a page. Names say what they are of: `a.display` the answer, `n.display` the note beside it, `u.display` the units
// that it is about. The phone's script keeps what is typed, and hides what is not asked; without it everything is shown.

export interface FormFrame {
  readonly language: Language
  /** Where it is sent. */
  readonly path: string
  /** The state the reader sees: with the form's name it makes the id by which a double tap acts once. */
  readonly version: number
  /** What the draft on the phone is kept under. */
  readonly draft: string
  /** The repair that it is filled in about. */
  readonly about?: string
  /** What was answered before. */
  readonly answers?: Answers
}

/** All of it but what comes by itself: photos and the signature. */
export const formFields = (form: Form, frame: FormFrame): Html => {
  const { language, path, version, draft, about } = frame
  const say = (words: Text) => inLanguage(words, language)
  return html`<form method="post" action="${path}?lang=${language}" data-draft="${draft}">
<input type="hidden" name="action" value="fill"><input type="hidden" name="id" value="${version}/fill/${form.id}${about && `@${about}`}">
<input type="hidden" name="form" value="${form.id}"><input type="hidden" name="version" value="${form.version}">${about && html`<input type="hidden" name="about" value="${about}">`}
${form.intro && html`<p class="soft">${say(form.intro)}</p>`}
${form.sections.map(({ title, items }) => {
  const asked = items.filter((item) => !comesLater(item))
  return asked.length > 0 && html`<h2>${say(title)}</h2>${asked.map((item) => question(item, frame))}`
})}
<button>${say(SAVE)}</button></form>`
}

const SAVE = text('保存表单', 'Save the form')

function question(item: Item, frame: FormFrame): Html {
  const { language } = frame
  const say = (words: Text) => inLanguage(words, language)
  const answer = answerTo(frame.answers ?? {}, item.id)
  const limits = item.kind === 'number' ? limitWords(item) : undefined
  const aside = [limits, item.hint].filter((words) => words !== undefined).map(say)
  const when = item.when && new Html(` data-when="a.${item.when.item}" data-is="${item.when.is.join(' ')}"`)
  return html`<fieldset class="asked"${when}><legend>${say(item.ask)}${item.required && html`<span class="bad"> *</span>`}</legend>
${aside.map((words) => html`<p class="soft">${words}</p>`)}${control(item, answer, language)}${beside(item, answer, language)}</fieldset>`
}

function control(item: Item, answer: Answer | undefined, language: Language): Html | undefined {
  const name = `a.${item.id}`
  const written = typeof answer?.value === 'object' ? '' : String(answer?.value ?? '')
  const say = (words: Text) => inLanguage(words, language)
  // What is asked only sometimes cannot be required of everybody.
  const must = item.required === true && !item.when && new Html(' required')
  switch (item.kind) {
    case 'choice':
      return html`<div class="options">${item.options.map(({ value, label }) => radio(name, value, say(label), written, must))}</div>`
    case 'score':
      return html`<div class="rating">${[1, 2, 3, 4, 5].map((score) => radio(name, String(score), String(score), written, must))}</div>`
    case 'number':
      return html`<label>${item.unit && say(item.unit)}<input name="${name}" inputmode="decimal" maxlength="20" value="${written}" aria-label="${say(item.ask)}"${must}></label>`
    case 'text':
      return html`<textarea name="${name}" rows="2" maxlength="${LONGEST_ANSWER}" aria-label="${say(item.ask)}"${must}>${written}</textarea>`
    default:
      return undefined
  }
}

const radio = (name: string, value: string, label: string, written: string, must: Html | false): Html =>
  html`<label><input type="radio" name="${name}" value="${value}"${written === value && new Html(' checked')}${must}> ${label}</label>`

/** A note, and which units a fault is about; words need neither. */
function beside(item: Item, answer: Answer | undefined, language: Language): Html | undefined {
  if (item.kind !== 'choice' && item.kind !== 'number') return undefined
  const say = (words: Text) => inLanguage(words, language)
  const { note = '', units = [] } = answer ?? {}
  const isOpen = (note !== '' || units.length > 0) && new Html(' open')
  return html`<details class="quiet"${isOpen}><summary>${say(canBeFault(item) ? NOTE_AND_UNITS : NOTE)}</summary><div>
<label>${say(NOTE)}<input name="n.${item.id}" maxlength="${LONGEST_NOTE}" value="${note}"></label>
${canBeFault(item) && html`<label>${say(UNITS)}<input name="u.${item.id}" maxlength="700" value="${units.join('、')}"></label>`}</div></details>`
}

const NOTE = text('备注', 'Note')
const NOTE_AND_UNITS = text('备注、设备序列号', 'Note, serial numbers')
const UNITS = text('设备序列号（几台用顿号隔开）', 'Serial numbers (several: with commas)')

const canBeFault = (item: Item): boolean =>
  item.kind === 'choice'
    ? item.options.some(({ finding }) => finding === 'fault')
    : item.kind === 'number' && (item.min !== undefined || item.max !== undefined) && item.finding !== 'suggestion'

import type { Duty } from '../../shared/duty/duty.ts'
import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import { shortTime } from '../../shared/message/format.ts'
import { type Html, html } from '../html.ts'
import { layout } from './layout.ts'

export interface DutyPageView {
  readonly duty: Duty
  readonly language: Language
}

/** Reinforced duty as whoever is on it reads it on the phone: who is there when, whom to ring, what is watched. */
export const dutyPage = (view: DutyPageView): string => {
  const { duty, language } = view
  const say = (words: Text) => inLanguage(words, language)
  const time = (at: string) => shortTime(at, duty.timezone, language)
  return layout({
    title: duty.name,
    language,
    canSwitch: true,
    body: html`<h1>${duty.name}</h1>
<p class="soft">${duty.customer.name}${duty.site && ` · ${duty.site.name}`}<br>${say(duty.what)}<br><span class="number">${time(duty.from)} – ${time(duty.to)}</span></p>
${stateCard(view)}
${planCard(view)}`,
  })
}

const stateCard = ({ duty, language }: DutyPageView): Html | false => {
  if (!duty.gone && duty.planned) return false
  const words = duty.gone ? (duty.gone.because === 'withdrawn' ? WITHDRAWN : UNBOUND) : MOVED
  return html`<div class="card notice" role="status"><p><strong>${inLanguage(words, language)}</strong></p></div>`
}

const planCard = ({ duty, language }: DutyPageView): Html | false => {
  if (duty.shifts.length === 0) return false
  const say = (words: Text) => inLanguage(words, language)
  const time = (at: string) => shortTime(at, duty.timezone, language)
  const name = (id: string) => duty.people.find((one) => one.id === id)?.name ?? id
  return html`<div class="card"><h2>${say(WATCH)}</h2>${duty.shifts.map(
    ({ person, from, to }) =>
      html`<p>${name(person)}<br><span class="soft number">${time(from)} – ${time(to)}</span></p>`,
  )}<p><span class="soft">${say(DEPUTIES)}</span><br>${duty.deputies.map(name).join(language === 'en' ? ', ' : '、')}</p>
<p><span class="soft">${say(PHONES)}</span><br><span class="pre">${duty.phones}</span></p>
<p><span class="soft">${say(WATCHED)}</span><br><span class="pre">${duty.watched}</span></p></div>`
}

const WITHDRAWN = text('客户取消了这段时间，不用值守了。', 'The customer has called this off: there is no watch.')
const UNBOUND = text(
  '这里不再由这份合同保障，不用值守了。',
  'The contract does not cover this any more: there is no watch.',
)
const MOVED = text(
  '客户改了日期，正在重新安排值守。',
  'The customer has moved the days: the watch is being planned again.',
)
const WATCH = text('值守', 'On the watch')
const DEPUTIES = text('替补', 'Standing in')
const PHONES = text('依次拨打', 'Whom to ring')
const WATCHED = text('保障内容', 'What is watched')

import type { Duty, LogEntry } from '../../shared/duty/duty.ts'
import { type Fault, faultText } from '../../shared/kernel/errors.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import { shortTime } from '../../shared/message/format.ts'
import type { IssuedReport } from '../../shared/subject/issued-report.ts'
import { Html, html } from '../html.ts'
import { reportCard } from './filling.ts'
import { layout } from './layout.ts'

export interface DutyPageView {
  readonly duty: Duty
  readonly language: Language
  readonly path: string
  readonly log: readonly DutyLogLine[]
  readonly gaps: readonly { readonly from: Instant; readonly to: Instant }[]
  readonly mayNote: boolean
  /** By when the next entry is wanted. */
  readonly nextBy?: Instant
  /** What was sent but could not be taken, and why. */
  readonly sent?: { readonly values: Readonly<Record<string, string>>; readonly problems: readonly Fault[] }
}
/** An entry of the watch as it is shown. */
export interface DutyLogLine extends Omit<LogEntry, 'fault'> {
  readonly seq: number
  readonly at: Instant
  readonly by: string
  readonly fault?: { readonly unit?: string; readonly repair?: string }
}

/** Reinforced duty as whoever is on it reads it on the phone: who is there when, whom to ring, what is watched. */
export const dutyPage = (view: DutyPageView): string => {
  const { duty, language, path } = view
  const say = (words: Text) => inLanguage(words, language)
  const time = (at: string) => shortTime(at, duty.timezone, language)
  return layout({
    title: duty.name,
    language,
    canSwitch: true,
    body: html`<h1>${duty.name}</h1>
<p class="soft">${duty.customer.name}${duty.site && ` · ${duty.site.name}`}<br>${say(duty.what)}<br><span class="number">${time(duty.from)} – ${time(duty.to)}</span></p>
${stateCard(view)}
${reportCard(duty, path, language)}
${entryForm(view)}
${logCard(view)}
${planCard(view)}`,
  })
}

/** What the customer has of it: the report, as it was sent. */
export const dutyReportPage = ({ duty, report, path, language, log }: ReportView): string => {
  const say = (words: Text) => inLanguage(words, language)
  return layout({
    title: say(report.title),
    language,
    canSwitch: true,
    body: html`<h1>${duty.name}</h1><p class="soft">${duty.customer.name}${duty.site && ` · ${duty.site.name}`}</p>${reportCard({ report }, path, language)}${photosCard({ log, path, language })}`,
  })
}

/** Those that the report names by their digest alone. */
const photosCard = ({ log, path, language }: Pick<DutyPageView, 'log' | 'path' | 'language'>): Html | false => {
  const photos = log.flatMap(({ seq, photo }) => (photo ? [{ seq, photo }] : []))
  if (photos.length === 0) return false
  return html`<div class="card"><h2>${inLanguage(PHOTOS, language)}</h2><ul class="plain">${photos.map(
    ({ seq, photo }) =>
      html`<li><a href="${path}/files/${photo.sha256}">${inLanguage(text(`第 ${seq} 条记录的照片`, `Photo of entry ${seq}`), language)}</a></li>`,
  )}</ul></div>`
}
const PHOTOS = text('值守时的照片', 'Photos of the watch')

interface ReportView extends Pick<DutyPageView, 'duty' | 'path' | 'language' | 'log'> {
  readonly report: IssuedReport
}

const stateCard = ({ duty, language }: DutyPageView): Html | false => {
  if (!duty.gone && duty.planned) return false
  const words = duty.gone ? (duty.gone.because === 'withdrawn' ? WITHDRAWN : UNBOUND) : MOVED
  return html`<div class="card notice" role="status"><p><strong>${inLanguage(words, language)}</strong></p></div>`
}

const entryForm = ({ duty, language, path, mayNote, nextBy, sent }: DutyPageView): Html | false => {
  if (!mayNote) return false
  const say = (words: Text) => inLanguage(words, language)
  const was = (name: string) => sent?.values[name] ?? ''
  const area = (name: string, label: Text, isNeeded = false) =>
    html`<label>${say(label)}<textarea name="${name}" rows="2" maxlength="1000" ${isNeeded && new Html('required')}>${was(name)}</textarea></label>`
  return html`<div class="card first"><h2>${say(NEW_ENTRY)}</h2>
${nextBy && html`<p class="soft">${say(NEXT_BY)} <span class="number">${shortTime(nextBy, duty.timezone, language)}</span></p>`}
${sent && html`<div class="notice bad" role="alert">${sent.problems.map((one) => html`<p><strong>${faultText(one, language)}</strong></p>`)}</div>`}
<form method="post" action="${path}?lang=${language}" enctype="multipart/form-data"><input type="hidden" name="id" value="${duty.seq}">
${area('observed', OBSERVED, true)}${area('events', EVENTS)}${area('analysis', ANALYSIS)}${area('done', DONE)}${area('handover', HANDOVER)}
<label class="tick"><input type="checkbox" name="fault" value="1"${was('fault') !== '' && new Html(' checked')}>${say(IS_FAULT)}</label>
<label>${say(UNIT)}<input name="unit" maxlength="200" value="${was('unit')}"></label>
<label>${say(PHOTO)}<input type="file" name="file" accept="image/jpeg,image/png,image/webp"></label>
<label>${say(CORRECTS)}<input name="corrects" inputmode="numeric" pattern="[0-9]*" maxlength="6" value="${was('corrects')}"></label>
<button class="main">${say(RECORD)}</button></form></div>`
}

/** The latest first. Nothing in it is ever changed. */
const logCard = ({ duty, language, path, log, gaps }: DutyPageView): Html | false => {
  if (log.length === 0 && gaps.length === 0) return false
  const say = (words: Text) => inLanguage(words, language)
  const time = (at: string) => shortTime(at, duty.timezone, language)
  const more = (label: Text, words: string | undefined) =>
    words && html`<br><span class="soft">${say(label)}</span> ${words}`
  return html`<div class="card"><h2>${say(LOG)}</h2>${gaps.map(
    ({ from, to }) =>
      html`<p class="bad"><strong>${say(NO_ENTRY)} <span class="number">${time(from)} – ${time(to)}</span></strong></p>`,
  )}${log
    .toReversed()
    .map(
      (one) =>
        html`<p class="pre"><span class="soft number">${one.seq} · ${time(one.at)}</span> ${one.by}<br>${one.corrects !== undefined && html`<strong>${say(PUTS_RIGHT)} ${one.corrects}</strong> `}${one.observed}${more(EVENTS, one.events)}${more(ANALYSIS, one.analysis)}${more(DONE, one.done)}${more(HANDOVER, one.handover)}${one.fault && html`<br><strong class="bad">${say(IS_FAULT)}</strong> ${one.fault.unit ?? ''} <span class="number">${one.fault.repair ?? ''}</span>`}${one.photo && html`<br><a href="${path}/files/${one.photo.sha256}">${say(SEE_PHOTO)}</a>`}</p>`,
    )}</div>`
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
const NEW_ENTRY = text('写一条值守记录', 'A new entry')
const NEXT_BY = text('下一条请在此前写：', 'The next one by')
const OBSERVED = text('观察到什么', 'What you observed')
const EVENTS = text('事件', 'Events')
const ANALYSIS = text('分析', 'Analysis')
const DONE = text('处置', 'What was done')
const HANDOVER = text('交接给下一班', 'For whoever comes next')
const IS_FAULT = text('是故障，转报修', 'A fault: report it')
const UNIT = text('故障设备序列号（知道就填）', 'Serial number of the unit, if you know it')
const CORRECTS = text('更正第几条（写错时才填）', 'Number of an entry that this puts right')
const PUTS_RIGHT = text('更正第', 'Puts right no.')
const PHOTO = text('照片（可不填）', 'A photo, if you like')
const SEE_PHOTO = text('照片', 'Photo')
const RECORD = text('记录', 'Record it')
const LOG = text('值守记录', 'Log of the watch')
const NO_ENTRY = text('没有记录', 'No entry')

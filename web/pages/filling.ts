import type { Answers } from '../../shared/form/answers.ts'
import { type Form, itemsOf } from '../../shared/form/form.ts'
import { answersSent } from '../../shared/form/sent.ts'
import type { Said } from '../../shared/form/words.ts'
import { defined } from '../../shared/kernel/fields.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import { shortTime } from '../../shared/message/format.ts'
import type { IssuedReport } from '../../shared/subject/issued-report.ts'
import { ANSWER_NAMES, heardFrom } from '../../shared/visit/features/advising/offers.ts'
import type { FilledForm, LaterItem, Suggestion } from '../../shared/visit/state/filled.ts'
import type { VisitState } from '../../shared/visit/state/visit.ts'
import { Html, html } from '../html.ts'
import { formFields } from './form.ts'

// What is filled in at a visit, on the page of whoever goes; and what the customer reads of it.

/** One form of a visit, and what came of it. */
export interface FillingView {
  readonly form: Form
  /** The repair that it is about, and what one has to know of it. */
  readonly about?: string
  readonly problem?: {
    readonly workers: readonly { readonly name: string }[]
    readonly symptoms?: string
    readonly site?: string
    readonly unit?: string
    readonly done?: string
  }
  readonly filled?: Pick<FilledForm, 'at'> & {
    /** Until then it may be mended, and nothing comes of it. */
    readonly mendableUntil?: Instant
    readonly by: { readonly name: string }
    readonly answers: Answers
    readonly signed?: { readonly signer: string }
  }
  readonly missing: readonly LaterItem[]
  /** What was answered, in words. */
  readonly said: readonly Said[]
}
export interface FillingFrame {
  readonly visit: VisitState
  readonly language: Language
  readonly path: string
  /** It may be filled in now. */
  readonly isOpen: boolean
  /** What was sent but could not be taken: that form stands open with what was written. */
  readonly refused?: Readonly<Record<string, string>>
  readonly found: readonly { readonly what: Text; readonly repair?: string; readonly mended?: string }[]
}

/** Of whoever goes: the form, or that it is filled in; photos each by itself. */
export const fillingCards = (all: readonly FillingView[], frame: FillingFrame): Html =>
  html`${all.map((one) => card(one, frame))}${foundCard(frame)}`

function card(one: FillingView, frame: FillingFrame): Html {
  const { visit, language, path, isOpen, refused } = frame
  const { form, about, filled, missing } = one
  const say = (words: Text) => inLanguage(words, language)
  const isRefused = refused?.form === form.id && (refused.about ?? '') === (about ?? '')
  const written = isRefused ? answersSent(form, new Map(Object.entries(refused))) : filled?.answers
  const standing = filled
    ? html`<p class="good">✓ ${say(FILLED)} ${filled.by.name} <span class="number">${shortTime(filled.at, visit.terms.timezone, language)}</span></p>`
    : html`<p class="warn">${say(TO_FILL)}</p>`
  const fields = formFields(form, {
    language,
    path,
    version: visit.version,
    draft: [visit.id, form.id, about].filter(Boolean).join('/'),
    ...defined({ about, answers: written }),
  })
  return html`<div class="card"><h2>${say(form.title)}${about && ` · ${about}`}</h2>${problemOf(one, say)}${standing}
${filled?.mendableUntil && html`<p class="soft">${say(MENDABLE)} <span class="number">${shortTime(filled.mendableUntil, visit.terms.timezone, language)}</span></p>`}
${missing.map(({ ask }) => html`<p class="warn">${say(MISSING)}${say(ask)}</p>`)}
${isOpen ? html`<details class="${filled ? 'quiet' : 'main'}"${isRefused && new Html(' open')}><summary>${say(filled ? AGAIN : FILL)}</summary>${fields}</details>${photos(form, frame)}` : saidList(one.said, language)}</div>`
}

/** What to say of it when one calls. */
const problemOf = ({ problem }: FillingView, say: (words: Text) => string): Html | undefined => {
  if (!problem) return undefined
  const { site, unit, symptoms, done, workers } = problem
  const lines = [[site, unit].filter(Boolean).join(' · '), symptoms, done && `${say(MENDED)}${done}`].filter(Boolean)
  return html`${lines.map((line) => html`<p class="soft">${line}</p>`)}<p class="soft">${say(WORKERS)}${workers.map(({ name }) => name).join('、')}</p>`
}

const photos = (form: Form, { visit, language, path }: FillingFrame): readonly Html[] =>
  itemsOf(form)
    .filter(({ kind }) => kind === 'photo')
    .map(({ id, ask }) => {
      const taken = (visit.photos ?? []).filter((one) => one.form === form.id && one.item === id)
      const say = (words: Text) => inLanguage(words, language)
      return html`<details class="quiet"><summary>${say(ask)}${taken.length > 0 && ` · ${taken.length}`}</summary><form method="post" action="${path}?lang=${language}"${MULTIPART}>
<input type="hidden" name="action" value="photograph"><input type="hidden" name="form" value="${form.id}"><input type="hidden" name="item" value="${id}">
<label>${say(PHOTO)}<input type="file" name="file" accept="image/jpeg,image/png,image/webp" required></label>
<label>${say(NOTE)}<input name="note" maxlength="200"></label><button>${say(SEND)}</button></form>
${taken.map((one) => html`<figure><img src="${path}/files/${one.sha256}" alt="${one.note ?? say(ask)}" loading="lazy"></figure>`)}</details>`
    })
const MULTIPART = new Html(' enctype="multipart/form-data"')

const foundCard = ({ found, language }: FillingFrame): Html | false =>
  found.length > 0 &&
  html`<div class="card"><h2>${inLanguage(FOUND, language)}</h2><ul class="plain">${found.map(
    ({ what, repair, mended }) =>
      html`<li class="row"><span>${inLanguage(what, language)}${mended && html` <span class="soft">${inLanguage(NO_FAULT, language)}</span>`}</span><span class="number">${repair ?? inLanguage(NOT_YET, language)}</span></li>`,
  )}</ul></div>`

/** What the customer signs, and has signed. */
export const saidCards = (all: readonly FillingView[], language: Language): readonly Html[] =>
  all
    .filter(({ said }) => said.length > 0)
    .map(
      ({ form, about, said, filled }) =>
        html`<div class="card"><h2>${inLanguage(form.title, language)}${about && ` · ${about}`}</h2>${saidList(said, language)}
${filled?.signed && html`<p class="good">✓ ${inLanguage(SIGNED, language)} ${filled.signed.signer}</p>`}</div>`,
    )

const saidList = (said: readonly Said[], language: Language): Html | false =>
  said.length > 0 &&
  html`<details class="quiet"><summary>${inLanguage(READ, language)}</summary><div><table>${said.map(
    ({ ask, answer, note }) =>
      html`<tr><th>${inLanguage(ask, language)}</th><td class="pre">${inLanguage(answer, language)}${note && html`<br><span class="soft">${note}</span>`}</td></tr>`,
  )}</table></div></details>`

/** The written report, frozen: to read and print, and for a word processor. */
export const reportCard = (
  { report }: { readonly report?: IssuedReport },
  path: string,
  language: Language,
): Html | false =>
  report !== undefined &&
  html`<div class="card"><h2>${inLanguage(report.title, language)}</h2>
<p class="inline"><a class="button" href="${path}/files/${report.page.sha256}">${inLanguage(SEE, language)}</a><a class="button quiet" href="${path}/files/${report.docx.sha256}">Word</a></p>
<p class="soft"><code>SHA-256 ${report.page.sha256}</code></p></div>`

/** What was advised, and how it was answered. */
export const suggestionList = (all: readonly Suggestion[], language: Language): Html | false =>
  all.length > 0 &&
  html`<div class="card"><h2>${inLanguage(SUGGESTED, language)}</h2><ul class="plain">${all.map(
    ({ what, answer, carriedOut }) =>
      html`<li class="pre">${inLanguage(what, language)}${answer && html`<br><span class="soft">${[inLanguage(ANSWER_NAMES[answer.what], language), answer.words, answer.said && inLanguage(heardFrom(answer.said), language), answer.by].filter(Boolean).join(' · ')}</span>`}${carriedOut && html`<br><span class="good">✓ ${inLanguage(CARRIED_OUT, language)} ${carriedOut.words} · ${carriedOut.by}</span>`}</li>`,
  )}</ul></div>`

const CARRIED_OUT = text('已办好：', 'Done:')
const FILLED = text('已填写', 'Filled in')
const TO_FILL = text('待填写，填好才能完成', 'To be filled in before it is done')
const MISSING = text('还缺：', 'Missing: ')
const FILL = text('填写', 'Fill in')
const AGAIN = text('修改', 'Change it')
const PHOTO = text('照片', 'Photo')
const NOTE = text('说明', 'What it shows')
const SEND = text('发送', 'Send')
const FOUND = text('发现的故障', 'Faults that were found')
const NO_FAULT = text('已更正，不是故障', 'mended: no fault')
const NOT_YET = text('待报修', 'not reported yet')
const MENDABLE = text('填错了可以改。到点自动生效：', 'Mend it if it is wrong. It counts from')
const MENDED = text('处理：', 'Done: ')
const WORKERS = text('经手：', 'Whose it was: ')
const SIGNED = text('已签字', 'Signed by')
const READ = text('查看内容', 'What it says')
const SEE = text('查看、打印', 'Read or print')
const SUGGESTED = text('我们的建议', 'What we suggest')

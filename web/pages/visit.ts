import { type Fault, faultText } from '../../shared/kernel/errors.ts'
import { type Instant, later } from '../../shared/kernel/instant.ts'
import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import { mapOf, phoneShown, shortTime, spanOf } from '../../shared/message/format.ts'
import type { VisitActionType } from '../../shared/visit/actions.ts'
import type { VisitField } from '../../shared/visit/features/feature.ts'
import { VISIT_OFFERS } from '../../shared/visit/offers.ts'
import type { Slot, VisitState, VisitWork } from '../../shared/visit/state/visit.ts'
import { Html, html } from '../html.ts'
import { WORDS } from '../texts.ts'
import { type FillingFrame, type FillingView, fillingCards, reportCard, saidCards, suggestionList } from './filling.ts'
import { layout } from './layout.ts'
import { objectionCard } from './objections.ts'
import { phoneLink } from './parts.ts'
import { choicesOf, type VisitNamed } from './visit-forms.ts'

export interface VisitPageView {
  readonly visit: VisitState
  readonly language: Language
  readonly now: Instant
  readonly path: string
  readonly allowed: readonly VisitActionType[]
  readonly named: VisitNamed
  readonly isCustomer: boolean
  readonly timeline: readonly { readonly at: Instant; readonly text: string; readonly by?: string }[]
  readonly supplier: { readonly name: Text; readonly hotline: string }
  /** What its works ask to be filled in, and what was found. */
  readonly filling: readonly FillingView[]
  readonly found: FillingFrame['found']
  /** Whom at the customer's to call about it, as they are reached today. */
  readonly contacts: readonly { readonly name: string; readonly phone?: string }[]
  /** The list that it stands on, where its reader has one. */
  readonly home?: string
  /** What was sent but could not be taken, and why: its panel stands open with what was written. */
  readonly sent?: {
    readonly values: Readonly<Record<string, string>>
    readonly problems: readonly (Fault | Text)[]
  }
}

/** A visit or call as whoever goes, plans it or is visited has it in hand: when, where, what for, and what may be done now. */
export const visitPage = (view: VisitPageView): string => {
  const { visit, language, isCustomer, supplier, home } = view
  const say = (words: Text) => inLanguage(words, language)
  const place = visit.terms.site?.name ?? visit.terms.customerName
  return layout({
    title: `${visit.id} · ${place}`,
    language,
    canSwitch: true,
    ...(isCustomer && { brand: say(supplier.name) }),
    body: html`
${home && html`<p class="menu"><a href="${home}?lang=${language}">← ${WORDS[language].jobs}</a></p>`}
<p>${!isCustomer && html`<span class="chip">${say(WAYS[visit.way])}</span> `}<span class="chip">${say(standingOf(visit))}</span></p>
<h1>${place}</h1><p class="soft number">${visit.id}</p>
${problemCard(view)}${whenCard(view)}${objectionCard(view)}${reportCard(visit, view.path, language)}${filledCards(view)}${actionsOf(view)}${isCustomer ? undefined : whereCard(view)}${worksCard(view)}
${view.timeline.length > 0 && timelineCard(view)}
${isCustomer && phoneLink(supplier.hotline, `${WORDS[language].hotline} ${phoneShown(supplier.hotline)}`, true)}`,
  })
}

const standingOf = ({ stage, proposal, ended, way, confirmedAt }: VisitState): Text => {
  if (ended) return ENDED[ended.how]
  if (stage === 'planning') return proposal ? ASKED : TO_PLAN
  if (stage === 'outcome') return way === 'call' ? TO_CALL : PASSED
  return way === 'call' ? TO_CALL : confirmedAt ? CONFIRMED : AGREED
}

const problemCard = ({ sent, language }: VisitPageView): Html | undefined =>
  sent && sent.problems.length > 0
    ? html`<div class="card notice bad" role="alert">${problemsOf(sent, language)}</div>`
    : undefined

/** One stands as a sentence; several as a list, below what is to be done with it. */
const problemsOf = ({ values, problems }: NonNullable<VisitPageView['sent']>, language: Language): Html => {
  const said = problems.map((one) => ('at' in one ? faultIn(one, values.action, language) : inLanguage(one, language)))
  if (said.length === 1) return html`<p><strong>${said[0]}</strong></p>`
  return html`<p><strong>${inLanguage(NOT_SAVED(said.length), language)}</strong></p><ul class="refused">${said.map((one) => html`<li>${one}</li>`)}</ul>`
}
const NOT_SAVED = (count: number) =>
  text(`还没保存，先补好这 ${count} 处：`, `Not saved yet: mend these ${count} first`)

/** By the label that its reader sees. */
const faultIn = (fault: Fault, action: string | undefined, language: Language): string => {
  // What a form says names the question already.
  if (action === 'fill') return inLanguage(fault, language)
  const fields: readonly VisitField[] = Object.hasOwn(VISIT_OFFERS, action ?? '')
    ? VISIT_OFFERS[action as VisitActionType].fields
    : []
  const label = fields.find(({ name }) => name === fault.at)?.label
  return faultText(label ? { ...fault, at: inLanguage(label, language) } : fault, language)
}

const whenCard = ({ visit, language, isCustomer, named }: VisitPageView): Html | undefined => {
  const { slot, engineer, proposal, missed, stage, done } = visit
  const say = (words: Text) => inLanguage(words, language)
  const span = (one: Slot) => spanOf(one, visit.terms.timezone, language)
  if (done) return html`<div class="card"><h2>${say(DONE)}</h2><p class="pre">${done.found}</p></div>`
  const mayTake = isCustomer && proposal !== undefined && Object.keys(named.slot ?? {}).length > 0
  if (slot)
    return html`<div class="card first"><h2>${say(isCustomer && visit.way === 'visit' ? WE_COME : WHEN)}</h2><p><strong class="number">${span(slot)}</strong></p>
${engineer && html`<p>${say(ENGINEER)} ${engineer.name}</p>`}${mayTake && html`<h2>${say(NOT_COME)}</h2>`}</div>`
  if (stage !== 'planning') return undefined
  return html`<div class="card first">${missed && html`<p class="bad">${say(MISSED)}${missed.reason}</p>`}
<h2>${say(isCustomer ? (mayTake ? CHOOSE : WE_CALL) : proposal ? WAITING : TO_PLAN)}</h2>
${!isCustomer && proposal && html`<ul class="plain">${proposal.slots.map((one) => html`<li class="number">${span(one)}</li>`)}</ul>`}</div>`
}

/** Whoever goes fills it in; the customer reads it, and what they are advised. */
const filledCards = ({ visit, language, path, allowed, isCustomer, filling, found, sent }: VisitPageView): Html =>
  isCustomer
    ? html`${saidCards(filling, language)}${suggestionList(visit.suggestions ?? [], language)}`
    : fillingCards(filling, {
        visit,
        language,
        path,
        found,
        isOpen: allowed.includes('fill'),
        ...(sent?.values.action === 'fill' && { refused: sent.values }),
      })

/** What may be done now; what is seldom needed a tap further away. */
const actionsOf = (view: VisitPageView): Html => {
  const { language, sent } = view
  const allowed = view.allowed.filter((type) => type !== 'fill' && type !== 'photograph')
  const [rare, first] = [allowed.filter((type) => RARE.has(type)), allowed.filter((type) => !RARE.has(type))]
  const isOpen = sent && rare.some((type) => type === sent.values.action) && new Html(' open')
  return html`${first.map((type) => actionForm(type, view))}
${rare.length > 0 && html`<details${isOpen}><summary>${WORDS[language].more}</summary><div>${rare.map((type) => actionForm(type, view))}</div></details>`}`
}
const RARE: ReadonlySet<VisitActionType> = new Set<VisitActionType>([
  'assign',
  'addWork',
  'dropWork',
  'note',
  'cancel',
  'cannot',
])

const QUIET: ReadonlySet<VisitActionType> = new Set<VisitActionType>(['noneFits', 'otherTime', 'disagree', 'wereThere'])

const whereCard = ({ visit, language, contacts }: VisitPageView): Html => {
  const { site } = visit.terms
  const say = (words: Text) => inLanguage(words, language)
  return html`<div class="card">${site && html`<h2>${say(WHERE)}</h2><p>${site.address}</p><p class="inline"><a class="button quiet" href="${mapOf(site.address)}" rel="noreferrer">${say(MAP)}</a></p>`}
<h2>${say(CONTACT)}</h2>${contacts.map(({ name, phone }, place) =>
    // Who is to be called is the first thing to tap, of several the first of them.
    phone ? phoneLink(phone, WORDS[language].call(name), visit.way !== 'call' || place > 0) : html`<p>${name}</p>`,
  )}${contacts.length === 0 && html`<p class="soft">${say(NOBODY)}</p>`}</div>`
}

const worksCard = ({ visit, language, isCustomer, now }: VisitPageView): Html => {
  const clauseOf = ({ key }: VisitWork) => key.split('/')[0]
  const day = (at: Instant) => shortTime(later(at, -60_000), visit.terms.timezone, language)
  return html`<div class="card"><h2>${inLanguage(isCustomer ? WHAT_FOR[visit.way] : WORKS, language)}</h2><ul class="plain">${visit.works.map(
    (work) =>
      html`<li class="row"><span>${!isCustomer && html`<strong>${clauseOf(work)}</strong> `}${inLanguage(work.name, language)}</span>${
        !isCustomer &&
        html`<span class="${work.dueAt < now ? 'bad' : 'soft'} number">${inLanguage(DUE, language)} ${day(work.dueAt)}</span>`
      }</li>`,
  )}</ul></div>`
}

const timelineCard = ({ timeline, visit, language }: VisitPageView): Html =>
  html`<div class="card"><h2>${WORDS[language].timeline}</h2><ul class="plain">${timeline.map(
    ({ at, text: said, by }) =>
      html`<li><span class="soft number">${shortTime(at, visit.terms.timezone, language)}${by !== undefined && ` · ${by}`}</span><br>${said}</li>`,
  )}</ul></div>`

/** A button, or a panel that opens on its fields; dates that were offered are a button each. */
const actionForm = (type: VisitActionType, view: VisitPageView): Html => {
  const { visit, language, named, sent, isCustomer } = view
  const { name, fields } = VISIT_OFFERS[type]
  const said = inLanguage(name, language)
  if (type === 'choose')
    return html`${(visit.proposal?.slots ?? [])
      .filter(({ from }) => named.slot?.[from] !== undefined)
      .map((slot) =>
        formOf(
          type,
          view,
          html`<input type="hidden" name="slot" value="${slot.from}"><button class="main">${spanOf(slot, visit.terms.timezone, language)}</button>`,
          slot.from,
        ),
      )}`
  const isQuiet = RARE.has(type) || QUIET.has(type)
  const button = html`<button class="${isQuiet ? 'quiet' : 'main'}">${said}</button>`
  if (fields.length === 0) return formOf(type, view, button)
  const isSent = sent?.values.action === type
  // A drawing is made on the page, by its script.
  const inputs = fields
    .filter(({ kind, ofOurs }) => kind !== 'file' && !(ofOurs && isCustomer))
    .map((field) => input(field, (isSent && sent?.values[field.name]) || '', named, language))
  return html`<details class="${isQuiet ? 'quiet' : 'main'}"${isSent && new Html(' open')}><summary>${said}</summary>${formOf(type, view, html`${inputs}<button>${said}</button>`)}</details>`
}

/** The state that its reader sees makes, with the action's name, the id by which a double tap acts once. */
const formOf = (type: VisitActionType, { visit, path, language }: VisitPageView, inputs: Html, which = ''): Html =>
  html`<form method="post" action="${path}?lang=${language}"${type === 'sign' && DRAWN}><input type="hidden" name="action" value="${type}"><input type="hidden" name="id" value="${visit.version}/${type}${which}">
${inputs}</form>`

/** The page's script has it drawn before it is sent. */
const DRAWN = new Html(' data-signed="drawn"')

const input = (field: VisitField, written: string, named: VisitNamed, language: Language): Html => {
  const { name, kind, label, none, required = field.ofOurs } = field
  const must = required && new Html(' required')
  const said = html`${inLanguage(label, language)}${required && html`<span class="bad"> *</span>`}`
  const choices = choicesOf(field, named)
  if (choices)
    return html`<label>${said}<select name="${name}"${must}><option value="">${none ? inLanguage(none, language) : '—'}</option>${choices.map(
      ([id, words]) =>
        html`<option value="${id}"${id === written && new Html(' selected')}>${inLanguage(words, language)}</option>`,
    )}</select></label>`
  if (kind === 'tick')
    return html`<label class="tick"><input type="checkbox" name="${name}"${written && new Html(' checked')}>${said}</label>`
  if (kind === 'time')
    return html`<label>${said}<input type="datetime-local" name="${name}" value="${written}"${must}></label>`
  if (kind === 'prose')
    return html`<label>${said}<textarea name="${name}" rows="2" maxlength="1000"${must}>${written}</textarea></label>`
  return html`<label>${said}<input name="${name}" maxlength="200" value="${written}"${must}></label>`
}

const WAYS = { visit: text('计划上门', 'Planned visit'), call: text('电话回访', 'Follow-up call') }
const TO_PLAN = text('待约时间', 'A date is to be agreed')
const ASKED = text('客户选时间中', 'The customer is choosing')
const WAITING = text('已请客户选时间', 'The customer was asked to choose')
const AGREED = text('已约定', 'Agreed')
const CONFIRMED = text('已约定，工程师已确认', 'Agreed and confirmed')
const PASSED = text('约定时间已过，待填结果', 'The date has passed: what came of it?')
const TO_CALL = text('待打电话', 'To be called')
const ENDED = {
  done: text('已完成', 'Done'),
  cancelled: text('已取消', 'Cancelled'),
  fallenAway: text('不再需要', 'Needed no more'),
}
const DONE = text('做了什么，结果如何', 'What was done, and what came of it')
const WHEN = text('时间', 'When')
const WE_COME = text('我们上门的时间', 'When we come')
const NOT_COME = text('没有来？请另选一个时间', 'Nobody came? Please choose another date')
const CHOOSE = text('请选一个时间', 'Please choose a date')
const WE_CALL = text('我们会打电话与您约时间', 'We will call you to agree on a date')
const ENGINEER = text('工程师', 'Engineer')
const MISSED = text('上次没有办成：', 'Nobody met last time: ')
const WHERE = text('地点', 'Where')
const MAP = text('地图', 'Map')
const CONTACT = text('联系人', 'Contact')
const NOBODY = text('没有登记联系人，请问客服', 'Nobody is on file: ask the desk')
const WORKS = text('要办的事', 'What to do')
const WHAT_FOR = { visit: text('上门做什么', 'What we come for'), call: text('回访什么', 'What we call about') }
const DUE = text('截至', 'due')

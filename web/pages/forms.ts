import type { Price } from '../../shared/directory/directory.ts'
import { ownOf } from '../../shared/kernel/own-of.ts'
import { inLanguage, type Language, type Text } from '../../shared/kernel/text.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import type { ActionType } from '../../shared/repair/actions.ts'
import { ACTION_NAMES } from '../../shared/repair/offers.ts'
import { Html, html } from '../html.ts'
import { type Field, fieldsOf, type NamedKind } from './fields.ts'

/** What a page needs to know to offer actions. */
export interface FormContext {
  readonly language: Language
  /** Where forms are sent. */
  readonly path: string
  /** The state the reader sees: with the action's name it makes the id by which a double tap acts once. */
  readonly version: number
  readonly plan: Plan
  /** What positions may name, where the price list is known. */
  readonly prices?: readonly Price[]
  /** What fields may name of the repair at hand, by id. */
  readonly named?: Named
  /** The customer, who is not asked whose word it is. */
  readonly isCustomer?: true
  /** The desk, which says what it heard from an engineer. */
  readonly isDesk?: boolean
  /** What was sent but could not be taken: its panel stands open with what was written. */
  readonly sent?: Sent
}
/** Names by kind of field and id. */
export type Named = Partial<Readonly<Record<NamedKind, Readonly<Record<string, Text>>>>>
export interface Sent {
  readonly action: string
  readonly values: Readonly<Record<string, string>>
}

/** What was written into a form, in words, for a page that cannot take it any more. */
export const writtenIn = ({ action, values }: Sent, plan: Plan, language: Language, named: Named = {}): string[] =>
  fieldsOf(action, plan).flatMap(({ name, label, kind, choices }) => {
    const value = values[name]
    if (!value) return []
    if (kind === 'tick') return [`✓ ${inLanguage(label, language)}`]
    if (kind === 'time') return [value.replace('T', ' ')]
    const chosen = ownOf(choices ?? ownOf(named, kind) ?? {}, value)
    return [chosen ? inLanguage(chosen, language) : value]
  })

/** Whose word it is is asked of nobody who says it themselves. */
export const isAskedOf = ({ ours, desk }: Field, { isCustomer, isDesk }: Pick<FormContext, 'isCustomer' | 'isDesk'>) =>
  !(ours && isCustomer) && (!desk || isDesk === true)

/** A button, or a panel that opens on its fields. A `quiet` one stands behind what is to be done now. */
export const actionForm = (type: ActionType, context: FormContext, quiet = false): Html => {
  const name = inLanguage(ACTION_NAMES[type], context.language)
  const fields = fieldsOf(type, context.plan).filter((field) => isAskedOf(field, context))
  if (fields.length === 0) {
    return actionFormOf(type, context, html`<button class="${quiet ? 'quiet' : 'main'}">${name}</button>`)
  }
  const inputs = html`${fields.map((field) => input(type, field, context))}<button>${name}</button>`
  const takesFile = fields.some(({ kind }) => kind === 'file')
  const isOpen = context.sent?.action === type && new Html(' open')
  return html`<details class="${quiet ? 'quiet' : 'main'}"${isOpen}><summary>${name}</summary>${actionFormOf(type, context, inputs, takesFile)}</details>`
}

/** The form around some inputs. */
export const actionFormOf = (
  type: ActionType,
  { path, version, language }: FormContext,
  inputs: Html,
  takesFile = false,
): Html =>
  html`<form method="post" action="${path}?lang=${language}"${takesFile && MULTIPART}>
<input type="hidden" name="action" value="${type}">${!takesFile && html`<input type="hidden" name="id" value="${version}/${type}">`}
${inputs}</form>`

/** A file is known by what is in it: two photos sent from one page are two, and the same sent twice is one. */
const MULTIPART = new Html(' enctype="multipart/form-data"')

const input = (type: ActionType, field: Field, context: FormContext): Html => {
  const { sent, language } = context
  const written = (sent?.action === type && sent.values[field.name]) || ''
  const label = html`${inLanguage(field.label, language)}${field.required && html`<span class="bad"> *</span>`}`
  return field.kind === 'tick'
    ? html`<label class="tick"><input type="checkbox" name="${field.name}"${written && new Html(' checked')}>${label}</label>`
    : html`<label>${label}${control(field, field.kind, written, context)}</label>${field.kind === 'positions' && codes(context)}`
}

/** What may be written as a position. */
const codes = ({ prices = [], language }: FormContext): Html | false =>
  prices.length > 0 &&
  html`<details><summary>${inLanguage(CODES, language)}</summary><div><ul class="plain">${prices.map(
    ({ code, name, unit }) =>
      html`<li class="row"><strong>${code}</strong><span>${name}</span><span class="soft">${unit}</span></li>`,
  )}</ul></div></details>`
const CODES: Text = { zh: '价目表编码', en: 'Codes of the price list' }

const control = (
  { name, required, choices = {}, none }: Field,
  kind: Exclude<Field['kind'], 'tick'>,
  written: string,
  { plan, language, named = {} }: FormContext,
): Html => {
  const must = required && new Html(' required')
  const select = (offered: Readonly<Record<string, Text>>) =>
    html`<select name="${name}"${must}><option value="">${none ? inLanguage(none, language) : '—'}</option>${Object.entries(
      offered,
    ).map(([id, choice]) => option(id, inLanguage(choice, language), written))}</select>`
  switch (kind) {
    case 'line':
      return html`<input name="${name}" maxlength="200" value="${written}"${must}>`
    case 'prose':
      return html`<textarea name="${name}" rows="2" maxlength="1000"${must}>${written}</textarea>`
    case 'file':
      return html`<input type="file" name="${name}" accept="image/jpeg,image/png,image/webp"${must}>`
    case 'lines':
    case 'positions':
      return html`<textarea name="${name}" rows="3" maxlength="4000"${must}>${written}</textarea>`
    case 'time':
      return html`<input type="datetime-local" name="${name}" value="${written}"${must}>`
    case 'choice':
      return select(choices)
    case 'clock':
    case 'movableClock':
    case 'claim':
    case 'person':
    case 'paged':
    case 'stranger':
      return select(named[kind] ?? {})
    case 'severity':
      return html`<select name="${name}"${must}>${plan.severities.map(({ id, name: severity }) =>
        option(id, inLanguage(severity, language), written),
      )}</select>`
    default:
      return kind satisfies never
  }
}

const option = (id: string, name: string, chosen: string): Html =>
  html`<option value="${id}"${id === chosen && new Html(' selected')}>${name}</option>`

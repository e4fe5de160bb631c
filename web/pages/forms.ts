import { ACTION_NAMES, pick } from '../../shared/notify/texts.ts'
import type { Language, Plan, Text } from '../../shared/plan/plan.ts'
import type { ActionType } from '../../shared/repair/actions.ts'
import { Html, html } from '../html.ts'

/** What a page needs to know to offer actions. */
export interface FormContext {
  readonly language: Language
  /** Where forms are sent. */
  readonly path: string
  /** The state the reader sees: with the action's name it makes the id by which a double tap acts once. */
  readonly version: number
  readonly plan: Plan
  /** What was sent but could not be taken: its panel stands open with what was written. */
  readonly sent?: Sent
}
export interface Sent {
  readonly action: string
  readonly values: Readonly<Record<string, string>>
}

type FieldKind = 'line' | 'prose' | 'lines' | 'time' | 'severity'
interface Field {
  readonly name: string
  readonly label: Text
  readonly kind: FieldKind
  readonly required?: boolean
}

const text = (zh: string, en: string): Text => ({ zh, en })
const needed = (name: string, kind: FieldKind, zh: string, en: string): Field => ({
  name,
  kind,
  label: text(zh, en),
  required: true,
})
const asked = (name: string, kind: FieldKind, zh: string, en: string): Field => ({ name, kind, label: text(zh, en) })

const CAUSE = needed('cause', 'prose', '原因', 'Cause')
const DONE = needed('done', 'prose', '处理内容', 'What was done')
const REASON = needed('reason', 'prose', '原因', 'Reason')

/** What each action asks for; one that is not listed here acts with a single tap. */
const FIELDS: Partial<Record<ActionType, readonly Field[]>> = {
  respond: [
    asked('note', 'prose', '客户怎么说', 'What the customer said'),
    asked('solution', 'prose', '提出的方案', 'Solution proposed'),
  ],
  propose: [needed('solution', 'prose', '方案', 'Solution')],
  solveRemotely: [CAUSE, DONE, asked('consent', 'line', '远程操作由谁同意', 'Who agreed to remote access')],
  goOnSite: [
    asked(
      'visitAt',
      'time',
      '客户要求的上门时间（没有就留空，马上出发）',
      'Time the customer asks for (empty: set off at once)',
    ),
  ],
  complete: [CAUSE, DONE, asked('parts', 'lines', '更换的配件（每行一个）', 'Parts used, one per line')],
  notSolved: [REASON, asked('resolutionAt', 'time', '预计解决时间', 'Expected resolution')],
  sendIn: [asked('note', 'prose', '说明', 'Note')],
  recordVerdict: [needed('part', 'line', '故障部件', 'Failed part')],
  handOver: [REASON],
  reserveLoaner: [asked('serial', 'line', '备机序列号', 'Serial number of the loaner')],
  pause: [needed('reason', 'prose', '等客户做什么', 'What the customer has to do')],
  delay: [REASON, asked('newTime', 'time', '新的时间', 'New time')],
  changeSeverity: [needed('severity', 'severity', '级别', 'Severity'), REASON],
  identify: [needed('serial', 'line', '设备序列号', 'Serial number of the unit')],
  note: [needed('text', 'prose', '备注', 'Note')],
  notFixed: [needed('what', 'prose', '还有什么问题', 'What is still wrong')],
}

/** What the form of an action calls a field; nothing for a field it does not have. */
export const labelOf = (action: string | undefined, name: string): Text | undefined =>
  FIELDS[action as ActionType]?.find((field) => field.name === name)?.label

/** A button, or a panel that opens on its fields. A `quiet` one stands behind what is to be done now. */
export const actionForm = (type: ActionType, context: FormContext, quiet = false): Html => {
  const name = pick(ACTION_NAMES[type], context.language)
  const fields = FIELDS[type] ?? []
  if (fields.length === 0) {
    return actionFormOf(type, context, html`<button class="${quiet ? 'quiet' : 'main'}">${name}</button>`)
  }
  const inputs = html`${fields.map((field) => input(type, field, context))}<button>${name}</button>`
  const isOpen = context.sent?.action === type && new Html(' open')
  return html`<details class="${quiet ? 'quiet' : 'main'}"${isOpen}><summary>${name}</summary>${actionFormOf(type, context, inputs)}</details>`
}

/** The form around some inputs. */
export const actionFormOf = (type: ActionType, { path, version, language }: FormContext, inputs: Html): Html =>
  html`<form method="post" action="${path}?lang=${language}">
<input type="hidden" name="action" value="${type}"><input type="hidden" name="id" value="${version}/${type}">
${inputs}</form>`

const input = (type: ActionType, field: Field, context: FormContext): Html => {
  const { sent } = context
  const written = sent?.action === type ? sent.values[field.name] : undefined
  return html`<label>${pick(field.label, context.language)}${control(field, written ?? '', context)}</label>`
}

const control = ({ name, kind, required }: Field, written: string, { plan, language }: FormContext): Html => {
  const must = required && new Html(' required')
  switch (kind) {
    case 'line':
      return html`<input name="${name}" maxlength="200" value="${written}"${must}>`
    case 'prose':
      return html`<textarea name="${name}" rows="2" maxlength="4000"${must}>${written}</textarea>`
    case 'lines':
      return html`<textarea name="${name}" rows="3" maxlength="4000"${must}>${written}</textarea>`
    case 'time':
      return html`<input type="datetime-local" name="${name}" value="${written}"${must}>`
    case 'severity':
      return html`<select name="${name}"${must}>${plan.severities.map(
        ({ id, name: severity }) =>
          html`<option value="${id}"${id === written && new Html(' selected')}>${pick(severity, language)}</option>`,
      )}</select>`
    default:
      return kind satisfies never
  }
}

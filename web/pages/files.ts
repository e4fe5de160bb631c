import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import { shortTime } from '../../shared/message/format.ts'
import type { ActionType } from '../../shared/repair/actions.ts'
import type { Attachment } from '../../shared/repair/state/attachment.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { type Html, html } from '../html.ts'
import { actionForm, type FormContext } from './forms.ts'

interface FilesView {
  readonly repair: Repair
  readonly language: Language
  readonly allowed: readonly ActionType[]
  readonly path: string
}

/** Photos and papers beside the repair, and what adds one. They load once somebody opens the list: a slow line waits for none. */
export const filesCard = (view: FilesView, context: FormContext): Html | undefined => {
  const { attachments: files = [], signature } = view.repair
  const mayAdd = view.allowed.includes('attach')
  if (files.length === 0 && !signature && !mayAdd) return undefined
  const { language } = view
  return html`<div class="card"><h2>${inLanguage(TITLE, language)}</h2>
${files.length > 0 && html`<details><summary>${inLanguage(COUNT(files.length), language)}</summary><div>${files.map((file) => figure(file, view))}</div></details>`}
${signature && html`<p>✓ ${inLanguage(SIGNED, language)}${signature.signer} <span class="soft number">${shortTime(signature.at, view.repair.timezone, language)}</span></p>`}
${mayAdd && actionForm('attach', context, true)}</div>`
}

const figure = (file: Attachment, { repair, language, path }: FilesView): Html => {
  const name = nameOf(file, language)
  const address = `${path}/files/${file.sha256}`
  const shown = file.kind === 'pdf' ? name : html`<img src="${address}" alt="${name}" loading="lazy">`
  return html`<figure><a href="${address}">${shown}</a><figcaption>${file.note ?? name} <span class="soft number">${shortTime(file.at, repair.timezone, language)}</span></figcaption></figure>`
}

/** What a file is, and of whom. */
export const nameOf = ({ kind, isSignature, by }: Attachment, language: Language): string => {
  const what = isSignature ? SIGNATURE : kind === 'pdf' ? PAPER : PHOTO
  return [inLanguage(what, language), by.kind === 'customer' ? inLanguage(OF_CUSTOMER, language) : by.name]
    .filter(Boolean)
    .join(' · ')
}

const TITLE: Text = text('照片和附件', 'Photos and files')
const COUNT = (count: number): Text => text(`已有 ${count} 个`, `${count} so far`)
const SIGNED: Text = text('客户已签字：', 'Signed by the customer: ')
const PHOTO: Text = text('照片', 'Photo')
const PAPER: Text = text('文件', 'File')
const SIGNATURE: Text = text('签字', 'Signature')
const OF_CUSTOMER: Text = text('客户', 'the customer')

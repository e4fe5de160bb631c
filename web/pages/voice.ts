import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import { shortTime } from '../../shared/message/format.ts'
import type { ActionType } from '../../shared/repair/actions.ts'
import type { Complaint } from '../../shared/repair/state/complaint.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { type Html, html } from '../html.ts'
import { actionForm, type FormContext } from './forms.ts'

interface VoiceView {
  readonly repair: Repair
  readonly language: Language
  readonly allowed: readonly ActionType[]
}

/** The customer's page: what they may tell us, and what became of their complaints. */
export const sayCard = ({ repair, language, allowed }: VoiceView, context: FormContext): Html | undefined => {
  const offered = (['say', 'complain'] as const).filter((type) => allowed.includes(type))
  const { unread, complaints = [] } = repair
  if (offered.length === 0 && complaints.length === 0) return undefined
  const say = (words: Text) => inLanguage(words, language)
  return html`<div class="card"><h2>${say(TITLE)}</h2>
${complaints.map((one) => complaintText(one, repair, language))}
${unread?.text && html`<p class="soft">✓ ${say(RECEIVED)}</p><p class="pre">${unread.text}</p>`}
${offered.map((type) => actionForm(type, context, true))}</div>`
}

/** The engineer's page: what the customer has written since one of ours did anything, and what they complain of. */
export const heardCard = ({ repair, language }: Omit<VoiceView, 'allowed'>): Html | undefined => {
  const { unread, complaints = [], timezone } = repair
  if (!unread && complaints.length === 0) return undefined
  const isOpen = complaints.some(({ answered }) => !answered)
  return html`<div class="card notice${isOpen && ' bad'}">${
    unread &&
    html`<h2>${inLanguage(WROTE(unread.count), language)} <span class="soft number">${shortTime(unread.since, timezone, language)}</span></h2>
${unread.text && html`<p class="pre">${unread.text}</p>`}`
  }${complaints.map((one) => complaintText(one, repair, language))}</div>`
}

const complaintText = ({ at, what, manager, answered }: Complaint, repair: Repair, language: Language): Html => {
  const say = (words: Text) => inLanguage(words, language)
  const time = (instant: string) => shortTime(instant, repair.timezone, language)
  return html`<h3>${say(COMPLAINT)} <span class="soft number">${time(at)}</span></h3><p class="pre">${what}</p>
${
  answered
    ? html`<p class="pre"><strong class="good">✓ ${say(ANSWER)}</strong>${answered.answer} <span class="soft number">${answered.by} ${time(answered.at)}</span></p>`
    : html`<p><strong class="warn">${say(manager ? TOLD(manager.name) : TOLD_US)}</strong></p>`
}`
}

const TITLE = text('想说点什么', 'Tell us')
const RECEIVED = text('已收到，工程师会看到：', 'We have it, and the engineer sees it:')
const COMPLAINT = text('投诉', 'Complaint')
const ANSWER = text('答复：', 'Answer: ')
const TOLD = (name: string) =>
  text(`已通知服务经理 ${name}，等待答复`, `${name}, the service manager, was told; no answer yet`)
const TOLD_US = text('已收到，等待答复', 'We have it; no answer yet')
const WROTE = (count: number) => text(`客户新留言、照片 ${count} 条`, `New from the customer: ${count}`)

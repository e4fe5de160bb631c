import { shortTime } from '../../shared/notify/format.ts'
import type { Instant } from '../../shared/time/instant.ts'
import { type Html, html, type Value } from '../html.ts'
import { layout } from '../pages/layout.ts'
import { clockCard, type LocalFrame, localMenu, say } from './common.ts'

/** A message as `GET /local/outbox` lists it. */
export interface OutboxMessage {
  readonly id: number
  readonly kind: 'sms' | 'email'
  readonly to: string
  readonly text: string
  readonly subject?: string
  readonly at: Instant
  readonly repairId: string
  readonly reason: string
}

export interface OutboxView extends LocalFrame {
  /** Newest first. */
  readonly messages: readonly OutboxMessage[]
  /** Names of people by phone number. */
  readonly names: Readonly<Record<string, string>>
}

/** Everyone's phone, and the customers' mailbox. Loads itself anew every few seconds. */
export const outboxPage = (view: OutboxView): string => {
  const { language, messages } = view
  const sms = messages.filter(({ kind }) => kind === 'sms')
  const mails = messages.filter(({ kind }) => kind === 'email')
  return layout({
    title: say(language, '手机与邮箱', 'Phones and mailbox'),
    language,
    canSwitch: true,
    wide: true,
    refresh: 5,
    body: html`<h1>${say(language, '手机与邮箱', 'Phones and mailbox')}</h1>${localMenu(language)}
${clockCard(view, `/local/outbox?lang=${language}`)}
<div class="grid">${[...new Set(sms.map(({ to }) => to))].map((to) => phone(to, sms, view))}</div>
${messages.length === 0 && html`<p class="soft">${say(language, '还没有消息。', 'No messages yet.')}</p>`}
<h2>${say(language, '客户邮箱', "Customers' mailbox")}</h2>${mails.map((mail) => letter(mail, view))}`,
  })
}

const phone = (to: string, sms: readonly OutboxMessage[], view: OutboxView): Html =>
  html`<section class="card phone"><h2>☎ ${view.names[to] ?? ''} <span class="soft">${to}</span></h2>
${sms
  .filter((message) => message.to === to)
  .map(
    ({ text, at, reason }) => html`<div class="bubble pre">${linked(text)}</div>
<p class="soft number">${shortTime(at, view.timezone, view.language)} · ${reason}</p>`,
  )}</section>`

const letter = ({ id, to, subject, text, at, reason }: OutboxMessage, { language, timezone }: OutboxView): Html =>
  html`<section class="card"><h2><a href="/local/outbox/${id}" target="_blank">${subject ?? ''}</a></h2>
<p class="soft number">${to} · ${shortTime(at, timezone, language)} · ${reason}</p>
<div class="letter pre">${linked(text)}</div></section>`

/** The text with its addresses made links. */
const linked = (text: string): Value =>
  text
    .split(/(https?:\/\/[^\s<>"，。；）)]+)/)
    .map((part) =>
      /^https?:\/\//.test(part) ? html`<a href="${part}" target="_blank" rel="noreferrer">${part}</a>` : part,
    )

import type { Instant } from '../../shared/kernel/instant.ts'
import type { Language } from '../../shared/kernel/text.ts'
import { shortTime } from '../../shared/message/format.ts'
import { type Html, html, type Value } from '../html.ts'
import { layout } from '../pages/layout.ts'
import { clockCard, type LocalFrame, localMenu, say } from './common.ts'
import { reasonText } from './reasons.ts'

/** A message as `GET /local/outbox` lists it. */
export interface OutboxMessage {
  readonly id: number
  readonly kind: 'sms' | 'email'
  readonly to: string
  readonly text: string
  readonly subject?: string
  readonly at: Instant
  readonly about: string
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
  const clock = clockCard(view, `/local/outbox?lang=${language}`)
  return layout({
    title: say(language, '手机与邮箱', 'Phones and mailbox'),
    language,
    canSwitch: true,
    wide: true,
    refresh: 5,
    body: html`<h1>${say(language, '手机与邮箱', 'Phones and mailbox')}</h1>${localMenu(language)}
${messages.length === 0 ? [nothingYet(language), clock] : [clock, messageCards(view)]}`,
  })
}

const nothingYet = (language: Language): Html =>
  html`<div class="card"><p>${say(language, '还没有消息。', 'No messages yet.')}
${say(language, '打一通热线电话，值班工程师的手机就会响。', 'Play a hotline call, and the phone of whoever is on call rings.')}</p>
<a class="button" href="/local/simulator?lang=${language}">☎ ${say(language, '模拟一通热线电话', 'Play a hotline call')}</a></div>`

const messageCards = (view: OutboxView): Html => {
  const { language, messages } = view
  const sms = messages.filter(({ kind }) => kind === 'sms')
  const mails = messages.filter(({ kind }) => kind === 'email')
  return html`<h2>${say(language, '工程师的手机', "Engineers' phones")}</h2>
${sms.length === 0 && html`<p class="soft">${say(language, '还没有短信。', 'No text messages yet.')}</p>`}
<div class="grid">${[...new Set(sms.map(({ to }) => to))].map((to) => phone(to, sms, view))}</div>
<h2>${say(language, '客户的邮箱', "Customers' mailbox")}</h2>
${mails.length === 0 && html`<p class="soft">${say(language, '还没有邮件：来电的人没有留下邮箱。', 'No mail yet: whoever called left no address.')}</p>`}
${mails.map((mail) => letter(mail, view))}`
}

const phone = (to: string, sms: readonly OutboxMessage[], view: OutboxView): Html =>
  html`<section class="card phone"><h3>☎ ${view.names[to] ?? ''} <span class="soft number">${to}</span></h3>
${sms
  .filter((message) => message.to === to)
  .map(
    (message) => html`<div class="bubble pre">${linked(message.text)}</div>
<p class="soft number">${sent(message, view)}</p>`,
  )}</section>`

/** One line of the mailbox; it opens the mail as its reader sees it. */
const letter = (mail: OutboxMessage, view: OutboxView): Html =>
  html`<a class="card letter" href="/local/outbox/${mail.id}" target="_blank"><h3>✉ ${mail.subject ?? ''}</h3>
<span class="soft number">${mail.to} · ${sent(mail, view)}</span></a>`

const sent = ({ at, reason }: OutboxMessage, { language, timezone }: OutboxView): string =>
  `${shortTime(at, timezone, language)} · ${reasonText(reason, language)}`

/** The text with its addresses made links. */
const linked = (text: string): Value =>
  text
    .split(/(https?:\/\/[^\s<>"，。；）)]+)/)
    .map((part) =>
      /^https?:\/\//.test(part) ? html`<a href="${part}" target="_blank" rel="noreferrer">${part}</a>` : part,
    )

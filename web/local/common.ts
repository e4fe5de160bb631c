import type { Instant } from '../../shared/kernel/instant.ts'
import { inLanguage, type Language, type Text } from '../../shared/kernel/text.ts'
import { longTime } from '../../shared/message/format.ts'
import { type Html, html } from '../html.ts'

/** What every local page shows. */
export interface LocalFrame {
  readonly language: Language
  readonly now: Instant
  readonly timezone: string
}

export const say = (language: Language, zh: string, en: string): string => (language === 'zh-CN' ? zh : en)

const STEPS: readonly { readonly advance: string; readonly label: Text }[] = [
  { advance: 'PT5M', label: { zh: '+5 分钟', en: '+5 min' } },
  { advance: 'PT15M', label: { zh: '+15 分钟', en: '+15 min' } },
  { advance: 'PT1H', label: { zh: '+1 小时', en: '+1 h' } },
  { advance: 'P1D', label: { zh: '+1 天', en: '+1 day' } },
]

/** The embedded system's clock: everything due in between happens before `back` is shown again. */
export const clockCard = ({ language, now, timezone }: LocalFrame, back: string): Html =>
  html`<div class="card"><h2>${say(language, '系统时间', 'System time')}</h2>
<p class="number"><strong>${longTime(now, timezone, language)}</strong> <span class="soft">${timezone}</span></p>
<form method="post" action="/local/clock" class="inline"><input type="hidden" name="back" value="${back}">
${STEPS.map(({ advance, label }) => html`<button name="advance" value="${advance}" class="quiet">${inLanguage(label, language)}</button>`)}
</form></div>`

export const localMenu = (language: Language): Html => html`<p class="menu screen">
<a href="/?lang=${language}">${say(language, '首页', 'Home')}</a>
<a href="/local/simulator?lang=${language}">${say(language, '热线模拟器', 'Hotline simulator')}</a>
<a href="/local/repairs?lang=${language}">${say(language, '报修单', 'Repairs')}</a>
<a href="/local/outbox?lang=${language}">${say(language, '手机与邮箱', 'Phones and mailbox')}</a>
<a href="/local/ledger?lang=${language}">${say(language, '履约台账', 'Promise ledger')}</a></p>`

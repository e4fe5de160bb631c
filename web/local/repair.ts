import type { Price } from '../../shared/directory/directory.ts'
import { defined } from '../../shared/kernel/fields.ts'
import { inLanguage, type Text } from '../../shared/kernel/text.ts'
import { STAGE_NAMES } from '../../shared/message/texts.ts'
import type { ActionType } from '../../shared/repair/actions.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import type { Warranty } from '../../shared/warranty/warranty.ts'
import { Html, html } from '../html.ts'
import { faultCard, promisesCard } from '../pages/engineer.ts'
import { actionForm, type FormContext } from '../pages/forms.ts'
import { layout } from '../pages/layout.ts'
import { type Colleague, namedOf } from '../pages/named.ts'
import { type Notice, noticeCard, severityName, type TimelineLine, timeline } from '../pages/parts.ts'
import { situationCards } from '../pages/situation.ts'
import { placeName, WORDS } from '../texts.ts'
import { clockCard, type LocalFrame, localMenu, say } from './common.ts'

/** Who the reader acts as: whoever has the repair has their own link. */
export const ACTING_AS = ['dispatcher', 'manager'] as const
export type ActingAs = (typeof ACTING_AS)[number]

export interface StaffView extends LocalFrame {
  readonly repair: Repair
  readonly as: ActingAs
  /** On whose name it is recorded. */
  readonly name: string
  /** What they may do now: what no engineer may, and what is the engineer's to record. */
  readonly allowed: { readonly own: readonly ActionType[]; readonly forEngineer: readonly ActionType[] }
  readonly timeline: readonly TimelineLine[]
  readonly warranty?: Warranty
  readonly prices: readonly Price[]
  readonly colleagues: readonly Colleague[]
  readonly notice?: Notice
}

const ROLE_NAMES: Readonly<Record<ActingAs, Text>> = {
  dispatcher: { zh: '客服 / 调度', en: 'Dispatcher' },
  manager: { zh: '经理', en: 'Manager' },
}

/** One repair as the service department sees it, with a form for everything that dispatcher or manager may do about it now. */
export const repairPage = (view: StaffView): string => {
  const { repair, language, notice, now } = view
  const { own, forEngineer } = view.allowed
  const words = WORDS[language]
  const place = placeName(repair, language)
  const unit = repair.unit?.name ?? repair.unit?.model ?? repair.unit?.serial ?? words.unknownUnit
  return layout({
    title: `${repair.id} ${place}`,
    language,
    canSwitch: true,
    body: html`${localMenu(language)}
<p><span class="chip bad">${severityName(repair, language)}</span> <span class="chip">${inLanguage(STAGE_NAMES[repair.stage], language)}</span></p>
<h1>${place}<br>${unit}</h1><p class="soft number">${repair.id} · ${who(view)}</p>
${noticeCard(notice, repair, language, namedOf(repair, view.colleagues))}${actionsCard(view)}${promisesCard(view)}${faultCard({ ...view, allowed: [...own, ...forEngineer], path: pathOf(view) }, true)}
${situationCards(repair, language, now)}
<div class="card"><h2>${words.timeline}</h2>${timeline(view.timeline, repair, language)}
<p class="menu"><a href="/local/reports/${repair.id}?lang=${language}">${words.report}</a></p></div>
${clockCard(view, `${pathOf(view)}?lang=${language}`)}`,
  })
}

const pathOf = ({ repair, as }: Pick<StaffView, 'repair' | 'as'>): string => `/local/repairs/${repair.id}/${as}`

const who = ({ repair: { assignee, paging, stage }, language }: StaffView): string => {
  if (assignee) return say(language, `由 ${assignee.name} 负责`, `with ${assignee.name}`)
  if (stage === 'closed') return say(language, '已关闭', 'closed')
  return paging?.person
    ? say(language, `正在呼叫 ${paging.person.name}`, `${paging.person.name} is being called`)
    : say(language, '无人接单', 'nobody has it')
}

/** The role switched by a tap; then what is theirs alone, and what they record for whoever has it. */
const actionsCard = (view: StaffView): Html => {
  const { language, allowed, notice, name, as } = view
  const { own, forEngineer } = allowed
  const isOpen = notice && forEngineer.some((type) => type === notice.action) && new Html(' open')
  return html`<div class="card first"><p>${say(language, `以“${name}”的名义记录`, `Recorded as ${name}`)} · ${inLanguage(ROLE_NAMES[as], language)}</p>
<p class="menu">${ACTING_AS.filter((role) => role !== as).map((role) => roleLink(role, view))}</p>
${offer(own, view)}${own.length === 0 && html`<p class="soft">${say(language, '现在没有需要您做的。', 'There is nothing for you to do now.')}</p>`}
${forEngineer.length > 0 && html`<details${isOpen}><summary>${say(language, '代工程师登记', 'Record for the engineer')}</summary><div>${offer(forEngineer, view)}</div></details>`}</div>`
}

const roleLink = (role: ActingAs, { repair, language }: StaffView): Html =>
  html`<a href="${pathOf({ repair, as: role })}?lang=${language}">${say(language, '换成', 'Act as ')}${inLanguage(ROLE_NAMES[role], language)}</a>`

/** A call is split where its words stand. */
const offer = (types: readonly ActionType[], view: StaffView): Html[] => {
  const { repair, language, prices, colleagues, notice } = view
  const { version, plan } = repair
  const context: FormContext = {
    language,
    path: pathOf(view),
    version,
    plan,
    prices,
    named: namedOf(repair, colleagues),
    ...defined({ sent: notice }),
  }
  return types.filter((type) => type !== 'split').map((type) => actionForm(type, context, true))
}

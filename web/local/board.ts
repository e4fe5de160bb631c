import type { Instant } from '../../shared/kernel/instant.ts'
import { inLanguage } from '../../shared/kernel/text.ts'
import { shortTime } from '../../shared/message/format.ts'
import { milestoneName, STAGE_NAMES } from '../../shared/message/texts.ts'
import type { Stage } from '../../shared/repair/state/repair.ts'
import type { RepairSummary } from '../../shared/repair/summary.ts'
import { Html, html, type Value } from '../html.ts'
import { layout } from '../pages/layout.ts'
import { barOfRow } from '../rail/bar.ts'
import { rail } from '../rail/rail.ts'
import { clockCard, type LocalFrame, localMenu, say } from './common.ts'

/** A row as `GET /api/repairs` lists it. */
interface BoardRow {
  readonly id: string
  readonly stage: Stage
  readonly reportedAt: Instant
  readonly customer?: string
  readonly site?: string
  readonly unit?: string
  readonly symptoms?: string
  readonly assignee?: string
  readonly next?: NonNullable<RepairSummary['next']>
  readonly broken?: NonNullable<RepairSummary['broken']>
}

export interface BoardView extends LocalFrame {
  readonly open: readonly BoardRow[]
  /** Reported this month, latest first. */
  readonly closed: readonly BoardRow[]
}

/** Every open repair, each a tap away from what dispatcher and manager may do about it. */
export const boardPage = (view: BoardView): string => {
  const { language, open, closed } = view
  return layout({
    title: say(language, '报修单', 'Repairs'),
    language,
    canSwitch: true,
    wide: true,
    body: html`<h1>${say(language, '报修单', 'Repairs')}</h1>${localMenu(language)}
<div class="card"><h2>${say(language, '未关闭', 'Open')} · ${open.length}</h2>${rows(open, view, say(language, '现在没有未关闭的报修。', 'No repair is open now.'))}</div>
<div class="card"><h2>${say(language, '本月已关闭', 'Closed, of this month')} · ${closed.length}</h2>${rows(closed, view, say(language, '本月还没有。', 'None yet.'))}</div>
${clockCard(view, `/local/repairs?lang=${language}`)}`,
  })
}

const rows = (all: readonly BoardRow[], view: BoardView, none: string): Html =>
  all.length === 0
    ? html`<p class="soft">${none}</p>`
    : html`<ul class="plain">${all.map((row) => line(row, view))}</ul>`

const line = (row: BoardRow, { language, timezone, now }: BoardView): Html => {
  const { id, stage, reportedAt, customer, site, unit, symptoms, assignee } = row
  const about = [site ?? customer, unit].filter(Boolean).join(' · ') || say(language, '客户未知', 'Customer unknown')
  const bar = barOfRow(row, language)
  const who = assignee ?? (stage === 'closed' ? undefined : say(language, '无人接单', 'nobody has it'))
  return html`<li class="row"><span><span class="menu"><a href="/local/repairs/${id}?lang=${language}"><strong>${about}</strong></a></span>
${symptoms && html`${symptoms}<br>`}<span class="soft number">${id} · ${shortTime(reportedAt, timezone, language)}</span></span>
<span class="money">${inLanguage(STAGE_NAMES[stage], language)}${who && html`<br><span class="soft">${who}</span>`}${promises(row, language, timezone)}${bar && new Html(rail([bar], { size: 'row', now, language, timezone }))}</span></li>`
}

/** The worst that was broken, and what comes next. */
const promises = ({ broken, next }: BoardRow, language: BoardView['language'], timezone: string): Value => [
  broken &&
    html`<br><span class="${broken.endedAt ? 'soft' : 'bad'}">✗ ${milestoneName(broken.milestone, language)} ${broken.clause}</span>`,
  next &&
    html`<br><span class="soft number">${milestoneName(next.milestone, language)} ${next.clause} ${shortTime(next.dueAt, timezone, language)}</span>`,
]

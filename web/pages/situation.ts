import { inLanguage, type Language } from '../../shared/kernel/text.ts'
import type { ServiceRecord } from '../../shared/knowledge/record.ts'
import type { Warranty, WarrantyState } from '../../shared/warranty/warranty.ts'
import { type Html, html, type Value } from '../html.ts'

export const card = (title: string, body: Value): Html => html`<div class="card"><h2>${title}</h2>${body}</div>`

/** Whether the unit is under warranty, until when, and by which clause. */
export const warrantyLine = ({ state, until, clause }: Warranty, language: Language): string => {
  const { warranty, lastDay } = LABELS[language]
  return [warranty[state], until && lastDay(until), clause].filter(Boolean).join(' · ')
}

/** The same, with the arithmetic a tap away. */
export const warrantyText = (warranty: Warranty, language: Language): Html => html`
<p class="${warranty.state === 'out' ? 'warn' : ''}">${warrantyLine(warranty, language)}</p>
${warranty.steps.length > 0 && html`<details><summary>${LABELS[language].arithmetic}</summary><div class="soft">${warranty.steps.map((step) => html`<p>${inLanguage(step, language)}</p>`)}</div></details>`}`

/** A repair that was solved before. */
export type SimilarCase = Pick<
  ServiceRecord,
  'repair' | 'product' | 'problem' | 'symptoms' | 'cause' | 'done' | 'tried' | 'advice'
>

/** What helped when something like it was reported before (H2). */
export const similarCard = (articles: readonly SimilarCase[], language: Language): Html | undefined => {
  const labels = LABELS[language]
  if (articles.length === 0) return undefined
  const line = (label: string, value: string | undefined) =>
    value && html`<br><span class="soft">${label}</span>${value}`
  return card(
    labels.similar,
    html`<ul class="plain">${articles.map(
      ({ repair, product, problem, symptoms, cause, done, tried = [], advice = [] }) =>
        html`<li><strong>${problem ?? symptoms}</strong>${line(labels.cause, cause)}${line(labels.done, done)}${tried.map((work) => line(labels.tried, work.done))}${advice.map((answer) => line(labels.answer, answer))}<br><span class="soft number">${[product, repair].filter(Boolean).join(' · ')}</span></li>`,
    )}</ul>`,
  )
}

const LABELS = {
  'zh-CN': {
    answer: '答复：',
    warranty: { in: '质保期内', renewed: '续保期内', out: '质保期外', notStarted: '尚未验收', unknown: '质保期不详' },
    lastDay: (day: string) => `至 ${day}`,
    arithmetic: '怎么算的',
    similar: '类似故障',
    cause: '原因：',
    done: '处理：',
    tried: '试过无效：',
  },
  en: {
    answer: 'Answer: ',
    warranty: {
      in: 'in warranty',
      renewed: 'in renewed warranty',
      out: 'out of warranty',
      notStarted: 'not accepted yet',
      unknown: 'warranty unknown',
    },
    lastDay: (day: string) => `until ${day}`,
    arithmetic: 'The arithmetic',
    similar: 'Similar cases',
    cause: 'Cause: ',
    done: 'Done: ',
    tried: 'Did not help: ',
  },
} as const satisfies Record<
  Language,
  { readonly warranty: Record<WarrantyState, string>; readonly [label: string]: unknown }
>

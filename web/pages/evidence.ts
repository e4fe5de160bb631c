import { FILE_COLUMN_NAMES, fileRow } from '../../shared/evidence/files.ts'
import type {
  ClauseEvidence,
  EvidencePack,
  FiledPaper,
  Linked,
  PackFile,
  PlanEvidence,
} from '../../shared/evidence/pack.ts'
import {
  type ClauseColumn,
  COLUMN_NAMES,
  clauseRow,
  type ObligationColumn,
  obligationRow,
  type PaperColumn,
  paperRow,
} from '../../shared/evidence/rows.ts'
import { coverRows, type PackFrame } from '../../shared/evidence/sheets.ts'
import { packWords } from '../../shared/evidence/words.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import { inLanguage } from '../../shared/kernel/text.ts'
import type { Obligation } from '../../shared/promise/obligation.ts'
import { Html, html, type Value } from '../html.ts'
import { rail } from '../rail/rail.ts'
import { layout } from './layout.ts'
import { TONES } from './tones.ts'

/** The evidence pack as a document to print or keep: every clause, everything that was due, every document, each with its hash. */
export const evidencePage = (pack: EvidencePack, frame: PackFrame): string => {
  const { language, supplier } = frame
  const words = packWords(language)
  const [, , obligations, papers, files] = words.sheets
  return layout({
    title: `${words.title} ${pack.customer} ${pack.firstDay} – ${pack.lastDay}`,
    language,
    brand: inLanguage(supplier, language),
    wide: true,
    body: html`<div class="card"><h1>${words.title}</h1>
<table>${coverRows(pack, frame).map(([label, value]) => html`<tr><th>${label}</th><td class="number">${value}</td></tr>`)}</table>
<p class="soft">${words.check}</p></div>
${pack.plans.map((plan) => planCard(plan, frame))}
<div class="card"><h2>${obligations}</h2>${pack.obligations.length > 0 ? obligationTable(pack.obligations, frame, pack.madeAt) : nothing(words.nothing)}</div>
${pack.papers.length > 0 && html`<div class="card"><h2>${papers}</h2><p class="soft">${words.allPapers}</p>${paperTable(pack.papers, frame)}</div>`}
${pack.files.length > 0 && html`<div class="card"><h2>${files}</h2><p class="soft">${words.allFiles}</p>${fileTable(pack.files, frame)}</div>`}`,
  })
}

const planCard = (plan: PlanEvidence, frame: PackFrame): Html =>
  html`<div class="card"><h2>${inLanguage(plan.title, frame.language)} <span class="soft">${plan.id} v${plan.version}</span></h2>
<p class="soft">${plan.source}</p>
<table>${head(['clause', 'promise', ...COUNTS, 'worst'], frame)}
${plan.clauses.map((clause) => clauseTableRow(clause, plan, frame))}</table></div>`

const COUNTS = ['due', 'kept', 'broken', 'waived', 'superseded', 'fallenAway', 'open'] as const

/** A clause that nothing can fall due under says why in place of numbers. */
const clauseTableRow = (clause: ClauseEvidence, plan: PlanEvidence, frame: PackFrame): Html => {
  const row = clauseRow(clause, plan, frame)
  const counts = clause.canFallDue
    ? COUNTS.map((column) => cell(column, row[column], frame, column === 'broken' && clause.tally.broken > 0))
    : html`<td colspan="${COUNTS.length}" class="soft">${row.status}</td>`
  return html`<tr><td class="nowrap"><strong>${row.clause}</strong><br><span class="soft">${row.kind}</span></td><td>${row.promise}</td>
${counts}${cell('worst', row.worst, frame)}</tr>`
}

const obligationTable = (obligations: readonly Linked<Obligation>[], frame: PackFrame, madeAt: Instant): Html =>
  html`<table>${head(['number', 'clause', 'subject', 'dueAt', 'ended', 'outcome', 'proof'], frame)}
${obligations.map((linked) => obligationTableRow(linked, frame, obligations.length <= MOST_DRAWN ? madeAt : undefined))}</table>`

/** Pictures of more would not fit the answer of a function; the words always do. */
const MOST_DRAWN = 2000

const obligationTableRow = (linked: Linked<Obligation>, frame: PackFrame, drawnAt: Instant | undefined): Html => {
  const row = obligationRow(linked, frame)
  const { repair, state } = linked.record
  const link = repair === undefined ? row.subject : html`<a href="${frame.reportUrl(repair)}">${repair}</a>`
  return html`<tr><td class="number">${row.number}</td><td class="nowrap">${row.clause}<br>${row.what}</td>
<td>${link}<br><span class="soft">${[row.unit, row.engineer].filter(Boolean).join(' · ')}</span></td>
${cell('dueAt', row.dueAt, frame)}${cell('ended', row.ended, frame)}
<td class="${TONES[state]}">${outcomeOf(row)}${drawnAt && railOf(linked.record, row.what, drawnAt, frame)}</td>
<td class="number">${row.proof} ${hashMark(row.hash)}</td></tr>`
}

/** Nothing is said in it that does not stand beside it. */
const railOf = (line: Obligation, what: string | number, now: Instant, { language, timezone }: PackFrame): Html => {
  const bar = { ...line, milestone: line.what, name: String(what) }
  return new Html(rail([bar], { size: 'row', now, language, timezone }))
}

const paperTable = (papers: readonly Linked<FiledPaper>[], frame: PackFrame): Html =>
  html`<table>${head(['number', 'clause', 'contract', 'dueAt', 'document', 'outcome', 'hash'], frame)}
${papers.map((linked) => paperTableRow(linked, frame))}</table>`

const paperTableRow = (linked: Linked<FiledPaper>, frame: PackFrame): Html => {
  const row = paperRow(linked, frame)
  return html`<tr><td class="number">${row.number}</td><td>${row.clause} ${row.need}</td>
<td>${row.contract}<br><span class="soft">${row.about}</span></td>
${cell('dueAt', row.dueAt, frame)}
<td>${[row.document, row.reference].filter(Boolean).join(' · ')}${row.ended !== '' && html`<br><span class="soft number">${row.ended}</span>`}</td>
<td class="${linked.record.state === 'open' ? 'warn' : TONES[linked.record.state]}">${outcomeOf(row)}</td>
<td class="number">${hashMark(row.hash)}</td></tr>`
}

/** The whole digest, broken where a narrow page needs it: whoever checks a file compares all of it. */
const fileTable = (files: readonly Linked<PackFile>[], frame: PackFrame): Html => {
  const names = FILE_COLUMN_NAMES[frame.language]
  return html`<table><thead><tr>${SHOWN.map((column) => html`<th>${names[column]}</th>`)}</tr></thead>
${files.map((linked) => {
  const row = fileRow(linked, frame)
  return html`<tr><td class="number">${row.number}</td><td>${row.subject}<br><span class="soft">${[row.at, row.by].filter(Boolean).join(' · ')}</span></td>
<td>${row.name}${row.note !== '' && html`<br><span class="soft">${row.note}</span>`}</td><td class="number">${row.bytes}</td>
<td><code class="digest">${row.sha256}</code></td><td class="number">${hashMark(row.hash)}</td></tr>`
})}</table>`
}
const SHOWN = ['number', 'subject', 'name', 'bytes', 'sha256', 'hash'] as const

/** What became of it, how late, and why. */
const outcomeOf = ({ outcome, late, remark }: Readonly<Record<'outcome' | 'late' | 'remark', string | number>>): Html =>
  html`${outcome} ${late}${remark !== '' && html`<br><span class="soft">${remark}</span>`}`

/** The first digits are enough to find the record that differs; the spreadsheet holds whole hashes. */
const hashMark = (hash: string | number): Html => html`<code>${String(hash).slice(0, 12)}</code>`

type Column = ClauseColumn | ObligationColumn | PaperColumn

const head = (columns: readonly Column[], { language }: PackFrame): Html =>
  html`<thead><tr>${columns.map((column) => html`<th>${COLUMN_NAMES[language][column]}</th>`)}</tr></thead>`

/** A cell with its label, which narrow screens show in place of the head. */
const cell = (column: Column, value: Value, { language }: PackFrame, isBad = false): Html =>
  html`<td class="number${isBad && ' bad'}">${value !== '' && html`<span class="label">${COLUMN_NAMES[language][column]} </span>`}${value}</td>`

const nothing = (text: string): Html => html`<p class="soft">${text}</p>`

import { inLanguage, type Language, type Text } from '../../shared/kernel/text.ts'
import type { Block, ReportDocument } from '../../shared/report/document.ts'
import { type Html, html } from '../html.ts'
import { layout } from './layout.ts'

/** A written report as a page to print or keep, whole in itself: what is sent today reads the same in ten years. */
export const documentPage = ({ title, about, sections }: ReportDocument, language: Language): string => {
  const say = (words: Text) => inLanguage(words, language)
  return layout({
    title: say(title),
    language,
    wide: true,
    body: html`<div class="card"><h1>${say(title)}</h1>
${about.map((line) => html`<p class="soft number">${say(line)}</p>`)}
<p class="soft screen">${say(PRINT)}</p></div>
${sections.map(
  (section) =>
    html`<div class="card"><h2>${say(section.title)}</h2>${section.blocks.map((block) => blockOf(block, say))}</div>`,
)}`,
  })
}

const PRINT = {
  zh: '打印或存为 PDF，请用浏览器的菜单。',
  en: "To print it or keep it as PDF, use your browser's menu.",
}

function blockOf(block: Block, say: (words: Text) => string): Html {
  switch (block.kind) {
    case 'facts':
      return html`<table>${block.rows.map(([label, value]) => html`<tr><th>${say(label)}</th><td class="pre">${say(value)}</td></tr>`)}</table>`
    case 'table':
      return html`<table><thead><tr>${block.head.map((cell) => html`<th>${say(cell)}</th>`)}</tr></thead>
${block.rows.map((row) => html`<tr>${row.map((cell) => html`<td class="pre">${say(cell)}</td>`)}</tr>`)}</table>`
    case 'picture':
      return html`<figure>${block.png && html`<img src="data:image/png;base64,${Buffer.from(block.png).toString('base64')}" alt="${say(block.caption)}" width="300">`}<figcaption class="soft">${say(block.caption)}</figcaption></figure>`
    case 'words':
      return html`<p class="pre">${say(block.text)}</p>`
    default:
      return block satisfies never
  }
}

import type { Language } from '../kernel/text.ts'
import { escapeHtml } from './escape.ts'

/** A mail's content, before it takes the form of HTML or plain text. */
export interface Letter {
  readonly language: Language
  readonly subject: string
  readonly heading: string
  readonly greeting: string
  readonly message: string
  readonly rows: readonly Row[]
  /** What is listed under a heading of its own. */
  readonly list?: { readonly heading: string; readonly rows: readonly Row[] }
  readonly link?: { readonly label: string; readonly url: string }
  readonly closing: readonly string[]
}
interface Row {
  readonly label: string
  readonly value: string
}

export const plainTextOf = (letter: Letter): string => {
  const lines = (rows: readonly Row[]) => rows.map(({ label, value }) => `${label}: ${value}`).join('\n')
  return [
    letter.greeting,
    letter.message,
    ...(letter.list ? [`${letter.list.heading}\n${lines(letter.list.rows)}`] : []),
    lines(letter.rows),
    ...(letter.link ? [`${letter.link.label}:\n${letter.link.url}`] : []),
    letter.closing.join('\n'),
  ].join('\n\n')
}

// Styles are inline because mail programs drop style sheets.
const STYLE = {
  body: "margin:0;background:#f2f3f5;color:#1f2329;font:16px/1.6 -apple-system,'PingFang SC','Microsoft YaHei',sans-serif",
  sheet: 'max-width:600px;margin:0 auto;padding:24px 20px;background:#fff;box-sizing:border-box',
  h1: 'margin:0 0 16px;font-size:20px;line-height:1.3',
  h2: 'margin:20px 0 4px;font-size:16px',
  table: 'width:100%;border-collapse:collapse;margin:0 0 16px',
  th: 'padding:6px 12px 6px 0;text-align:left;vertical-align:top;font-weight:normal;color:#646a73;width:36%',
  td: 'padding:6px 0;vertical-align:top;white-space:pre-line;overflow-wrap:anywhere',
  button:
    'display:inline-block;padding:12px 20px;border-radius:6px;background:#1456f0;color:#fff;text-decoration:none;font-weight:600',
  small: 'margin:24px 0 0;padding-top:12px;border-top:1px solid #dee0e3;color:#646a73;font-size:13px',
} as const

export const htmlOf = (letter: Letter): string => {
  const list = letter.list
    ? `<h2 style="${STYLE.h2}">${escapeHtml(letter.list.heading)}</h2>\n${table(letter.list.rows)}`
    : ''
  const button = letter.link ? buttonOf(letter.link) : ''
  return `<!doctype html>
<html lang="${letter.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(letter.subject)}</title></head>
<body style="${STYLE.body}">
<div style="${STYLE.sheet}">
<h1 style="${STYLE.h1}">${escapeHtml(letter.heading)}</h1>
<p>${escapeHtml(letter.greeting)}<br>${escapeHtml(letter.message)}</p>
${list}
${table(letter.rows)}
${button}<p style="${STYLE.small}">${letter.closing.map(escapeHtml).join('<br>')}</p>
</div>
</body>
</html>
`
}

const buttonOf = ({ label, url }: { readonly label: string; readonly url: string }): string =>
  `<p><a href="${escapeHtml(url)}" style="${STYLE.button}">${escapeHtml(label)}</a></p>
<p style="overflow-wrap:anywhere;font-size:13px">${escapeHtml(url)}</p>
`

const table = (rows: readonly Row[]): string =>
  `<table role="presentation" style="${STYLE.table}">
${rows.map(({ label, value }) => `<tr><th style="${STYLE.th}">${escapeHtml(label)}</th><td style="${STYLE.td}">${escapeHtml(value)}</td></tr>`).join('\n')}
</table>`

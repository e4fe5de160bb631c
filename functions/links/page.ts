import { createHash } from 'node:crypto'
import type { Language } from '../../shared/kernel/text.ts'
import { NO_ROBOTS } from '../../shared/wire/console-headers.ts'
import { STYLE } from '../../web/style.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/** Pages need nothing from elsewhere: no scripts, one known style sheet, photos of ours, forms to ourselves. */
const PAGE_HEADERS = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'x-robots-tag': NO_ROBOTS,
}

export const htmlPage = (statusCode: number, body: string): HttpResult => ({
  statusCode,
  headers: { 'content-type': 'text/html; charset=utf-8', ...PAGE_HEADERS },
  body,
})

/** A mail as its reader sees it: its style stands at each element, and nothing in it may run or load. */
export const mailPage = (body: string): HttpResult => ({
  ...htmlPage(200, body),
  headers: {
    ...htmlPage(200, body).headers,
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`,
  },
})

/** The language asked for by the switch, otherwise the given one. */
export const languageOf = (event: HttpEvent, fallback: Language): Language => {
  const asked = new URLSearchParams(event.rawQueryString).get('lang')
  return asked === 'en' || asked === 'zh-CN' ? asked : fallback
}

import type { Language } from '../../shared/kernel/text.ts'
import { Html, html, type Value } from '../html.ts'
import { STYLE } from '../style.ts'

export interface Layout {
  readonly title: string
  readonly language: Language
  readonly body: Value
  /** What stands above the page: who we are. */
  readonly brand?: string
  /** Shows the switch to the other language. */
  readonly canSwitch?: boolean
  readonly wide?: boolean
}

/** A whole page: no scripts, no other requests. */
export const layout = ({ title, language, body, brand, canSwitch, wide }: Layout): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<main class="${wide ? 'wide' : 'page'}">
<div class="top"><span>${brand ?? '承诺 Chengnuo'}</span>${canSwitch && languageSwitch(language)}</div>
${body}
</main>
</body>
</html>
`.text

const languageSwitch = (language: Language): Html =>
  language === 'zh-CN'
    ? html`<a href="?lang=en" lang="en">English</a>`
    : html`<a href="?lang=zh-CN" lang="zh-CN">中文</a>`

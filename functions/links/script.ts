import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { FILE_CACHE } from '../../shared/wire/console-headers.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'

/** The small script of the pages behind links; they work without it. */
export interface PageScript {
  readonly name: string
  readonly text: string
  /** What keeps pages of `/jobs` on the phone. */
  readonly worker?: string
}

/** As it was built; undefined: it was not. */
export function scriptIn(file: string | URL): PageScript | undefined {
  if (!existsSync(file)) return undefined
  const text = readFileSync(file, 'utf8')
  const worker = file instanceof URL ? new URL('./worker.js', file) : file.replace('phone.js', 'worker.js')
  return {
    name: `phone-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.js`,
    text,
    ...(existsSync(worker) && { worker: readFileSync(worker, 'utf8') }),
  }
}

/** A page as it is served where there is a script: scripts of this host, and what they ask of it; nothing that stands in the page. */
export function withScript(event: HttpEvent, page: HttpResult, script: PageScript | undefined): HttpResult {
  const isPage = String(page.headers?.['content-type']).startsWith('text/html') && page.statusCode !== 404
  if (!script || !isPage || !/^\/([pic]\/|jobs)/.test(event.rawPath)) return page
  const policy = String(page.headers?.['content-security-policy'])
  return {
    ...page,
    headers: {
      ...page.headers,
      'content-security-policy': policy.replace(';', "; script-src 'self'; connect-src 'self';"),
    },
    body: (page.body ?? '').replace('</head>', `<script type="module" src="/phone/${script.name}"></script>\n</head>`),
  }
}

export const scriptAnswer = async (script: PageScript | undefined, name = ''): Promise<HttpResult> =>
  script?.name === name
    ? {
        statusCode: 200,
        headers: {
          'content-type': 'text/javascript; charset=utf-8',
          'cache-control': FILE_CACHE,
        },
        body: script.text,
      }
    : ((await import('./app.ts')).appFile(name, script?.worker) ?? { statusCode: 404, body: '' })

import { FILE_CACHE, PAGE_CACHE } from '../../shared/wire/console-headers.ts'
import type { HttpResult } from '../middleware/event.ts'
import { iconOf } from './icon.ts'

// What makes `/jobs` something to install: a manifest, icons, and the worker that keeps pages for when there is no network.

const ICONS: Readonly<Record<string, { readonly size: number; readonly purpose: 'any' | 'maskable' }>> = {
  'icon-180.png': { size: 180, purpose: 'any' },
  'icon-192.png': { size: 192, purpose: 'any' },
  'icon-512.png': { size: 512, purpose: 'any' },
  'maskable-512.png': { size: 512, purpose: 'maskable' },
}

const MANIFEST = {
  id: '/jobs',
  name: '承诺 · 我的任务',
  short_name: '我的任务',
  lang: 'zh-CN',
  start_url: '/jobs',
  scope: '/jobs',
  display: 'standalone',
  background_color: '#f4f6f8',
  theme_color: '#0b5cad',
  icons: Object.entries(ICONS).map(([name, { size, purpose }]) => ({
    src: `/phone/${name}`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  })),
}

/** Drawn once. */
const drawn = new Map<string, string>()

/** `worker`: as it was built. Undefined: no such file. */
export function appFile(name: string, worker: string | undefined): HttpResult | undefined {
  if (name === 'jobs.webmanifest') return answer('application/manifest+json; charset=utf-8', JSON.stringify(MANIFEST))
  if (name === 'worker.js' && worker !== undefined) return workerOf(worker)
  const icon = Object.hasOwn(ICONS, name) ? ICONS[name] : undefined
  if (!icon) return undefined
  const png = drawn.get(name) ?? iconOf(icon.size, icon.purpose === 'maskable').toString('base64')
  drawn.set(name, png)
  return { ...answer('image/png', png, FILE_CACHE), isBase64Encoded: true }
}

const answer = (type: string, body: string, cache = PAGE_CACHE): HttpResult => ({
  statusCode: 200,
  headers: { 'content-type': type, 'cache-control': cache },
  body,
})

/** It may serve the list and what stands below it, and asks nobody but this host. */
const workerOf = (text: string): HttpResult => {
  const { headers, ...rest } = answer('text/javascript; charset=utf-8', text)
  const policy = "default-src 'none'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
  return { ...rest, headers: { ...headers, 'service-worker-allowed': '/jobs', 'content-security-policy': policy } }
}

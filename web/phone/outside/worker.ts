// The service worker of `/jobs`. Pages that somebody has opened can be read without a network, and say how old they are. What it keeps
// is one person's: whoever else the host answers for, or nobody any more, finds nothing of it.

interface Fetching extends Event {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
  waitUntil(work: Promise<unknown>): void
}
interface Here extends EventTarget {
  skipWaiting(): Promise<void>
  readonly clients: {
    claim(): Promise<void>
    matchAll(options: { type: 'window' }): Promise<readonly { readonly url: string }[]>
  }
}
const here = self as unknown as Here

/** With the holder behind it; `web/console` knows it by the same beginning. */
const KEPT = 'chengnuo-jobs:'
/** So many pages. */
const MOST_KEPT = 40
/** A line that answers nothing for so long is none, where something is kept. */
const PATIENCE_MS = 8000

const isJobs = (url: string): boolean => /^\/jobs(\/[^/]+)?$/.test(new URL(url).pathname)

async function forget(but?: string): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(KEPT) && name !== but)
  await Promise.all(names.map((name) => caches.delete(name)))
}

/** As the host answers; what others left is gone before anybody sees it. */
async function ask(request: Request): Promise<Response> {
  const answer = await fetch(request)
  const holder = answer.headers.get('x-holder')
  // Led away to sign in, or turned away: nobody is signed in.
  if (answer.type === 'opaqueredirect' || answer.status === 401) await forget()
  if (holder === null) return answer
  await forget(KEPT + holder)
  if (answer.status === 200) await keep(request, answer.clone(), holder)
  else if (answer.status === 403 || answer.status === 404)
    await (await caches.open(KEPT + holder)).delete(keyOf(request))
  return answer
}

const keyOf = ({ url }: Request): string => new URL(url).pathname

async function keep(request: Request, answer: Response, holder: string): Promise<void> {
  const cache = await caches.open(KEPT + holder)
  const headers = new Headers(answer.headers)
  headers.set('x-kept-at', new Date().toISOString())
  await cache.put(keyOf(request), new Response(await answer.text(), { headers }))
  const others = (await cache.keys()).slice(0, -MOST_KEPT)
  await Promise.all(others.map((old) => cache.delete(old)))
}

/** What is kept of it, with its age before everything else. */
async function kept(request: Request): Promise<Response | undefined> {
  const names = (await caches.keys()).filter((name) => name.startsWith(KEPT))
  const found = names[0] === undefined ? undefined : await (await caches.open(names[0])).match(keyOf(request))
  const at = found?.headers.get('x-kept-at')
  if (!found || !at) return undefined
  const page = await found.text()
  const isEnglish = page.includes('<html lang="en">')
  const age = ageOf(Date.now() - Date.parse(at), isEnglish)
  const says = isEnglish ? `No network: this is how it stood ${age} ago` : `没有网络：这是${age}前的内容`
  const shown = page
    .replace('</head>', `<meta name="kept-at" content="${at}"></head>`)
    .replace(/<h1>/, `<div class="card notice kept" role="status"><strong>${says}</strong></div><h1>`)
  return new Response(shown, { headers: found.headers })
}

function ageOf(ms: number, isEnglish: boolean): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  if (minutes < 1) return isEnglish ? 'under a minute' : '不到 1 分钟'
  if (minutes < 60) return isEnglish ? `${minutes} min` : ` ${minutes} 分钟`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return isEnglish ? `${hours} h` : ` ${hours} 小时`
  return isEnglish ? `${Math.floor(hours / 24)} days` : ` ${Math.floor(hours / 24)} 天`
}

async function read(request: Request): Promise<Response> {
  const asked = ask(request)
  const slow = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS))
  try {
    return (await Promise.race([asked, slow])) ?? (await kept(request)) ?? (await asked)
  } catch (error) {
    const old = await kept(request)
    if (old) return old
    throw error
  }
}

here.addEventListener('install', (event) => (event as Fetching).waitUntil(here.skipWaiting()))
// The page that brought it is read once more: so it is kept from the first visit on.
here.addEventListener('activate', (event) => (event as Fetching).waitUntil(begin()))
here.addEventListener('fetch', (event) => {
  const { request } = event as Fetching
  if (request.method === 'GET' && request.mode === 'navigate' && isJobs(request.url))
    (event as Fetching).respondWith(read(request))
})

async function begin(): Promise<void> {
  await here.clients.claim()
  const open = await here.clients.matchAll({ type: 'window' })
  const pages = open.filter(({ url }) => isJobs(url)).map(({ url }) => new Request(url, { redirect: 'manual' }))
  await Promise.all(pages.map((page) => ask(page).catch(() => undefined)))
}

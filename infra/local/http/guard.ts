import type { IncomingMessage } from 'node:http'
import { isLoopback } from '../../../functions/middleware/loopback.ts'
import { sentFrom } from '../../../functions/middleware/own-origin.ts'
import type { Text } from '../../../shared/kernel/text.ts'

/** Why a request is not answered, before anything looks at what it asks for. */
export interface Refusal {
  readonly status: number
  readonly error: string
  readonly message: Text
}

/** What a request leads to, as far as the guard cares. */
export interface Guarded {
  /** A page or call that exists only here, and lets whoever reaches it act as anyone. */
  readonly isLocal: boolean
  /** Of these, what only reads figures: it is there also where the pages are off. */
  readonly isForOwnMonitors: boolean
  /** Proves by a signature who it is: whatever address it came by, it is taken. */
  readonly isSigned: boolean
}

export interface GuardSettings {
  readonly publicUrl: string
  /** Whether the local pages are there at all, see `settings.ts`. */
  readonly localPages: boolean
}

/** Undefined: it may pass. */
export function refusalOf(
  request: IncomingMessage,
  { isLocal, isForOwnMonitors, isSigned }: Guarded,
  { publicUrl, localPages }: GuardSettings,
): Refusal | undefined {
  const name = nameIn(request.headers.host)
  if (isLocal) return localPages || isForOwnMonitors ? refusedLocal(request, name) : OFF
  if (isSigned || LOOPBACK.has(name) || name === nameOf(publicUrl)) return undefined
  return {
    status: 421,
    error: 'wrongHost',
    message: {
      zh: `这里不是 ${name || '（没有写 Host）'}：请用 PUBLIC_URL 的地址访问，或把 PUBLIC_URL 改成这个地址。`,
      en: `This is not ${name || '(no Host given)'}: use the address in PUBLIC_URL, or set PUBLIC_URL to this one.`,
    },
  }
}

/**
 * Whoever reaches these can read every message and log in as anyone. So they are for browsers and programs on this machine:
 * a loopback address at both ends, no proxy in between, no name that was made to lead here, no page of another site.
 */
function refusedLocal(request: IncomingMessage, name: string): Refusal | undefined {
  const isFromHere = isLoopback(request.socket.remoteAddress) && !PASSED_ON.some((header) => header in request.headers)
  if (!isFromHere || !LOOPBACK.has(name)) return ELSEWHERE
  if (isOpening(request)) return undefined
  const from = sentFrom(request.headers, `http://${request.headers.host}`)
  return from === 'foreign' || (from === 'unsaid' && request.headers.origin !== undefined) ? FOREIGN : undefined
}

/** Someone follows a link to here: what opens is theirs to read, and reading never acts. */
const isOpening = ({ method, headers }: IncomingMessage): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  headers.origin === undefined &&
  headers['sec-fetch-mode'] === 'navigate' &&
  headers['sec-fetch-dest'] === 'document'

/** Headers that proxies add. */
const PASSED_ON = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']

/** A name that leads here by nobody's doing but this machine's. */
const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]'])

export const isLoopbackName = (name: string): boolean => LOOPBACK.has(name) || name === '::1'

/** The host without its port, which a tunnel may have changed. */
const nameIn = (host: string | undefined): string => nameOf(`http://${host ?? ''}`)
const nameOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '')

const OFF: Refusal = {
  status: 403,
  error: 'localOnly',
  message: {
    zh: '本机页面没有打开：HOST 和 PUBLIC_URL 都是本机地址时才有，或只监听本机时设 LOCAL_PAGES=on。',
    en: 'The local pages are off: they are there while HOST and PUBLIC_URL are of this machine alone, or, bound to it, with LOCAL_PAGES=on.',
  },
}
const ELSEWHERE: Refusal = {
  status: 403,
  error: 'localOnly',
  message: {
    zh: '这一页只在本机打开：用 http://127.0.0.1 加端口，不经过代理。',
    en: 'This is for the machine itself: open it at http://127.0.0.1 and the port, without a proxy.',
  },
}
export const FOREIGN: Refusal = {
  status: 403,
  error: 'foreignOrigin',
  message: {
    zh: '请求来自别的网站；请打开页面本身再操作。',
    en: 'The request comes from another site; open the page itself and act there.',
  },
}

import type { Operations, Schemas } from '../../generated/api.ts'
import { answerTo } from './early.ts'
import { language } from './memory.ts'
import { turnedAway } from './signed-in.ts'

export type Key = keyof Operations
export type Answer<K extends Key> = Operations[K]['answer']
/** What a call is given: only what its operation takes. */
export interface Given<K extends Key> {
  readonly path?: Operations[K]['path']
  readonly query?: Operations[K]['query']
  readonly body?: Operations[K]['body']
  /** Instead of a body: as a page's form sends it. */
  readonly form?: URLSearchParams | FormData
  readonly signal?: AbortSignal
}

/** What the API refused, in its own words. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly problems: readonly string[]
  /** Of a form: what is wrong with each field. */
  readonly fields: Readonly<Record<string, string>>
  /** Of what is not possible now: how far the repair is. */
  readonly stage: Schemas['NotAllowed']['stage'] | undefined
  constructor(status: number, said: Said) {
    super(said.message ?? '')
    this.status = status
    this.code = said.error ?? 'unknown'
    this.problems = said.problems ?? []
    this.fields = said.fields ?? {}
    this.stage = said.stage
  }
}
interface Said {
  /** Where a role is picked. */
  readonly login?: string
  readonly error?: string
  readonly message?: string
  readonly problems?: readonly string[]
  readonly fields?: Readonly<Record<string, string>>
  readonly stage?: Schemas['NotAllowed']['stage']
}

/** One call of the API, by the key of its operation. Throws ApiError for whatever is not a success. */
export async function call<K extends Key>(key: K, given: Given<K> = {}): Promise<Answer<K>> {
  const [method = 'GET', template = ''] = key.split(' ')
  const { path = {}, query = {}, body, form, signal } = given
  const filled = template.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(Reflect.get(path, name))))
  const asked = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
  const address = `${filled}${asked.size > 0 ? `?${asked}` : ''}`
  const response = await send(method, address, body, { ...(form && { body: form }), ...(signal && { signal }) })
  return (await response.json().catch(() => ({}))) as Answer<K>
}

/** Whatever is asked of the host, as JSON unless `more` says otherwise. Throws ApiError for whatever is not a success. */
export async function send(method: string, address: string, body?: unknown, more: RequestInit = {}): Promise<Response> {
  const early = method === 'GET' ? answerTo(address) : undefined
  const asked =
    early ??
    fetch(address, {
      method,
      headers: {
        'accept-language': language(),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...more,
    })
  const response = await asked.catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError(0, { error: 'unreachable' })
  })
  if (response.ok) return response
  const said = (await response.json().catch(() => ({}))) as Said
  if (response.status === 401) turnedAway(said)
  throw new ApiError(response.status, said)
}

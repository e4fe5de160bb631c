import { ApiError } from './api.ts'
import { language } from './memory.ts'

/** One call of the playground, which exists on one machine alone and so is in no API. Throws ApiError for whatever is not a success. */
export async function local<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(`/local/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'accept-language': language(), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new ApiError(0, { error: 'unreachable' })
  })
  const said = await response.json().catch(() => ({}))
  if (!response.ok) throw new ApiError(response.status, said)
  return said as T
}

import { send } from './api.ts'

/** One call of the playground, which exists on one machine alone and so is in no API. Throws ApiError for whatever is not a success. */
export async function local<T>(path: string, body?: object): Promise<T> {
  const response = await send(body ? 'POST' : 'GET', `/local/${path}`, body)
  return (await response.json().catch(() => ({}))) as T
}

import { fetchFeed } from '../../shared/use-cases/calendar-feed.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'

/** `/f/{token}`: what a phone's calendar subscribes to. It tells a program, and nobody: what is none, or none any more, is not there. */
export async function serveFeed(event: HttpEvent, deps: Deps): Promise<HttpResult> {
  const body = await fetchFeed(deps, event.pathParameters?.token ?? '')
  if (body === undefined) return { statusCode: 404, headers: HEADERS, body: '' }
  return { statusCode: 200, headers: { ...HEADERS, 'content-type': 'text/calendar; charset=utf-8' }, body }
}

const HEADERS = {
  'content-type': 'text/plain; charset=utf-8',
}

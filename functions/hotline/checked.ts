import type { Metrics } from '../../shared/ports/observe.ts'
import { bodyBytes } from '../middleware/body.ts'
import { HttpError } from '../middleware/errors.ts'
import type { HttpEvent } from '../middleware/event.ts'
import type { Verifier } from './verification.ts'

/** Refuses a webhook that its provider did not sign: 403 without detail, 409 when it is signed but stale. */
export const requireSignature = async (event: HttpEvent, verifier: Verifier, metrics: Metrics): Promise<void> => {
  const verdict = await verifier.verify({
    url: event.rawPath + (event.rawQueryString && `?${event.rawQueryString}`),
    headers: event.headers,
    body: bodyBytes(event),
  })
  if (verdict === 'ok') return
  if (verdict === 'refused') {
    metrics.count('SignatureRefused')
    throw new HttpError(403, 'forbidden', { zh: '拒绝。', en: 'Forbidden.' })
  }
  verdict satisfies 'replayed'
  throw new HttpError(409, 'stale', {
    zh: '时间戳离现在太远；请重新签名。',
    en: 'The timestamp is too far from now; sign the request anew.',
  })
}

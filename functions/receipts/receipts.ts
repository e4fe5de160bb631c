import { NotFoundError } from '../../shared/kernel/errors.ts'
import type { Channel } from '../../shared/ports/messaging.ts'
import { noteReceipt } from '../../shared/shell/receipts.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { bodyText } from '../middleware/body.ts'
import { HttpError } from '../middleware/errors.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { type HttpHandler, httpHandler, json, problemJson } from '../middleware/http.ts'

export type ReceiptsDeps = Deps & { readonly channels: readonly Channel[] }

/**
 * `POST /receipts/{channel}`: what a provider says afterwards of messages that it took. Whatever is not of ours is taken and
 * forgotten: providers push what others sent by the same account as well, and would try again for ever.
 */
export const receiptsHandler = (deps: ReceiptsDeps): HttpHandler =>
  httpHandler(deps, { handle: takeReceipts, problem: problemJson })

const takeReceipts = async (event: HttpEvent, deps: ReceiptsDeps): Promise<HttpResult> => {
  const name = event.pathParameters?.channel
  const channel = deps.channels.find((one) => one.name === name)
  if (!channel?.receipts) throw new NotFoundError('no such channel')
  const path = event.rawPath + (event.rawQueryString && `?${event.rawQueryString}`)
  const given = await channel.receipts({ url: deps.publicUrl + path, headers: event.headers, body: bodyText(event) })
  if (given === 'refused') {
    deps.metrics.count('SignatureRefused')
    throw new HttpError(403, 'forbidden', { zh: '拒绝。', en: 'Forbidden.' })
  }
  for (const one of given)
    await ('key' in one
      ? (await import('./pressed.ts')).passOn(deps, channel.name, one)
      : noteReceipt(deps, channel, one))
  return json(200, TAKEN)
}

/** In the words of each of them. */
const TAKEN = { code: 0, msg: 'OK', result: 0, errmsg: 'OK' }

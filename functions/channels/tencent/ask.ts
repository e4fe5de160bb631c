import { toMs } from '../../../shared/kernel/instant.ts'
import { systemClock } from '../../adapters/system-clock.ts'
import { type Answer, call } from '../call.ts'
import { CONTENT_TYPE, type TcKey, tc3Authorization } from './sign.ts'

/** A service of Tencent Cloud's, by the first part of its host. */
export interface TcService {
  readonly name: string
  readonly service: string
  readonly version: string
  readonly url: string
  readonly region: string
  readonly key: TcKey
  readonly patienceMs: number
}

/** Codes by which it takes no more for now. */
export const FLOODS = /^(LimitExceeded|RequestLimitExceeded)/

/** Asks for one thing. It answers 200 to everything: what it thinks of it stands inside. */
export function askTencent(to: TcService, action: string, fields: object): Promise<Answer> {
  const body = JSON.stringify(fields)
  // The provider's clock is a real one, whatever ours shows.
  const timestamp = Math.floor(toMs(systemClock.now()) / 1000)
  const { host } = new URL(to.url)
  const headers = {
    'content-type': CONTENT_TYPE,
    'x-tc-action': action,
    'x-tc-version': to.version,
    'x-tc-region': to.region,
    'x-tc-timestamp': String(timestamp),
    authorization: tc3Authorization({ host, service: to.service, body, timestamp }, to.key),
  }
  return call(to.name, to.url, { headers, body }, to.patienceMs)
}

import { createHash, createHmac } from 'node:crypto'

/** A call of Tencent Cloud's; the service is the first part of the host. */
export interface TcCall {
  readonly host: string
  readonly service: string
  readonly body: string
  /** Seconds since 1970. */
  readonly timestamp: number
}

export interface TcKey {
  readonly id: string
  readonly key: string
}

export const CONTENT_TYPE = 'application/json; charset=utf-8'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/** The `Authorization` of a `POST`, by TC3-HMAC-SHA256 ("signature v3"). */
export function tc3Authorization({ host, service, body, timestamp }: TcCall, { id, key }: TcKey): string {
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10)
  const headers = `content-type:${CONTENT_TYPE}\nhost:${host}\n`
  const canonical = ['POST', '/', '', headers, 'content-type;host', sha256(body)].join('\n')
  const scope = `${date}/${service}/tc3_request`
  const secret = hmac(hmac(hmac(`TC3${key}`, date), service), 'tc3_request')
  const signature = hmac(secret, ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n')).toString('hex')
  return `TC3-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`
}

import { createHash, createHmac } from 'node:crypto'

/** A call of Alibaba Cloud's, all of it in the query. */
export interface AcsCall {
  readonly host: string
  readonly action: string
  readonly version: string
  readonly query: Readonly<Record<string, string>>
  /** To the second, `2023-10-26T10:22:32Z`. */
  readonly date: string
  readonly nonce: string
}

export interface AcsKey {
  readonly id: string
  readonly secret: string
}

/** RFC 3986: `encodeURIComponent` leaves some marks as they are that must not be. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)

export const queryOf = (query: AcsCall['query']): string =>
  Object.keys(query)
    .toSorted()
    .map((name) => `${encoded(name)}=${encoded(query[name] ?? '')}`)
    .join('&')

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The headers of a `POST` without a body, signed by ACS3-HMAC-SHA256 ("request structure and signature V3"). */
export function acs3Headers(call: AcsCall, key: AcsKey): Record<string, string> {
  const headers: Record<string, string> = {
    host: call.host,
    'x-acs-action': call.action,
    'x-acs-content-sha256': sha256(''),
    'x-acs-date': call.date,
    'x-acs-signature-nonce': call.nonce,
    'x-acs-version': call.version,
  }
  const names = Object.keys(headers)
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join('')
  const canonical = ['POST', '/', queryOf(call.query), lines, names.join(';'), sha256('')].join('\n')
  const signature = createHmac('sha256', key.secret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest('hex')
  const authorization = `ACS3-HMAC-SHA256 Credential=${key.id},SignedHeaders=${names.join(';')},Signature=${signature}`
  return { ...headers, authorization }
}

import type { IncomingMessage } from 'node:http'
import { sentFrom } from '../../../functions/middleware/own-origin.ts'
import { FOREIGN, type Refusal } from './guard.ts'

// How a browser holds the session: in a cookie that no script can read. Programs send the token themselves.

interface Credentials {
  readonly token?: string | undefined
  /** A browser sent it by itself, for whatever page has asked it to. */
  readonly isCookie: boolean
}

/** A token that somebody names goes before the one that the browser adds. */
export function credentialsOf({ headers: { authorization, cookie } }: IncomingMessage, name: string): Credentials {
  if (authorization !== undefined) return { token: /^Bearer (.+)$/i.exec(authorization)?.[1], isCookie: false }
  const given = cookie?.split(';').find((one) => one.trim().startsWith(`${name}=`))
  return { token: given?.trim().slice(name.length + 1), isCookie: true }
}

/**
 * `SameSite` lets pages of every other port of this machine through, and so does not do alone: whoever writes must come from our
 * own page and say so, whoever reads must not come from another.
 */
export function refusalOfSession(
  request: IncomingMessage,
  { token, isCookie }: Credentials,
  publicUrl: string,
): Refusal | undefined {
  if (!isCookie || token === undefined) return undefined
  const from = sentFrom(request.headers, publicUrl)
  const isReading = request.method === 'GET' || request.method === 'HEAD'
  return from === 'own' || (isReading && from === 'unsaid') ? undefined : FOREIGN
}

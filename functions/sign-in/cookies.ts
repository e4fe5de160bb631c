import type { HttpEvent } from '../middleware/event.ts'
import { pathOfOurs } from '../middleware/see-other.ts'
import type { Attempt } from './provider.ts'

// `__Host-`: set by this very host over TLS and for it alone, so no neighbour under the same domain can put its own in the place.

/** Holds the token. The edge before the API reads it under the same name, see `infra/aws/edge/api-request.js`. */
export const SESSION_COOKIE = '__Host-chengnuo-session'
/** Holds what a browser must bring back from the provider. */
const ATTEMPT = '__Host-chengnuo-sign-in'
const OURS = 'Path=/; Secure; HttpOnly'

/** What a browser takes as one cookie, with its name and what else is said of it. */
const LONGEST = 4096 - 200
/** How long somebody may take to sign in. */
const ATTEMPT_SECONDS = 600

export const fitsCookie = (token: string): boolean => token.length <= LONGEST

/** No page of another site, not even a link there, takes it along. */
export const sessionCookie = (token: string, seconds: number): string =>
  `${SESSION_COOKIE}=${token}; ${OURS}; SameSite=Strict; Max-Age=${seconds}`
export const ENDED_SESSION = `${SESSION_COOKIE}=; ${OURS}; SameSite=Strict; Max-Age=0`

/** The provider leads back here from its own site, which `Lax` lets through and `Strict` would not. */
export const attemptCookie = (attempt: Attempt, to: string): string =>
  `${ATTEMPT}=${new URLSearchParams({ ...attempt, to })}; ${OURS}; SameSite=Lax; Max-Age=${ATTEMPT_SECONDS}`
export const ENDED_ATTEMPT = `${ATTEMPT}=; ${OURS}; SameSite=Lax; Max-Age=0`

export const sessionIn = (event: HttpEvent): string | undefined => cookieIn(event, SESSION_COOKIE)

export function attemptIn(event: HttpEvent): { readonly attempt: Attempt; readonly to: string } | undefined {
  const { state, nonce, verifier, to } = Object.fromEntries(new URLSearchParams(cookieIn(event, ATTEMPT)))
  return state && nonce && verifier ? { attempt: { state, nonce, verifier }, to: placeIn(to) } : undefined
}

export const cookieIn = ({ cookies = [] }: HttpEvent, name: string): string | undefined =>
  cookies.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) || undefined

const HOME = '/console/board'
/** A browser keeps it in the same cookie, spelt three times as long at worst. */
const LONGEST_PLACE = 1000
/** Where somebody wanted to go: a room of the console, or their jobs, and nowhere else. */
export const placeIn = (asked: string | undefined): string =>
  asked !== undefined && asked.length <= LONGEST_PLACE && /^\/(console|jobs)(\/|$)/.test(asked)
    ? (pathOfOurs(asked) ?? HOME)
    : HOME

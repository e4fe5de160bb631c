import type { Clock } from '../../shared/ports/clock.ts'
import type { Log } from '../../shared/ports/observe.ts'
import { type SignInTrouble, signInPage } from '../../web/pages/sign-in.ts'
import { namedBy, ROLES, type StaffClaims } from '../api/claims.ts'
import { htmlPage } from '../links/page.ts'
import { HttpError } from '../middleware/errors.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { type HttpHandler, httpHandler, json } from '../middleware/http.ts'
import { acceptedLanguage } from '../middleware/language.ts'
import { seeOther, toProvider } from '../middleware/see-other.ts'
import {
  attemptCookie,
  attemptIn,
  ENDED_ATTEMPT,
  ENDED_SESSION,
  fitsCookie,
  placeIn,
  sessionCookie,
  sessionIn,
} from './cookies.ts'
import { type Provider, ProviderError, type SignedIn } from './provider.ts'

export interface SignInDeps {
  readonly provider: Provider
  readonly claims: StaffClaims
  readonly clock: Clock
  readonly log: Log
  readonly publicUrl: string
}

/** Staff sign in with the deployment's OpenID provider. A browser holds the token in a cookie that no script reads. */
export const signInHandler = (deps: SignInDeps): HttpHandler =>
  httpHandler(deps, {
    isForPeople: true,
    problem: ({ status, code }, event) => page(event, code === 'foreignOrigin' ? 'foreignOrigin' : 'failed', status),
    handle: async (event, deps) => {
      if (event.routeKey === 'POST /sign-out') return signOut(event, deps)
      const answered = event.routeKey === 'GET /sign-in' ? begin(event, deps) : finish(event, deps)
      return answered.catch((error) => troubled(event, deps, error))
    },
  })

async function begin(event: HttpEvent, { provider }: SignInDeps): Promise<HttpResult> {
  const query = new URLSearchParams(event.rawQueryString)
  const wish = { language: languageOf(event), isOther: query.get('as') === 'other' }
  const { address, attempt } = await provider.begin(wish)
  const cookies = [attemptCookie(attempt, placeIn(query.get('to') ?? undefined))]
  return { ...toProvider(address), cookies }
}

/** An attempt is over whatever comes of it: the same way back does not lead in twice. */
async function finish(event: HttpEvent, deps: SignInDeps): Promise<HttpResult> {
  const begun = attemptIn(event)
  if (!begun) return page(event, 'again', 400)
  const { token, claims } = await deps.provider.finish(event.rawQueryString, begun.attempt)
  const { sub, role } = namedBy(claims, deps.claims)
  if (!ROLES.some((known) => known === role)) return page(event, 'noRole', 403, sub)
  if (!fitsCookie(token)) return page(event, 'tooLong', 502)
  const cookies = [ENDED_ATTEMPT, sessionCookie(token, secondsLeft(claims, deps.clock))]
  return { ...seeOther(begun.to), cookies }
}

/** The session ends with its token, which the API would not take any longer. */
const secondsLeft = ({ exp }: SignedIn['claims'], clock: Clock): number =>
  Math.max(0, Math.floor(Number(exp) - Date.parse(clock.now()) / 1000))

/** Ends it here in any case, and says where it ends at the provider's. */
async function signOut(event: HttpEvent, deps: SignInDeps): Promise<HttpResult> {
  const leave = await deps.provider.leave(sessionIn(event)).catch((error: unknown) => {
    deps.log.warn('signed out here alone', { error: String(error) })
    return undefined
  })
  return { ...json(200, { leave }), cookies: [ENDED_SESSION, ENDED_ATTEMPT] }
}

function troubled(event: HttpEvent, { log }: SignInDeps, error: unknown): HttpResult {
  if (error instanceof HttpError) return page(event, 'noClaim', 502)
  if (!(error instanceof ProviderError)) throw error
  log.warn('sign-in came to nothing', { trouble: error.trouble, said: error.message })
  return page(event, error.trouble, STATUS[error.trouble])
}
const STATUS = { refused: 403, again: 400, clock: 502, unreachable: 503, settings: 502 } as const

const page = (event: HttpEvent, trouble: SignInTrouble, status: number, who?: string): HttpResult => {
  const to = attemptIn(event)?.to ?? placeIn(new URLSearchParams(event.rawQueryString).get('to') ?? undefined)
  return {
    ...htmlPage(status, signInPage({ trouble, language: languageOf(event), to, who })),
    cookies: [ENDED_ATTEMPT],
  }
}

const languageOf = ({ headers }: HttpEvent) => acceptedLanguage(headers['accept-language'], 'zh-CN')
